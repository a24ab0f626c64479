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
    like=Verb(
        "", "", "", subject="touchpoints", action="complete", word="record", kind="touchpoint"
    ),
)
