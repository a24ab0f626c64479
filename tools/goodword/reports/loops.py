"""`goodword loops`: feedback items with their state, who was told, and what is late."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from goodword.days import LATEST
from goodword.diagnostics import Failure
from goodword.loops.figures import ANSWERED, by_cycle, spreads, summary
from goodword.loops.item import LATE, UNTOLD
from goodword.loops.sentences import explain as why
from goodword.loops.state import STATES
from goodword.nearest import one_of
from goodword.reports.report import Field, Report, counted, headed, percent, table, values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from goodword.loops.figures import Cohort, Spread
    from goodword.loops.item import Clock, Item, Summary, Told
    from goodword.snapshot import Snapshot

_TOLD: tuple[Field[Told], ...] = (
    Field("to", ""),
    Field("milestone", ""),
    Field("status", ""),
    Field("date", "", "date"),
    Field("due", "", "date"),
)
_CLOCK: tuple[Field[Clock], ...] = (
    Field("clock", "clock"),
    Field("", "round", "number", lambda each: each.round),
    Field("", "whose", get=lambda each: each.person),
    Field("status", ""),
    Field("start", "start", "date"),
    Field("due", "due", "date"),
    Field("stopped", "stopped", "date"),
    Field("days", "", "number"),
    Field("late", "", "number", lambda each: each.over if each.breached else None),
    Field("", "stands", get=lambda each: each.words),
)


def _pressing(name: str) -> Callable[[Item], Any]:
    """A figure of the clock that presses most; None where none runs."""
    return lambda item: getattr(item.pressing, name) if item.pressing else None


def _late(item: Item) -> int | None:
    clock = item.pressing
    return clock.days if clock and clock.status in LATE else None


def _untold_people(item: Item) -> list[str]:
    return sorted({told.to for told in item.told if told.status in UNTOLD})


def _untold(item: Item) -> int:
    return len(_untold_people(item))


_ITEM: tuple[Field[Item], ...] = (
    Field("id", "item"),
    Field("title", "title"),
    Field("state", "state"),
    Field("round", "round", "number"),
    Field("department", "department"),
    Field("owner", "owner"),
    Field("originators", "originators", "number", cell=len),
    Field("received", "received", "date"),
    Field("", "untold", "number", _untold),
    Field("", "clock", get=_pressing("clock")),
    Field("", "status", get=_pressing("status")),
    Field("", "due", "date", _pressing("due")),
    Field("", "days", "number", _late),
    Field("told", "", get=lambda each: values(_TOLD, each.told)),
    Field("clocks", "", get=lambda each: values(_CLOCK, each.clocks)),
    Field("path", "", get=lambda each: each.place),
    Field("line", "", get=lambda each: each.place),
)
SPREAD: tuple[Field[tuple[str, Spread]], ...] = (
    Field("clock", "clock", get=lambda each: each[0]),
    Field("count", "how many", "number", lambda each: each[1].count),
    Field("median", "median days", "number", lambda each: each[1].median),
    Field("ninetieth", "90 % within", "number", lambda each: each[1].ninetieth),
    Field("late", "late", "number", lambda each: each[1].late),
)
"""How long a clock took, in business days; those that run count with their age."""


def _spreads(each: Cohort) -> dict[str, Any]:
    return dict(zip(each.clocks, values(SPREAD[1:], each.clocks.items()), strict=True))


COHORT: tuple[Field[Cohort], ...] = (
    Field("department", "department", get=lambda each: each.label),
    Field("received", "received", "number", lambda each: each.counts.items),
    Field("closure_rate", "closed %", "tenths", lambda each: each.counts.closure_tenths),
    Field("overdue", "overdue", "number", lambda each: each.counts.overdue),
    Field(
        *("delivered_not_told", "delivered, not told", "number"),
        lambda each: each.counts.delivered_not_told,
    ),
    Field(
        *("declined_not_told", "declined, not told", "number"),
        lambda each: each.counts.declined_not_told,
    ),
    Field("exempt_share", "exempt %", "tenths", lambda each: each.exempt_tenths),
    Field("reopened_share", "reopened %", "tenths", lambda each: each.reopened_tenths),
    Field("influence_rate", "delivered of decided %", "tenths", lambda each: each.influence_tenths),
    Field("oldest_open", "oldest open", "date"),
    Field("clocks", "", get=_spreads),
)
"""What became of all items of a department, a cycle, or whatever they have in common."""
_CYCLE: tuple[Field[Cohort], ...] = (
    *headed(COHORT, department="received in", received="items"),
    Field("", "closed", "number", lambda each: each.counts.closed),
    *headed(
        COHORT,
        closure_rate="closure rate",
        delivered_not_told="delivered not told",
        declined_not_told="declined not told",
        exempt_share="exempt",
        reopened_share="reopened",
        influence_rate="influence",
        oldest_open="oldest open",
    ),
)
_SPREAD = headed(
    SPREAD, clock="clock", count="count", median="median", ninetieth="90th percentile", late="late"
)
_COUNTS = (
    *("items", "closed", "open", "overdue", "delivered_not_told", "declined_not_told"),
    "untriaged",
)
_SUMMARY: tuple[Field[Summary], ...] = (
    *(Field(name, "", "number") for name in _COUNTS),
    Field("closure_rate", "", "tenths", lambda each: each.closure_tenths),
)


_OPEN: tuple[Field[Item], ...] = (
    *(Field(name, "") for name in ("id", "state", "department", "owner", "received")),
    *(Field(name, "", get=_pressing(name)) for name in ("clock", "status", "due")),
    Field("untold", "", get=_untold_people),
)
_LATE_FIRST = {"abandoned": 0, "overdue": 1, "due-soon": 2}


def open_loops(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Items that are not closed, the most overdue first, each with the clock that presses most."""
    items = [each for each in snapshot.loops.items.values() if not each.closed]

    def urgency(item: Item) -> tuple[int, date, str]:
        clock = item.pressing
        due = clock.due if clock else None
        return _LATE_FIRST.get(clock.status if clock else "", 3), due or LATEST, item.id

    return values(_OPEN, sorted(items, key=urgency))


