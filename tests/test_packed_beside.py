"""Packed files that another process looks at are the same as where this one does."""

from __future__ import annotations

import os
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from goodword.load import load
from goodword.source import packs, reading, slices, workers
from goodword.source.trees import DiskTree, Overlay
from tests.guard_history import schemas
from tests.packing import closed, contents, packed
from tests.test_packed import BEGIN, HOSTILE, first

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.source.schemas import Schemas
    from goodword.source.slice_reader import Reader
    from goodword.source.trees import Tree
    from goodword.source.workers import Questions
    from tests.packing import World

ADDED = b"appeal: {date: 2026-11-20, text: They are two.}\n"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> World:
    return packed(closed(tmp_path_factory.mktemp("beside"), 8, 1, 7))


@pytest.fixture(autouse=True)
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small program is a large one."""
    monkeypatch.setattr(packs, "MUCH", 1)
    monkeypatch.setattr(reading, "ALONE", 10)
    monkeypatch.setattr(reading, "_processors", lambda: 2)
    monkeypatch.setattr(slices, "_SHORTEST", 8)
    monkeypatch.setattr(slices, "_MEAN", 32)
    monkeypatch.setattr(workers, "can_copy", lambda: sys.platform == "linux")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[workers.Worker]:
    """The processes that were started."""
    found: list[workers.Worker] = []
    make = workers.Worker

    def recorded(reader: Reader, *questions: Questions) -> workers.Worker:
        found.append(make(reader, *questions))
        return found[-1]

    monkeypatch.setattr(workers, "Worker", recorded)
    return found


def same(tree: Tree) -> None:
    """A tree is read as this process alone reads it."""
    found, alone = load(tree, schemas()), load(tree, schemas(), workers=0)
    assert found == alone
    assert [each.mark for each in found.diagnostics] == [each.mark for each in alone.diagnostics]
    assert [*found.program.claims] == [*alone.program.claims]
    assert [each.place for each in found.program.claims.values()] == [
        each.place for each in alone.program.claims.values()
    ]


def odd(here: World) -> dict[str, dict[str, bytes]]:
    """What may be wrong with packed files, or stand beside them, by a name for it."""
    path = first(here)
    pack = here.loaded.program.packed[path]
    lines = contents(here.tree)[pack].split(b"\n")
    other = pack.replace("2026-Q1", "2026-Q2")
    found = {
        name: {pack: b"\n".join([line.replace(b"PATH", path.encode()), *lines[1:]])}
        for name, (line, _, _) in HOSTILE.items()
    }
    found["nothing"] = {}
    found["a blank at an edge"] = {
        pack: b"\n".join([BEGIN.replace(b"PATH", path.encode()) + b'"helped":" a"}}', *lines[1:]])
    }
    found["twice in one"] = {pack: b"\n".join([lines[0], *lines])}
    found["in two"] = {other: lines[0] + b"\n" + contents(here.tree)[other]}
    found["an addition"] = {path: ADDED}
    found["a whole file"] = {path: b"summary: All of it.\nevidence: https://example.org/7\n"}
    found["an addition to two"] = found["in two"] | found["an addition"]
    found["no end"] = {pack: b"\n".join(lines[:-1])}
    found["empty"] = {pack: b""}
    return found


def test_another_process_finds_otherwise_what_is_sound(
    here: World, started: list[workers.Worker]
) -> None:
    wrong = odd(here)
    for changes in wrong.values():
        same(Overlay(here.tree, changes))
    assert len(started) == len(wrong)
    assert all(each.process.poll() is not None for each in started)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_a_process_that_died_has_not_answered_is_taken_for_sound(
    here: World, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    calm = packs.are_sound
    asked: list[str] = []

    def dying(pack: str, content: bytes | Diagnostic, kind: str, schemas: Schemas) -> bool:
        asked.append(pack)
        if len(asked) > after:
            os._exit(1)
        return calm(pack, content, kind, schemas)

    monkeypatch.setattr(packs, "are_sound", dying)
    for name in ("nothing", "a key twice", "an addition"):
        same(Overlay(here.tree, odd(here)[name]))


@pytest.mark.parametrize("how", ["none can be started", "it is started anew", "one processor"])
def test_where_no_copy_answers_something_else_is_read(
    here: World, monkeypatch: pytest.MonkeyPatch, started: list[workers.Worker], how: str
) -> None:
    def refused() -> int:
        raise OSError

    changes: dict[str, Callable[[], None]] = {
        "none can be started": lambda: monkeypatch.setattr(os, "fork", refused),
        "it is started anew": lambda: monkeypatch.setattr(workers, "can_copy", lambda: False),
        "one processor": lambda: monkeypatch.setattr(reading, "_processors", lambda: 1),
    }
    changes[how]()
    for name in ("nothing", "a key twice", "an addition"):
        same(Overlay(here.tree, odd(here)[name]))
    assert not any([*each.answers()] for each in started)


def test_what_was_begun_outlives_whoever_wants_none_of_it(
    tmp_path: Path, started: list[workers.Worker]
) -> None:
    """Whether nothing of it was asked for, or only the answers."""
    items = [(f"missions/m/claims/2026-01-02-p{n}.yml", "claim") for n in range(200)]
    tree = DiskTree(tmp_path)
    for count in (0, 1):
        answers, documents = reading.read_after([lambda: True] * 2, tree, items, schemas())
        told = [*islice(answers, count)]
        assert told == [True] * count * (sys.platform == "linux")
        del answers, documents
    reading.read_documents(tree, items, schemas(), workers=2)
    assert len(started) == 4
    assert all(each.process.poll() is not None for each in started)
