"""What is done about terms: nominating, having looked at one, deciding, telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.verbs.verb import Row

_TERM = Field("term", "The first day of the term; default the one that it is about.", "DAY", "")


def _decided(row: Row) -> Iterator[tuple[str, ...]]:
    yield "outcome", "reason"
    if row["outcome"] != "renewed":
        yield ("say",)


def _told(row: Row) -> Iterator[tuple[str, ...]]:
    yield ("channel",)
    if row["delivery"] != "bounced":
        yield ("ref|summary",)


TERMS_VERSION = verb(
    "terms",
    "versions",
    "How long terms are from a day on: one more version; what is not said stays as it is.",
    Field("starts", "The first day on which it holds.", key="from"),
    Field("months", "How many months a term lasts."),
    Field("fixed", "Month and day, MM-DD, on which all terms begin.", "MM-DD", "starts.fixed"),
    Field("review-days", "Days before the last one to decide."),
    Field("tell-days", "Days before the last one to tell."),
    Field("nominators", "How many must nominate somebody."),
    Field("deciders", "How many decide."),
    needs=("starts",),
    subject="term_settings",
    action="announce",
    kind="terms",
)

TERM = group(
    "term",
    "Terms of people: nominating, deciding what becomes of one, telling them; `review` shows the "
    "sheet that it is decided from. Dry unless --write.",
    verb(
        "nominate",
        "",
        "Nominate each PERSON for a term, or add a nominator to one that is there.",
        Field("nominator", "Who nominates; repeat for more.", "ID", "nominated_by", many=True),
        Field("starts", "The first day; default as program/terms.yml says.", key="from"),
        Field("until", "The last day; default as program/terms.yml says."),
        Field("category", "As what they are recognised.", "ID"),
        subject="nominated",
        action="nominate",
        on="nominated",
        who="",
    ),
    verb(
        "reviewed",
        "review",
        "Note that somebody looked at the sheet of each PERSON's term.",
        _TERM,
        subject="terms",
        action="complete",
    ),
    verb(
        "decide",
        "decision",
        "Decide what becomes of each PERSON's term; the next one begins where it is renewed.",
        Field("outcome", "What becomes of it."),
        Field("reason", "Why, in staff's words.", "TEXT"),
        Field("say", "What they are told: the reason, and how to come back.", "TEXT"),
        Field("second", "The second person who decides.", "STAFF", "second.by"),
        _TERM,
        needs=_decided,
        subject="terms",
        action="conclude",
    ),
    verb(
        "tell",
        "told",
        "Record that each PERSON was told what was decided, or that they were nominated.",
        Field("of", "Of what; default decided.", default="decided"),
        Field("channel", "How: mail, phone, message, in-person …", "WORD"),
        Field("ref", "What proves it: the message's id or address.", "TEXT"),
        Field("summary", "What they were told.", "TEXT"),
        Field("delivery", "What came of it; default sent."),
        _TERM,
        needs=_told,
        subject="terms",
        action="append",
        into="told",
    ),
    like=Verb("", "", "", word="term", kind="term"),
)
