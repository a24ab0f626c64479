"""Whom the program looks for, and what happens to those who are asked and who join."""

from __future__ import annotations

from goodword.verbs.verb import Field, verb

_WEIGHTS = ("reach", "relevance", "activity", "helpfulness")

IDENTIFICATION = verb(
    "identification",
    "",
    "Whom to look for, how candidates are scored, what each stage asks; what is not said stays.",
    Field("behaviour", "What they do; repeat for more.", "TEXT", "behaviours", many=True),
    Field("topic", "A topic that is sought; repeat for more.", "TOPIC", "topics", many=True),
    Field("region", "A country of the marketplace; repeat.", "CODE", "regions", many=True),
    *(Field(f"weigh-{each}", f"What {each} counts.", key=f"weights.{each}") for each in _WEIGHTS),
    Field("invited-if", "Asked of who is invited; repeat.", key="entry.invited", many=True),
    Field("member-if", "Asked of who becomes a member; repeat.", key="entry.member", many=True),
    needs=("behaviour",),
    subject="none",
    action="found",
    kind="identification",
)
ONBOARDING = verb(
    "onboarding",
    "sequences",
    "A step for everyone who enters a stage: the first of a new sequence, or one more of the "
    "sequence that has that name or id.",
    Field("name", "What the sequence is called, such as welcome.", "TEXT", ""),
    Field("step", "What the step is called, such as rules.", "TEXT", ""),
    Field("id", "Of the sequence; default made of the name.", "ID", ""),
    Field("for", "Whom it is for; default member."),
    Field("template", "The text, from program/messages.", "ID", "steps.template"),
    Field("after-days", "Days after --of; default 0.", key="steps.after_days"),
    Field("of", "What the days are counted from; default joined.", key="steps.of"),
    Field("channel", "How it is sent.", "ID", "steps.channel"),
    Field("unless", "Passed over where this is true; repeat.", key="steps.unless", many=True),
    needs=("name", "step"),
    action="onboard",
    kind="onboarding",
)
