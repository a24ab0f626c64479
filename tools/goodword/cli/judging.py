"""All that is wrong with a program: what could not be read, and what the rules find.

Rules only look at a snapshot, so those that read points and the others are judged side by side
where a program is large: the process is doubled after loading, and its copy has the same program
at no cost.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.cli.session import LARGE
from goodword.rules import RULES, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic

Found = tuple["Diagnostic", ...]


def judged(session: Session) -> Found:
    """Every diagnostic of a session's program: of its files as they are, then of the rules."""
    snapshot, locate = session.snapshot, session.locator.mark
    points = [rule for rule in RULES if rule.points]
    others = [rule for rule in RULES if not rule.points]
    wait = None
    if sum(session.loaded.counts.values()) > LARGE and _can_double():
        # The copy touches no file and no process of git: lines are looked for by the first one.
        wait = _aside(lambda: tuple(judge(snapshot, lambda _place: None, others)))
    found = tuple(judge(snapshot, locate, points))
    rest = wait() if wait else None
    if rest is None:
        rest = tuple(judge(snapshot, locate, others))
    else:
        rest = tuple(replace(each, mark=locate(each.place)) for each in rest)
    return (*session.loaded.diagnostics, *found, *rest)


def _can_double() -> bool:
    """Whether a copy of this process is safe and of use: elsewhere libraries mind, or it waits."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _aside(work: Callable[[], Found]) -> Callable[[], Found | None] | None:
    """Do work in a copy of this process.

    Returns:
        what waits for the result, which is None where the copy did not come to its end; None
        where there can be no copy.
    """
    ours, theirs = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
    if process == 0:
        code = 1
        try:
            os.close(ours)
            with os.fdopen(theirs, "wb") as pipe:
                pickle.dump(work(), pipe)
            code = 0
        finally:
            os._exit(code)  # says nothing: whatever went wrong goes wrong again in the first one
    os.close(theirs)

    def wait() -> Found | None:
        with os.fdopen(ours, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        if status:
            return None
        found: Found = pickle.loads(data)  # noqa: S301 - it comes from our own copy
        return found

    return wait
