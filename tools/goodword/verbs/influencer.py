"""What is done for or about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.verbs.profile import OF_PROFILE, SECOND
from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.verbs.verb import Row

_CHANNEL = Field("channel", "How: mail, phone, in-person …", "WORD")
_HOW = (_CHANNEL, Field("hours", "Hours of ours that it took."))
_SUMMARY = Field("summary", "What was said.", "TEXT")
_WHAT = Field("summary", "What it was.", "TEXT")
_ABOUT = Field(
    "about",
    "A record it is about, as MISSION/DATE-INFLUENCER, INFLUENCER/DATE-KIND or an item; repeat.",
    "RECORD",
    "refs",
    many=True,
    refers="record",
)


_TOLD = (_WHAT, *_HOW, _ABOUT, Field("audience", "Who may read of it; default staff."))
_SENT = (
    Field("reference", "What it is called where sales are kept.", "WORD"),
    *(each for each in _TOLD if each.name != "hours"),
)
_SAID: dict[str, Any] = {"needs": ("summary",)}
_GIVEN = (
    Field("value-band", "Its worth; default none."),
    Field("disclosure", "What must be said of it where it shows.", "TEXT"),
    Field("topic", "What it is about; repeat for more.", "TOPIC", "topics", many=True),
)
_WHY = Field("second-reason", "Why they agree.", "TEXT", "second.reason")

ADDRESS = "address"
"""What is written where addresses are kept: no record, and nothing that a schema describes."""
_KEPT = "Keep their {} address; - reads it from standard input, so that no shell remembers it."


def _addressed(row: Row) -> bool:
    return bool(row["email"] or row["postal"] or row["forget"])


def _one_of_both(row: Row) -> str:
    """An address is no record of a contact."""
    if not _addressed(row):
        return ""
    if any(row[each] for each in ("theirs", "channel", "summary", "about")):
        return "addresses are kept by a command of their own; a contact is recorded by another"
    if row["forget"] and (row["email"] or row["postal"]):
        return "say --forget, or the address that is to be kept"
    return ""


def _second_whole(row: Row) -> str:
    """Who agrees to a gift says why."""
    return "--second and --second-reason belong together" if _half(row) else ""


def _half(row: Row) -> bool:
    return bool(row["second"]) != bool(row["second_reason"])


def _asked(row: Row) -> Iterator[tuple[str, ...]]:
    yield ("outcome",) if row["answered"] else ("for",)


def _promised(row: Row) -> Iterator[tuple[str, ...]]:
    if not row["kept"]:
        yield "due", "summary"


INFLUENCER = group(
    "influencer",
    "Thank, ask, promise, move to a stage, note consents, give points by hand. Dry unless "
    "--write: the change and its effect are shown.",
    verb(
        "adjust",
        "adjustment",
        "Give points to each INFLUENCER by hand, or take them.",
        Field("points", "How many; negative ones are taken."),
        Field("reason-code", "Why, as one word."),
        Field(
            "no-standing",
            "They count for no tier and no leaderboard.",
            key="",
            flag=True,
            also={"standing": False},
        ),
        Field("expires", "Last day to spend an opening balance."),
        Field("corrects", "The record that was wrong.", "RECORD", refers="record"),
        Field("summary", "Why, in words.", "TEXT"),
        Field(
            "expect",
            "Published totals (columns person and points) that must stand afterwards; repeat.",
            "TOTALS.csv",
            "",
            many=True,
        ),
        SECOND,
        needs=("points", "reason_code"),
        action="adjust",
        word="file",
        moment="reversals",
    ),
    verb(
        "extend",
        "extension",
        "Let points of each INFLUENCER last longer; it never shortens.",
        Field(
            "of",
            "Points of this claim, or of what else gave them, as INFLUENCER/DATE-NAME; repeat.",
            "CLAIM",
            many=True,
            refers="points",
        ),
        Field("all", "All points.", key="", flag=True),
        Field("until", "The last day on which they can be spent."),
        Field("reason", "Why, in words.", "TEXT"),
        SECOND,
        needs=("until", "reason"),
        action="extend",
        word="file",
        moment="reversals",
        unless=lambda row: (
            "say --of with the claims, or --all" if bool(row["of"]) == row["all"] else ""
        ),
    ),
    verb(
        "thank",
        "thanks",
        "Record that each INFLUENCER was thanked for helping somebody.",
        Field("helped", "Whom they helped, and how.", "TEXT"),
        Field("surprise", "They did not expect it.", flag=True),
        Field("audience", "Who may read of it; default staff."),
        *_HOW,
        _SUMMARY,
        _ABOUT,
        needs=("helped",),
    ),
    verb(
        "contact",
        "contact",
        "Record a contact with each INFLUENCER; or keep where they are reached, sealed to a key of "
        "their own in the folder GOODWORD_KEYS.",
        Field("theirs", "They came to us.", key="", flag=True, also={"direction": "from-them"}),
        *_HOW,
        _SUMMARY,
        _ABOUT,
        *(
            Field(name, _KEPT.format(what), "ADDRESS", key="")
            for name, what in (("email", "e-mail"), ("postal", "postal"))
        ),
        Field(
            "forget",
            "Take their addresses away and destroy the key: no copy of them opens any more.",
            key="",
            flag=True,
        ),
        needs=lambda row: iter((() if _addressed(row) else ("summary",),)),
        unless=_one_of_both,
        otherwise=lambda row: ADDRESS if _addressed(row) else "",
    ),
    verb(
        "ask",
        "ask",
        "Record what was asked of each INFLUENCER, or what they answered.",
        Field("for", "What is asked.", "TEXT"),
        Field("department", "Which department asks.", "ID"),
        Field("segment", "Everybody in this segment, in place of INFLUENCERs.", "SEGMENT", ""),
        *_HOW,
        _SUMMARY,
        Field("answered", "The ask that was answered; with --outcome.", "RECORD", ""),
        Field("outcome", "The answer."),
        needs=_asked,
        closes="answered",
    ),
    verb(
        "promise",
        "promise",
        "Record what was promised to each INFLUENCER, or that it was kept.",
        Field("due", "The last day to keep it."),
        _SUMMARY,
        *_HOW,
        _ABOUT,
        Field("kept", "The promise that was kept.", "RECORD", ""),
        needs=_promised,
        closes="kept",
    ),
    verb(
        "gift",
        "gift",
        "Record what each INFLUENCER was given; the policies say how much a year.",
        *_GIVEN,
        _WHAT,
        *_HOW,
        _ABOUT,
        SECOND,
        _WHY,
        needs=("summary",),
        unless=_second_whole,
    ),
    verb(
        "sample",
        "sample",
        "Record what each INFLUENCER was lent, or given to try; claims made with it name it.",
        Field("kept", "They keep it.", flag=True),
        Field("until", "It comes back by this day."),
        *_GIVEN,
        _WHAT,
        *_HOW,
        _ABOUT,
        SECOND,
        _WHY,
        needs=("summary",),
        unless=lambda row: (
            "say --until with the day it comes back, or --kept"
            if row["kept"] == bool(row["until"])
            else _second_whole(row)
        ),
    ),
    verb(
        "offer",
        "offer",
        "Set a reward, or a place at an event, aside for each INFLUENCER until a day.",
        Field("reward", "The reward.", "ID", refers="reward"),
        Field("event", "The event at which there is a place.", "EVENT", refers="event"),
        Field("reason", "Why it is for them; they read it.", "TEXT"),
        Field("until", "The last day on which they can take it."),
        Field("summary", "What else staff should know.", "TEXT"),
        *_HOW,
        _ABOUT,
        needs=("reason", "until"),
        unless=lambda row: (
            "say --reward or --event, one of the two"
            if bool(row["reward"]) == bool(row["event"])
            else ""
        ),
    ),
    verb("access", "access", "Record access that each INFLUENCER was given.", *_TOLD, **_SAID),
    verb(
        "introduction",
        "introduction",
        "Record whom each INFLUENCER was introduced to.",
        *_TOLD,
        **_SAID,
    ),
    verb(
        "promotion",
        "promotion",
        "Record where the work of each INFLUENCER was shown to others.",
        *_TOLD,
        **_SAID,
    ),
    *(
        verb(kind, kind, text, *_SENT, **_SAID)
        for kind, text in (
            ("referral", "Record that each INFLUENCER sent somebody to us."),
            ("advice", "Record that each INFLUENCER advised somebody who was about to choose."),
        )
    ),
    *OF_PROFILE,
    like=Verb("", "", "", subject="influencers", action="record", word="record", kind="touchpoint"),
)
