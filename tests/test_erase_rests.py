"""Milestones, ladders and referrals stay as they were when somebody goes on whom they rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.erasing.kept import rests, stand_ins
from goodword.host.proof import objects
from tests.erased_world import DAY, NEW, erase, put
from tests.guard_history import HOUR, NOON, begun, commit, git, guarded
from tests.intake_program import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MILESTONES = """\
milestones:
  - id: helper
    from: "2026-01-01"
    name: Helper
    every: ever
    points: 30
    all: [{people_helped: 3}]
  - id: never
    from: "2026-01-01"
    name: Never
    every: ever
    points: 7
    all: [{people_helped: 9}]
"""
LADDERS = """\
ladders:
  - id: tiers
    name: Tiers
    over: {cycles: 2}
    versions:
      - from: "2026-01-01"
        tiers: [{id: scout, standing_at_least: 0}, {id: guide, standing_at_least: 200}]
  - id: helping
    name: Helping
    over: ever
    versions:
      - from: "2026-01-01"
        tiers:
          - {id: begun, standing_at_least: 0}
          - {id: known, all: [{people_helped: 3}]}
"""
REFERRAL = 'referral:\n  - {from: "2026-01-01", points: 40, percent: 10}\n'
HELPED = ("Zurbar readers", "zurbar  READERS", "Newcomers", "Old hands")


def claim(helped: str, *people: str, day: str = "2026-08-01") -> str:
    """An approved claim of 100 points; of several people each has an even share."""
    shares = "".join(f"    {each}: {100 // len(people)}\n" for each in people)
    beside = f"with: [{', '.join(people[1:])}]\n" if len(people) > 1 else ""
    return (
        f"evidence: https://example.org/{people[0]}/{day}\nhelped: {helped}\n{beside}"
        f'decision:\n  outcome: approved\n  by: maya\n  date: "{day}"\n  points: 100\n'
        f"  computed: 100\n  shares:\n{shares}"
        '  quality: normal\n  version: "2026-01-01"\n  judged:\n    status: open\n'
    )


def files() -> Mapping[str, str]:
    """Ana's claims of July, in all of which Bo has a part, and one of Bo's in the same words."""
    made = {
        f"missions/write/claims/2026-07-{10 + at}-ana.yml": claim(
            helped, "ana", "bo", day=f"2026-07-{10 + at}"
        )
        for at, helped in enumerate(HELPED)
    }
    return {**made, "missions/write/claims/2026-07-20-bo.yml": claim("newcomers", "bo", "ana")}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    root = begun(tmp_path / "program")
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    return root


def laid(root: Path, more: Mapping[str, str]) -> str:
    """Lay files, and close anew what was closed."""
    for each in ("2026-Q1", "2026-Q2"):
        (root / f"program/statements/{each}.csv").unlink()
    put(root, more)
    asked = ("cycle", "close", "2026-Q2", "--with-earlier", "--by", "maya", "--write")
    assert main(["--root", str(root), *asked, "--as-of", DAY]) == 0
    return commit(root, at=NOON + HOUR)


def changed(root: Path, path: str, old: str, new: str) -> dict[str, str]:
    text = (root / path).read_text()
    assert old in text
    return {path: text.replace(old, new)}


def figures(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Everybody's points, by the id that each had at first."""
    capsys.readouterr()
    asked = ("points", "--as-of", DAY, "--format", "json")
    assert main(["--root", str(root), *asked]) == 0
    whole = json.loads(capsys.readouterr().out.replace(f'"{NEW}"', '"ana"'))
    return {each["id"]: each for each in whole["members"]}


