"""An issue that was accepted, as the host's event has it: who wrote it, when, and its body.

What counts is what the host says of the issue and its author. Nothing in the body says who
somebody is.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goodword.intake.handed.filled import read_body
from goodword.intake.sheet import Refused, Say, Sender, Sheet
from goodword.intake.sources import ISSUES
from goodword.intake.strict_json import strict_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.intake.handed.filled import Labels

LARGEST = 1024 * 1024
"""The most bytes of an event."""
ACCEPTED = "intake/accepted"
"""The label by which staff say that an issue is taken in."""
PREFIX = "intake/"
"""What the labels of forms begin with."""
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
        raise Refused("no-issues")
    place = repository.rstrip("/").removesuffix("/issues")
    path = urlsplit(place).path.strip("/")
    wanted = path.removesuffix(".git").casefold()
    there = _text(event, "repository", "full_name")
    if there.casefold() != wanted:
        raise Refused("other-repository", said=there[:80], wanted=wanted)
    if (action := _text(event, "action")) != "labeled":
        raise Refused("other-action", said=action[:40])
    if (label := _text(event, "label", "name")) != ACCEPTED:
        raise Refused("other-label", said=label[:60], wanted=ACCEPTED)
    if "changes" in event:
        raise Refused("edited")
    issue = event.get("issue")
    if not isinstance(issue, dict) or "pull_request" in issue:
        raise Refused("no-issue")
    if _text(issue, "state") != "open":
        raise Refused("closed")
    sender = _author(issue)
    moment = _moment(_text(issue, "created_at"))
    filled = read_body(_text(issue, "body"), languages)
    _labelled(issue, filled.form.name)
    number = issue.get("number")
    if type(number) is not int or number < 1:
        raise Refused("no-number")
    link = f"{place}/issues/{number}"
    form, language = filled.form.name, filled.labels.tag
    return Sheet(form, filled.values(), sender, moment, link, ISSUES, link, language)


def _event(data: bytes) -> dict[str, Any]:
    found = strict_json(data, Say("the-event", {}), LARGEST)
    if not isinstance(found, dict):
        raise Refused("no-mapping", what=Say("the-event", {}))
    return found


def _text(value: Any, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise Refused("silent", field=".".join(path))
    return value


def _author(issue: dict[str, Any]) -> Sender:
    """Whose issue it is: a person's, by name and number."""
    user = issue.get("user")
    login, kind = _text(user, "login"), _text(user, "type")
    number = user.get("id") if isinstance(user, dict) else None
    if kind != "User" or login.endswith("[bot]") or issue.get("performed_via_github_app"):
        raise Refused("program-wrote", login=login[:60])
    if not _LOGIN.fullmatch(login) or type(number) is not int or number < 1:
        raise Refused("no-author")
    return Sender(ISSUES, login, str(number))


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("no-moment")
    return found.astimezone(UTC)


def _labelled(issue: dict[str, Any], form: str) -> None:
    """The labels of the issue are those of its form: given by the form, and by staff."""
    listed = issue.get("labels")
    names = [_text(each, "name") for each in listed] if isinstance(listed, list) else []
    if ACCEPTED not in names:
        raise Refused("no-accepted", label=ACCEPTED)
    others = {each for each in names if each.startswith(PREFIX)} - {ACCEPTED, PREFIX + form}
    if others:
        raise Refused("labelled-otherwise", form=PREFIX + form, label=min(others)[:60])
