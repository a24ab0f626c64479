"""What is done for or about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.verbs.verb import Row

_SECOND = Field("second", "Who else agrees to it.", "STAFF", "second.by")
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
        _SECOND,
        needs=("points", "reason_code"),
        action="adjust",
        word="file",
        moment="reversals",
    ),
    verb(
        "extend",
        "extension",
        "Let points of each INFLUENCER last longer; it never shortens.",
        Field("of", "Points of this claim; repeat.", "CLAIM", many=True, refers="claim"),
        Field("all", "All points.", key="", flag=True),
        Field("until", "The last day on which they can be spent."),
        Field("reason", "Why, in words.", "TEXT"),
        _SECOND,
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
        _SECOND,
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
        _SECOND,
        _WHY,
        needs=("summary",),
        unless=lambda row: (
            "say --until with the day it comes back, or --kept"
            if row["kept"] == bool(row["until"])
            else _second_whole(row)
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
    verb(
        "consent",
        "consent",
        "Record what each INFLUENCER agreed to, from that day on; a withdrawal is one more.",
        Field("version", "The version of the text that they read.", "WORD"),
        Field("source", "How they said so.", "TEXT"),
        Field("recognition", "Who may see name, bio, links, topics and badges."),
        Field("contact", "Who may see their accounts."),
        Field("points", "Who may see points, tier, rank and claims."),
        Field("messages", "Which messages may be sent to them."),
        needs=("recognition", "contact", "points", "messages"),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="consent",
        on="from",
    ),
    verb(
        "nda",
        "nda",
        "Record that each INFLUENCER signed the agreement; --on is the day.",
        Field("version", "The version of the agreement.", "WORD"),
        Field("expires", "The last day on which it binds; else it has none."),
        needs=("version",),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="nda",
        on="signed",
    ),
    verb(
        "floor",
        "tier_floor",
        "Give each INFLUENCER a tier by hand, from that day on.",
        Field("tier", "The tier that they have at least.", "ID"),
        Field("until", "The last day; else it has none."),
        Field("reason", "Why, in words.", "TEXT"),
        _SECOND,
        needs=("tier", "reason"),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="tier_floor",
        on="from",
    ),
    verb(
        "link",
        "",
        "Print the link and the code that open the own page of each INFLUENCER. Whoever has them "
        "can read it: hand them to that person alone. GOODWORD_PORTAL_SECRET is the secret.",
        Field(
            "renew", "Cancel it: from the next build on another one opens it.", key="", flag=True
        ),
        subject="profiles",
        action="renew",
        word="profile",
        kind="profile",
        on="",
        who="",
    ),
    verb(
        "owner",
        "history",
        "Give each INFLUENCER another owner, or with --from hand over all that somebody looks "
        "after: influencers, open feedback, rewards, missions, departments, events to come, "
        "communities that they host.",
        Field("to", "Who looks after them from now on.", "STAFF", "owner", refers="staff"),
        Field("from", "Whose all is handed over, in place of INFLUENCER.", "STAFF", ""),
        needs=("to",),
        subject="owned",
        action="hand_over",
        word="file",
        kind="profile",
    ),
    verb(
        "route",
        "",
        "Say what kind of influencer each INFLUENCER is, and so whose department they are of.",
        Field("category", "What kind; the department is that of the category.", "ID"),
        Field("department", "Another department than that of the category.", "ID"),
        Field("owner", "Who looks after them.", "STAFF", refers="staff"),
        needs=("category",),
        subject="profiles",
        action="complete",
        word="profile",
        kind="profile",
        on="",
    ),
    verb(
        "stage",
        "history",
        "Move each INFLUENCER to another stage; their history keeps all.",
        Field("to", "The stage.", key="stage"),
        Field("reason", "Why, in words.", "TEXT"),
        needs=("to",),
        action="stage",
        word="profile",
        kind="profile",
    ),
    like=Verb("", "", "", subject="influencers", action="record", word="record", kind="touchpoint"),
)
