"""Everybody of the example, and some of made-up programs: each can go, and nobody's points move."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.actions.erase import Erasing, erase, unlike, written
from goodword.actions.judging import judge
from goodword.diagnostics import Diagnostic
from goodword.edits import laid_over
from goodword.erasing.files import renumbered, touchpoint_of
from goodword.erasing.traces import Traces, said_by
from goodword.guard.without import Gone, without
from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.trees import DiskTree, Overlay
from goodword.starter.example import example
from tests.conftest import ROOT
from tests.guard_history import schemas

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.actions.judging import Proposal
    from goodword.load import Loaded
    from goodword.source.trees import Tree

NEW = "kq7xw2zp"


class World(NamedTuple):
    """A program on a day, and its files."""

    tree: Tree
    loaded: Loaded
    snapshot: Snapshot


def world(root: Path, day: date) -> World:
    tree = DiskTree(root)
    loaded = load(tree, schemas())
    return World(tree, loaded, Snapshot(loaded.program, day))


@pytest.fixture(scope="module")
def shown() -> World:
    return world(ROOT, date(2026, 11, 29))


def erased(here: World, one: str, new: str = NEW) -> Proposal:
    tree, program = here.tree, here.loaded.program
    others = {
        text
        for each in program.influencers.values()
        if each.id != one
        for text in (each.id, each.name, *(account.login for _, account in each.accounts))
    }
    paths = [each.path for each in tree.listing().files]
    names = [name for each in paths if (name := touchpoint_of(each, one))]
    content = tree.read(f"influencers/{one}/profile.yml")
    assert isinstance(content, bytes)
    said = said_by(read_document(content, "")[0])
    traces = Traces(one, new, said, frozenset(others), (), renumbered(names))
    by = next(iter(program.staff))
    return erase(here.snapshot, Erasing(traces, here.snapshot.as_of, by), tree)


def keeps_all(here: World, one: str, new: str = NEW) -> None:
    proposal = erased(here, one, new)
    assert not proposal.problems
    judgement = judge(here.tree, proposal.edits, schemas(), here.snapshot.as_of, before=here.loaded)
    assert not judgement.problems
    assert not unlike(here.snapshot, judgement.after, one, new)
    for edit in proposal.edits:
        assert one not in edit.path or edit.new is None
        assert one.encode() not in (edit.new or b"")
    _as_guard_has_it(here, proposal, one, new)


def _as_guard_has_it(here: World, proposal: Proposal, one: str, new: str) -> None:
    """What guard makes of base says the same as what the command writes."""
    head = Overlay(here.tree, laid_over(proposal.edits))
    after = load(head, schemas()).program
    base = without(Gone(one, new), here.tree, here.loaded.program, head, after)
    assert base.blanked == ()
    there = Overlay(here.tree, base.changes)
    profile, made = f"influencers/{new}/profile.yml", f"-{new}.yml"
    paths = {each.path for each in head.listing().files}
    expected = {each for each in paths if not ("/erasures/" in each and each.endswith(made))}
    assert {each.path for each in there.listing().files} == expected
    for path in expected - {profile}:
        if path in base.changes:
            was, now = there.read(path), head.read(path)
            assert not isinstance(was, Diagnostic)
            assert not isinstance(now, Diagnostic)
            if path.endswith(".yml"):
                assert read_document(was, path)[0] == read_document(now, path)[0], path
            else:
                assert was == now, path


PEOPLE = sorted(each.name for each in (ROOT / "influencers").iterdir())
ON_STAFF = "luis-ferrer"


@pytest.mark.parametrize("one", [each for each in PEOPLE if each != ON_STAFF])
def test_somebody_of_the_example_cannot_go(shown: World, one: str) -> None:
    keeps_all(shown, one)


def test_somebody_on_staff_goes(shown: World) -> None:
    found = erased(shown, ON_STAFF).problems
    assert [f"{ON_STAFF} is on staff" in each.message for each in found] == [True]


@pytest.mark.parametrize("seed", [3, 4])
def test_somebody_of_a_made_up_program_cannot_go(tmp_path: Path, seed: int) -> None:
    day = date(2026, 10, 31)
    for path, data in example(14, 3, seed, day):
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    here = world(tmp_path, day)
    people = [each.id for each in here.loaded.program.influencers.values() if not each.staff]
    rng = random.Random(seed)  # noqa: S311 - the same people in every run
    for one in rng.sample(people, 4):
        keeps_all(here, one)


def test_written_is_another_than_what_is_read() -> None:
    value = {"kind": "contact", "summary": "erased"}
    path = f"influencers/{NEW}/touchpoints/2026-01-02-record.yml"
    assert read_document(written(path, "touchpoint", value), path) == (value, ())
