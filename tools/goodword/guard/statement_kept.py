"""A statement of a closed cycle is gone, or is not the one that base has.

A statement is written once, by `goodword cycle close`, and never again: neither its figures nor
the day and the name in its first line. `goodword check` makes the figures anew and compares; that
the last statement is still there, and was closed on the day and by the person it says, only the
history can show. After an erasure the statements that name the person are made anew, and the
erasure states their digests before and after.

Mend it by bringing back the statement as base has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.promise import Breach, Promise
from goodword.ledger.statement import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Statements of base that head has not, or otherwise."""
    after = change.head.program.statements
    restated = _restated(change)
    for name, text in change.base.program.statements.items():
        path = f"program/statements/{name}.csv"
        hint = f"git checkout {change.base.tree.commit[:12]} -- {path} brings it back"
        if name not in after:
            yield Breach(Place(path), f"the statement of {name} is gone", hint)
        elif after[name] != text:
            old, new = head_of(text), head_of(after[name])
            if (
                old
                and new
                and (name, old.digest, new.digest) in restated
                and (old.closed, old.by) == (new.closed, new.by)
            ):
                continue
            yield Breach(Place(path, (1,)), _words(old, new), hint)


def _words(old: object, new: object) -> str:
    for name, what in (("closed", "closed on"), ("by", "closed by"), ("digest", "with digest")):
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            return f"{what} {after}, base has {before}; a statement is written once"
    return "other figures than base has; a statement is written once"


def _restated(change: Change) -> set[tuple[str, str, str]]:
    """Statement, digest before and digest after, of the erasures that came."""
    before, after = change.base.program.erasures, change.head.program.erasures
    return {
        (each.statement, each.old, each.new)
        for name in set(after) - set(before)
        for each in after[name].digests
    }


PROMISE = Promise("statement-kept", check)
