"""Putting off a line of the agenda, as a record in the file that it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.judging import Proposal, refusal
from goodword.due import all_dues
from goodword.edits.draft import Draft
from goodword.model.paths import row_of
from goodword.model.snooze import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.due import Due
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

KINDS = frozenset(
    {
        *("claim", "feedback", "profile", "redemption", "community", "incident", "audit"),
        "touchpoint",
    }
)
"""Kinds of files that can say so."""


@dataclass(frozen=True, slots=True)
class Snoozing:
    """A request to put off a line.

    Args:
        path: the file that it is about.
        date: the day on which it is put off.
        by: staff id of who puts it off.
        until: the last day on which it is not shown.
        because: why, in words.
        what: the kind of thing that is due; None where only one is due about that file.
    """

    path: str
    date: dt.date
    by: str
    until: dt.date
    because: str
    what: str | None = None


def snooze(snapshot: Snapshot, requests: Sequence[Snoozing], tree: Tree) -> Proposal:
    """The edits that put lines off, for 30 days at most; never a promise made to a person."""
    draft = Draft(tree)
    dues = all_dues(snapshot)
    problems = []
    for each in requests:
        what = {due.what for due in dues if due.place.path == each.path}
        wanted = each.what or (next(iter(what)) if len(what) == 1 else "")
        why = _refusal(each, wanted, what, dues, is_there=each.path in draft)
        if why is not None:
            problems.append(refusal(each.path, *why))
            continue
        value = {
            "what": wanted,
            "date": each.date.isoformat(),
            "by": each.by,
            "until": each.until.isoformat(),
            "because": each.because,
        }
        draft.append_item(each.path, ("snoozed",), value, ())
    return Proposal(problems=tuple(problems)) if problems else Proposal(draft.edits)


def _refusal(
    request: Snoozing, wanted: str, there: set[str], dues: Iterable[Due], *, is_there: bool
) -> tuple[str, str] | None:
    """Why a line may not be put off, and what to do instead."""
    if "promises" in there and wanted in {"", "promises"}:
        return "a promise made to a person is not put off", "keep it, or talk with them"
    row = row_of(request.path)
    if not there:
        known = ", ".join(sorted({due.place.path for due in dues})[:3])
        return "nothing is due about this file", f"name one of the agenda's, such as {known}"
    if not wanted or wanted not in there:
        return f"{wanted or 'which line'}: due about this file: {', '.join(sorted(there))}", (
            "say which with --what"
        )
    if row is None or row.kind not in KINDS:
        if is_there:
            return "this file cannot keep that a line was put off", (
                "do what the line says, or let it stand"
            )
        return "this file cannot keep that a line was put off", "there is no file yet"
    if request.until <= request.date:
        return f"until {request.until} is not after {request.date}", "name a later day"
    if (request.until - request.date).days > LONGEST:
        last = request.date + dt.timedelta(days=LONGEST)
        return f"until {request.until} is more than {LONGEST} days", f"at most until {last}"
    return None
