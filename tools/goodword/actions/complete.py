"""Completing a file: what is said of it once, such as that it is void, or what it says anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal, refusals
from goodword.edits.draft import Draft
from goodword.ledger.claim_on import not_withdrawn
from goodword.model.touchpoint import Adjustment, Extension
from goodword.source.schemas import fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def complete(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that complete files.

    A verb with a part of the schema writes it, and refuses where it is there; one without sets
    keys of the file, whatever they said before.
    """
    draft = Draft(tree)
    problems = []
    for each in requests:
        path, part, value = each.subject, each.part, each.entry()
        if found := [*_in_vain(snapshot, each)]:
            problems += found
            continue
        if not part:
            if value == {key: _said(draft, each, key) for key in value}:
                problems.append(refusal(path, "says so already"))
            for key, said in value.items():
                draft.set_value(path, (key,), said, order(each.verb.kind))
        elif part in draft.says(path):
            problems.append(
                refusal(
                    path, f"has {part} already, which is said once", f"see goodword show {path}"
                )
            )
        else:
            draft.set_value(path, (part,), value, order(each.verb.kind))
    notes = [*_stays(snapshot, requests)]
    return proposal(problems, draft.edits, people=_people(snapshot, requests), notes=notes)


def _in_vain(snapshot: Snapshot, request: Asked) -> Iterator[Diagnostic]:
    """Why what may not be added to a packed record would not be so with a file of its own either.

    Of a file `check` says so, on its line.
    """
    program, path = snapshot.program, request.subject
    if request.part == "withdrawn" and path in program.packed and path in program.claims:
        yield from refusals(path, not_withdrawn(program.claims[path], request.date))


def _said(draft: Draft, request: Asked, key: str) -> Any:
    """What a file says of a key, be it by leaving it out."""
    default = fields.keys(request.verb.kind)[key].get("default")
    return draft.says(request.subject).get(key, default)


def _stays(snapshot: Snapshot, requests: Sequence[Asked]) -> Iterator[str]:
    """What being void does not undo: points that an extension lengthened on a day before."""
    for each in requests:
        found = snapshot.program.touchpoints.get(each.subject)
        late = found is not None and isinstance(found.detail, Extension) and each.date > found.date
        if late and each.part == "void":
            yield (
                f"{each.subject}: points keep the last day that it gave, since it is void from a"
                " later day than its own; take what was not meant with goodword influencer adjust"
            )


def _people(snapshot: Snapshot, requests: Sequence[Asked]) -> Iterator[str]:
    """Those whose points it touches: of a record that gave, took or lengthened them."""
    for each in requests:
        found = snapshot.program.touchpoints.get(each.subject)
        if found is not None and isinstance(found.detail, (Adjustment, Extension)):
            yield found.influencer
