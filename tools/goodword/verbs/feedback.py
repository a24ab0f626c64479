"""What the brand does about feedback, and who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.verbs.verb import Row

_SAY = (
    Field("say-public", "What may be said to anybody.", "TEXT", "say.public"),
    Field("say-members", "What may be said to members.", "TEXT", "say.members"),
    Field("say-nda", "What may be said to those under an agreement.", "TEXT", "say.nda"),
)
_MILESTONE = Field("milestone", "Of what.")
_ROUND = Field("round", "Which time round; default the present one.")
_HOW = Field("channel", "How: mail, phone, message, in-person …", "WORD")
_ANSWER: dict[str, Any] = {
    "subject": "answer",
    "action": "answer",
    "word": "record",
    "kind": "touchpoint",
}
_OUTCOMES = {
    "deferred": "revisit",
    "already-available": "link",
    "duplicate": "of",
    "declined": "as",
}
"""The option that an outcome cannot do without."""


def _received(row: Row) -> Iterator[tuple[str, ...]]:
    yield (*(() if row["joins"] else ("title", "channel", "summary")), "raised_by")


def _decided(row: Row) -> Iterator[tuple[str, ...]]:
    yield "outcome", "rationale"
    if row["outcome"] in _OUTCOMES:
        yield (_OUTCOMES[row["outcome"]],)


def _delivered(row: Row) -> Iterator[tuple[str, ...]]:
    if not row["begun"]:
        yield "what", "where"


def _told(row: Row) -> Iterator[tuple[str, ...]]:
    yield ("channel",) if row["attempted"] else ("channel", "milestone")
    if not row["attempted"] and row["delivery"] != "bounced":
        yield ("ref|summary",)


def _heard(row: Row) -> Iterator[tuple[str, ...]]:
    if not row["verdict"]:
        yield ("summary",)


FEEDBACK = group(
    "feedback",
    "Move feedback from received to told. Dry unless --write.",
    verb(
        "receive",
        "received",
        "Record feedback as a new item named by its TITLE.",
        Field("raised-by", "Who raised it; repeat for more.", "ID", "from", many=True),
        Field("channel", "How it came: forum, mail, phone, event …", "WORD"),
        Field("summary", "What they said, in your words.", "TEXT"),
        Field("verbatim", "Their own words.", "TEXT"),
        Field("source", "Where it can be read.", "TEXT"),
        Field("area", "The part of the product.", "TEXT"),
        Field("pillar", "The pillar of the strategy.", "WORD"),
        Field("confidentiality", "Who may know of the item; default staff."),
        Field("joins", "They raised this item too; no new one is made.", "ITEM", "", refers="item"),
        Field(
            "in-conversation",
            "The conversation in which it was heard; repeat for more.",
            "ID",
            "conversations",
            many=True,
        ),
        Field("warning", "They warn of something that is still to come.", flag=True),
        Field("slug", "What the file is named by; default the title.", "NAME", ""),
        needs=_received,
        subject="title",
        action="receive",
        otherwise=lambda row: "joined" if row["joins"] else "",
        unless=lambda row: (
            "--joins makes no new item: leave the TITLE out"
            if row["joins"] and row["title"]
            else ""
        ),
    ),
    verb("acknowledge", "acknowledged", "Take notice of each ITEM. Telling people is `tell`."),
    verb(
        "triage",
        "triaged",
        "Give each ITEM a named owner, and a department if any.",
        Field("department", "Whose subject it is.", "ID", where="departments"),
        Field("owner", "Whose job it is.", "STAFF"),
        Field("severity", default="normal"),
        needs=("owner",),
    ),
    verb(
        "decide",
        "decided",
        "Decide what becomes of each ITEM, and what may be said of it.",
        Field("outcome", "What becomes of it."),
        Field("rationale", "Why, for staff: at least 20 characters.", "TEXT"),
        *_SAY,
        Field("revisit", "Deferred: look at it again on this day."),
        Field("link", "Already available: where.", "URL"),
        Field("of", "Duplicate: the item that it repeats.", "ITEM", refers="item"),
        Field("as", "Declined: why, as one word.", key="reason_code"),
        needs=_decided,
    ),
    verb(
        "deliver",
        "delivered",
        "Record what each ITEM got: --begun, a part (--remaining), or all of it.",
        Field("begun", "Work has begun, and nothing is there yet.", key="", flag=True),
        Field("what", "What there is now.", "TEXT"),
        Field("where", "Where it is: a version, a page, a shop.", "TEXT"),
        Field(
            "remaining",
            "What is still missing; else it is all there.",
            "TEXT",
            also={"scope": "partial"},
        ),
        *_SAY,
        Field("public", "The day anyone may know; default the same."),
        Field("link", "With --begun: where it can be followed.", "URL"),
        needs=_delivered,
        otherwise=lambda row: "delivering" if row["begun"] else "",
    ),
    verb(
        "reopen",
        "reopened",
        "Begin a new round of each ITEM that had ended.",
        Field("cause", "Why."),
        needs=("cause",),
    ),
    verb(
        "withdraw",
        "withdrawn",
        "Note that people took each ITEM back; they are owed nothing more about it.",
        Field("raised-by", "Who took it back; repeat for more.", "ID", "from", many=True),
        needs=("raised_by",),
    ),
    verb(
        "void",
        "void",
        "Let a step of each ITEM count for nothing; it stays written.",
        Field("of", "Its place in the list of steps; the first is 0."),
        Field("reason", "Why, in words.", "TEXT"),
        needs=("of", "reason"),
    ),
    verb(
        "tell",
        "told",
        "Record that each PERSON was told of ITEM (or of an incident), one file each.",
        _MILESTONE,
        _ROUND,
        _HOW,
        Field("ref", "What proves it: the message's id or address.", "TEXT"),
        Field("delivery", "What came of it; default sent."),
        Field("summary", "What they were told.", "TEXT"),
        Field("at", "When, where the hours count; default now.", "HH:MM", ""),
        Field("attempted", "They were not reached.", key="", flag=True),
        Field("automated", "A machine sent it.", flag=True),
        needs=_told,
        otherwise=lambda row: "attempted" if row["attempted"] else "",
        **_ANSWER,
    ),
    verb(
        "hear",
        "verdict",
        "Record what each PERSON answered to a question, or their verdict.",
        _ROUND,
        Field("verdict", "Of a delivery."),
        _HOW,
        Field("summary", "What they said.", "TEXT"),
        needs=_heard,
        otherwise=lambda row: "" if row["verdict"] else "replied",
        **_ANSWER,
    ),
    verb(
        "exempt",
        "exempt",
        "Record why each PERSON is not told of ITEM, one file each.",
        _MILESTONE,
        _ROUND,
        Field("reason", "Why; it must be true on its day."),
        Field("summary", "More of it, in words.", "TEXT"),
        needs=("milestone", "reason"),
        **_ANSWER,
    ),
    like=Verb(
        "", "", "", subject="items", action="append", word="item", kind="feedback", into="steps"
    ),
)
