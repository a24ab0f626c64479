"""A thing that is asked for by its id or path: a person, mission, item or record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import BeyondPart
from goodword.ledger.groups import together_with
from goodword.model.paths import row_of
from goodword.model.program import BY_NAME

if TYPE_CHECKING:
    from goodword.part.reading import Documents

_ROOMS = ("rewards", "events", "communities", "incidents", "signals", "measures", "erasures")
"""What is always read."""
_BY_ID = {
    "profile": "influencers/{}/profile.yml",
    "mission": "missions/{}/mission.yml",
    "feedback": "program/feedback/{}.yml",
}
"""Where things lie that are known by an id, in the order in which an id is looked up."""


class Thing(NamedTuple):
    """What has an id: a person or a feedback item, of which more has to be read; else neither."""

    person: str = ""
    item: str = ""


def take_thing(documents: Documents, name: str) -> Thing:
    """Take what has an id or path, unless it is a person or a feedback item.

    Raises:
        BeyondPart: nothing has it.
    """
    path = _path(documents, name)
    if path is None:
        if any(name in getattr(documents.program, room) for room in _ROOMS):
            return Thing()
        raise BeyondPart
    row = row_of(path)
    kind = row.kind if row else ""
    if kind == "profile":
        return Thing(person=path.split("/")[1])
    if kind == "feedback":
        return Thing(item=path[:-4].rpartition("/")[2])
    if kind == "mission":
        for each in together_with(documents.program, {path.split("/")[1]}):
            documents.take(documents.records(f"missions/{each}/claims"))
    elif kind in BY_NAME:
        documents.take([path])
    else:
        raise BeyondPart
    return Thing()


def _path(documents: Documents, name: str) -> str | None:
    """The path of what has an id; None where it is read already, or nothing has it."""
    finder = documents.finder

    def has(path: str) -> bool:
        return finder.has(path) or finder.lines.find(path) is not None

    if row_of(name) is not None and has(name):
        return name
    if "/" not in name:
        paths = [form.format(name) for form in _BY_ID.values()]
    else:
        owner, _, record = name.partition("/")
        paths = [f"missions/{owner}/claims/{record}.yml", f"program/audits/{name}.yml"]
    return next((path for path in paths if row_of(path) is not None and has(path)), None)
