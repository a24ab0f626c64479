"""Which line is named where points of a milestone or of a referral moved a closed cycle."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Place
from goodword.ledger import compute
from goodword.ledger.statement import Statements
from goodword.ledger.tracing import causes
from tests.ledger_program import approved, claim, day, mission, person, program
from tests.test_tracing import given, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.model.program import Program

    Files = dict[str, Any]

STATEMENT, MILESTONES = "program/statements/2026-Q1.csv", "program/milestones.yml"
FIRST, SECOND = (f"missions/guide/claims/2026-02-0{each}-ana.yml" for each in (1, 2))
BEN = "missions/guide/claims/2026-02-03-ben.yml"
THANKS = "influencers/ana/touchpoints/2026-03-02-thanks.yml"
SETTINGS = "program/program.yml"
REFERRAL = {"from": "2020-01-01", "points": 9, "percent": 10}
HELPER = {"id": "helper", "all": [{"claims": 2}], "points": 25}
RICH = {"id": "rich", "every": "cycle", "all": [{"points": 250}], "points": 40}
FILES: Files = {
    SETTINGS: {"referral": [REFERRAL]},
    **person("ana"),
    **person("ben", referred_by="ana"),
    **mission(),
    MILESTONES: {"milestones": [HELPER, RICH]},
    **claim("ana", "2026-02-01", decision=approved("2026-02-10")),
    **claim("ana", "2026-02-02", decision=approved("2026-02-11")),
    **claim("ben", "2026-02-03", decision=approved("2026-02-12")),
}


def built(files: Files, statements: dict[str, bytes]) -> Program:
    rest = {path: data for path, data in files.items() if path != SETTINGS}
    points = [{"from": "2025-01-01", "maturation_days": 0}]
    return replace(program(rest, points=points, **files[SETTINGS]), statements=statements)


def blamed(change: Callable[[Files], object]) -> list[str]:
    closed = day("2026-04-20")
    was = built(FILES, {})
    cycle = was.cycles.of(day("2026-02-01"))
    text = Statements(compute(was, closed, closes=(cycle,))).text(cycle, closed, "maya")
    files = deepcopy(FILES)
    change(files)
    ledger = compute(built(files, {"2026-Q1": text.encode()}), day("2026-08-01"))
    anew = Statements(ledger).text(cycle, closed, "maya")
    assert anew != text, "the edit changes nothing"
    found = causes(ledger, cycle, text, anew, Place(STATEMENT, (1,)))
    return [f"{'/'.join(map(str, (e.place.path, *e.place.pointer)))}: {e.message}" for e in found]


def gone(path: str, *keys: Any) -> Callable[[Files], object]:
    def change(files: Files) -> None:
        within = files[path]
        for key in keys[:-1]:
            within = within[key]
        del within[keys[-1]]

    return change


def activated(made: int, stated: int, who: str = "ana") -> str:
    return f"alters the closed 2026-Q1: activated of {who} is {made}, stated is {stated}"


CASES = {
    "a milestone of other points": (
        put(MILESTONES, "milestones", 0, "points", 30),
        [f"{MILESTONES}/milestones/0/points: {activated(249, 244)}"],
    ),
    "a milestone that asks for more": (
        put(MILESTONES, "milestones", 0, "all", [{"claims": 3}]),
        [f"{MILESTONES}/milestones/0: {activated(219, 244)}"],
    ),
    "a milestone that asks for less": (
        put(MILESTONES, "milestones", 1, "all", [{"points": 200}]),
        [f"{MILESTONES}/milestones/1: {activated(284, 244)}"],
    ),
    "a milestone that is gone": (
        gone(MILESTONES, "milestones", 0),
        [f"{STATEMENT}/10: names milestone helper, which is not there"],
    ),
    "a milestone that is reached on another day": (
        put(FIRST, "decision", approved("2026-02-20")),
        [f"{FIRST}/decision/date: alters"],
    ),
    "a claim without which a milestone is not reached": (
        put(SECOND, "decision", approved("2026-04-10")),
        [f"{SECOND}/decision/date: {activated(119, 244)}"],
    ),
    "points by hand with which a milestone is reached": (
        put(THANKS, given(60)),
        [f"{THANKS}/points: alters the closed 2026-Q1: adjusted of ana is 60, stated is 0"],
    ),
    "a referral of other points": (
        put(SETTINGS, "referral", 0, "points", 12),
        [f"{SETTINGS}/referral/0: {activated(247, 244)}"],
    ),
    "a referral for somebody who was not brought": (
        gone("influencers/ben/profile.yml", "referred_by"),
        [f"influencers/ben/profile.yml: {activated(225, 244)}"],
    ),
    "a referral that is gone": (
        put(SETTINGS, {}),
        [f"{SETTINGS}: {activated(225, 244)}"],
    ),
    "a claim of who was brought": (
        put(BEN, "decision", "points", 150),
        [f"{BEN}/decision/points: {activated(249, 244)}"],
    ),
    "a claim of who was brought on another day": (
        put(BEN, "decision", approved("2026-04-10")),
        [f"{BEN}/decision/date: {activated(225, 244)}"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_moved_a_derived_award_is_not_named(name: str) -> None:
    change, expected = CASES[name]
    found = blamed(change)
    assert len(found) == len(expected), found
    assert all(each.startswith(start) for each, start in zip(found, expected, strict=True)), found
