"""What holds of every list of people: brought over twice, in another order, after edits by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.actions.import_people import CREATED, SAME
from goodword.load import load
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.places import Locator
from goodword.source.trees import DiskTree
from tests.list_of_people import DAY, SCHEMAS, Room, bring
from tests.test_import_people import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Ana Lopes", "ana  LOPES", "Aná Lopes", "Con", "Tomás 1", "美咲"]),
        "region": st.sampled_from(["", "PT", "Brazil", "-"]),
        "languages": st.sampled_from(["", "en", "German, pt"]),
        "pronouns": st.sampled_from(["", "they/them"]),
    }
)
LISTS = st.lists(ROW, min_size=1, max_size=12)


def distinct(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with an account each, so that all are told apart."""
    return [{**row, "github": f"login-{n}", "bio": f"Bio {n}."} for n, row in enumerate(rows)]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    below = DiskTree(tmp_path_factory.mktemp("program"))
    return Room(below, {"program/program.yml": PROGRAM.encode()})


@given(LISTS)
def test_a_list_changes_something_twice(room: Room, rows: list[dict[str, str]]) -> None:
    first, told = bring(room, rows)
    if told.count:
        assert all(each.mark and each.mark.line > 1 for each in told.found)
        return
    again, told = bring(room.after(first), rows)
    assert not told.count
    assert again.proposal.edits == ()
    assert {each.what for each in again.outcomes} == {SAME}


@given(LISTS)
def test_what_a_list_brings_is_faulty(room: Room, rows: list[dict[str, str]]) -> None:
    first, told = bring(room, distinct(rows))
    assert not told.count
    after = room.after(first)
    assert len(after.files) == len(room.files) + len(rows)
    loaded = load(after.tree, SCHEMAS)
    locator = Locator(after.tree)
    assert [*loaded.diagnostics, *judge(Snapshot(loaded.program, DAY), locator.mark)] == []


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_decides(room: Room, rows: list[dict[str, str]], chance: Random) -> None:
    first, told = bring(room, rows)
    turned = [*rows]
    chance.shuffle(turned)
    other, also = bring(room, turned)
    assert bool(told.count) == bool(also.count)
    if not told.count:
        assert room.after(first).files == room.after(other).files


@given(LISTS, st.integers(0, 4))
def test_an_edit_by_hand_is_undone(room: Room, rows: list[dict[str, str]], which: int) -> None:
    people = distinct(rows)
    first, _ = bring(room, people)
    now = room.after(first)
    by_hand = (
        b"name: Somebody Else\n",
        b"region: NZ\n",
        b"stance: critical\n",
        b"pronouns: none\n",
        b"# a note\n",
    )[which]
    key = by_hand.partition(b":")[0]
    for path in [each for each in now.files if each.startswith("influencers/")][::2]:
        kept = [x for x in now.files[path].splitlines(keepends=True) if x.partition(b":")[0] != key]
        now.files[path] = b"".join(kept) + by_hand
    again, told = bring(now, people)
    assert not told.count
    assert [each for each in again.outcomes if each.what == CREATED] == []
    for path, data in now.after(again).files.items():
        before, _ = read_document(now.files[path], path)
        after, _ = read_document(data, path)
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        assert before == {name: after[name] for name in before}, path
        if which == 4 and b"# a note" in now.files[path]:
            assert b"# a note" in data


@given(LISTS, st.integers(0, 11))
def test_a_longer_list_moves_those_that_are_there(
    room: Room, rows: list[dict[str, str]], cut: int
) -> None:
    people = distinct(rows)
    part, _ = bring(room, people[cut:] or people)
    now = room.after(part)
    whole, told = bring(now, people)
    assert not told.count
    assert now.files.items() <= now.after(whole).files.items()
    assert len(now.after(whole).files) == len(room.files) + len(people)
