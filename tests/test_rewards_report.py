"""The catalogue as a table: prices in force, what is left, what waits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodword.cli import main
from tests.test_load import SMALLEST, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

REWARD = """\
name: A mug
kind: merchandise
cost:
  - {from: "2026-01-01", points: 10}
  - {from: "2026-12-01", announced: "2026-10-01", points: 20, tiers: []}
stock:
  - {date: "2026-11-01", quantity: 5}
redeemable: {to: "2026-11-30"}
"""
REQUEST = 'requested: "2026-11-{day}"\npoints: 10\n'
AWARD = "kind: adjustment\nby: maya\npoints: 100\nreason_code: opening\nsummary: From before.\n"


def report(folder: Path, capsys: pytest.CaptureFixture[str], day: str) -> dict[str, object]:
    assert main(("--root", str(folder), "rewards", "--as-of", day, "--format", "json")) == 0
    rewards: list[dict[str, object]] = json.loads(capsys.readouterr().out)["rewards"]
    return rewards[0]


def test_price_stock_or_requests_of_another_day_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        SMALLEST
        | {
            "program/rewards/mug.yml": REWARD,
            "influencers/ana/touchpoints/2026-11-02-opening.yml": AWARD,
            "influencers/ana/redemptions/2026-11-05-mug.yml": REQUEST.format(day="05")
            + 'approved: {date: "2026-11-06", by: maya}\n'
            + 'fulfilled: {date: "2026-11-08", by: maya}\n',
            "influencers/ana/redemptions/2026-11-10-mug.yml": REQUEST.format(day="10"),
            "influencers/ana/redemptions/2026-11-11-mug.yml": REQUEST.format(day="11")
            + 'declined: {date: "2026-11-12", by: maya}\n',
        },
    )
    before = report(tmp_path, capsys, "2026-11-04")
    assert (before["points"], before["left"], before["asked"], before["open"]) == (10, 5, 0, 0)
    then = report(tmp_path, capsys, "2026-11-15")
    assert (then["left"], then["asked"], then["open"], then["redeemable"]) == (3, 3, 1, True)
    after = report(tmp_path, capsys, "2026-12-02")
    assert (after["points"], after["redeemable"]) == (20, False)
