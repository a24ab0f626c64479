"""Stories of points, each with the explanation that a person would read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.ledger import compute
from goodword.ledger.entries import FIGURES, total
from tests.ledger_story import explanation, lay, snapshot, stories

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden
    from tests.ledger_story import Story

STORIES = stories()


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_a_story_that_ends_otherwise(story: Story, tmp_path: Path, golden: Golden) -> None:
    lay(tmp_path, story.files)
    shot = snapshot(tmp_path, story.days[-1])
    parts = [story.about]
    for day in story.days:
        ledger = compute(shot.program, day)
        parts += [explanation(ledger, person) for person in story.people]
        for person, account in ledger.members.items():
            figures = {name: getattr(account, name) for name in FIGURES}
            assert total(ledger.entries(person)) == figures, (person, day)
            assert min(figures.values()) >= 0 or figures["standing"] < 0
            assert figures["awarded"] == (
                figures["pending"]
                + figures["spendable"]
                + figures["held"]
                + figures["spent"]
                + figures["expired"]
                + figures["reversed"]
                - figures["arrears"]
                - figures["forgiven"]
            )
    golden(f"ledger/{story.name}.txt", "\n\n".join(parts) + "\n")


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_files_in_another_order_give_other_points(story: Story, tmp_path: Path) -> None:
    lay(tmp_path, story.files)
    program = snapshot(tmp_path, story.days[-1]).program
    turned = replace(
        program,
        claims=dict(reversed([*program.claims.items()])),
        influencers=dict(reversed([*program.influencers.items()])),
        redemptions=dict(reversed([*program.redemptions.items()])),
        touchpoints=dict(reversed([*program.touchpoints.items()])),
    )
    for day in story.days:
        for person in story.people:
            assert explanation(compute(turned, day), person) == explanation(
                compute(program, day), person
            )
