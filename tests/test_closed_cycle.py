"""A cycle is closed by command; later edits that would change it are refused where they are.

The story's first quarter is closed on 20 April 2026. Each later edit changes one file by hand, and
`check` must name the statement's line and the line of the edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = "2026-08-01"
STATEMENT = "program/statements/2026-Q1.csv"
GUIDE = "missions/guide/claims"
ANA = f"{GUIDE}/2026-02-01-ana.yml"
TWO = f"{GUIDE}/2026-02-02-ben.yml"
OPEN = f"{GUIDE}/2026-03-26-ben.yml"
OLD = f"{GUIDE}/2025-11-02-ben.yml"
MUG = "influencers/ben/redemptions/2026-03-30-mug.yml"
CLEO = f"{GUIDE}/2026-02-01-cleo.yml"
CUP = "influencers/cleo/redemptions/2026-03-01-mug.yml"
SORRY = "influencers/ben/touchpoints/2026-03-02-sorry.yml"
PROFILE = "influencers/ana/profile.yml"
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - id: maya
    name: Maya Weber
  - id: jon
    name: Jon Ek
  - id: kim
    name: Kim Ho
points:
  - from: "2025-01-01"
    expiry: end-of-next-cycle
""",
    "program/tiers.yml": """\
versions:
  - from: "2025-01-01"
    tiers:
      - id: base
        name: Base
        standing_at_least: 0
      - id: gold
        name: Gold
        standing_at_least: 90
      - id: star
        name: Star
        standing_at_least: 900
""",
    "program/rewards/mug.yml": "name: Mug\nkind: merchandise\ncost: 60\n",
    PROFILE: """\
name: Ana Lopes
history:
  - date: "2025-01-01"
    stage: member
""",
    "influencers/cleo/profile.yml": 'name: Cleo Vu\nstage: member\nsince: "2025-01-01"\n',
    "missions/talk/mission.yml": """\
title: Talk
instructions: Give one.
points:
  value: 30
  maturation_days: 30
""",
    "missions/talk/claims/2026-03-19-cleo.yml": """\
evidence: https://example.org/talk
decision:
  outcome: approved
  by: maya
  date: "2026-03-20"
  points: 30
""",
    # A second talk, so that it can be told a decision from the days that talks mature.
    "influencers/gil/profile.yml": 'name: Gil Paz\nstage: member\nsince: "2025-01-01"\n',
    "missions/talk/claims/2026-03-18-gil.yml": """\
evidence: https://example.org/second-talk
decision:
  outcome: approved
  by: maya
  date: "2026-03-19"
  points: 30
""",
    CLEO: """\
evidence: https://example.org/c
decision:
  outcome: approved
  by: maya
  date: "2026-02-03"
  points: 100
reversals:
  - date: "2026-03-10"
    by: jon
    shares:
      cleo: 30
    reason_code: brand-error
""",
    CUP: """\
points: 60
approved:
  date: "2026-03-01"
  by: maya
fulfilled:
  date: "2026-03-02"
  by: maya
""",
    "influencers/ben/profile.yml": 'name: Ben Ode\nstage: member\nsince: "2025-01-01"\n',
    "missions/guide/mission.yml": "title: Guide\ninstructions: Write one.\npoints: 100\n",
    OLD: """\
evidence: https://example.org/old
decision:
  outcome: approved
  by: maya
  date: "2025-11-03"
  points: 100
""",
    ANA: """\
evidence: https://example.org/a
decision:
  outcome: approved
  by: maya
  date: "2026-02-03"
  points: 100
""",
    TWO: """\
evidence: https://example.org/b
with: [ana]
decision:
  outcome: approved
  by: maya
  date: "2026-02-03"
  points: 100
  shares:
    ben: 50
    ana: 50
""",
    OPEN: "evidence: https://example.org/open\n",
    MUG: "points: 60\n",
    SORRY: "kind: adjustment\npoints: 20\nreason_code: goodwill\nby: maya\n",
}
REVERSAL = """\
reversals:
  - date: "2026-03-31"
    by: jon
    shares:
      ana: 40
    reason_code: brand-error
"""
EXTENSION = 'kind: extension\nof: all\nuntil: "2026-06-30"\nreason: Late\nby: maya\n'
DECISION = """\
decision:
  outcome: approved
  by: maya
  date: "2026-04-11"
  points: 100
"""


