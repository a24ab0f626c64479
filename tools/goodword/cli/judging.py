"""All that is wrong with a program: what could not be read, and what the rules find.

Rules only look at a snapshot. Where a program is large, they are judged in two processes: this one
is doubled after loading, and its copy has the same program at no cost. Those that read points
stay here, so that points are computed once; of the others each process takes what is left.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
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
    if sum(session.loaded.counts.values()) <= LARGE or not _can_double():
        return (*session.loaded.diagnostics, *judge(snapshot, locate))
    points = [rule for rule in RULES if rule.points]
    others = [rule for rule in RULES if not rule.points]
    queue = _queue(len(others))

    def take() -> dict[int, Found]:
        """Judge by one rule after the other, as long as nobody has taken them all."""
        found: dict[int, Found] = {}
        while taken := os.read(queue, 1):
            # The copy touches no file and no process of git: lines are looked for afterwards.
            found[taken[0]] = tuple(judge(snapshot, lambda _place: None, [others[taken[0]]]))
        return found

    wait = _aside(take)
    found = [*session.loaded.diagnostics, *judge(snapshot, locate, points)]
    rest = take() | wait()
    os.close(queue)
    for number, rule in enumerate(others):
        if number in rest:
            found += [replace(each, mark=locate(each.place)) for each in rest[number]]
        else:
            found += judge(snapshot, locate, [rule])  # it was taken by a copy that died
    return tuple(found)


def _queue(count: int) -> int:
    """A pipe that holds the numbers below a count; several processes can take from it."""
    queue, end = os.pipe()
    os.write(end, bytes(range(count)))
    os.close(end)
    return queue


def _can_double() -> bool:
    """Whether a copy of this process is safe and of use.

    Elsewhere than on Linux libraries mind; a copy has one thread only, whatever the others hold;
    and with one processor it would only wait.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return alone and len(os.sched_getaffinity(0)) > 1


def _aside(work: Callable[[], dict[int, Found]]) -> Callable[[], dict[int, Found]]:
    """Do work in a copy of this process.

    Returns:
        what waits for the result: nothing where there can be no copy, or it did not come to its
        end.
    """
    ours, theirs = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return dict
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

    def wait() -> dict[int, Found]:
        with os.fdopen(ours, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        found: dict[int, Found] = {} if status else pickle.loads(data)  # noqa: S301 - our own
        return found

    return wait
