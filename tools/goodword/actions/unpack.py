"""Unpacking cycles: each line becomes the file that it was, together with what was added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.actions.judging import content as content_of
from goodword.actions.judging import refusal
from goodword.edits import Edit, digest
from goodword.edits.adding import ADDS
from goodword.edits.scaffold import scaffold
from goodword.source.documents.comments import comments
from goodword.source.packed import LARGEST
from goodword.source.packed_names import ENDING
from goodword.source.packs import Packs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def unpack(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that make single files of packed cycles again."""
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    packs = Packs(tree)
    packed = snapshot.program.packed
    for request in requests:
        ending = f"/{request.subject}{ENDING}"
        wanted = {pack for pack in packed.values() if pack.endswith(ending)}
        if not wanted:
            message = f"nothing of {request.subject} is packed"
            problems.append(refusal("program/program.yml", message))
        for pack in sorted(wanted):
            edits += [Edit(pack, digest(content_of(tree, pack, LARGEST)), None)]
        for path in sorted(path for path, pack in packed.items() if pack in wanted):
            record = packs.record(path)
            if record is None:
                continue  # a program with a broken line is not sound, and is not written
            said = [*record.line.comments, *comments(record.added or b"")]
            said = [each for each in said if not each.startswith(ADDS)]
            new = scaffold(path, record.kind, record.says, said)
            expected = None if record.added is None else digest(record.added)
            edits.append(Edit(path, expected, new))
    return proposal(problems, edits)
