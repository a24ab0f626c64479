"""Packing closed cycles: their settled records become lines of one file a mission, or a kind.

Nothing that a file says is lost, and its comments stand in the line. A record of which something
is still to be decided or done stays a file, and so does one that no line can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal
from goodword.diagnostics import Diagnostic
from goodword.edits import Edit, digest
from goodword.model.plain import by_number, day, stem
from goodword.source.documents import LIMIT, read_document
from goodword.source.documents.comments import comments
from goodword.source.packed import LARGEST, line_of, written
from goodword.source.packed_lines import index
from goodword.source.packed_names import home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

NOT_CLOSED = "goodword cycle close writes its statement, once its grace is over"


def pack(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that pack cycles, or why they may not be packed."""
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    packings: dict[str, _Packing] = {}
    for request in requests:
        cycle = snapshot.program.cycles.named(request.subject)
        if cycle is None:
            continue  # names are looked up before
        if cycle.name not in snapshot.program.statements:
            message = f"{cycle.name} is not closed, so its records may still change"
            problems.append(refusal("program/program.yml", message, NOT_CLOSED))
            continue
        packings[cycle.name] = _Packing(tree, cycle.name)
    for path in _single(snapshot):
        packing = packings.get(snapshot.program.cycles.of(day(stem(path)[:10])).name)
        if packing is not None and _is_settled(snapshot, path):
            packing.take(path)
        elif packing is not None:
            packing.left += 1
    for packing in packings.values():
        edits += packing.edits
        problems += packing.problems
    return proposal(problems, edits, notes=_notes([*packings.values()]))


def _single(snapshot: Snapshot) -> Iterator[str]:
    """The single files of claims, requests for rewards and touchpoints."""
    program = snapshot.program
    for path in (*program.claims, *program.redemptions, *program.touchpoints):
        if path not in program.packed:
            yield path


def _is_settled(snapshot: Snapshot, path: str) -> bool:
    """Whether nothing of a record is still to be decided or done by us."""
    program = snapshot.program
    if path in program.claims:
        claim = snapshot.claim(program.claims[path])
        return not claim.waits and claim.state != "absent"
    if path in program.redemptions:
        request = snapshot.redemption(program.redemptions[path])
        return not request.waits and request.state != "absent"
    return program.touchpoints[path].date <= snapshot.as_of


class _Packing:
    """The packed files of one cycle, while records come in.

    Args:
        tree: the files as they are.
        cycle: its name.
    """

    def __init__(self, tree: Tree, cycle: str) -> None:
        self._tree = tree
        self.cycle = cycle
        self._old: dict[str, bytes | None] = {}
        self._lines: dict[str, dict[str, bytes]] = {}
        self._gone: list[Edit] = []
        self.commented = 0
        self.kept: list[str] = []
        self.left = 0
        self.problems: list[Diagnostic] = []

    @property
    def count(self) -> int:
        """How many records are packed."""
        return len(self._gone)

    def take(self, path: str) -> None:
        """Make a line of a file."""
        content = self._tree.read(path)
        if isinstance(content, Diagnostic):
            self.problems.append(content)
            return
        says, problems = read_document(content, path)
        said = comments(content)
        line = written(path, says, said) if isinstance(says, dict) and not problems else b""
        again = line_of(line[:-1]) if len(line) <= LIMIT else None
        if again is None or (again.file, again.says, again.comments) != (path, says, said):
            self.kept.append(path)
            return
        self.commented += bool(said)
        self._into(home(path, self.cycle))[path] = line
        self._gone.append(Edit(path, digest(content), None))

    def _into(self, pack: str) -> dict[str, bytes]:
        """The lines of a packed file, those that it has already among them."""
        if pack not in self._lines:
            content = self._tree.read(pack, LARGEST)
            old = self._old[pack] = None if isinstance(content, Diagnostic) else content
            stand = index(old or b"", pack)
            self._lines[pack] = {path: each.text + b"\n" for path, each in stand.items()}
        return self._lines[pack]

    @property
    def edits(self) -> list[Edit]:
        """The packed files, in their order of lines, and the files that go."""
        packs = []
        for pack, lines in sorted(self._lines.items()):
            old = self._old[pack]
            new = b"".join(lines[path] for path in sorted(lines, key=by_number))
            packs.append(Edit(pack, None if old is None else digest(old), new))
        return [*packs, *sorted(self._gone, key=lambda each: each.path)]


def _notes(packings: Sequence[_Packing]) -> Iterator[str]:
    """What follows, in sentences."""
    if any(each.count for each in packings):
        yield (
            "what is added to one of these records later is a file of its old name, with that alone"
        )
    else:
        yield "there is nothing to pack"
    commented = sum(each.commented for each in packings)
    if commented:
        yield (
            f"comments of {commented} {'file' if commented == 1 else 'files'} stand in their lines;"
            " goodword cycle unpack"
            " gives them back at the head of each file"
        )
    for each in packings:
        if each.left:
            stay = "record of {} stays a file" if each.left == 1 else "records of {} stay files"
            yield f"{each.left} {stay.format(each.cycle)}: {_STAY}"
        yield from (f"{path} stays a file: no line can hold it" for path in each.kept)


_STAY = "something of them is still to be decided or done"
