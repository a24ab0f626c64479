"""`goodword diff`: what a change does, on changes that lie as folders beside the tests."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.people import gather
from goodword.changes.fields import told
from goodword.cli import main
from goodword.days import EARLIEST
from goodword.formats import json as json_format
from goodword.formats import markdown, table
from goodword.ledger.conditions import words
from goodword.load import load
from goodword.model import shape
from goodword.model.conditions import Condition
from goodword.model.profile import Consent
from goodword.reports.diff import diff_report
from goodword.reports.leaderboard import leaderboard_report
from goodword.snapshot import Snapshot
from goodword.source.trees import GitTree, Overlay, same
from tests.diff_histories import DAY, laid, names, pair, sides
from tests.test_trees import git

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.reports.diff import Side
    from goodword.reports.report import Report
    from tests.conftest import Golden

MOST = 60_000


def report(root: Path, base: str = "before", head: str | None = "after") -> Report:
    return diff_report(*pair(root, base, head).sides, DAY)


@pytest.mark.parametrize("name", names())
def test_a_change_is_told_otherwise(name: str, tmp_path: Path, golden: Golden) -> None:
    """As the golden; from the folder as out of git; with files shared as with none."""
    root = laid(name, tmp_path)
    found = pair(root)
    result = diff_report(*found.sides, DAY)
    golden(f"diff/{name}.txt", table.report(result, table.WHOLE, line=found.spot))
    golden(f"diff/{name}.md", markdown.comment(result, MOST, line=found.spot))
    assert result.tables == diff_report(*_apart(root), DAY).tables
    assert _without_names(result.value) == _without_names(report(root, head=None).value)
    same = report(root, "after", "after").value
    assert not any(each for each in same.values() if isinstance(each, list))
    assert not any(same["totals"].values())


def test_the_json_of_a_change_has_other_keys(tmp_path: Path, golden: Golden) -> None:
    found = pair(laid("a-reviewed-change", tmp_path))
    text = json_format.report(diff_report(*found.sides, DAY), line=found.spot)
    golden("diff/a-reviewed-change.json", text)


def _apart(root: Path) -> tuple[Side, Side]:
    """Both sides, read and computed on their own."""
    found = pair(root)
    base, head = found.sides
    if base.snapshot.program.influencers:
        loaded = load(found.tree, found.head.schemas)
        base = replace(base, snapshot=Snapshot(loaded.program, DAY))
    return base, head


def _without_names(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if key not in ("base", "head")}


def test_the_command_ends_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = laid("a-head-that-does-not-parse", tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["--root", str(root), "diff", *arguments, "--as-of", str(DAY)])
        return code, capsys.readouterr().out

    code, out = run("before", "after", "--format", "json")
    value = json.loads(out)
    assert code == 1
    assert value["broken"]["head"][0]["path"] == "missions/guide/claims/2026-10-10-ana.yml"
    assert value["broken"]["base"] == []
    assert run("before")[0] == 1
    assert run("after", "before")[0] == 0, "what cannot be read is in the base"
    assert run("nowhere")[0] == 3
    assert run("before", "after", "--format", "csv")[0] == 2


def test_a_preview_lists_other_pages_than_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, into = laid("a-shared-program", tmp_path / "root"), tmp_path / "preview"
    start = ["--root", str(root), "diff", "before", "after", "--as-of", str(DAY)]
    assert main([*start, "--format", "json", "--preview", str(into)]) == 0
    pages = {each["path"]: each["what"] for each in json.loads(capsys.readouterr().out)["pages"]}
    assert pages["people/eve/index.html"] == "added"
    assert pages.pop("") == "removed", "who has withdrawn is not called by the id"
    assert pages["people/ana/index.html"] == "changed"
    assert "missions/talk/index.html" not in pages, "it is the same in both"
    for path, what in pages.items():
        old, new = into / "base" / path, into / "head" / path
        assert (old.is_file(), new.is_file()) == (what != "added", what != "removed")
    start[start.index("before")] = "after"
    assert main([*start, "--format", "json", "--preview", str(into)]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == []


def test_a_change_of_the_mode_shows_more_to_its_readers(tmp_path: Path) -> None:
    root = laid("a-shared-program", tmp_path)
    base, head = sides(root)
    program = head.snapshot.program
    opened = replace(program, settings=shape.replace(program.settings, mode="closed"))
    hostile = replace(head, snapshot=Snapshot(opened, DAY))
    assert diff_report(base, hostile, DAY).value["audience"] == "members"
    assert diff_report(hostile, base, DAY).value["audience"] == "members"
    assert diff_report(hostile, hostile, DAY).value["audience"] == "staff"


def test_who_was_erased_is_called_by_the_id(tmp_path: Path) -> None:
    found = pair(laid("a-person-erased", tmp_path))
    result = diff_report(*found.sides, DAY)
    assert not re.search(r"\b[Bb]en\b", json_format.report(result, line=found.spot))
    assert not re.search(r"\b[Bb]en\b", markdown.comment(result, MOST, line=found.spot))


def test_a_file_that_git_does_not_watch_is_taken_as_the_same(tmp_path: Path) -> None:
    root = laid("nothing", tmp_path)
    path = "influencers/ana/profile.yml"
    found = pair(root, head=None)
    everything = {each.path for each in found.tree.listing().files}
    assert same(found.head.tree, found.tree) == everything - {"influencers/dan/profile.yml"}
    before, after = (each.snapshot.program for each in found.sides)
    assert before.influencers["ana"] is after.influencers["ana"], "it is read once"
    assert before.influencers["dan"] is not after.influencers["dan"]
    for flag in ("--assume-unchanged", "--skip-worktree"):
        git(root, "update-index", flag, path)
        assert path not in same(pair(root, head=None).head.tree, found.tree)
        git(root, "update-index", flag.replace("--", "--no-"), path)
    (root / path).write_text("name: Anna\nstage: member\nsince: 2026-02-01\n", encoding="utf-8")
    assert path not in same(pair(root, head=None).head.tree, found.tree), "it changed on the disk"
    git(root, "add", path)
    assert path not in same(pair(root, head=None).head.tree, found.tree), "it changed in the index"
    with_changes = Overlay(GitTree(root, "before"), {"missions/talk/mission.yml": b"title: x\n"})
    assert same(with_changes, found.tree) == everything - {"missions/talk/mission.yml"}


@pytest.mark.parametrize("mode", ["closed", "shared"])
def test_a_rank_is_another_than_the_leaderboard_has(mode: str, tmp_path: Path) -> None:
    """For staff among everyone, also who shows nobody any points; for members among those shown."""
    base, head = sides(laid("a-reviewed-change", tmp_path))
    first, second = (hides_the_first(side, mode) for side in (base, head))
    told = diff_report(first, second, DAY).value["moves"]
    people = gather(second.snapshot, "members", DAY, ())
    shown = {who: people.account(who) for who, may in people.sharing.items() if may.ranked}
    board = leaderboard_report(second.snapshot, shown=None if mode == "closed" else shown)
    ranks = {each["id"]: each["rank"] for each in board.value["places"]}
    whole = {each["id"] for each in leaderboard_report(second.snapshot).value["places"]}
    assert whole - set(shown), "somebody is hidden"
    assert told
    for each in told:
        assert each["rank"]["to"] == ranks.get(each["id"])


def hides_the_first(side: Side, mode: str) -> Side:
    """Whoever leads shows the points to nobody, the others to everyone."""
    program = side.snapshot.program
    first = leaderboard_report(side.snapshot).value["places"][0]["id"]
    people = {
        who: shape.replace(
            person,
            consent=(
                Consent(
                    from_=EARLIEST,
                    recognition="public",
                    points="nobody" if who == first else "public",
                ),
            ),
        )
        for who, person in program.influencers.items()
    }
    settings = shape.replace(program.settings, mode=mode)
    changed = replace(program, influencers=people, settings=settings)
    return replace(side, snapshot=Snapshot(changed, DAY), newer=())


def test_a_condition_is_told_by_the_key_of_its_words() -> None:
    asked = (words(Condition(claims=1, of="m"), 1), words(Condition(days=2), 2))
    assert told(asked) == "1 approved claim of m, 2 different days with something done"
    assert told(asked[1]) == "2 different days with something done"
