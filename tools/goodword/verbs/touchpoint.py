"""What is done to a record about a person that is there."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

TOUCHPOINT = group(
    "touchpoint",
    "Records about people that are there. Dry unless --write.",
    verb(
        "void",
        "void",
        "Let each RECORD (a path, or INFLUENCER/DATE-KIND) count for nothing; it stays written.",
        Field("reason", "Why, in words.", "TEXT"),
        needs=("reason",),
    ),
    verb(
        "qualify",
        "qualified",
        "Note that something may come of each RECORD, a referral or advice.",
        who="",
    ),
    verb(
        "end",
        "ended",
        "Note how each RECORD, a referral or advice, came out. Who gave it is owed a word.",
        Field("outcome", "How it came out."),
        needs=("outcome",),
        who="",
    ),
    verb(
        "became",
        "became",
        "Note what became of each RECORD, an offer: they took it, did not want it, or let its last "
        "day pass.",
        Field("outcome", "What they did."),
        needs=("outcome",),
        who="",
    ),
    like=Verb(
        "", "", "", subject="touchpoints", action="complete", word="record", kind="touchpoint"
    ),
)
