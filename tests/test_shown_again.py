"""What is shown after a change, taken in part from what was shown before, is what is shown anew."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli.session import Session
from goodword.cli.showing import shown
from goodword.serving.watching import look
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = ROOT / "tests" / "example"
DAY = date(2026, 6, 30)
CHANGES = {
    "name": ("influencers/*/profile.yml", r"\Aname: ", "name: New "),
    "bio and links": (
        "influencers/*/profile.yml",
        r"\Z",
        "bio: Mends sails.\nlinks:\n  - https://sails.example/\n",
    ),
    "stage": ("influencers/*/profile.yml", r"stage: member\b", "stage: on-leave"),
    "consent": ("influencers/*/profile.yml", r"points: \w+", "points: nobody"),
    "messages": ("influencers/*/profile.yml", r"messages: \w+", "messages: none"),
    "title of a mission": ("missions/*/mission.yml", r"\btitle: ", "title: Other "),
    "decision": ("missions/*/claims/*.yml", r"outcome: approved", "outcome: declined"),
    "step": ("feedback/*/*.yml", r"outcome: accepted", "outcome: declined"),
    "reward": ("rewards/*.yml", r"\bname: ", "name: Other "),
}


def changed(root: Path, pattern: str, old: str, new: str) -> set[str]:
    """Change the first three files that have such a text; their paths."""
    found = set()
    for path in sorted(root.glob(pattern)):
        text = path.read_text("utf-8")
        other = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        if other != text and len(found) < 3:
            path.write_text(other, "utf-8")
            found.add(path.relative_to(root).as_posix())
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("again") / "program"
    shutil.copytree(EXAMPLE, root)
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
        assert before.setting.agenda == anew.setting.agenda or audience == "staff", what
        assert session.snapshot.loops == fresh.snapshot.loops, what
