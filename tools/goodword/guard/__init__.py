"""What must hold between two revisions: one promise a module, all of them in GUARDS.

A new promise is a module with a manual page as its docstring, its name in GUARDS, and histories
under tests/histories/guard/ that break it and that keep it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.guard import (
    base_read,
    closeness_kept,
    group_kept,
    helped_kept,
    judged_then,
    ladder_kept,
    link_kept,
    many_leave,
    packed_kept,
    record_dated,
    record_gone,
    record_kept,
    recorded_by,
    referral_kept,
    said_by,
    same_id,
    statement_kept,
    tree_forms,
    version_kept,
    views_first,
    void_at_once,
    what_runs,
)
from goodword.guard.promise import Breach, Promise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.guard.change import Change

GUARDS: tuple[Promise, ...] = (
    base_read.PROMISE,
    closeness_kept.PROMISE,
    group_kept.PROMISE,
    helped_kept.PROMISE,
    judged_then.PROMISE,
    ladder_kept.PROMISE,
    link_kept.PROMISE,
    many_leave.PROMISE,
    packed_kept.PROMISE,
    record_dated.PROMISE,
    record_gone.PROMISE,
    record_kept.PROMISE,
    recorded_by.PROMISE,
    referral_kept.PROMISE,
    said_by.PROMISE,
    same_id.PROMISE,
    statement_kept.PROMISE,
    tree_forms.PROMISE,
    version_kept.PROMISE,
    views_first.PROMISE,
    void_at_once.PROMISE,
    what_runs.PROMISE,
)
"""All promises, by name."""


def judge(change: Change, locate: Callable[[Place], Mark | None]) -> Iterator[Diagnostic]:
    """What the promises find, with line and column.

    Args:
        change: two revisions and what lies between.
        locate: finds the text that a place means in head.
    """
    for promise in GUARDS:
        for breach in promise.check(change):
            yield Diagnostic(
                breach.place,
                promise.name,
                breach.message,
                breach.hint,
                locate(breach.place) if breach.place.path in change.head.blobs else None,
                breach.severity,
            )


__all__ = ["GUARDS", "Breach", "Promise", "judge"]
