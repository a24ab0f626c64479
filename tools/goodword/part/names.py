"""What a program has, by the names of its files alone: enough to say that something is not there.

Whoever mistypes a name need not wait until a large program is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import BeyondPart, Diagnostic
from goodword.model.paths import PACKED, row_of
from goodword.part.named import named_before
from goodword.source.packed import LARGEST
from goodword.source.packed_names import paths_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.model.program import Program
    from goodword.source.trees import Tree

_ROOMS = {
    "claim": "claims",
    "touchpoint": "touchpoints",
    "redemption": "redemptions",
    "profile": "influencers",
    "feedback": "feedback",
    "audit": "audits",
    "term": "terms",
}
"""By kind, the rooms of which a part has only some; of each other one that names are looked up in
it has all."""


def with_names(program: Program, tree: Tree) -> Program:
    """A part of a program that has all names of whatever it has only some of, and nothing more.

    Args:
        program: the part.
        tree: the files.

    Raises:
        BeyondPart: a file cannot lie where it lies, so that the whole says something else.
        Failure: git gives no answer.
    """
    found: dict[str, dict[str, None]] = {kind: {} for kind in _ROOMS}
    listing = tree.listing()
    if listing.refused:
        raise BeyondPart
    for entry in listing.files:
        row = row_of(entry.path)
        if row is None:
            raise BeyondPart
        if row.kind in found:
            found[row.kind][_key(row.kind, entry.path)] = None
        elif row.kind in PACKED:
            found[PACKED[row.kind]].update(dict.fromkeys(_packed(tree, entry.path)))
    rooms: dict[str, Any] = {room: Names(found[kind]) for kind, room in _ROOMS.items()}
    return replace(program, **rooms)


def without_records(program: Program, tree: Tree, people: Iterable[str]) -> Program:
    """The same without claims and records, where none is about these people, who have no profile.

    Args:
        program: what `with_names` gives.
        tree: the files.
        people: their ids.

    Raises:
        BeyondPart: something names one of them, or seems to.
    """
    if named_before(tree, [f"influencers/{each}/profile.yml" for each in people]):
        raise BeyondPart
    return replace(program, claims={}, touchpoints={}, redemptions={})


class Names(Mapping[str, Any]):
    """The names of things of which nothing else is known.

    Args:
        names: all of them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Any:
        """The thing, which is not known.

        Raises:
            BeyondPart: there is one.
            KeyError: there is none.
        """
        if name in self._names:
            raise BeyondPart
        raise KeyError(name)


def _key(kind: str, path: str) -> str:
    """The key of a thing in its room: its path, or what is in it."""
    folder, _, name = path.removesuffix(".yml").rpartition("/")
    if kind == "profile":
        return folder.partition("/")[2]
    if kind == "audit":
        return f"{folder.rpartition('/')[2]}/{name}"
    return name if kind == "feedback" else path


def _packed(tree: Tree, pack: str) -> list[str]:
    content = tree.read(pack, LARGEST)
    if isinstance(content, Diagnostic):
        raise BeyondPart
    lines = content.removesuffix(b"\n").split(b"\n")
    paths = paths_in(lines)
    if len(paths) != len(lines):
        raise BeyondPart
    return paths
