"""What is done about an event: who is invited, who came."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

EVENT = group(
    "event",
    "Who is invited to an event, and who came. Dry unless --write.",
    verb(
        "invite",
        "invited",
        "Add each PERSON to those who are invited to EVENT.",
    ),
    verb(
        "attend",
        "attended",
        "Add each PERSON to those who came to EVENT.",
        Field("nobody", "Nobody came.", key="", flag=True),
        unless=lambda row: (
            "name who came, or say --nobody, not both"
            if row["nobody"] and row.get("people")
            else ""
        ),
    ),
    like=Verb("", "", "", subject="attendance", action="enlist", word="event", kind="event", on=""),
)
