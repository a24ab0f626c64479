"""What a season in a program of one's own left unsaid: first tiers, meetings, steps after a gap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.outbox.plan import plan
from goodword.snapshot import Snapshot
from tests.outbox_world import FILES, TIERS, world

if TYPE_CHECKING:
    from pathlib import Path

LOWEST = "      - {id: friend, name: {en: Friend, es: Amiga}, standing_at_least: 0}\n"


def test_the_first_tier_of_a_ladder_that_asks_for_points_is_no_rise(tmp_path: Path) -> None:
    """A ladder need not begin at 0: ana has no tier until her first points."""
    assert LOWEST in TIERS
    files = FILES | {"program/tiers.yml": TIERS.replace(LOWEST, "")}
    program = world(tmp_path, files)
    risen = [
        (each.key, each.due)
        for each in plan(Snapshot(program, date(2026, 9, 18)), ("ana",)).messages
        if each.template == "promotion"
    ]
    assert risen == [("promotion/guide/2026-09-17", date(2026, 9, 17))]


def test_who_joins_or_gets_the_first_ladder_hears_of_a_rise(tmp_path: Path) -> None:
    lowest = TIERS.replace("standing_at_least: 50", "standing_at_least: 0").replace(LOWEST, "")
    for number, (from_, day) in enumerate(
        (("2026-01-01", date(2026, 9, 1)), ("2026-09-10", date(2026, 9, 11)))
    ):
        tiers = lowest.replace('from: "2026-01-01"', f'from: "{from_}"')
        program = world(tmp_path / str(number), FILES | {"program/tiers.yml": tiers})
        snapshot = Snapshot(program, day)
        assert snapshot.ledger.tier_on("ana", day) == "guide"
        said = {each.template for each in plan(snapshot, ("ana",)).messages}
        left = {each.template for each in plan(snapshot, ("ana",)).skips}
        assert "promotion" not in said | left