def loops_by(snapshot: Snapshot, whose: Literal["department", "owner"]) -> list[dict[str, Any]]:
    """Counts of items by whose they are; those that are nobody's last."""
    groups: dict[str | None, list[Item]] = {}
    for item in snapshot.loops.items.values():
        groups.setdefault(getattr(item, whose), []).append(item)
    ids = sorted(groups, key=lambda each: (each is None, each or ""))
    return [{whose: each, **values(_SUMMARY, [summary(groups[each])])[0]} for each in ids]


def loops_report(
    snapshot: Snapshot,
    items: Sequence[str] = (),
    state: Sequence[str] = (),
    *,
    overdue: bool = False,
    department: str | None = None,
    owner: str | None = None,
    influencer: str | None = None,
    explain: bool = False,
) -> Report:
    """The loops that the filters let through; all that are given must hold.

    Args:
        snapshot: the program on a day.
        items: ids; none for all.
        state: states, or `open` and `closed` for all of that sort.
        overdue: only items with a clock that is over.
        department: the one of the newest triage.
        owner: the one of the newest triage.
        influencer: one of those who raised it, or an item merged into it.
        explain: say why each is not closed, and who must do what by when.

    Raises:
        Failure: an item or a state that does not exist.
    """
    loops = snapshot.loops
    _all_known(items, loops.items, "feedback item")
    _all_known(state, (*STATES, "open", "closed"), "state")
    chosen = [
        item
        for item in loops.items.values()
        if (not items or item.id in items)
        and (not state or item.state in state or item.state.partition("-")[0] in state)
        and (not overdue or item.overdue)
        and department in {None, item.department}
        and owner in {None, item.owner}
        and (influencer is None or influencer in item.originators)
    ]
    counts = summary(chosen)
    tables = [table(_ITEM, chosen)]
    if chosen and not items:
        tables += [
            table(_CYCLE, by_cycle(chosen, snapshot.program.cycles), "By cycle"),
            table(_SPREAD, spreads(chosen).items(), "Clocks"),
        ]
    if items:
        tables += [
            table(_CLOCK, each.clocks, f"clocks of {each.id}, in business days") for each in chosen
        ]
    report = Report(
        f"Loops on {loops.as_of.isoformat()}",
        tuple(tables),
        (_sentence(counts, chosen),),
        {
            "as_of": loops.as_of.isoformat(),
            "summary": values(_SUMMARY, [counts])[0],
            "items": values(_ITEM, chosen),
        },
    )
    return _explained(report, snapshot) if explain else report


def _explained(report: Report, snapshot: Snapshot) -> Report:
    notes, told = list(report.notes), []
    for value in report.value["items"]:
        item = snapshot.loops.items[value["id"]]
        sentences = why(item, snapshot.loops, snapshot.program)
        notes += ["", item.id, *sentences]
        told.append({**value, "explain": list(sentences)})
    return replace(report, notes=tuple(notes), value={**report.value, "items": told})


def _all_known(asked: Sequence[str], known: Collection[str], what: str) -> None:
    for each in asked:
        if each not in known:
            raise Failure(f'no {what} "{each}"{one_of(each, known)}')


def _sentence(counts: Summary, items: Iterable[Item]) -> str:
    rate = percent(counts.closure_tenths)
    shown = "" if rate is None else f"; closure rate {rate} %"
    others = Counter(each.state for each in items if each.closed and each.state not in ANSWERED)
    if others:
        without = ", ".join(f"{number} {state}" for state, number in sorted(others.items()))
        shown += f", in which {without} not counted as closed"
    return (
        f"{counted(counts.items, 'item')}: {counts.closed} closed, {counts.open} open, "
        f"{counts.overdue} overdue, {counts.delivered_not_told} delivered but not told, "
        f"{counts.declined_not_told} declined but not told, {counts.untriaged} untriaged{shown}"
    )
