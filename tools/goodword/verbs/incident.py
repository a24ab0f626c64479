"""What is done about an incident: noting it, what was heard, who had warned of it, its end."""

from __future__ import annotations

from goodword.verbs.new import INCIDENT_NEW
from goodword.verbs.verb import Field, Verb, group, verb

INCIDENT = group(
    "incident",
    "Incidents: noting one, what was heard, who had warned, its end. Telling people is `feedback "
    "tell`. Dry unless --write.",
    INCIDENT_NEW._replace(name="open"),
    verb(
        "heard",
        "heard",
        "Note what each PERSON said about INCIDENT.",
        Field("summary", "What they said.", "TEXT"),
        Field("at", "When, where the hours count.", "HH:MM", ""),
        needs=("summary",),
        subject="heard",
        action="append",
        into="heard",
    ),
    verb(
        "warned",
        "warned_by",
        "Note what had warned us of each INCIDENT: an item, or the word of a person on a day.",
        Field("feedback", "The item.", "ITEM", refers="item"),
        Field("influencer", "Whose word it was.", "ID", refers="influencer"),
        Field("day", "The day; default, of an item, the one on which it was raised.", key="date"),
        Field("summary", "What they said.", "TEXT"),
        needs=("feedback|influencer",),
        unless=lambda row: (
            "say on what day they warned us, with --day"
            if row["influencer"] and not row["day"]
            else ""
        ),
        subject="incidents",
        action="append",
        into="warned_by",
        on="",
        who="",
    ),
    verb(
        "end",
        "",
        "Note that each INCIDENT is over.",
        subject="incidents",
        action="complete",
        on="ended",
    ),
    like=Verb("", "", "", word="incident", kind="incident"),
)
