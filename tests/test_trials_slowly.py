"""What a trial says of milestones, referrals and groups is what edited files would come to.

The files are edited here, without the code of trials: a version up to the day of the trial stays,
and from then on the last one of what is tried holds. A second model, written from the design alone,
counts the points of the edited files.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.days import EARLIEST
from goodword.ledger import compute
from goodword.ledger.replaying import replay, under_rules
from tests.docs_program import DAY, FILES, PAGES
from tests.ledger_program import approved, claim, mission, person, program
from tests.plain_limits import Limits
from tests.plain_milestones import FILE
from tests.plain_points import points_of
from tests.plain_referral import Referring
from tests.plain_worlds import PEOPLE
from tests.test_ledger_independent import built, told
from tests.test_milestones_independent import Making

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plain_model import World

TRIED = frozenset({FILE, "program/program.yml"})
TOLD = frozenset({"awarded", "spendable", "pending", "standing", "tier", "by_cycle"})
HIGH = 150
"""What a claim of a mission that gives 100 may be given at most, and so holds while it waits."""
Versions = list[dict[str, Any]]


def edited(own: Versions, tried: Versions, since: date) -> Versions:
    """One list of versions as it stands in files where what is tried holds since a day."""
    before = [each for each in own if each["from"] < str(since)]
    return [*before, {**tried[-1], "from": str(since)}] if tried else before


def milestones(own: Versions, tried: Versions, since: date) -> Versions:
    """Milestone by milestone; one that is not tried any more gives nothing from the day on."""
    found = []
    for name in sorted({each["id"] for each in (*own, *tried)}):
        was, now = ([x for x in some if x["id"] == name] for some in (own, tried))
        stays = [each for each in was if each["from"] < str(since)]
        ended = [{**each, "points": 0, "badge": False} for each in stays[-1:]]
        found += edited(was, now or ended, since)
    return found


def trial(seed: int) -> tuple[World, Any, date]:
    """A world as it would be edited, the program that the code makes of the trial, and the day."""
    maker, other = Making(seed), Making(seed + 500)
    world, draft = maker.world, other.world
    pick = maker.random
    since = pick.choice(maker.days[len(maker.days) // 4 :])
    stated, referral = draft.files[FILE]["milestones"], draft.settings.get("referral", [])
    stated = [each for each in stated if each["id"] != "m0"] if pick.random() < 0.3 else stated
    own = built(world)
    files = {**world.files, FILE: {"milestones": stated}}
    settings = {**world.settings, "referral": referral}
    if not referral:
        del settings["referral"]
    tried = program(files, **settings)
    rules = under_rules(own, tried, since, TRIED)
    played = replay(rules, since)
    code = replace(played.program, statements=own.statements)
    assert played.before == played.after, "no mission gives anything else"
    world.files[FILE] = {"milestones": milestones(world.files[FILE]["milestones"], stated, since)}
    over = [{"from": str(since), "points": 0, "percent": 0}]
    before = world.settings.get("referral", [])
    world.settings["referral"] = edited(before, referral or (over if before else []), since)
    world.settings["points"] = edited(world.settings["points"], world.settings["points"], since)
    return world, code, maker.days[-1]


@pytest.mark.parametrize("part", range(2))
def test_a_trial_of_milestones_and_referrals_says_what_no_edited_files_come_to(part: int) -> None:
    moved = 0
    for seed in range(7000 + part, 7010, 2):
        own = built(Making(seed).world)
        world, code, last = trial(seed)
        day = last + timedelta(days=35)
        ledger, was, limits = compute(code, day), compute(own, day), Limits(world, day)
        for who in PEOPLE:
            plain = points_of(world, who, day, limits, Referring)
            assert isinstance(plain, Referring)
            figures = plain.figures()
            account = ledger.account(who)
            said = told(ledger, account)
            assert {x: said[x] for x in TOLD} == {x: figures[x] for x in TOLD}, (seed, who)
            assert sorted(each.milestone.id for each in account.milestones) == sorted(
                name for name, _ in plain.reached
            ), (seed, who)
            moved += account.awarded != was.account(who).awarded
    assert moved > 3, "what is tried changes nothing"


@pytest.mark.parametrize("each", ["program", "influencer"])
@pytest.mark.parametrize("every", ["month", "ever"])
def test_a_trial_of_a_group_gives_points_that_are_over(each: str, every: str) -> None:
    """What is left by the claims before it: of those that wait, as much as they may be given."""
    cut = 0
    for seed in range(4):
        pick = Random(seed)  # noqa: S311 - made-up programs
        most = pick.choice((150, 230, 400))
        files: dict[str, Any] = {**mission(), **person("ana"), **person("ben")}
        lines: dict[tuple[str, str], list[tuple[str, date]]] = {}
        ends: set[date] = set()
        for number in sorted(pick.sample(range(1, 90), 9)):
            on, who = date(2026, 1, 1) + timedelta(days=number), pick.choice(("ana", "ben"))
            decided = on + timedelta(days=pick.choice((1, 9, 30)))
            while decided in ends:  # of two on one day either may have been known to the other
                decided += timedelta(days=1)
            ends.add(decided)
            made = claim(who, str(on), decision=approved(str(decided)))
            files |= made
            key = (who if each == "influencer" else "", str(on)[:7] if every == "month" else "")
            lines.setdefault(key, []).append((next(iter(made)), decided))
        wanted: dict[str, int] = {}
        for line in lines.values():
            for path, decided in sorted(line, key=lambda x: x[1]):
                left = most
                for other, then in line[: line.index((path, decided))]:
                    left -= wanted[other] if then < decided else min(HIGH, left)
                wanted[path] = min(100, left)
        limits = [{"from": "2026-01-01", "points": most, "each": each, "every": every}]
        stated = {"groups": [{"id": "all", "name": "All", "missions": ["guide"], "limits": limits}]}
        own, tried = program(files), program({**files, "program/groups.yml": stated})
        played = replay(under_rules(own, tried, EARLIEST, {"program/groups.yml"}), EARLIEST)
        found = {path: x.decision.points for path, x in played.program.claims.items() if x.decision}
        assert found == wanted, seed
        assert played.after == sum(wanted.values())
        cut += played.before - played.after
    assert cut > 0, "nothing is cut by any of them"


def test_a_file_of_milestones_is_not_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = "milestones: [{id: first, name: First, all: [{claims: 1}], points: 25}]\n"
    for path, text in {**FILES, **PAGES["ladders.md"], "drafts/milestones.yml": stated}.items():
        if text is not None:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    rules = ("--rules", str(tmp_path / "drafts/milestones.yml"), "--format", "json")
    code = main(["--root", str(tmp_path), "simulate", *rules, "--as-of", DAY])
    said = capsys.readouterr()
    assert code == 0, said
    found = json.loads(said.out)
    (touched,) = found["touched"]
    assert touched["standing"] == 25
