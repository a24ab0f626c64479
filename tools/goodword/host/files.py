"""Checks of what lies beside the data: the pin, line ends, CODEOWNERS, schemas, workflows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from goodword.diagnostics import Severity
from goodword.edits.edit import digest
from goodword.host.surroundings import Finding
from goodword.reports.report import counted
from goodword.resources import COMMIT, LOCK
from goodword.source.characters import ATTRIBUTES, REWRITE
from goodword.source.form import UPGRADE
from goodword.source.laid import RECORD, numbers, recorded
from goodword.source.schema_copy import FOLDER, MEND, stale

if TYPE_CHECKING:
    from goodword.host.surroundings import Surroundings

_PIN = re.compile(r"^goodword *== *([^\s;\\]+)|[/ ]goodword-([^-\s/]+)-[^\s/]*\.whl", re.MULTILINE)
_COMMIT = re.compile(r"^goodword *@ *git\+\S+@([0-9a-f]{40,64})\b", re.MULTILINE)
_OTHER_ENDS = re.compile(r"i/lf +w/(?:crlf|mixed) +attr/text\S* eol=lf *\t")
_CHECKS = (".github/workflows/check.yml", ".gitlab-ci.yml")
"""What checks each change, on one host or the other."""
_GITLAB = frozenset({".gitlab-ci.yml"})


def pin(around: Surroundings) -> Finding:
    """Whether the tool that runs is the one that the program pins."""
    texts = [(around.held(name) or b"").decode(errors="replace") for name in (LOCK, COMMIT)]
    version = _PIN.search(texts[0])
    commit = _COMMIT.search(texts[1]) or _COMMIT.search(texts[0])
    if commit is not None:
        return _same("commit", commit[1], around.commit)
    if version is not None:
        return _same("version", version[1] or version[2], around.version)
    if _begun_small(around):
        return Finding("note", f"there is no {LOCK}: each machine runs what is installed there")
    return Finding(
        "wrong",
        f"{LOCK} pins no goodword: every clone and the host may judge by another one",
        f"add to {LOCK} ./wheels/goodword-….whl --hash=sha256:… (pip hash says it of the wheel), "
        f"or write to {COMMIT} goodword @ git+https://…@ and the 40 digits of a commit",
    )


def _begun_small(around: Surroundings) -> bool:
    """Whether there is nothing but data, as `goodword init --minimal` lays it: no host is set up.

    Whoever laid one thing for a host is to have the rest of it.
    """
    return not any(around.held(path) for path in (LOCK, COMMIT, *around.given))


_INSTALL = {
    "version": f"pip install --require-hashes -r {LOCK}",
    "commit": f"pip install --no-deps -r {COMMIT}",
}
"""What installs it, by what is pinned."""


def _same(what: str, wanted: str, running: str) -> Finding:
    if running == wanted:
        return Finding("ok", f"{what} {wanted} is pinned and runs")
    said = f"{what} {wanted} is pinned, {running or 'another'} runs"
    if what == "version" and numbers(wanted) < numbers(running):
        return Finding("wrong", f"{said}, which is newer", f"{UPGRADE} moves the program to it")
    newer = f"; where the one that runs is newer: {UPGRADE}" if what == "commit" else ""
    return Finding("wrong", said, f"{_INSTALL[what]}{newer}")


def attributes(around: Surroundings) -> Finding:
    """Whether every clone has the same bytes."""
    said = around.git("check-attr", "eol", "--", f"{around.way}program/program.yml")
    if said is None:
        return Finding("not asked", "there is no repository")
    if not said.endswith(": lf"):
        return Finding(
            "wrong",
            ".gitattributes does not say which line ends files have",
            f'echo "{ATTRIBUTES}" >> .gitattributes && git add --renormalize .',
        )
    files = (around.git("ls-files", "--eol", "-z") or "").split("\0")
    others = [each.partition("\t")[2] for each in files if _OTHER_ENDS.match(each)]
    if others:
        return Finding(
            "wrong",
            f"{counted(len(others), 'file')} here with other line ends than were committed, such "
            f"as {others[0]}; git wrote them so before (core.autocrlf)",
            REWRITE,
        )
    return Finding("ok", "line ends are the same in every clone")


def owners(around: Surroundings) -> Finding:
    """Whether CODEOWNERS is what staff, departments and policies make it."""
    if around.program is None:
        return Finding("not asked", "files of the program cannot be read", "goodword check")
    problem = around.owners
    if problem is None:
        return Finding("ok", "as staff, departments and policies have them")
    path = problem.place.path
    if around.held(path) is None and around.held(_CHECKS[0]) is None:
        return Finding("ok", "none, and nothing here is for GitHub")
    line = f":{problem.mark.line}" if problem.mark else ""
    state: Literal["wrong", "note"] = "wrong" if problem.severity is Severity.ERROR else "note"
    return Finding(state, f"{path}{line}: {problem.message}", problem.hint)


def schemas(around: Surroundings) -> Finding:
    """Whether editors judge by what check judges by."""
    problem = stale(around.tree, around.schemas)
    if problem is not None:
        return Finding("wrong", f"{problem.place.path}: {problem.message}", MEND)
    if not (around.root / FOLDER).is_dir():
        return Finding("note", f"there is no {FOLDER}/ by which editors complete and judge", MEND)
    return Finding("ok", "editors have those that check judges by")


def workflows(around: Surroundings) -> Finding:
    """Whether what the host runs is what the installed version gives a new program."""
    held = {path: around.held(path) for path in around.given}
    if all(held.get(path) is None for path in _CHECKS):
        return Finding(
            "note" if _begun_small(around) else "wrong",
            f"nothing checks what is proposed: neither {_CHECKS[0]} nor {_CHECKS[1]} is there",
            "goodword init lays them into a new program: take them from one",
        )
    github = held.get(_CHECKS[0]) is not None
    wanted = [path for path in around.given if path not in _GITLAB] if github else sorted(_GITLAB)
    record = recorded(around.held(RECORD)) or {}
    others = [
        path for path in wanted if held[path] is not None and held[path] != around.given[path]
    ]
    current = {path for path in others if record.get(path) == digest(around.given[path])}
    missing = [path for path in wanted if held[path] is None]
    outdated = [path for path in others if path not in current]
    if outdated:
        return Finding(
            "wrong",
            f"{counted(len(outdated), 'file')} of another version, or changed:"
            f" {', '.join(outdated)}",
            f"{UPGRADE} shows what is new, and keeps your changes",
        )
    if missing:
        return Finding("note", f"not here: {', '.join(missing)}")
    if current:
        return Finding("ok", f"of the installed version, with your edits: {', '.join(others)}")
    return Finding("ok", "as the installed version gives them")
