"""A statement of a closed cycle is gone, or is not the one that base has.

A statement is written once, by `goodword cycle close`, and never again: neither its figures nor
the day and the name in its first line. `goodword check` makes the figures anew and compares; that
the last statement is still there, and was closed on the day and by the person it says, only the
history can show. With an erasure the statements that name the person have the new name in their
place and nothing else, and the erasure states their digests before and after.

Mend it by bringing back the statement as base has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.promise import Breach, Promise
from goodword.ledger.statement import head_of
from goodword.model.erasure import Erasure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Statements of base that head has not, or otherwise; digests that an erasure gets wrong."""
    after = change.head.program.statements
    for name, text in change.base.program.statements.items():
        path = f"program/statements/{name}.csv"
        hint = f"git checkout {change.base.tree.commit[:12]} -- {path} brings it back"
        if change.erased:
            hint = "goodword influencer erase writes it under the new name"
        if name not in after:
            yield Breach(Place(path), f"the statement of {name} is gone", hint)
        elif after[name] != text:
            yield Breach(Place(path, (1,)), _words(head_of(text), head_of(after[name])), hint)
    yield from _misnamed(change)


def _misnamed(change: Change) -> Iterator[Breach]:
    """Digests that the erasures which came name, and that are not those before and after."""
    before, after = change.agreed.loaded.program, change.head.program
    came = [each for path, each in change.new.items() if isinstance(each, Erasure)]
    for name in sorted({each.statement for one in came for each in one.digests}):
        steps = {
            each.old: each.new for one in came for each in one.digests if each.statement == name
        }
        old, new = (head_of(each.statements.get(name, b"")) for each in (before, after))
        now, ends = (old.digest if old else ""), new.digest if new else ""
        for _ in range(len(steps)):  # of several people, each from what the one before left
            now = steps.get(now, now)
        if now != ends:
            trace = next(each for each in came if any(d.statement == name for d in each.digests))
            yield Breach(
                trace.place.at("digests"),
                f"names other digests of {name} than base and head have",
                "goodword influencer erase writes them",
            )


def _words(old: object, new: object) -> str:
    for name, what in (("closed", "closed on"), ("by", "closed by"), ("digest", "with digest")):
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            return f"{what} {after}, base has {before}; a statement is written once"
    return "other figures than base has; a statement is written once"


PROMISE = Promise("statement-kept", check)
