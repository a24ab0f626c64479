"""Putting off a line of the agenda, as a record in the file that it is about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal
from goodword.due import all_dues
from goodword.edits.draft import Draft
from goodword.model.paths import DOCUMENTS, row_of
from goodword.model.snooze import LONGEST
from goodword.source.schemas.fields import anywhere
from goodword.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.due import Due
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

SNOOZE = Verb("snooze", "snoozed", "")
"""An option of the agenda, no command of its own; every kind of file keeps it alike."""


def snooze(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that put lines off, for 30 days at most; never a promise made to a person.

    Each request says `until`, the last day on which the line is not shown, `because`, and `what`
    kind of thing is due where several are due about that file.
    """
    draft = Draft(tree)
    dues = all_dues(snapshot)
    problems = []
    for each in requests:
        what = {due.what for due in dues if due.place.path == each.subject}
        wanted = each.get("what") or (next(iter(what)) if len(what) == 1 else "")
        why = _refusal(each, wanted, what, dues)
        if why is not None:
            problems.append(refusal(each.subject, *why))
            continue
        entry = each.entry("profile", what=wanted)
        if each.subject in draft:
            draft.append_item(each.subject, ("snoozed",), entry, ())
        else:  # measures that nobody has entered yet: the file begins with why they wait
            draft.create(each.subject, _kind(each.subject) or "", {"snoozed": [entry]})
    return proposal(problems, draft.edits)


def _kind(path: str) -> str | None:
    """The kind of document that a path names; None where it names none."""
    row = row_of(path)
    return row.kind if row is not None and row.kind in DOCUMENTS else None


def _refusal(
    request: Asked, wanted: str, there: set[str], dues: Iterable[Due]
) -> tuple[str, str] | None:
    """Why a line may not be put off, and what to do instead."""
    if "promises" in there and wanted in {"", "promises"}:
        return "a promise made to a person is not put off", "keep it, or talk with them"
    if not there:
        known = ", ".join(sorted({due.place.path for due in dues})[:3])
        return "nothing is due about this file", f"name one of the agenda's, such as {known}"
    if not wanted or wanted not in there:
        return f"{wanted or 'which line'}: due about this file: {', '.join(sorted(there))}", (
            "say which with --what"
        )
    if "snoozed" not in anywhere(_kind(request.subject) or "program"):
        return "this is no file that can keep that a line was put off", (
            "do what the line says, or let it stand"
        )
    until = dt.date.fromisoformat(request.said["until"])
    if until <= request.date:
        return f"until {until} is not after {request.date}", "name a later day"
    if (until - request.date).days > LONGEST:
        last = request.date + dt.timedelta(days=LONGEST)
        return f"until {until} is more than {LONGEST} days", f"at most until {last}"
    return None
