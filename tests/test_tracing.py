"""Which line is named for a figure of a closed cycle that an edit moved, edit by edit."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Place
from goodword.ledger import compute
from goodword.ledger.statement import Statements
from goodword.ledger.statement_lines import day_of, named_in, taken_apart, whole
from goodword.ledger.tracing import causes
from tests.ledger_program import approved, claim, day, declined, mission, person, program

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.ledger.tracing import Cause
    from goodword.model.program import Program

    Files = dict[str, Any]

STATEMENT = "program/statements/2026-Q1.csv"
ANA, BEN = "influencers/ana", "influencers/ben"
FIRST, BOTH = "missions/guide/claims/2026-02-01-ana.yml", "missions/guide/claims/2026-02-02-ben.yml"
LATER = "missions/guide/claims/2026-04-01-ana.yml"
SORRY, AGAIN = f"{ANA}/touchpoints/2026-03-02-sorry.yml", f"{ANA}/touchpoints/2026-03-31-sorry.yml"
AFTER = f"{ANA}/touchpoints/2026-04-01-sorry.yml"
MUG, CUP = f"{BEN}/redemptions/2026-03-10-mug.yml", f"{BEN}/redemptions/2026-03-31-mug.yml"
TIERS = [
    {"id": "base", "standing_at_least": 0},
    {"id": "silver", "standing_at_least": 90},
    {"id": "gold", "standing_at_least": 900},
]


def given(points: int, code: str = "goodwill") -> dict[str, Any]:
    return {"kind": "adjustment", "points": points, "reason_code": code, "by": "maya"}


def signed(on: str) -> dict[str, str]:
    return {"date": on, "by": "maya"}


FILES: Files = {
    **person("ana"),
    **person("ben"),
    **person("cleo"),
    **mission(),
    **mission("talk"),
    "program/tiers.yml": {
        "versions": [
            {"from": "2020-01-01", "tiers": TIERS},
            {"from": "2026-04-01", "tiers": deepcopy(TIERS)},
        ]
    },
    "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 30},
    **claim("ana", "2026-02-01", decision=approved("2026-02-10")),
    **claim(
        "ben",
        "2026-02-02",
        together=["ana"],
        decision=approved("2026-02-11", 120, shares={"ben": 60, "ana": 60}),
    ),
    **claim("ben", "2026-02-20", decision=declined("2026-02-21")),
    **claim("ana", "2026-04-01", decision=approved("2026-04-02", 80)),
    SORRY: given(20),
    AGAIN: given(10),
    AFTER: given(40),
    MUG: {"points": 30, "approved": signed("2026-03-11"), "fulfilled": signed("2026-03-12")},
    CUP: {"points": 25},
}


def built(files: Files, statements: dict[str, bytes]) -> Program:
    found = program(files, points=[{"from": "2025-01-01", "maturation_days": 0}])
    return replace(found, statements=statements)


def stated(files: Files) -> str:
    found = built(files, {})
    cycle, closed = found.cycles.of(day("2026-02-01")), day("2026-04-20")
    return Statements(compute(found, closed, closes=(cycle,))).text(cycle, closed, "maya")


def blamed(change: Callable[[Files], object]) -> list[Cause]:
    text = stated(FILES)
    files = deepcopy(FILES)
    change(files)
    found = built(files, {"2026-Q1": text.encode()})
    ledger = compute(found, day("2026-08-01"))
    cycle = found.cycles.of(day("2026-02-01"))
    anew = Statements(ledger).text(cycle, day("2026-04-20"), "maya")
    assert anew != text, "the edit changes nothing"
    return list(causes(ledger, cycle, text, anew, Place(STATEMENT, (1,))))


def put(path: str, *keys: Any) -> Callable[[Files], object]:
    """Write the last of the keys at the others; a file where there is but one."""

    def change(files: Files) -> None:
        if len(keys) == 1:
            files[path] = keys[0]
            return
        *way, last, value = keys
        within = files[path]
        for key in way:
            within = within[key]
        within[last] = value

    return change


def floor(start: str, until: str | None, tier: str = "gold") -> dict[str, Any]:
    end = {"until": until} if until else {}
    return {"from": start, **end, "tier": tier, "by": "maya", "reason": "x"}


def history(*entries: tuple[str, str]) -> dict[str, Any]:
    return {
        "name": "Ana",
        "history": [
            {"date": "2025-01-01", "stage": "member"},
            *({"date": on, "stage": stage} for on, stage in entries),
        ],
    }


LONGER = {"kind": "extension", "of": "all", "until": "2026-09-30", "reason": "x", "by": "maya"}
REVERSAL = {"by": "jon", "reason_code": "brand-error"}
EDITS: dict[str, tuple[Callable[[Files], object], str, str]] = {
    "a lowest tier that members do not reach": (
        put("program/tiers.yml", "versions", 0, "tiers", 0, "standing_at_least", 950),
        "program/tiers.yml/versions/0/tiers/0/standing_at_least",
        "tier of ben is none, stated is base",
    ),
    "a ladder that begins after the cycle": (
        put("program/tiers.yml", "versions", 0, "from", "2026-04-01"),
        "program/tiers.yml/versions/0/from",
        "tier of ana is none, stated is silver",
    ),
    "tiers that are gone": (
        lambda files: files.pop("program/tiers.yml"),
        STATEMENT,
        "names tiers, and program/tiers.yml is not there",
    ),
    "other points": (
        put(FIRST, "decision", approved("2026-02-10", 90)),
        f"{FIRST}/decision/points",
        "activated of ana is 150, stated is 160",
    ),
    "days of maturing, which move two people and are one line": (
        put("missions/guide/mission.yml", "points", {"value": 100, "maturation_days": 9}),
        "missions/guide/mission.yml/points/0/maturation_days",
        "its lot is 2026-02-20 2026-06-30 0 60 0, stated is 2026-02-11 2026-06-30 0 60 0",
    ),
    "a decision taken away": (
        lambda files: files[FIRST].pop("decision"),
        FIRST,
        "activated of ana is 60, stated is 160",
    ),
    "a decline instead": (
        put(FIRST, "decision", declined("2026-02-10")),
        f"{FIRST}/decision/date",
        "activated of ana is 60, stated is 160",
    ),
    "an adjustment of other points": (
        put(SORRY, "points", 25),
        f"{SORRY}/points",
        "adjusted of ana is 35, stated is 30",
    ),
    "an adjustment of the last day": (
        put(AGAIN, "points", 9),
        f"{AGAIN}/points",
        "adjusted of ana is 29, stated is 30",
    ),
    "a new adjustment of another's points": (
        put(f"{BEN}/touchpoints/2026-03-31-late.yml", given(7)),
        f"{BEN}/touchpoints/2026-03-31-late.yml/points",
        "adjusted of ben is 7, stated is 0",
    ),
    "a new adjustment of a line that was there": (
        put(f"{ANA}/touchpoints/2026-01-01-more.yml", given(20)),
        f"{ANA}/touchpoints/2026-01-01-more.yml/points",
        "adjusted of ana is 50, stated is 30",
    ),
    "points taken by hand": (
        put(f"{ANA}/touchpoints/2026-03-20-slip.yml", given(-5, "correction")),
        f"{ANA}/touchpoints/2026-03-20-slip.yml/points",
        "adjusted of ana is 25, stated is 30",
    ),
    "a request of other points": (
        put(MUG, "points", 20),
        f"{MUG}/points",
        "redeemed of ben is 45, stated is 55",
    ),
    "a request of the last day of other points": (
        put(CUP, "points", 20),
        f"{CUP}/points",
        "redeemed of ben is 50, stated is 55",
    ),
    "a request that is no longer covered": (
        put(CUP, "points", 31),
        f"{CUP}/points",
        "redeemed of ben is 30, stated is 55",
    ),
    "a request that is new": (
        put(f"{ANA}/redemptions/2026-03-31-mug.yml", {"points": 30}),
        f"{ANA}/redemptions/2026-03-31-mug.yml/points",
        "redeemed of ana is 30, stated is 0",
    ),
    "a request that ended in the cycle": (
        put(MUG, {"points": 30, "cancelled": signed("2026-03-31")}),
        f"{MUG}/cancelled/date",
        "released of ben is 30, stated is 0",
    ),
    "what was given and came back": (
        put(MUG, "returned", signed("2026-03-31")),
        f"{MUG}/returned/date",
        "released of ben is 30, stated is 0",
    ),
    "what was not given": (
        lambda files: files[MUG].pop("fulfilled"),
        MUG,
        "held of ben is 55, stated is 25",
    ),
    "what was given": (
        put(CUP, {"points": 25, "fulfilled": signed("2026-03-31")}),
        f"{CUP}/fulfilled/date",
        "held of ben is 0, stated is 25",
    ),
    "points taken back": (
        put(FIRST, "reversals", [{**REVERSAL, "date": "2026-03-31", "shares": {"ana": 40}}]),
        f"{FIRST}/reversals/0/date",
        "reversed of ana is 40, stated is 0",
    ),
    "a tier by hand on the last day": (
        put(f"{ANA}/profile.yml", {**history(), "tier_floor": [floor("2026-03-31", None)]}),
        f"{ANA}/profile.yml/tier_floor/0/from",
        "tier of ana is gold, stated is silver",
    ),
    "a tier by hand until the last day": (
        put(
            f"{ANA}/profile.yml",
            {
                **history(),
                "tier_floor": [
                    floor("2025-03-31", "2026-03-30"),
                    floor("2025-03-31", "2026-03-31"),
                ],
            },
        ),
        f"{ANA}/profile.yml/tier_floor/1/from",
        "tier of ana is gold, stated is silver",
    ),
    "a tier by hand of another name": (
        put(
            f"{BEN}/profile.yml",
            {
                "name": "Ben",
                "history": [{"date": "2025-01-01", "stage": "member"}],
                "tier_floor": [
                    floor("2026-03-01", None, "silver"),
                    floor("2026-03-01", None, "gold"),
                ],
            },
        ),
        f"{BEN}/profile.yml/tier_floor/1/from",
        "tier of ben is gold, stated is base",
    ),
    "a threshold that is lower": (
        put("program/tiers.yml", "versions", 0, "tiers", 1, "standing_at_least", 60),
        "program/tiers.yml/versions/0/tiers/1/standing_at_least",
        "tier of ben is silver, stated is base",
    ),
    "a threshold that is higher": (
        put("program/tiers.yml", "versions", 0, "tiers", 1, "standing_at_least", 600),
        "program/tiers.yml/versions/0/tiers/1/standing_at_least",
        "tier of ana is base, stated is silver",
    ),
    "the highest threshold": (
        put("program/tiers.yml", "versions", 0, "tiers", 2, "standing_at_least", 170),
        "program/tiers.yml/versions/0/tiers/2/standing_at_least",
        "tier of ana is gold, stated is silver",
    ),
    "a person who left": (
        put(f"{ANA}/profile.yml", history(("2026-03-31", "left"))),
        f"{ANA}/profile.yml/history/1/date",
        "tier of ana is none, stated is silver",
    ),
    "a person who left and is looked at again": (
        put(f"{ANA}/profile.yml", history(("2026-03-30", "left"), ("2026-03-31", "candidate"))),
        f"{ANA}/profile.yml/history/2/date",
        "tier of ana is none, stated is silver",
    ),
    "a lot that lasts longer": (
        put(f"{ANA}/touchpoints/2026-03-31-longer.yml", LONGER),
        f"{ANA}/touchpoints/2026-03-31-longer.yml/until",
        "its lot is 2026-02-11 2026-09-30 0 60 0, stated is 2026-02-11 2026-06-30 0 60 0",
    ),
    "a claim decided on another day": (
        put(FIRST, "decision", approved("2026-02-09")),
        f"{FIRST}/decision/date",
        "its lot is 2026-02-09 2026-06-30 0 100 0, stated is 2026-02-10 2026-06-30 0 100 0",
    ),
    "a claim that goes": (lambda files: files.pop(FIRST), STATEMENT, f"names {FIRST}"),
    "an adjustment that goes": (lambda files: files.pop(SORRY), STATEMENT, f"names {SORRY}"),
    "a request that goes": (lambda files: files.pop(CUP), STATEMENT, f"names {CUP}"),
}


def where(cause: Cause) -> str:
    if cause.place.path == STATEMENT:
        return STATEMENT
    return "/".join(map(str, (cause.place.path, *cause.place.pointer)))


@pytest.mark.parametrize("name", EDITS)
def test_another_line_is_named_for_an_edit(name: str) -> None:
    change, place, words = EDITS[name]
    (cause,) = blamed(change)
    assert where(cause) == place
    assert words in cause.message


@pytest.mark.parametrize(
    "change",
    [
        put(CUP, {"points": 25, "cancelled": signed("2026-04-01")}),
        put(f"{ANA}/touchpoints/2026-04-01-longer.yml", LONGER),
        put(AFTER, given(41)),
        put(LATER, "decision", approved("2026-04-02", 90)),
        put("program/tiers.yml", "versions", 1, "tiers", 1, "standing_at_least", 60),
        put(f"{ANA}/profile.yml", history(("2026-04-01", "left"))),
        put(f"{ANA}/profile.yml", {**history(), "tier_floor": [floor("2026-04-01", None)]}),
        put(FIRST, "reversals", [{**REVERSAL, "date": "2026-04-21", "shares": {"ana": 40}}]),
    ],
)
def test_what_comes_after_the_last_day_changes_a_statement(
    change: Callable[[Files], object],
) -> None:
    with pytest.raises(AssertionError, match="the edit changes nothing"):
        blamed(change)


def test_a_cell_is_read_as_something_else() -> None:
    cells = ("", "x", "0", "7", "-7", "--7", "+7", "7.0", "\u0667", "9" * 18, "9" * 19)
    assert [whole(each) for each in cells] == [0, 0, 0, 7, -7, 0, 0, 0, 0, int("9" * 18), 0]
    assert [day_of(each) for each in ("2026-02-01", "2026-02-31", "never", "")] == [
        day("2026-02-01"),
        *[None] * 3,
    ]


def test_lines_of_a_statement_are_taken_for_others() -> None:
    text = stated(FILES)
    found = taken_apart(text)
    assert sorted(found.people) == ["ana", "ben", "cleo"]
    assert (found.people["ana"]["activated"], found.people["ana"]["tier"]) == ("160", "silver")
    mine = {("ana", path[:-4]) for path in (FIRST, BOTH, SORRY, AGAIN)}
    assert set(found.lots) == {*mine, ("ben", BOTH[:-4])}
    assert sorted(found.redemptions) == [("ben", MUG[:-4]), ("ben", CUP[:-4])]
    assert found.named_of("ana") == {FIRST, BOTH, SORRY, AGAIN}
    assert found.named_of("ben") == {BOTH, MUG, CUP}
    assert found.named_of("cleo") == set()
    lines = text.split("\n")
    named = named_in(text)
    assert set(named) == found.named_of("ana") | found.named_of("ben")
    assert all(path[:-4] in lines[number - 1] for path, number in named.items())
    assert all(path[:-4] not in "".join(lines[: number - 1]) for path, number in named.items())
    for spoilt in ('lot,ana,"x', "lot,ana", "influencer,ana,1", "lot,id,record", "", "x,y,z"):
        assert not taken_apart(spoilt).lots
        assert not taken_apart(spoilt).people
        assert named_in(spoilt) == {}
    assert not taken_apart("lot,ana,cut/short,1").lots
