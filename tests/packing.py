"""Programs whose cycles are closed, packed and unpacked without a command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.actions.asked import Asked
from goodword.actions.close import close
from goodword.actions.pack import pack
from goodword.actions.unpack import unpack
from goodword.edits import laid_over
from goodword.ledger.closing import open_cycles
from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, Overlay
from goodword.starter.example import example
from goodword.verbs import CYCLE
from tests.guard_history import schemas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from goodword.actions.judging import Proposal
    from goodword.load import Loaded
    from goodword.source.trees import Tree

UNTIL = date(2026, 11, 29)
LATER = date(2026, 12, 1)
"""A day after that of the closing, on which something may be recorded."""


class World(NamedTuple):
    """A program on a day, and its files."""

    tree: Tree
    loaded: Loaded
    snapshot: Snapshot

    @property
    def cycles(self) -> list[str]:
        """The closed cycles, in order."""
        return sorted(self.loaded.program.statements)


def world(tree: Tree, day: date = LATER) -> World:
    """What a tree says on a day."""
    loaded = load(tree, schemas(), workers=0)
    return World(tree, loaded, Snapshot(loaded.program, day))


def asked(here: World, verb: str, cycles: Sequence[str], day: date = LATER) -> list[Asked]:
    """A verb of cycles, as the command line hands it over."""
    by = next(iter(here.loaded.program.staff))
    row = CYCLE.verb(verb)
    return [Asked(row, each, day, by, steer={"carry": True}) for each in cycles]


def closed(folder: Path, members: int = 12, years: int = 2, seed: int = 0) -> World:
    """A made-up program on disk, with every cycle closed that can be."""
    for path, data in example(members, years, seed, UNTIL):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    here = world(DiskTree(folder), UNTIL)
    cycles = here.loaded.program.cycles
    last = cycles.named("2026-Q2")
    assert last is not None
    wanted = [each.name for each in sorted({*open_cycles(here.loaded.program, last), last})]
    proposal = close(here.snapshot, asked(here, "close", wanted, UNTIL), here.tree)
    assert not proposal.problems
    for edit in proposal.edits:
        (folder / edit.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / edit.path).write_bytes(edit.new or b"")
    return world(DiskTree(folder))


def packed(here: World, *cycles: str) -> World:
    """The same with cycles packed, all of them where none is named."""
    return done(here, pack(here.snapshot, asked(here, "pack", cycles or here.cycles), here.tree))


def unpacked(here: World, *cycles: str) -> World:
    """The same with cycles unpacked, all of them where none is named."""
    wanted = cycles or here.cycles
    there = {each.rpartition("/")[2][:-6] for each in here.loaded.program.packed.values()}
    wanted = [each for each in wanted if each in there]
    return done(here, unpack(here.snapshot, asked(here, "unpack", wanted), here.tree))


def done(here: World, proposal: Proposal) -> World:
    """What a tree says with what was proposed."""
    assert not proposal.problems
    return world(Overlay(here.tree, laid_over(proposal.edits)), here.snapshot.as_of)


def contents(tree: Tree) -> dict[str, bytes]:
    """All files."""
    found = tree.read_many([each.path for each in tree.listing().files], 1 << 30)
    return {path: data for path, data in found if isinstance(data, bytes)}