class Later(NamedTuple):
    """An edit after the closing: in which file, what stands there instead of what, and the line.

    `old` is empty for text that is added to a file, or for a new one; `line` is text of the line
    that must be named; `at` another file than the one edited, where that is meant.
    """

    path: str
    old: str
    new: str
    line: str
    at: str = ""


LATER = {
    "a claim is approved with an earlier day": Later(OPEN, "", DECISION, '  date: "2026-04-11"'),
    "a claim has other points": Later(ANA, "points: 100", "points: 90", "  points: 90"),
    "a claim was decided on another day": Later(
        ANA, '"2026-02-03"', '"2026-04-03"', '  date: "2026-04-03"'
    ),
    "a claim is split otherwise": Later(TWO, "ben: 50\n    ana: 50", "ben: 51\n    ana: 49", "51"),
    "a claim that counted is declined": Later(
        ANA, "outcome: approved", "outcome: declined\n  reason: No.", '  date: "2026-02-03"'
    ),
    "points are taken back in it": Later(ANA, "", REVERSAL, '  - date: "2026-03-31"'),
    "more is taken back": Later(CLEO, "cleo: 30", "cleo: 35", "cleo: 35"),
    "an appeal against taking back succeeds in it": Later(
        CLEO,
        "",
        '    appeal:\n      date: "2026-03-12"\n      text: No.\n      decision:\n'
        '        outcome: approved\n        by: kim\n        date: "2026-03-15"\n'
        "        points: 30\n",
        '        date: "2026-03-15"',
    ),
    "what was given came back in it": Later(
        CUP, "", 'returned:\n  date: "2026-03-20"\n  by: maya\n', '  date: "2026-03-20"'
    ),
    "what was given was declined": Later(CUP, "fulfilled", "declined", '  date: "2026-03-02"'),
    "points mature later": Later(
        "program/program.yml",
        "expiry: end-of-next-cycle",
        "expiry: end-of-next-cycle\n    maturation_days: 9",
        "maturation_days: 9",
    ),
    "points of a mission mature later": Later(
        "missions/guide/mission.yml",
        "points: 100",
        "points:\n  value: 100\n  maturation_days: 9",
        "maturation_days: 9",
    ),
    "a claim is withdrawn in it": Later(
        ANA, "", 'withdrawn:\n  date: "2026-02-02"\n', '  date: "2026-02-02"'
    ),
    "what matures was decided on another day": Later(
        "missions/talk/claims/2026-03-19-cleo.yml",
        '"2026-03-20"',
        '"2026-03-21"',
        '  date: "2026-03-21"',
    ),
    "a request is dated in it": Later(
        "influencers/ana/redemptions/2026-03-20-mug.yml", "", "points: 60\n", "points: 60"
    ),
    "a request ends in it": Later(
        MUG, "", 'declined:\n  date: "2026-03-31"\n  by: maya\n', '  date: "2026-03-31"'
    ),
    "a request costs something else": Later(
        MUG, "points: 60", "quantity: 2\npoints: 120", "points: 120"
    ),
    "an adjustment has other points": Later(SORRY, "points: 20", "points: 25", "points: 25"),
    "an adjustment is dated in it": Later(
        "influencers/ana/touchpoints/2026-03-05-sorry.yml",
        "",
        "kind: adjustment\npoints: 7\nreason_code: goodwill\nby: maya\n",
        "points: 7",
    ),
    "points are deducted in it": Later(
        "influencers/ana/touchpoints/2026-03-05-slip.yml",
        "",
        "kind: adjustment\npoints: -7\nreason_code: correction\nby: maya\n",
        "points: -7",
    ),
    "an adjustment is made void in it": Later(
        SORRY,
        "",
        'void:\n  date: "2026-03-09"\n  by: jon\n  reason: A slip\n',
        '  date: "2026-03-09"',
    ),
    "points are extended in it": Later(
        "influencers/ben/touchpoints/2026-03-20-longer.yml", "", EXTENSION, "until:"
    ),
    "a tier has another threshold": Later(
        "program/tiers.yml", "least: 90", "least: 400", "standing_at_least: 400"
    ),
    "a tier is given by hand": Later(
        "influencers/ben/profile.yml",
        "",
        'tier_floor:\n  - from: "2026-03-01"\n    tier: star\n    by: maya\n    reason: Earned\n',
        '  - from: "2026-03-01"',
    ),
    "points last for another time": Later(
        "program/program.yml", "expiry: end-of-next-cycle", "expiry: end-of-cycle", "  expiry:"
    ),
    "somebody left in it": Later(
        PROFILE, "", '  - date: "2026-03-10"\n    stage: left\n', '  - date: "2026-03-10"'
    ),
}


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def goodword(root: Path, *arguments: str, day: str = TODAY) -> int:
    return main(["--root", str(root), *arguments, "--as-of", day])


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    arguments = ("cycle", "close", "2026-Q1", "--with-earlier", "--carry", "--by", "kim", "--write")
    assert goodword(tmp_path, *arguments, day="2026-04-20") == 0
    return tmp_path


