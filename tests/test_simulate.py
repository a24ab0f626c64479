"""The history of a program under other rules: by hand, and whether all decisions hold together."""

from __future__ import annotations

import json
import re
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli.main import main
from goodword.days import EARLIEST
from goodword.ledger import compute
from goodword.ledger.replaying import replay, under_rules
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.conftest import ROOT as EXAMPLE
from tests.ledger_program import approved, claim, day, declined, mission, person, program
from tests.plain_worlds import PEOPLE as WHO
from tests.plain_worlds import Maker
from tests.test_claim_commands import everything
from tests.test_ledger_independent import built

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program

ANA = "missions/guide/claims/2026-02-0{}-ana.yml"
PEOPLE = {**person("ana"), **person("ben")}
TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2026-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 250},
                ],
            }
        ]
    }
}
DAY = day("2026-06-01")


def history(points: Any, *claims: dict[str, Any]) -> Program:
    """Claims as they were decided when the mission gave 100, and the rules that it has now."""
    files: dict[str, Any] = {**PEOPLE, **TIERS, **mission(points=points)}
    for each in claims:
        files |= each
    return program(files)


def points(found: Program) -> dict[str, int]:
    """Points by claim."""
    return {
        path: each.decision.points
        for path, each in found.claims.items()
        if each.decision is not None
    }


def test_a_value_that_is_not_tried() -> None:
    made = history(
        140,
        claim("ana", "2026-02-01", decision=approved("2026-02-02")),
        claim("ana", "2026-02-02", decision=approved("2026-02-03", 150, quality="high")),
        claim("ben", "2026-02-03", decision=declined("2026-02-04")),
    )
    found = replay(made, EARLIEST)
    assert (found.claims, found.unrated, found.before, found.after) == (2, 0, 250, 140 + 210)
    assert compute(found.program, DAY).account("ana").standing == 350


def test_a_limit_that_is_tried_gives_places_to_others_than_the_first() -> None:
    made = history(
        {"value": 100, "limits": {"per_influencer": 2}},
        *(
            claim("ana", f"2026-02-0{n}", decision=approved(f"2026-02-1{9 - n}"))
            for n in range(1, 5)
        ),
    )
    found = replay(made, EARLIEST)
    assert points(found.program) == {
        ANA.format(1): 100,
        ANA.format(2): 100,
        ANA.format(3): 0,
        ANA.format(4): 0,
    }


def test_what_people_said_is_taken_for_a_rule() -> None:
    override = approved("2026-02-02", 70)
    override |= {"reason_code": "override", "reason": "Half of it", "second": {"by": "jon"}}
    override["second"]["date"] = "2026-02-02"
    made = history(
        200,
        claim("ana", "2026-02-01", decision=override),
        claim("ana", "2026-02-02", decision=approved("2026-02-03")),
    )
    assert points(replay(made, EARLIEST).program) == {ANA.format(1): 70, ANA.format(2): 200}


def test_a_day_before_the_trial_that_changes() -> None:
    made = history(
        [{"from": "2026-01-01", "value": 100}, {"from": "2027-01-01", "value": 300}],
        claim("ana", "2026-02-01", decision=approved("2026-02-02")),
        claim("ana", "2026-02-04", decision=approved("2026-02-05")),
    )
    since = day("2026-02-04")
    found = replay(under_rules(made, made, since), since)
    assert points(found.program) == {ANA.format(1): 100, ANA.format(4): 300}
    assert compute(found.program, DAY).tier_on("ana", DAY) == "gold"
    assert compute(made, DAY).tier_on("ana", DAY) == "base"


def test_a_quality_that_the_rules_do_not_know_gives_nothing() -> None:
    made = history(
        {"value": 100, "quality": {"small": {"value": 20}, "large": {"value": 80}}},
        claim("ana", "2026-02-01", decision=approved("2026-02-02")),
        claim("ana", "2026-02-02", decision=approved("2026-02-03", 150, quality="high")),
    )
    found = replay(made, EARLIEST)
    assert (found.unrated, found.after) == (2, 40)


def test_a_reversal_that_takes_more_than_there_is_or_leaves_something_of_all() -> None:
    back = {"date": "2026-03-01", "by": "jon", "reason_code": "brand-error", "shares": {"ana": 100}}
    for value in (60, 150):
        made = history(
            value,
            claim("ana", "2026-02-01", decision=approved("2026-02-02"), reversals=[back]),
            claim("ana", "2026-02-02", decision=approved("2026-02-03")),
        )
        account = compute(replay(made, EARLIEST).program, DAY).account("ana")
        assert (account.awarded, account.reversed, account.standing) == (2 * value, value, value)


@pytest.mark.parametrize("part", range(4))
def test_decisions_of_a_trial_that_check_would_refuse(part: int) -> None:
    for seed in range(part, 24, 4):
        maker = Maker(seed)
        made = built(maker.world)
        same = replay(made, EARLIEST)
        assert same.before == same.after, "under its own rules nothing changes"
        tried = under_rules(made, made, EARLIEST)
        found = replay(tried, EARLIEST)
        on = Snapshot(found.program, maker.days[-1])
        assert [*BY_NAME["frozen-points"].check(on)] == []
        again = replay(found.program, EARLIEST)
        assert (again.before, again.after) == (found.after, found.after)
        ledger = compute(found.program, maker.days[-1])
        for account in map(ledger.account, WHO):
            lots = account.pending + account.spendable + account.held + account.spent
            gone = account.expired + account.reversed - account.arrears - account.forgiven
            assert account.awarded == lots + gone


