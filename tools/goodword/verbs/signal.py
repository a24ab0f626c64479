"""What is done about a signal: saying what it became, or why nothing came of it."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

_KINDS = ("feedback", "claim", "incident", "thanks")

SIGNAL = group(
    "signal",
    "Signals: what each became, or why nothing came of it. `listen` takes them in. Dry unless "
    "--write.",
    verb(
        "became",
        "became",
        "Note what each SIGNAL became: one record, which is there already.",
        Field("feedback", "The item that they raised with it.", "ITEM", refers="item"),
        Field("claim", "The claim for which it counts.", "RECORD", refers="record"),
        Field("incident", "The incident of which it tells.", "INCIDENT", refers="record"),
        Field("thanks", "The thanks that they had for it.", "RECORD", refers="record"),
        needs=("feedback|claim|incident|thanks",),
        unless=lambda row: (
            "a signal becomes one thing: name one record"
            if sum(bool(row[each]) for each in _KINDS) > 1
            else ""
        ),
    ),
    verb(
        "dismiss",
        "dismissed",
        "Note that nothing comes of each SIGNAL, and why.",
        Field("reason", "Why, in words.", "TEXT"),
        needs=("reason",),
    ),
    like=Verb("", "", "", subject="signals", action="settle_signal", word="signal", kind="signal"),
)
