"""A comparison is the same in one process as in two, and with what both sides share as without."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

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
from tests.ledger_program import approved, claim, mission, person, program
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


AGREED = {"version": "1", "from": "2025-01-01", "recognition": "public", "points": "public"}
BOTH: dict[str, Any] = {"shares": {"ana": 30, "ben": 30}}
CUT: dict[str, Any] = {"points": 0, "computed": 60, "shares": {}, "capped_by": {"ana": "total"}}
FILES = {
    **person("ana", consent=[AGREED]),
    **person("ben", consent=[AGREED]),
    **person("cleo", consent=[AGREED]),
    **mission(points=[{"from": "2025-01-01", "value": 60, "limits": {"total": 2}}]),
    **claim("ana", "2025-02-01", together=["ben"], decision=approved("2025-02-02", 60, **BOTH)),
    **claim("cleo", "2025-02-01", decision=approved("2025-02-02", 60)),
    **claim("ana", "2025-02-03", decision=approved("2025-02-04", **CUT)),
}
TAKEN = {"date": "2025-02-10", "by": "maya", "reason": "x", "reason_code": "fraud"}
FREED: dict[str, Any] = {"reversals": [{**TAKEN, "shares": {"cleo": 60}}]}


@pytest.mark.parametrize(
    "changed",
    [
        mission("guide", FILES["missions/guide/mission.yml"]["points"], title="Another"),
        mission("guide", FILES["missions/guide/mission.yml"]["points"], audience="staff"),
        person("ben", consent=[{**AGREED, "points": "staff"}]),
        person("ana", consent=[{**AGREED, "recognition": "staff"}]),
        claim("cleo", "2025-02-01", decision=approved("2025-02-02", 60), **FREED),
        claim("ben", "2025-02-06", decision=approved("2025-02-07", 60)),
    ],
    ids=["title", "hidden", "withdrawn", "unnamed", "freed", "claim"],
)
def test_claims_are_taken_over_of_whom_something_else_is_shown(changed: dict[str, Any]) -> None:
    """What one file of the two programs says otherwise; all others are the same objects."""
    one = program(FILES)
    rooms = {
        name: {**getattr(one, name), **getattr(program({**FILES, **changed}), name)}
        for name in ("influencers", "missions", "claims")
    }
    path = next(iter(changed))
    known = {each.place.path: each for room in rooms for each in getattr(one, room).values()}
    mixed: dict[str, Any] = {
        name: {
            key: each if each.place.path == path else known[each.place.path]
            for key, each in room.items()
        }
        for name, room in rooms.items()
    }
    other = replace(one, **mixed)
    for here, there in ((one, other), (other, one)):
        first = Snapshot(there, DAY)
        after = gather(first, "members", DAY)
        like = Like(after, view_of(after).people)
        found = view_of(gather(Snapshot(here, DAY, like=first), "members", DAY), like=like)
        assert found == view_of(gather(Snapshot(here, DAY), "members", DAY))
        assert found.people != like.pages, "the change is seen"
