"""What is done about departments and objectives that are there, and questions still open."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

DEPARTMENT = group(
    "department",
    "Departments that are there. Dry unless --write.",
    verb(
        "lead",
        "departments",
        "Give each DEPARTMENT another lead.",
        Field("to", "Who leads it from now on.", "STAFF", "lead", refers="staff"),
        needs=("to",),
        subject="departments",
        action="amend",
        word="file",
        kind="departments",
        on="",
    ),
    like=Verb("", "", ""),
)
STRATEGY = group(
    "strategy",
    "Questions of the beginning, each answered where it belongs. Dry unless --write.",
    verb(
        "purpose",
        "",
        "Say what problem the program is to solve.",
        Field("text", "The problem.", "TEXT", "purpose"),
        needs=("text",),
        kind="program",
    ),
    verb(
        "pillars",
        "",
        "Choose what counts here, the most important first.",
        Field("pillar", "Reach, engagement, adoption …; repeat.", "WORD", "pillars", many=True),
        needs=("pillar",),
    ),
    verb(
        "audience",
        "",
        "Say whom the people sought talk to, and where.",
        Field("text", "Whom, and where.", "TEXT", "marketplace.audience"),
        needs=("text",),
    ),
    verb(
        "average",
        "",
        "Say what greater than average reach or impact is here.",
        Field("text", "What it is.", "TEXT", "influence.greater_than_average"),
        needs=("text",),
    ),
    verb(
        "behaviours",
        "",
        "Say by what the people sought are found.",
        Field("behaviour", "What they do; repeat.", "TEXT", "behaviours", many=True),
        needs=("behaviour",),
        kind="identification",
    ),
    like=Verb("", "", "", subject="none", action="found", word="file", kind="strategy", on=""),
)
OBJECTIVE = group(
    "objective",
    "Objectives that are there. Dry unless --write.",
    verb(
        "step",
        "objectives",
        "Note that a step towards OBJECTIVE was taken; --on is the day.",
        Field("number", "Which step; the first is 1.", number=(1, 100), key=""),
        needs=("number",),
        subject="objective",
        action="amend",
        word="file",
        kind="strategy",
        on="",
    ),
    like=Verb("", "", ""),
)
