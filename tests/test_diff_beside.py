"""A comparison is the same in one process as in two, and with what both sides share as without."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from goodword.audience.claims import Like
from goodword.audience.gate import SEPARATE, view_of
from goodword.audience.people import gather
from goodword.cli import comparing, main
from goodword.cli.commands import diff
from goodword.cli.later import later_states
from goodword.cli.session import Session
from goodword.snapshot import Snapshot
from tests.diff_histories import DAY, laid, names, pair
from tests.test_trees import commit

if TYPE_CHECKING:
    from pathlib import Path


def told(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["--root", str(root), "diff", "before", "after", "--as-of", str(DAY), "--format", "json"])
    return capsys.readouterr().out


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "LARGE", 0)
    monkeypatch.setattr(comparing, "LARGE", 0)
    monkeypatch.setattr(diff, "can_double", lambda: True)


@pytest.mark.parametrize("name", names())
def test_two_processes_tell_otherwise_than_one(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = laid(name, tmp_path)
    alone = told(root, capsys)
    large(monkeypatch)
    assert told(root, capsys) == alone
    with monkeypatch.context() as dying:
        dying.setattr("pickle.dump", lambda *_: os._exit(9))
        assert told(root, capsys) == alone, "the copy died"
    assert alone.startswith("{")


def test_where_no_copy_can_be_made_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = laid(names()[0], tmp_path)
    alone = told(root, capsys)

    def refused() -> NoReturn:
        raise OSError

    large(monkeypatch)
    monkeypatch.setattr(os, "fork", refused)
    assert told(root, capsys) == alone


@pytest.mark.parametrize("name", names())
def test_a_view_is_another_where_claims_are_taken_from_the_other_side(
    name: str, tmp_path: Path
) -> None:
    base, head = pair(laid(name, tmp_path)).sides
    alone = Snapshot(base.snapshot.program, DAY)
    for audience in ("public", "members", "staff"):
        after = gather(head.snapshot, audience, DAY)
        like = Like(after, view_of(after).people)
        before = gather(base.snapshot, audience, DAY)
        expected = view_of(gather(alone, audience, DAY))
        assert view_of(before, like=like) == expected
        parts = view_of(before, only=SEPARATE, like=like)
        assert all(getattr(parts, each) == getattr(expected, each) for each in SEPARATE)
        assert not view_of(before, only=("missions",)).people


def test_the_files_shown_are_a_later_state_of_themselves(tmp_path: Path) -> None:
    root = laid(names()[0], tmp_path)
    assert not later_states(Session(root, "HEAD", DAY))
    profile = next((root / "influencers").glob("*/profile.yml"))
    profile.write_text(profile.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    (newer,) = later_states(Session(root, "HEAD", DAY))
    assert newer.follows
    commit(root)
    assert not later_states(Session(root, "HEAD", DAY))
    profile.unlink()
    (newer,) = later_states(Session(root, "HEAD", DAY))
    assert profile.parent.name not in newer.program.influencers
