"""Who may have a reward, judged on the day of the request and by what was kept of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.rules import BY_NAME
from tests.ledger_story import lay, snapshot

if TYPE_CHECKING:
    from pathlib import Path

MUG = "influencers/ana/redemptions/"


def mug(**terms: Any) -> dict[str, Any]:
    return {"name": "Mug", "kind": "merchandise", "cost": {"points": 0, **terms}}


def limit(every: str) -> dict[str, Any]:
    return mug(per_influencer={"limit": 2, "every": every})


def signed(day: str) -> dict[str, str]:
    return {"date": day, "by": "maya"}


FREE = {"points": 0}
TWO = {"points": 0, "quantity": 2}
PROFILE = {"name": "Ana", "stage": "member", "since": "2025-01-01"}


def found(root: Path, files: dict[str, Any]) -> list[tuple[str, str]]:
    lay(root, files)
    shot = snapshot(root, date(2026, 12, 31))
    return [(f.place.path[-18:-8], f.message) for f in BY_NAME["reward-terms"].check(shot)]


@pytest.mark.parametrize(
    ("every", "days", "late"),
    [
        ("ever", ("2025-02-01", "2026-05-01", "2026-11-01"), ["2026-11-01"]),
        ("year", ("2025-12-31", "2026-01-01", "2026-02-01"), []),
        ("year", ("2026-01-01", "2026-02-01", "2026-12-31"), ["2026-12-31"]),
        ("cycle", ("2026-03-30", "2026-03-31", "2026-04-01"), []),
        ("cycle", ("2026-04-01", "2026-04-02", "2026-06-30"), ["2026-06-30"]),
    ],
)
def test_more_than_the_limit_is_had(
    tmp_path: Path, every: str, days: tuple[str, ...], late: list[str]
) -> None:
    files = {f"{MUG}{day}-mug.yml": FREE for day in days}
    says = found(tmp_path, {"program/rewards/mug.yml": limit(every), **files})
    assert [day for day, _ in says] == late
    when = {"ever": "ever", "year": "a year", "cycle": "a cycle"}[every]
    assert all(message.endswith(f"2 asked for before, limit 2 {when}") for _, message in says)


@pytest.mark.parametrize(
    ("first", "counts"),
    [
        (TWO, True),
        ({**TWO, "fulfilled": signed("2026-05-02")}, True),
        ({**TWO, "declined": signed("2026-05-02")}, False),
        ({**TWO, "cancelled": signed("2026-05-02")}, False),
        ({**TWO, "out_of_stock": signed("2026-05-02")}, False),
        ({**TWO, "points": 60}, False),
        (
            {
                **TWO,
                "fulfilled": signed("2026-05-02"),
                "returned": {**signed("2026-05-03"), "restocked": True},
            },
            False,
        ),
        ({**TWO, "fulfilled": signed("2026-05-02"), "returned": signed("2026-05-03")}, True),
    ],
)
def test_what_came_to_nothing_counts(tmp_path: Path, first: dict[str, Any], counts: bool) -> None:
    says = found(
        tmp_path,
        {
            "program/rewards/mug.yml": limit("ever"),
            f"{MUG}2026-05-01-mug.yml": first,
            f"{MUG}2026-11-01-mug.yml": FREE,
        },
    )
    assert bool(says) == counts


@pytest.mark.parametrize(
    ("terms", "judged", "words"),
    [
        ({"regions": ["PT"]}, {"region": "PT", "regions": ["PT"]}, None),
        ({"regions": ["PT"]}, None, "has region ES, needed is PT"),
        ({"regions": ["ES"]}, None, None),
        ({"regions": ["ES"]}, {"region": "FR", "regions": ["PT", "ES"]}, "needed is PT or ES"),
        ({"tiers": ["gold"]}, {"tier": "gold", "tiers": ["gold"]}, None),
        ({"tiers": ["gold"]}, None, "has tier base on 2026-05-01, needed is gold"),
        ({"nda": True}, None, "no agreement (NDA) in force on 2026-05-01"),
    ],
)
def test_what_is_now_is_taken_for_what_was_judged(
    tmp_path: Path, terms: dict[str, Any], judged: dict[str, Any] | None, words: str | None
) -> None:
    tiers = [
        {"id": "base", "name": "Base", "standing_at_least": 0},
        {"id": "gold", "name": "Gold", "standing_at_least": 9},
    ]
    says = found(
        tmp_path,
        {
            "program/tiers.yml": {"versions": [{"from": "2025-01-01", "tiers": tiers}]},
            "program/rewards/mug.yml": mug(**terms),
            "influencers/ana/profile.yml": {**PROFILE, "region": "ES-MD"} if words is None
            else {**PROFILE, "region": "ES"},
            f"{MUG}2026-05-01-mug.yml": {**FREE, "judged": judged} if judged else FREE,
        },
    )  # fmt: skip
    assert len(says) == (words is not None)
    assert all(words is not None and words in message for _, message in says)
