"""What is done about a community: looking at it, and deciding what we do there."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

COMMUNITY = group(
    "community",
    "Communities where our people meet. Dry unless --write.",
    verb(
        "review",
        "",
        "Note that each COMMUNITY was looked at, and what we do there from that day on.",
        Field("stance", "What we do there; default as before."),
        subject="communities",
        action="review",
        word="community file",
        kind="community",
        on="reviewed",
    ),
    like=Verb("", "", ""),
)
