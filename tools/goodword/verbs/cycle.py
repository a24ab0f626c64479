"""What is done when a cycle is over."""

from __future__ import annotations

from typing import Any

from goodword.verbs.verb import Field, Verb, group, verb

_FIGURE = (
    Field("kpi", "Its id.", "ID"),
    Field("value", "What it came to; may have a fraction."),
    Field("source", "Where the figure is from: a link or a note.", "TEXT"),
    Field("day", "The day of the figure; default the last of the cycle.", key="date"),
)
_MEASURED: dict[str, Any] = {"subject": "cycle", "word": "file", "kind": "measures"}

CYCLE = group(
    "cycle",
    "Cycles. Dry unless --write: the figures are shown.",
    verb(
        "close",
        "",
        "Write the statement of each CYCLE, such as 2026-Q3, once its grace is over. Claims "
        "submitted in time that are undecided, in appeal or maturing are named.",
        Field("carry", "Close without those claims; they count later.", flag=True),
        Field("with-earlier", "Close those before it that are open too.", flag=True),
        subject="cycles",
        action="close",
        word="statement",
    ),
    verb(
        "pack",
        "",
        "Make one file a mission, or a kind, of the settled claims, requests for rewards and "
        "touchpoints of each closed CYCLE, a line each; reading them costs a fraction. What is "
        "added to one later is a file of its old name that holds only that.",
        subject="cycles",
        who="",
        action="pack",
        word="file",
    ),
    verb(
        "unpack",
        "",
        "Make single files again of what was packed of each CYCLE, with what was added since.",
        subject="cycles",
        who="",
        action="unpack",
        word="file",
    ),
    verb(
        "measure",
        "values",
        "Enter what a KPI came to in CYCLE, such as 2026-Q3, with where the figure is from.",
        *_FIGURE,
        needs=("kpi", "value", "source"),
        action="append",
        into="values",
        **_MEASURED,
    ),
    verb(
        "correct",
        "values",
        "Put right what was entered of a KPI in CYCLE; what is not said stays as it is.",
        *_FIGURE,
        needs=("kpi",),
        action="amend",
        unless=lambda row: (
            ""
            if any(row[each] is not None for each in ("value", "source", "day"))
            else "say what was wrong: --value, --source or --day"
        ),
        **_MEASURED,
    ),
    like=Verb("", "", "", on=""),
)
