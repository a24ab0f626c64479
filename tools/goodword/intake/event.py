"""An issue that was accepted, as the host's event has it: who wrote it, when, and its body.

What counts is what the host says of the issue and its author. Nothing in the body says who
somebody is.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goodword.intake.filled import read_body
from goodword.intake.sheet import Refused, Sender, Sheet
from goodword.intake.strict_json import strict_json
from goodword.intake.values import read_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.intake.filled import Labels

LARGEST = 1024 * 1024
"""The most bytes of an event."""
ACCEPTED = "intake/accepted"
"""The label by which staff say that an issue is taken in."""
PREFIX = "intake/"
"""What the labels of forms begin with."""
GITHUB = "github"
_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")


def read_event(data: bytes, repository: str | None, languages: Sequence[Labels]) -> Sheet:
    """The form that an issue holds.

    Args:
        data: the event file of a run, JSON.
        repository: address of the repository whose issues the program takes; None for none.
        languages: the labels of every language of the program.

    Raises:
        Refused: it is not taken.
    """
    event = _event(data)
    if repository is None:
        raise Refused("this program takes nothing in by issues: intake.issues names no repository")
    place = repository.rstrip("/").removesuffix("/issues")
    path = urlsplit(place).path.strip("/")
    wanted = path.removesuffix(".git").casefold()
    there = _text(event, "repository", "full_name")
    if there.casefold() != wanted:
        raise Refused(f'the issue is of the repository "{there[:80]}", expected {wanted}')
    if (action := _text(event, "action")) != "labeled":
        raise Refused(f'the event is "{action[:40]}", expected that a label was given')
    if (label := _text(event, "label", "name")) != ACCEPTED:
        raise Refused(f'the label given is "{label[:60]}", expected {ACCEPTED}')
    if "changes" in event:
        raise Refused("the event is about an edit; take the label away and give it again")
    issue = event.get("issue")
    if not isinstance(issue, dict) or "pull_request" in issue:
        raise Refused("the event is about no issue")
    if _text(issue, "state") != "open":
        raise Refused("the issue is closed; open it again first")
    sender = _author(issue)
    moment = _moment(_text(issue, "created_at"))
    form, texts = read_body(_text(issue, "body"), languages)
    _labelled(issue, form.name)
    names = {each.name: languages[0].fields[form.name, each.name] for each in form.fields}
    values = read_values(form, texts, names.__getitem__)
    number = issue.get("number")
    if type(number) is not int or number < 1:
        raise Refused("the issue has no number")
    return Sheet(form.name, values, sender, moment, f"{place}/issues/{number}")


def _event(data: bytes) -> dict[str, Any]:
    found = strict_json(data, "the event", LARGEST)
    if not isinstance(found, dict):
        raise Refused("the event is no mapping")
    return found


def _text(value: Any, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise Refused(f"the event does not say {'.'.join(path)}")
    return value


def _author(issue: dict[str, Any]) -> Sender:
    """Whose issue it is: a person's, by name and number."""
    user = issue.get("user")
    login, kind = _text(user, "login"), _text(user, "type")
    number = user.get("id") if isinstance(user, dict) else None
    if kind != "User" or login.endswith("[bot]") or issue.get("performed_via_github_app"):
        raise Refused(f'the issue was written by "{login[:60]}", a program and no person')
    if not _LOGIN.fullmatch(login) or type(number) is not int or number < 1:
        raise Refused("the event does not say whose issue it is, by name and number")
    return Sender(GITHUB, login, str(number))


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("the event does not say when the issue was written")
    return found.astimezone(UTC)


def _labelled(issue: dict[str, Any], form: str) -> None:
    """The labels of the issue are those of its form: given by the form, and by staff."""
    listed = issue.get("labels")
    names = [_text(each, "name") for each in listed] if isinstance(listed, list) else []
    if ACCEPTED not in names:
        raise Refused(f"the issue has no label {ACCEPTED}")
    others = {each for each in names if each.startswith(PREFIX)} - {ACCEPTED, PREFIX + form}
    if others:
        raise Refused(f"the body is that of {PREFIX}{form}, the label is {min(others)[:60]}")
