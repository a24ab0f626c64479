"""What is done about a community: looking at it, deciding what we do there, assessing it."""

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
    verb(
        "assess",
        "assessments",
        "Note what somebody found in each COMMUNITY on a day: the newest counts, and those before "
        "it stay. It is a review too.",
        Field("relevance", "How important it is to what we are about, 1 to 5."),
        Field("we", "Whether we are there."),
        Field(
            "mover",
            "Who moves it; repeat. Default those of the assessment before, else of the community.",
            "INFLUENCER",
            "movers",
            many=True,
            refers="influencers",
        ),
        Field("nobody", "Nobody on the map moves it.", key="", flag=True),
        Field("active", "How many people took part of late, counted."),
        Field("topic", "What people talk about; repeat.", "ID", "topics", many=True),
        Field("source", "Where the figures are from: a link or a note.", "TEXT"),
        needs=("relevance", "we"),
        unless=lambda row: (
            "say --mover or --nobody, not both" if row["mover"] and row["nobody"] else ""
        ),
        subject="communities",
        action="assess",
        word="community file",
        kind="community",
    ),
    like=Verb("", "", ""),
)