def test_a_closed_cycle_is_at_fault_itself(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in ("2026-04-20", TODAY, "2027-08-01"):
        assert goodword(closed, "check", "--strict", day=day) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(LATER))
def test_a_later_edit_is_not_refused_on_its_line(
    closed: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    later = LATER[name]
    before = FILES.get(later.path, "")
    text = before.replace(later.old, later.new, 1) if later.old else before + later.new
    assert text != before
    put(closed, later.path, text)
    capsys.readouterr()
    assert goodword(closed, "check") == 1
    out = capsys.readouterr().out
    lines = text.splitlines()
    (number,) = (n for n, line in enumerate(lines, 1) if later.line in line)
    named = [each for each in out.splitlines() if each.endswith("[statement]")]
    assert any(each.startswith(f"{STATEMENT[:-11]}") for each in named), out
    assert any(each.startswith(f"{later.path}:{number}:") for each in named), out
    others = {each.split(":")[0] for each in named if not each.startswith("program/statements/")}
    assert others == {later.path}, out


def test_a_record_that_goes_is_not_refused_where_it_is_named(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (ANA, MUG):
        (closed / path).unlink()
        capsys.readouterr()
        assert goodword(closed, "check") == 1
        out = capsys.readouterr().out
        statement = (closed / STATEMENT).read_text(encoding="utf-8").splitlines()
        number = next(n for n, line in enumerate(statement, 1) if path[:-4] in line)
        assert f"{STATEMENT}:{number}:1: error: names {path}, which is not there" in out
        put(closed, path, FILES[path])


def test_a_command_writes_what_alters_a_closed_cycle(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (closed / OPEN).read_bytes()
    asked = ("claim", "approve", OPEN, "--by", "maya", "--write")
    assert goodword(closed, *asked, "--on", "2026-04-11") == 1
    assert f"{OPEN}:5:9: error: alters the closed 2026-Q1" in capsys.readouterr().out
    assert (closed / OPEN).read_bytes() == before
    assert goodword(closed, *asked) == 0
    assert goodword(closed, "check", "--strict") == 0


def test_whoever_takes_points_back_on_the_day_of_the_closing_is_not_told_to_wait_a_day(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("claim", "reverse", ANA, "--by", "kim", "--reason-code", "brand-error")
    note = ("--note", "Our own slip", "--write")
    assert goodword(closed, *asked, *note, day="2026-04-20") == 1
    out = capsys.readouterr().out
    assert "alters the closed 2026-Q1: standing reversed of ana is 100" in out
    assert "dated on the day it is recorded, after 2026-04-20, on which 2026-Q1 was closed" in out
    assert goodword(closed, *asked, *note, day="2026-04-21") == 0
    assert goodword(closed, "check", "--strict", day="2026-04-21") == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(",100,", ",many,"),
        lambda text: text.replace(",100,", f",{'9' * 5000},"),
        lambda text: text.replace("lot,", "lot,x,"),
        lambda text: text.replace("influencer,", "influencer,,,"),
        lambda text: text.replace("2026-02-03", "2026-02-31"),
        lambda text: text.replace("redemption,cleo", 'redemption,"cleo'),
        lambda text: text.replace("redemption,cleo", "redemption,anna"),
        lambda text: text.split("\n", 1)[0] + "\n",
        lambda text: text.split("\n", 1)[0] + "\n" + "\x00,\ufeff,\u202e\n" * 9,
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_a_statement_mended_by_hand_is_taken_for_one(
    closed: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[str], str]
) -> None:
    text = (closed / STATEMENT).read_text(encoding="utf-8")
    assert spoil(text) != text
    (closed / STATEMENT).write_bytes(spoil(text).encode())
    capsys.readouterr()
    assert goodword(closed, "check") == 1
    assert f"{STATEMENT}:" in capsys.readouterr().out
