"""What is done when a cycle is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.verbs.verb import Row

_FIGURE = (
    Field("kpi", "Its id.", "ID"),
    Field("value", "What it came to; may have a fraction."),
    *(
        Field(name, text, key=f"value.{name.partition('-')[0]}.{key}")
        for name, key, text in (
            ("exposed", "people", "In place of a value: people who met the program."),
            ("exposed-did", "did", "Of these, who did what is counted."),
            ("control", "people", "People like them who did not meet it."),
            ("control-did", "did", "Of these, who did."),
        )
    ),
    Field("source", "Where the figure is from: a link or a note.", "TEXT"),
    Field("day", "The day of the figure; default the last of the cycle.", key="date"),
)
_GROUPS = ("exposed", "exposed_did", "control", "control_did")


def _both(row: Row) -> str:
    """What is wrong where a value and groups are said."""
    if row["value"] is None or all(row[each] is None for each in _GROUPS):
        return ""
    return "a measure has a value or two groups; say --value, or the numbers of the groups"


def _measured(row: Row) -> Iterator[tuple[str, ...]]:
    lift = any(row[each] is not None for each in _GROUPS)
    yield "kpi", *(_GROUPS if lift else ("value",)), "source"


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
        needs=_measured,
        unless=_both,
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
            _both(row)
            if any(row[each] is not None for each in ("value", "source", "day", *_GROUPS))
            else "say what was wrong: --value, --source, --day or a number of the groups"
        ),
        **_MEASURED,
    ),
    like=Verb("", "", "", on=""),
)
