"""Lift: the difference of two groups with its interval, and nothing where chance speaks louder."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.model.measures import Compared, Group
from goodword.relation.lift import Lift, lift

if TYPE_CHECKING:
    from pathlib import Path


def compared(yes: int, n: int, other: int, of: int) -> Compared:
    return Compared(exposed=Group(people=n, did=yes), control=Group(people=of, did=other))


@pytest.mark.parametrize(
    ("groups", "points", "low", "high"),
    [
        # Published: R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
        ((56, 70, 48, 80), "20.0", "5.2", "33.4"),
        ((30, 60, 30, 60), "0.0", "-17.3", "17.3"),
    ],
)
def test_an_interval_differs_from_the_published_one(
    groups: tuple[int, int, int, int], points: str, low: str, high: str
) -> None:
    assert lift(compared(*groups)) == Lift(Decimal(points), Decimal(low), Decimal(high))


def test_a_small_group_is_shown_or_one_of_thirty_is_not() -> None:
    assert lift(compared(9, 30, 9, 29)) is None
    assert lift(compared(9, 29, 9, 30)) is None
    assert lift(compared(9, 30, 9, 30)) is not None
    assert lift(compared(31, 30, 9, 30)) is None


def plainly(yes: int, n: int) -> tuple[float, float, float]:
    """Wilson's interval as the roots of the equation that defines it."""
    z2, share = 1.959963984540054**2, yes / n
    a, b, c = 1 + z2 / n, -(2 * share + z2 / n), share * share
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return share, (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_an_interval_is_not_the_one_of_its_definition() -> None:
    chance = random.Random(7)  # noqa: S311 - the same groups in each run
    for _ in range(2000):
        n, of = chance.randint(30, 5000), chance.randint(30, 5000)
        yes, other = chance.randint(0, n), chance.randint(0, of)
        found = lift(compared(yes, n, other, of))
        assert found is not None
        (p1, low1, high1), (p2, low2, high2) = plainly(yes, n), plainly(other, of)
        wanted = (
            p1 - p2,
            p1 - p2 - math.hypot(p1 - low1, high2 - p2),
            p1 - p2 + math.hypot(high1 - p1, p2 - low2),
        )
        for one, two in zip(found, wanted, strict=True):
            assert abs(float(one) - 100 * two) < 0.0501
        assert found.low <= found.points <= found.high


STRATEGY = """\
pillars: [adoption]
objectives:
  - id: choose
    pillar: adoption
    goal: People choose with open eyes.
    kpis: [{id: bought, name: Bought after a talk, kind: outcome, target: {value: 10}}]
"""
PROGRAM = "name: Acme\ntimezone: Europe/Berlin\nstaff: [{id: maya, name: Maya}]\n"


def test_a_lift_is_entered_or_put_right_by_no_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(PROGRAM)
    (tmp_path / "program/strategy.yml").write_text(STRATEGY)
    head = ["--root", str(tmp_path), "cycle"]
    tail = ["2026-Q3", "--kpi", "bought", "--as-of", "2026-11-15", "--write"]
    groups = [
        "--exposed",
        "70",
        "--exposed-did",
        "56",
        "--control",
        "80",
        "--control-did",
        "49",
    ]
    assert main([*head, "measure", *tail, *groups, "--source", "at the till"]) == 0
    assert main([*head, "correct", *tail, "--control-did", "48"]) == 0
    capsys.readouterr()
    report = ["--root", str(tmp_path), "report", "--cycle", "2026-Q3", "--as-of", "2026-11-15"]
    assert main(report) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "bought 56 of 70 48 of 80 20 5.2 33.4" in shown
    assert main([*head, "correct", *tail, "--control-did", "81"]) == 1
    assert "81 of 80 people are more than all of them" in capsys.readouterr().out
    assert "did: 48" in (tmp_path / "program/measures/2026-Q3.yml").read_text()