@pytest.fixture
def root(tmp_path: Path) -> Path:
    target = tmp_path / "program"
    for name in ("program", "influencers", "missions"):
        copytree(EXAMPLE / name, target / name)
    return target


def simulate(root: Path, *more: str) -> int:
    return main(["--root", str(root), "simulate", "--as-of", "2026-11-15", *more])


def test_a_trial_writes(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "tiers.yml"
    text = (root / "program" / "tiers.yml").read_text(encoding="utf-8")
    rules.write_text(re.sub(r"standing_at_least: [1-9][0-9]*", "standing_at_least: 1", text))
    before = everything(root)
    assert simulate(root, "--rules", str(rules), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["head"] == "these rules"
    assert found["totals"]["people"] > 0
    assert any(each["tier"]["from"] != each["tier"]["to"] for each in found["moves"])
    assert all(each["standing"]["from"] == each["standing"]["to"] for each in found["moves"])
    assert found["replayed"]["points_before"] == found["replayed"]["points_after"]
    assert everything(root) == before


def test_rules_that_cannot_be_read_are_tried(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "tiers.yml"
    rules.write_text("versions:\n  tiers:\n    - {id: gold, standing_at_leest: 5}\n")
    assert simulate(root, "--rules", str(rules)) == 1
    out = capsys.readouterr().out
    assert f"{rules}:3:18: error: " in out
    assert "standing_at_least" in out


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("rewards.yml",), "stands for no file of the program whose rules can be tried"),
        (("no-such-mission.yml",), "stands for no file of the program whose rules can be tried"),
        (("a/tiers.yml", "b/tiers.yml"), "stands for program/tiers.yml, as "),
    ],
)
def test_a_file_that_stands_for_nothing_is_passed_over(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    names: tuple[str, ...],
    message: str,
) -> None:
    said = []
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("versions:\n  tiers: [{id: gold, standing_at_least: 5}]\n")
        said += ["--rules", str(file)]
    assert simulate(root, *said) == 3
    assert message in capsys.readouterr().err


def test_a_mission_of_another_id_is_tried(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mission = next(each for each in sorted((root / "missions").iterdir()))
    text = (mission / "mission.yml").read_text(encoding="utf-8")
    rules = tmp_path / f"{mission.name}.yml"
    rules.write_text(re.sub(r"value: \d+", "value: 1", text))
    assert simulate(root, "--rules", str(rules)) == 0
    out = capsys.readouterr().out
    assert f"missions/{mission.name}/mission.yml" in out
    assert "program/tiers.yml" not in out


def test_a_rule_of_a_trial_that_others_need_is_passed_over(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reward, a mission or a profile names a tier that the draft does not have."""
    rules = tmp_path / "tiers.yml"
    text = (root / "program" / "tiers.yml").read_text(encoding="utf-8")
    rules.write_text(text.replace("id: lighthouse", "id: beacon"))
    assert simulate(root, "--rules", str(rules)) == 1
    out = capsys.readouterr().out
    assert "lighthouse" in out
    assert "[unknown-reference]" in out


def test_the_points_of_a_mission_that_is_tried_are_those_of_no_rule(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "answer-an-owner.yml"
    text = (root / "missions/answer-an-owner/mission.yml").read_text(encoding="utf-8")
    rules.write_text(re.sub(r"(value|points): \d+", r"\1: 1", text))
    assert simulate(root, "--rules", str(rules), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["standing"] for each in found["touched"]] == [found["totals"]["standing"]]
    assert found["totals"]["standing"] < 0


def test_a_trial_of_always_says_a_day_that_nobody_wrote(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules of always are called that, in each kind of rules, on a screen and for machines."""
    tiers, mission = tmp_path / "tiers.yml", tmp_path / "answer-an-owner.yml"
    text = (root / "program/tiers.yml").read_text(encoding="utf-8")
    tiers.write_text(text.replace("standing_at_least: 90", "standing_at_least: 80"))
    text = (root / "missions/answer-an-owner/mission.yml").read_text(encoding="utf-8")
    mission.write_text(text.replace("value: 25", "value: 26"))
    for form in ("text", "markdown", "json"):
        said = ("--rules", str(tiers), "--rules", str(mission), "--format", form)
        assert simulate(root, *said) == 0
        out = capsys.readouterr().out.replace("\\", "")
        assert "points[always]" in out
        assert "versions[always]" in out
        assert "1900" not in out


def test_days_before_a_trial_have_the_rules_of_a_draft() -> None:
    own = history([{"from": "2026-01-01", "value": 100}])
    draft = history([{"from": "2026-01-01", "value": 7}])
    since = day("2026-03-01")
    (first, last) = under_rules(own, draft, since).missions["guide"].points
    assert (first.value, first.from_) == (100, day("2026-01-01"))
    assert (last.value, last.from_) == (7, since)


def test_nothing_is_tried_and_something_changes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(root, "--since", "2026-11-01", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["moves"], found["offers"]) == ([], [])
    assert {each["kind"] for each in found["rules"]} == {"policies"}, "what is announced is tried"
    assert simulate(root, "--since", "2026-11-16") == 2
    assert "is after 2026-11-15" in capsys.readouterr().err
