"""Where files lie: names that are too long, and what is said of one that fits nowhere."""

from __future__ import annotations

import pytest

from goodword.model.paths import _most_like, misplaced, row_of

LONG = "a" * 41
ID = "a" * 40


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"influencers/{LONG}/profile.yml", f'folder "{LONG}" has 41 characters, at most 40'),
        (f"program/rewards/{LONG}.yml", "id has 41 characters, at most 40"),
        (
            f"influencers/ana/touchpoints/2026-08-03-{'a' * 82}.yml",
            "name has 97 characters, at most 96",
        ),
    ],
)
def test_a_name_that_is_too_long_is_taken(path: str, words: str) -> None:
    assert row_of(path) is None
    assert misplaced(path) == (words, "choose a shorter name")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"influencers/{ID}/profile.yml", "profile"),
        (f"program/rewards/{ID}.yml", "reward"),
        (f"influencers/ana/touchpoints/2026-08-03-{'a' * 81}.yml", "touchpoint"),
        (f"missions/{ID}/claims/2026-08-03-{ID}.12.yml", "claim"),
    ],
)
def test_the_longest_name_is_refused(path: str, kind: str) -> None:
    row = row_of(path)
    assert row is not None
    assert row.kind == kind


@pytest.mark.parametrize(
    "form",
    [
        "program/events/{}-meetup.yml",
        "program/feedback/{}-slow-export.yml",
        "program/incidents/{}-exports.yml",
        "program/signals/{}-forum.yml",
        "program/erasures/{}-quiet-fox.yml",
        "influencers/ana/touchpoints/{}-call.yml",
        "influencers/ana/redemptions/{}-mug.2.yml",
        "missions/guide/claims/{}-ana.yml",
    ],
)
def test_a_name_with_a_day_that_no_calendar_has_is_taken(form: str) -> None:
    for day in ("2026-02-30", "2026-13-01", "0000-01-01", "1899-12-31", "2200-01-01"):
        assert row_of(form.format(day)) is None
        assert misplaced(form.format(day))[0] == f"{day} is no day from 1900-01-01 to 2199-12-31"
    for day in ("2024-02-29", "1900-01-01", "2199-12-31"):
        assert row_of(form.format(day)) is not None


@pytest.mark.parametrize(
    "form",
    ["program/measures/{}.yml", "program/statements/{}.csv", "program/audits/{}/ana.yml"],
)
def test_a_cycle_of_years_that_no_file_may_state_is_taken(form: str) -> None:
    for cycle in ("0000-Q1", "0001", "1899-H2", "2200-Q1", "9999-H2"):
        assert row_of(form.format(cycle)) is None
        assert f"nearest is {form.format('<cycle>')[:17]}" in misplaced(form.format(cycle))[0]
    for cycle in ("1900-Q1", "2199-H2", "2026"):
        assert row_of(form.format(cycle)) is not None


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (
            "missions/guide/claims/2026-8-3-ana.yml",
            "dates have two digits: 2026-08-03-ana.yml",
        ),
        ("program/rewards/Tool Roll.yaml", "name it tool-roll.yml"),
        (
            "missions/guide/claims/2026-2-30-ana.yml",
            "move or rename it, or name it notes.md where it is only for people",
        ),
        ("influencers/Ana/profile.yml", "name it influencers/ana/profile.yml"),
        (
            "program/pictures/cat.png",
            "move or rename it, or name it notes.md where it is only for people",
        ),
    ],
)
def test_a_slip_is_not_mended(path: str, hint: str) -> None:
    assert row_of(path) is None
    assert misplaced(path)[1] == hint


def test_each_of_very_many_misplaced_files_is_compared_with_every_row() -> None:
    _most_like.cache_clear()
    for number in range(2_000):
        misplaced(f"missions/guide/claims/wrong name {number}.yml")
        misplaced(f"program/what {number}.txt")
        misplaced(f"influencers/ana/pictures/{number}.png")
    assert _most_like.cache_info().misses == 3
    assert "nearest is program/tiers.yml" in misplaced("program/tier.yml")[0]
    assert "nearest is program/rewards/<reward>.yml" in misplaced("program/reward/mug.yml")[0]
    misplaced("program/" + "x" * 100_000)
