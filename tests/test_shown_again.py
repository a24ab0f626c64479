"""What is shown after a change, taken in part from what was shown before, is what is shown anew."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli.session import Session
from goodword.cli.showing import shown
from goodword.serving.watching import look
from goodword.starter.example import example

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 6, 30)
CHANGES = {
    "name": ("influencers/*/profile.yml", r"^name: ", "name: New "),
    "pronouns": ("influencers/*/profile.yml", r"^name: ", "pronouns: they\nname: "),
    "region": ("influencers/*/profile.yml", r"^region: .*", "region: AT"),
    "stage": ("influencers/*/profile.yml", r"stage: member\b", "stage: on-leave"),
    "consent": ("influencers/*/profile.yml", r"points: \w+", "points: nobody"),
    "messages": ("influencers/*/profile.yml", r"messages: \w+", "messages: none"),
    "title of a mission": ("missions/*/mission.yml", r"^  en: ", "  en: Other "),
    "decision": ("missions/*/claims/*.yml", r"(?s)^decision:.*", ""),
    "step": (
        "program/feedback/*.yml",
        r"outcome: exploring",
        "outcome: declined\n    reason_code: too-costly",
    ),
    "reward": ("program/rewards/*.yml", r"^  en: ", "  en: Other "),
    "program": ("program/program.yml", r"^name: ", "name: Other "),
}


def changed(root: Path, pattern: str, old: str, new: str) -> set[str]:
    """Change the first three files that have such a text; their paths."""
    found: set[str] = set()
    for path in sorted(root.glob(pattern)):
        text = path.read_text("utf-8")
        other = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        if other != text and len(found) < 3:
            path.write_text(other, "utf-8")
            found.add(path.relative_to(root).as_posix())
    return found


@pytest.fixture
def first(tmp_path: Path) -> Path:
    root = tmp_path / "program"
    for path, data in example(14, 1, 1, DAY):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.parametrize("audience", ["members", "staff"])
def test_what_is_shown_after_a_change_differs_from_what_is_shown_anew(
    audience: str, first: Path
) -> None:
    session = Session(first, None, DAY)
    before = shown(session, audience)
    for what, change in CHANGES.items():
        paths = changed(first, *change)
        assert paths, what
        unchanged = frozenset(look(first).files) - paths
        session = session.again(unchanged, session.snapshot)
        before = shown(session, audience, before=before)
        fresh = Session(first, None, DAY)
        anew = shown(fresh, audience)
        assert before.view == anew.view, what
        assert session.snapshot.loops == fresh.snapshot.loops, what
