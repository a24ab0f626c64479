"""The figures of a closed cycle are not what the files give any more.

A statement is written once, when a cycle is closed. It is made again from the files at every
check; the first line that differs is shown, and of the first cycle that differs the lines that
moved its figures. From the closing on, whatever would change a closed figure is refused: what
reaches the repository later is dated on the day it is recorded, and `received` keeps the true
day. Cycles are closed in order, each by somebody on staff, on a day between the end of its grace
and today.

The files alone cannot show that the last statement was taken away, nor that its day or its name
was changed to another that may be: that takes the history, which a commit's check compares.

Mend the change that moved the figure; the statement itself is never mended by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.ledger.closing import closer, too_early
from goodword.ledger.statement import VERSION, Statements, head_of
from goodword.ledger.tracing import causes
from goodword.rules.rule import Finding, Meets, Rule, Scope
from goodword.source.characters import FROM_GIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.ledger.statement import Head
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Statements whose text is another than the one made anew."""
    program = snapshot.program
    if program.broken:
        return
    first = min(
        (each.start for name in program.statements if (each := program.cycles.named(name))),
        default=None,
    )
    traced, anew = False, None
    for name in sorted(program.statements):
        place = Place(f"program/statements/{name}.csv", (1,))
        head = head_of(program.statements[name])
        cycle = program.cycles.named(name)
        if b"\r" in program.statements[name]:
            yield Finding(place, "lines end with CR LF, expected LF alone", FROM_GIT)
        elif cycle is None:
            yield Finding(place, f"{name} is no cycle of this program")
        elif head is None or head.cycle != name or head.version != VERSION:
            yield Finding(
                place,
                f"the first line does not read statement,{name},day,who,{VERSION},digest,previous",
                "write statements with goodword cycle close",
            )
        else:
            before = program.cycles.before(cycle)
            if first is not None and cycle.start > first and before.name not in program.statements:
                yield Finding(place, f"{name} is closed, but {before.name} before it is not")
            yield from _first_line(snapshot, cycle, head, place)
            if head.closed <= snapshot.as_of:  # else what was known then is not known yet
                anew = anew or Statements(snapshot.ledger)
                made = anew.text(cycle, head.closed, head.by)
                found = list(_compare(snapshot, cycle, made, place, None if traced else head))
                # What differs in later ones follows from that, also where no line is found for it.
                traced = traced or any(each.place != place for each in found)
                yield from found


def _first_line(snapshot: Snapshot, cycle: Cycle, head: Head, place: Place) -> Iterator[Finding]:
    program = snapshot.program
    for each in (*too_early(program, cycle, head.closed), *closer(program, head.by, head.closed)):
        yield Finding(place, f"closed on {head.closed} by {head.by}: {each.message}", each.hint)
    if head.closed > snapshot.as_of:
        yield Finding(
            place,
            f"closed on {head.closed}, after {snapshot.as_of}, the day this was computed for",
            "the first line keeps the day on which goodword cycle close wrote it",
        )


def _compare(
    snapshot: Snapshot, cycle: Cycle, anew: str, place: Place, trace: Head | None
) -> Iterator[Finding]:
    """The first line that differs and, where that is to be traced, what moved its figures."""
    text = snapshot.program.statements[cycle.name].decode("utf-8", "replace")
    if text == anew:
        return
    stated, made = text.split("\n"), anew.split("\n")
    for number in range(1, max(len(stated), len(made))):
        old = stated[number] if number < len(stated) else ""
        new = made[number] if number < len(made) else ""
        if old != new:
            yield Finding(
                Place(place.path, (min(number, len(stated) - 1) + 1,)),
                _words(old, new),
                "undo the change that moved it; what comes later is dated later",
            )
            if trace is not None:
                # What is dated on the very day of the closing still counts for the cycle.
                hint = (
                    f"see {place.path}; what comes later is dated on the day it is recorded,"
                    f" after {trace.closed}, on which {cycle.name} was closed"
                )
                found = causes(snapshot.ledger, cycle, text, anew, place)
                yield from (Finding(each.place, each.message, hint) for each in found)
            return
    yield Finding(place, "the digests are not those of the figures below")


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """The statements as they would be of those alone of whom all is known."""
    program = snapshot.program
    made = Statements(snapshot.ledger) if program.statements else None
    for name, text in program.statements.items():
        cycle, head = program.cycles.named(name), head_of(text)
        if made and cycle and head:
            yield None, made.text(cycle, head.closed, head.by)


def _words(old: str, new: str) -> str:
    if not old:
        return f"a line is missing: {new}"
    if not new:
        return "the files give no such line any more"
    return f"the files now give {new}"


RULE = Rule("statement", check, points=True, scope=Scope.PROGRAM, meets=Meets(_rows), afar=True)
