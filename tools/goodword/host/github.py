"""Checks of the host: who reads the repository, rules of the branch, signatures, secrets."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

from goodword.days import in_force
from goodword.diagnostics import Failure
from goodword.host.surroundings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.host.surroundings import Surroundings

REQUIRED = "CI"
"""The one job that a branch requires; it needs all the others."""
PUBLISH, DEPLOY = "publish.yml", ".github/portal/deploy"
"""What publishes, and what puts a folder on line where a host of one's own is used."""
INTAKE = "intake.yml"
"""What takes issues in."""
OUTBOX = "outbox.yml"
"""What sends messages; its secrets are those of an environment, where this does not look."""
_UNNEEDED = {
    INTAKE: "needed once somebody was erased",
    PUBLISH: "needed where a host publishes, some of them",
    OUTBOX: "of the environment that sends, where this does not look",
}
"""What secrets are for that only one workflow names, by it, where nothing asks for them."""
_SECRET = re.compile(rb"\bsecrets\.([A-Za-z_][A-Za-z0-9_]*)")
_BRANCH = re.compile(r"(?!.*\.\.)[\w./-]+")
_UNREAD = "what GitHub answers cannot be read"


def privacy(around: Surroundings) -> Finding:
    """Whether strangers read the repository of a program that is not for them."""
    if around.program is None:
        return Finding("not asked", "files of the program cannot be read", "goodword check")
    mode = around.program.settings.mode
    found = _asked(around, "", dict)
    if isinstance(found, Finding):
        return found
    if not isinstance(found.get("private"), bool):
        return Finding("not asked", _UNREAD)
    if found["private"] or mode == "public":
        whose = "private" if found["private"] else "public"
        return Finding("ok", f"the program is {mode}, the repository {whose}")
    return Finding(
        "wrong",
        f"the program is {mode} and everybody can read the repository",
        "make the repository private",
    )


def branch(around: Surroundings) -> Finding:
    """Whether the branch takes only what was checked and reviewed."""
    rules = _rules(around)
    if isinstance(rules, Finding):
        return rules
    missing = []
    checks = [each.get("context") for each in _of(rules, "required_status_checks")]
    if REQUIRED not in checks:
        missing.append(f"the check {REQUIRED} is not required")
    reviews = [each for each in rules if each.get("type") == "pull_request"]
    if not reviews:
        missing.append("changes need no pull request")
    elif not any(_parameters(each).get("require_code_owner_review") for each in reviews):
        missing.append("code owners need not review")
    if not any(each.get("type") == "non_fast_forward" for each in rules):
        missing.append("history can be rewritten")
    if missing:
        return Finding("wrong", "; ".join(missing), "GitHub: Settings, Rules, Rulesets")
    return Finding("ok", f"{REQUIRED}, reviews by code owners and an unbroken history are required")


def signatures(around: Surroundings) -> Finding:
    """Whether commits must be signed, where who decided must have signed."""
    if around.program is None:
        return Finding("not asked", "files of the program cannot be read", "goodword check")
    day = around.now.astimezone(around.program.zone).date()
    version = in_force(around.program.policy_versions, day)
    if version is None or version.decisions_recorded_by != "named":
        return Finding("ok", "policies do not ask for them")
    rules = _rules(around)
    if isinstance(rules, Finding):
        return rules
    if any(each.get("type") == "required_signatures" for each in rules):
        return Finding("ok", "they are required")
    return Finding(
        "wrong",
        "policies say decisions_recorded_by: named, and commits need not be signed",
        "require signed commits: GitHub: Settings, Rules, Rulesets",
    )


def secrets(around: Surroundings) -> Finding:
    """Whether the secrets that workflows name are set.

    Of those that publishing names a host needs some only, so they are told and not asked for. That
    of intake is needed once somebody was erased. Sending is off by default and has its own place.
    """
    every: dict[str, set[str]] = {}
    for path in around.workflows():
        for each in _SECRET.findall(around.held(path) or b""):
            every.setdefault(each.decode(), set()).add(path.rpartition("/")[2])
    every.pop("GITHUB_TOKEN", None)
    named = {key: files - {OUTBOX} for key, files in every.items() if files != {OUTBOX}}
    hosted = around.held(DEPLOY) is not None
    program = around.program
    if program is not None and not any(each.hashes for each in program.erasures.values()):
        named = {key: files for key, files in named.items() if files != {INTAKE}}
    if not hosted:
        named = {key: files for key, files in named.items() if files != {PUBLISH}}
    if not named:
        return Finding("ok", _none_needed(every))
    said = f"workflows name {', '.join(sorted(named))}"
    found = _asked(around, "/actions/secrets?per_page=100", dict)
    if isinstance(found, Finding):
        return Finding("not asked", f"{said}; {found.said}")
    known = {str(each.get("name")) for each in _dicts(found.get("secrets"))}
    missing = sorted(named.keys() - known)
    if not missing:
        return Finding("ok", f"{said}, and all are set")
    needed = any(named[each] != {PUBLISH} for each in missing)
    return Finding(
        "wrong" if needed else "note", f"not set: {', '.join(missing)}", "gh secret set NAME"
    )


def _none_needed(every: Mapping[str, set[str]]) -> str:
    """That no secret of the repository is needed, with those that workflows name all the same."""
    if not every:
        return "workflows name no secrets"
    said = "; ".join(
        f"{why}: {', '.join(there)}"
        for file, why in _UNNEEDED.items()
        if (there := [key for key, files in sorted(every.items()) if file in files])
    )
    return f"of those that workflows name the repository needs none; {said}"


def host_clock(around: Surroundings) -> Finding:
    """Whether this machine and the host agree on the day."""
    found = _asked(around, "/events?per_page=1", list)
    if isinstance(found, Finding):
        return found
    newest = next((str(each.get("created_at")) for each in _dicts(found)), "")
    here = around.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", newest):
        return Finding("not asked", "nothing has happened in the repository yet")
    if newest > here:
        return Finding(
            "wrong", f"GitHub had an event at {newest} and this clock says {here}", "set the clock"
        )
    return Finding("ok", f"the last event on GitHub, {newest}, lies in the past")


def _rules(around: Surroundings) -> list[dict[str, Any]] | Finding:
    """The rules of the default branch."""
    found = _asked(around, "", dict)
    if isinstance(found, Finding):
        return found
    name = found.get("default_branch")
    if not isinstance(name, str) or not _BRANCH.fullmatch(name):
        return Finding("not asked", _UNREAD)
    rules = _asked(around, f"/rules/branches/{name}", list)
    return rules if isinstance(rules, Finding) else _dicts(rules)


def _asked(around: Surroundings, path: str, shape: type[Any]) -> Any:
    """An answer of that shape, or why there is none."""
    try:
        found = around.asked(path)
    except Failure as failure:
        return Finding("not asked", failure.message, failure.hint)
    return found if isinstance(found, shape) else Finding("not asked", _UNREAD)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _parameters(rule: dict[str, Any]) -> dict[str, Any]:
    found = rule.get("parameters")
    return found if isinstance(found, dict) else {}


def _of(rules: Iterable[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The entries of all rules of a kind."""
    found = [_parameters(each).get(kind) for each in rules if each.get("type") == kind]
    return [entry for each in found for entry in _dicts(each)]
