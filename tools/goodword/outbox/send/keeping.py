"""What is sent, in the person's own records: before it goes, and what became of it.

Each entry is on the disk, whole, before the next thing is done. A record is named by its day and
message, so that two who send the same one meet in git instead of passing each other by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.edits.draft import Draft
from goodword.edits.writing import write
from goodword.model.touchpoint import Answer as Told
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.mail import on_page
from goodword.outbox.messages.message import MAIL, PORTAL
from goodword.outbox.send.ahead import mark
from goodword.relation.given import stands
from goodword.rendering.letters import one_line
from goodword.source.schemas import fields
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from goodword.edits import Edit
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.messages.message import Message

_LONGEST = 60
_DATED = len("2026-01-31-")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_ANSWER = re.compile(r"answer/(?P<item>.+)/(?P<round>[0-9]+)/(?P<milestone>[a-z]+)")
"""The key of a message that tells of a feedback item."""


def records(program: Program, person: str, key: str, day: dt.date) -> list[Touchpoint]:
    """The records of a message to a person that stand, oldest first."""
    return [
        each
        for each in program.touchpoints_of.get(person, ())
        if isinstance(each.detail, Sent) and each.detail.key == key and stands(each, day)
    ]


class Beginning(NamedTuple):
    """That messages are about to be handed over: paths of their records, edits, marks by id."""

    paths: list[str]
    edits: tuple[Edit, ...]
    marks: dict[str, str]


class Book:
    """Writes down what is sent, one thing at a time.

    Args:
        root: the program's folder.
        day: the program's day.
        now: the moment.
    """

    def __init__(self, root: Path, day: dt.date, now: Callable[[], dt.datetime]) -> None:
        self._root = root
        self._day = day
        self._now = now

    def begin(self, message: Message, identity: str, record: Touchpoint | None) -> str:
        """Note that a message is about to be handed over; the path of its record.

        Args:
            message: what is sent.
            identity: the id under which it goes.
            record: of an attempt before, that came to nothing; None for a new record.
        """
        begun = self.beginning([(message, identity, record)])
        write(self._root, begun.edits)
        return begun.paths[0]

    def beginning(self, several: Iterable[tuple[Message, str, Touchpoint | None]]) -> Beginning:
        """What notes it of several messages."""
        draft = Draft(DiskTree(self._root))
        paths, marks = [], {}
        for message, identity, record in several:
            begun = {"at": self._moment(), "state": "begun"}
            if record is not None:
                path = record.place.path
                draft.append_item(path, ("delivery",), begun, _ORDER)
            else:
                entry = _entry(message) | {"message_id": identity, "delivery": [begun]}
                path = draft.create(self._path(message), "touchpoint", _ordered(entry))
            paths.append(path)
            before = record.detail.delivery if record and isinstance(record.detail, Sent) else ()
            marks[identity] = mark(len(before) + 1, begun["at"])
        return Beginning(paths, draft.edits, marks)

    def end(
        self,
        path: str,
        message: Sent,
        state: str,
        *,
        code: int | None = None,
        contact: str | None = None,
    ) -> None:
        """Note what became of it; where it tells of feedback and was taken, that it was told.

        Args:
            path: of the record.
            message: what the record says.
            state: `accepted`, `deferred`, `refused` or `bounced`.
            code: the server's number.
            contact: of the contact.age whose address failed.
        """
        draft = Draft(DiskTree(self._root))
        said = {"at": self._moment(), "state": state, "code": code, "contact": contact}
        entry = {key: value for key, value in said.items() if value is not None}
        draft.append_item(path, ("delivery",), entry, _ORDER)
        if state == "accepted":
            self._told(draft, path, message)
        write(self._root, draft.edits)

    def record(self, message: Message) -> str:
        """Note a message that goes over no wire: it stands on the person's own page."""
        draft = Draft(DiskTree(self._root))
        path = draft.create(self._path(message), "touchpoint", _ordered(_entry(message)))
        self._told(draft, path, Sent(key=message.key), message.channel, message.by)
        write(self._root, draft.edits)
        return path

    def bounce(self, record: Touchpoint, told: Touchpoint | None, contact: str | None) -> None:
        """Note that a message came back; what it told was not told then.

        Args:
            record: of the message.
            told: the record of having told what the message tells.
            contact: of the contact.age whose address failed.
        """
        draft = Draft(DiskTree(self._root))
        said = {"at": self._moment(), "state": "bounced", "contact": contact}
        entry = {key: value for key, value in said.items() if value is not None}
        draft.append_item(record.place.path, ("delivery",), entry, _ORDER)
        if told is not None:
            void = {
                "date": self._day.isoformat(),
                "by": told.by or record.by,
                "reason": "The message came back",
            }
            order = tuple(fields.keys("touchpoint", "told"))
            draft.set_value(told.place.path, ("void",), void, order)
        write(self._root, draft.edits)

    def _told(
        self, draft: Draft, path: str, message: Sent, channel: str = MAIL, by: str | None = None
    ) -> None:
        """A record that a step of an item was told, where the message tells one."""
        found = _ANSWER.fullmatch(message.key or "")
        if found is None:
            return
        said = draft.says(path)
        entry = {
            "kind": "answer",
            "step": "told",
            "milestone": found["milestone"],
            "round": int(found["round"]),
            "refs": [found["item"]],
            "channel": channel,
            "ref": message.message_id or path,
            "automated": True,
            "by": by or said.get("by"),
        }
        order = fields.keys("touchpoint", "told")
        person = path.split("/")[1]
        where = f"influencers/{person}/touchpoints/{self._day}-{found['item'][_DATED:]}.yml"
        default = {"round": 1}
        kept = {
            key: entry[key]
            for key in order
            if entry.get(key) is not None and entry[key] != default.get(key)
        }
        draft.create(where, "touchpoint", kept)

    def _path(self, message: Message) -> str:
        slug = _NO_WORD.sub("-", message.key.lower())[:_LONGEST].strip("-")
        return f"influencers/{message.person}/touchpoints/{self._day}-{slug or 'message'}.yml"

    def _moment(self) -> str:
        return f"{self._now():%Y-%m-%dT%H:%M:%SZ}"


def told_by(program: Program, record: Touchpoint, day: dt.date) -> Touchpoint | None:
    """The record that somebody was told what a message told them."""
    identity = getattr(record.detail, "message_id", None) or record.place.path
    return next(
        (
            each
            for each in program.touchpoints_of.get(record.influencer, ())
            if isinstance(each.detail, Told) and each.detail.ref == identity and stands(each, day)
        ),
        None,
    )


_ORDER = ("at", "state", "code", "contact")


def _entry(message: Message) -> dict[str, Any]:
    return {
        "kind": "message",
        "sequence": message.sequence,
        "step": message.step,
        "template": message.template,
        "language": message.language,
        "key": message.key,
        "by": message.by,
        "channel": message.channel,
        "summary": _summary(message),
        "refs": list(message.refs),
    }


def _summary(message: Message) -> str:
    """What stands on the person's own page whole is kept whole; of a mail, what it was about."""
    return on_page(message) if message.channel == PORTAL else one_line(message.subject)


def _ordered(entry: dict[str, Any]) -> dict[str, Any]:
    order = fields.keys("touchpoint", "message")
    return {key: entry[key] for key in order if entry.get(key) not in (None, "", [], ())}
