"""Closed cycles: the text of a statement, and the later changes that it refuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.statement import Statements, head_of
from goodword.rules import BY_NAME
from tests.ledger_story import lay, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.snapshot import Snapshot
    from tests.conftest import Golden

CLOSED = date(2026, 4, 20)
TODAY = date(2026, 8, 1)
CLAIMS = "missions/guide/claims/"


def approved(day: str, points: int = 100, **more: Any) -> dict[str, Any]:
    return {"outcome": "approved", "by": "maya", "date": day, "points": points, **more}


def signed(day: str) -> dict[str, str]:
    return {"date": day, "by": "maya"}


def claim(link: str, decision: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"evidence": f"https://example.org/{link}", **more}
    return data if decision is None else {**data, "decision": decision}


FILES: dict[str, Any] = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 150},
                ],
            }
        ]
    },
    f"{CLAIMS}2025-11-02-ana.yml": claim("before", approved("2025-11-03")),
    f"{CLAIMS}2026-02-01-ana.yml": claim("a", approved("2026-02-03")),
    f"{CLAIMS}2026-02-02-ben.yml": claim(
        "b", approved("2026-02-03", shares={"ben": 50, "cleo": 50}), **{"with": ["cleo"]}
    ),
    f"{CLAIMS}2026-03-25-ana.yml": claim("late", approved("2026-04-10")),
    f"{CLAIMS}2026-03-26-ben.yml": claim("open"),
    "influencers/ana/redemptions/2026-03-01-mug.yml": {
        "points": 60,
        "fulfilled": signed("2026-03-05"),
    },
    "influencers/ben/redemptions/2026-03-30-mug.yml": {"points": 60, "quantity": 1},
    "influencers/ben/touchpoints/2026-03-02-sorry.yml": {
        "kind": "adjustment",
        "points": 20,
        "reason_code": "goodwill",
        "by": "maya",
    },
}
LATER: dict[str, dict[str, Any]] = {
    "a claim of the cycle is approved with an earlier day": {
        f"{CLAIMS}2026-03-26-ben.yml": claim("open", approved("2026-04-11"))
    },
    "a claim goes": {f"{CLAIMS}2026-02-01-ana.yml": None},
    "other points": {f"{CLAIMS}2026-02-01-ana.yml": claim("a", approved("2026-02-03", 90))},
    "another day of the decision": {
        f"{CLAIMS}2026-02-01-ana.yml": claim("a", approved("2026-04-03"))
    },
    "another split": {
        f"{CLAIMS}2026-02-02-ben.yml": claim(
            "b", approved("2026-02-03", shares={"ben": 51, "cleo": 49}), **{"with": ["cleo"]}
        )
    },
    "a reversal dated before the closing": {
        f"{CLAIMS}2026-02-01-ana.yml": claim(
            "a",
            approved("2026-02-03"),
            reversals=[
                {
                    "date": "2026-03-31",
                    "by": "jon",
                    "shares": {"ana": 40},
                    "reason_code": "brand-error",
                }
            ],
        )
    },
    "a request of the cycle is declined in it": {
        "influencers/ben/redemptions/2026-03-30-mug.yml": {
            "points": 60,
            "declined": signed("2026-03-31"),
        }
    },
    "a new request dated in the cycle": {
        "influencers/ana/redemptions/2026-03-20-mug.yml": {"points": 60}
    },
    "another adjustment": {
        "influencers/ben/touchpoints/2026-03-02-sorry.yml": {
            "kind": "adjustment",
            "points": 25,
            "reason_code": "goodwill",
            "by": "maya",
        }
    },
    "a tier with another threshold": {
        "program/tiers.yml": {
            "versions": [
                {
                    "from": "2025-01-01",
                    "tiers": [
                        {"id": "base", "standing_at_least": 0},
                        {"id": "gold", "standing_at_least": 400},
                    ],
                }
            ]
        }
    },
    "expiry that dates old lots anew": {
        "program/program.yml": {
            "name": "Acme",
            "timezone": "Europe/Berlin",
            "staff": [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon"}],
            "points": {"expiry": "end-of-cycle"},
        }
    },
    "somebody was on leave": {
        "influencers/ana/profile.yml": {
            "name": "Ana",
            "history": [
                {"date": "2025-01-01", "stage": "member"},
                {"date": "2026-03-10", "stage": "left"},
            ],
        }
    },
}
"""Changes after the closing that alter a closed figure."""
HARMLESS: dict[str, dict[str, Any]] = {
    "a claim of the cycle is approved after the closing": {
        f"{CLAIMS}2026-03-26-ben.yml": claim("open", approved("2026-05-02"))
    },
    "a reversal of now": {
        f"{CLAIMS}2026-02-01-ana.yml": claim(
            "a",
            approved("2026-02-03"),
            reversals=[
                {
                    "date": "2026-05-02",
                    "by": "jon",
                    "shares": {"ana": 100},
                    "reason_code": "fraud",
                    "second": signed("2026-05-02"),
                }
            ],
        )
    },
    "a request of the cycle is fulfilled now": {
        "influencers/ben/redemptions/2026-03-30-mug.yml": {
            "points": 60,
            "fulfilled": signed("2026-05-02"),
        }
    },
    "a request that puts an older one back": {
        "influencers/ben/redemptions/2026-04-30-mug.yml": {
            "points": 60,
            "approved": signed("2026-05-02"),
        }
    },
    "a text is mended": {
        f"{CLAIMS}2026-02-01-ana.yml": claim("a", approved("2026-02-03"), summary="A guide")
    },
    "a new version of the policy": {
        "program/program.yml": {
            "name": "Acme Champions",
            "timezone": "Europe/Berlin",
            "staff": [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon"}],
            "points": [{"from": "2025-01-01"}, {"from": "2026-07-01", "expiry": "end-of-cycle"}],
        }
    },
}
"""Changes after the closing that alter none."""


def close(root: Path) -> None:
    """Close the first two cycles, each on its day."""
    for name, day in (("2025-Q4", date(2026, 1, 20)), ("2026-Q1", CLOSED)):
        program = snapshot(root, TODAY).program
        cycle = program.cycles.named(name)
        assert cycle is not None
        text = Statements(compute(program, day, closes=(cycle,))).text(cycle, day, "maya")
        target = root / f"program/statements/{name}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def problems(shot: Snapshot) -> list[tuple[str, int | str, str]]:
    return [
        (each.place.path, each.place.pointer[0], each.message)
        for each in BY_NAME["statement"].check(shot)
    ]


def test_a_statement_that_reads_otherwise(tmp_path: Path, golden: Golden) -> None:
    lay(tmp_path, FILES)
    close(tmp_path)
    golden(
        "ledger-statement.csv",
        (tmp_path / "program/statements/2026-Q1.csv").read_text(encoding="utf-8"),
    )
    assert problems(snapshot(tmp_path, TODAY)) == []


@pytest.mark.parametrize("change", sorted(LATER))
def test_a_closed_figure_that_changes_unseen(change: str, tmp_path: Path, golden: Golden) -> None:
    lay(tmp_path, FILES)
    close(tmp_path)
    for path, content in LATER[change].items():
        if content is None:
            (tmp_path / path).unlink()
    lay(tmp_path, {**FILES, **LATER[change]})
    found = problems(snapshot(tmp_path, TODAY))
    assert found, "nothing was said"
    lines = [f"{path}:{line}: {message}" for path, line, message in found]
    golden(f"ledger-closed/{change.replace(' ', '-')}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("change", sorted(HARMLESS))
def test_a_change_of_now_that_is_taken_for_one_of_then(change: str, tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    close(tmp_path)
    lay(tmp_path, {**FILES, **HARMLESS[change]})
    assert problems(snapshot(tmp_path, TODAY)) == []


@pytest.mark.parametrize(
    "first",
    ["", "statement", "statement,2026-Q1,soon,maya,1,a,b", "statement,2026-Q1,2026-04-20,maya,x,,"],
)
def test_a_first_line_that_is_taken_for_one(first: str, tmp_path: Path) -> None:
    assert head_of(first.encode()) is None
    lay(tmp_path, {**FILES, "program/statements/2026-Q1.csv": first + "\n"})
    ((_, line, message),) = problems(snapshot(tmp_path, TODAY))
    assert (line, "first line" in message) == (1, True)


def test_a_cycle_closed_before_the_one_before_it(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    close(tmp_path)
    program = snapshot(tmp_path, TODAY).program
    cycle = program.cycles.named("2026-Q3")
    assert cycle is not None
    day = date(2026, 11, 1)
    text = Statements(compute(program, day, closes=(cycle,))).text(cycle, day, "maya")
    (tmp_path / "program/statements/2026-Q3.csv").write_text(text, encoding="utf-8")
    found = problems(snapshot(tmp_path, date(2026, 12, 1)))
    assert [message for _, _, message in found] == [
        "2026-Q3 is closed, but 2026-Q2 before it is not"
    ]


@pytest.mark.parametrize(
    ("cycle", "old", "new", "words"),
    [
        ("2025-Q4", "2026-01-20", "2026-04-21", "2026-04-20 is before 2026-04-21, on which"),
        ("2026-Q1", "2026-04-20", "2026-04-14", "within 14 days after the end"),
        ("2026-Q1", "2026-04-20", "2026-03-31", "runs until 2026-03-31"),
        ("2026-Q1", "2026-04-20", "2026-08-02", "after 2026-08-01, the day"),
        ("2026-Q1", "2026-04-20,maya", "2026-04-20,ana", '"ana" is not on staff'),
        ("2026-Q1", "2026-04-20,maya", "2026-04-20,jon", ""),  # only the history can tell
        ("2026-Q1", "2026-04-20", "2026-08-01", ""),
    ],
)
def test_a_day_or_a_name_that_no_cycle_is_closed_on(
    tmp_path: Path, cycle: str, old: str, new: str, words: str
) -> None:
    lay(tmp_path, FILES)
    close(tmp_path)
    path = tmp_path / f"program/statements/{cycle}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text.split("\n")[0]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [message for _, _, message in problems(snapshot(tmp_path, TODAY))]
    assert (words in found[0]) if words else (found == [])
