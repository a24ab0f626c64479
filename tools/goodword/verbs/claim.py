"""What is done about claims."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

_SECOND = Field("second", "The second person who decides.", "STAFF", "second.by")
_DECIDING = (
    Field("all", "All undecided claims of --mission.", flag=True),
    Field("mission", "With --all: the mission.", "MISSION"),
    _SECOND,
    Field("yes", "Do not ask before --all is written.", flag=True),
)
"""Options of every decision."""

CLAIM = group(
    "claim",
    "Decide claims. Dry unless --write: the change and its effect are shown.",
    verb(
        "approve",
        "decision",
        "Approve each CLAIM: a path, or MISSION/DATE-INFLUENCER. What it gives is computed. "
        "An open appeal is granted, and more of it later approved, by the same command.",
        Field(
            "quality",
            "How good it is, as the mission calls it; what it is worth follows.",
            "QUALITY",
        ),
        Field("quantity", "How many count, where the claim says otherwise; needs --reason."),
        Field("bonus", "A bonus of the mission that was earned; repeat.", "BONUS", many=True),
        Field(
            "points",
            "Give these points: within the mission's scale with --reason; else those computed are "
            "overridden, which needs --reason and --second.",
        ),
        Field("reason", "Why, in words.", "TEXT"),
        Field("anyway", "Do not wait for earlier claims for the last place.", flag=True),
        *_DECIDING,
        action="approve",
    ),
    verb(
        "decline",
        "decision",
        "Decline each CLAIM: a path, or MISSION/DATE-INFLUENCER. The claimant reads the reason.",
        Field("reason", "Why, in words for the claimant.", "TEXT"),
        Field("as", "Why, as one word.", key="reason_code", but=("override",)),
        *_DECIDING,
        needs=("reason",),
        action="approve",
    ),
    verb(
        "ask",
        "questions",
        "Ask the people of each CLAIM something before deciding; the clock waits for them.",
        Field("text", "The question.", "TEXT"),
        Field("answered", "The open question was answered that day.", key="", flag=True),
        action="ask",
        on="asked",
        closes="answered",
        unless=lambda row: (
            "say --text with the question, or --answered"
            if row["answered"] == bool(row["text"])
            else ""
        ),
    ),
    verb(
        "disclose",
        "disclosure",
        "Note a connection to the brand that the people of each CLAIM stated, and where.",
        Field("connection", "What connects them."),
        Field("where", "Where they said so.", "TEXT"),
        Field(
            *("of", "The gift or sample that it is about; repeat.", "RECORD"),
            many=True,
            refers="record",
        ),
        needs=("connection",),
        action="append",
        into="disclosure",
        on="",
    ),
    verb(
        "reverse",
        "reversals",
        "Take back what each approved CLAIM gave. The decision stays; never by who approved.",
        Field(
            "shares",
            "How much from whom, repeated; default all that is left.",
            "ID=POINTS",
            many=True,
            refers="share",
        ),
        Field("reason-code", "Why, as one word."),
        Field("second", "The second person; needed for fraud.", "STAFF", "second.by"),
        Field("note", "The reason in words, for the person.", "TEXT"),
        needs=("reason_code",),
        action="reverse",
        word="file",
        moment="reversals",
    ),
    verb(
        "appeal",
        "appeal",
        "File the appeal against a declined CLAIM, or against its reversal; claim approve or "
        "decline answers it, by somebody who had no part.",
        Field("text", "What the person says.", "TEXT"),
        needs=("text",),
        action="appeal",
    ),
    verb(
        "result",
        "results",
        "Note people whom each approved CLAIM reached, counted and not estimated. Entries add up.",
        Field("kind", "What these people did because of it."),
        Field("count", "How many."),
        Field("source", "Where the figure is from: a link or a note.", "TEXT"),
        Field("day", "The day on which it was counted; default today.", key="date"),
        needs=("kind", "count", "source"),
        action="append",
        into="results",
        who="",
    ),
    verb(
        "grow",
        "quantity_later",
        "Note that there is more of each CLAIM than it says: how many by now, in all. That is "
        "decided with claim approve or decline, for the difference.",
        Field("quantity", "How many by now, in all."),
        Field("source", "Where the figure is from: a link or a note.", "TEXT"),
        Field("day", "The day on which it was counted; default today.", key="date"),
        needs=("quantity", "source"),
        action="append",
        into="quantity_later",
        who="",
    ),
    verb(
        "withdraw",
        "withdrawn",
        "Note that who handed in each CLAIM took it back, before it was decided.",
        action="complete",
    ),
    like=Verb("", "", "", subject="claims", word="claim", kind="claim"),
)