def keeps(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Erase ana: everybody's figures are as before, here and in the mirror, and guard agrees."""
    before, base = figures(root, capsys), git(root, "rev-parse", "HEAD")
    code = erase(root, "--write", "--also", "ana")
    assert code == 0, capsys.readouterr()
    git(tmp_path, "clone", "-q", str(root.with_name("program-erased.git")), "anew")
    for each in (root, tmp_path / "anew"):
        assert main(["--root", str(each), "check", "--as-of", DAY]) == 0
        after = figures(each, capsys)
        assert after.keys() == before.keys()
        assert after["ana"]["awarded"] == before["ana"]["awarded"]
        assert {**after, "ana": None} == {**before, "ana": None}
    commit(root, at=NOON + 2 * HOUR)
    assert not [each for each in guarded(root, base).found if str(each.severity) == "error"]
    for _, kind, data in objects(root.with_name("program-erased.git")):
        assert b"zurbar" not in data.lower(), (kind, data)
        assert b"old hands" not in data.lower(), (kind, data)
    return before


@pytest.mark.parametrize(
    "stated",
    [{"program/milestones.yml": MILESTONES}, {"program/tiers.yml": LADDERS}],
    ids=["milestones", "ladders"],
)
def test_whom_a_claim_helped_no_longer_counts_for_who_has_a_part(
    stated: Mapping[str, str], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(root, {**files(), **stated})
    before = keeps(root, tmp_path, capsys)
    reached = before["bo"]["awarded"] == 60 + 250 + 30 if "milestones" in repr(stated) else None
    assert reached in (None, True), before["bo"]
    texts = {
        each.name: each.read_text() for each in sorted((root / "missions/write/claims").glob("*"))
    }
    said = [
        line.partition(": ")[2]
        for at in range(len(HELPED))
        for line in texts[f"2026-07-{10 + at}-{NEW}.yml"].splitlines()
        if line.startswith("helped: ")
    ]
    assert said == [f"erased {NEW} 1", f"erased {NEW} 1", "Newcomers", f"erased {NEW} 2"]


def test_another_gets_the_place_that_a_key_of_the_erased_took(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keyed = (
        "title: Deal\ninstructions: Win it.\npoints: {value: 100, per: {key: Deal, claims: 1}}\n"
    )
    there = "missions/deal/claims/2026-07-"
    cut = (
        "  points: 0\n  computed: 100\n  capped_by: {bo: per}\n"
        "  quality: normal\n  judged: {status: open}\n"
    )
    decided = 'decision:\n  outcome: approved\n  by: maya\n  date: "2026-07-12"\n'
    laid(
        root,
        {
            "missions/deal/mission.yml": keyed,
            f"{there}10-ana.yml": f"key: Acme\n{claim('Kim', 'ana', day='2026-07-11')}",
            f"{there}11-bo.yml": f"evidence: https://example.org/b\nkey: ACME\n{decided}{cut}",
            f"{there}13-ana.yml": f"key: Zurbar\n{claim('Kim', 'ana', day='2026-07-14')}",
        },
    )
    keeps(root, tmp_path, capsys)
    kept = [(root / f"{there}{each}-{NEW}.yml").read_text() for each in (10, 13)]
    assert "key: Acme\n" in kept[0]
    assert f"key: erased {NEW} 1\n" in kept[1]


def test_whom_a_claim_helped_stays_where_nothing_counts_it(root: Path) -> None:
    laid(root, files())
    assert erase(root, "--write", "--also", "ana") == 0
    for each in (root / "missions/write/claims").glob(f"*-{NEW}.yml"):
        assert "helped" not in each.read_text()


def test_whoever_brought_them_loses_what_they_got(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (root / "program/program.yml").read_text()
    profile = changed(
        root, "influencers/ana/profile.yml", "category: writer", "category: writer\nreferred_by: bo"
    )
    laid(root, {**files(), **profile, "program/program.yml": settings + REFERRAL})
    before = keeps(root, tmp_path, capsys)
    # 40 points with the first of April, and a tenth of what ana's claims gave her.
    assert before["bo"]["awarded"] == 60 + 250 + 40 + 35, before["bo"]
    assert f"{NEW}/referral" in (root / "program/statements/2026-Q2.csv").read_text()
    assert "referred_by: bo" in (root / f"influencers/{NEW}/profile.yml").read_text()


def test_who_brought_them_stays_where_nobody_gets_points_for_it(root: Path) -> None:
    laid(
        root,
        changed(
            root,
            "influencers/ana/profile.yml",
            "category: writer",
            "category: writer\nreferred_by: bo",
        ),
    )
    assert erase(root, "--write", "--also", "ana") == 0
    assert "referred_by" not in (root / f"influencers/{NEW}/profile.yml").read_text()


def test_points_for_whom_the_erased_brought_go(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (root / "program/program.yml").read_text()
    profile = changed(
        root, "influencers/bo/profile.yml", "category: writer", "category: writer\nreferred_by: ana"
    )
    laid(root, {**files(), **profile, "program/program.yml": settings + REFERRAL})
    before = keeps(root, tmp_path, capsys)
    assert before["ana"]["awarded"] > 350, before["ana"]
    assert f"referred_by: {NEW}" in (root / "influencers/bo/profile.yml").read_text()


def test_stand_ins_part_what_counts_once_or_join_what_counts_twice() -> None:
    own = [("2026-02-01-ana.yml", "B"), ("2026-01-01-ana.yml", "b"), ("2026-03-01-ana.yml", "c  c")]
    found = stand_ins([*own, ("2026-03-02-ana.yml", "D")], ["d", "e"], NEW)
    assert found == {"b": f"erased {NEW} 1", "c c": f"erased {NEW} 2", "d": ""}
    assert not {*stand_ins(own, (), "other")} - {*found}
    assert not {*stand_ins(own, (), "other").values()} & {*found.values()}


def test_an_entry_by_referral_is_taken_for_points() -> None:
    assert rests([("program/program.yml", b"entry: [referral]\n")]) == (False, False, False)
    assert rests([("program/program.yml", b"referral: []\n")]) == (False, False, True)
    assert rests([("program/tiers.yml", b"x: {people_helped: 1}\n")]) == (True, False, False)
    assert rests([("docs/tiers.yml", b"x: {people_helped: 1}\n")]) == (False, False, False)
    keyed, mission = (
        b"points: [{value: 1, per: {key: Deal, claims: 1}}]\n",
        "missions/m/mission.yml",
    )
    assert rests([(mission, keyed)]) == (False, True, False)
    assert rests([(mission, b"title: per\n"), ("missions/m/per.yml", keyed)]) == (False,) * 3
