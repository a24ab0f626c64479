"""An option that is given twice loses nothing in silence: each value is kept, or it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import everything
from tests.test_relationship_commands import text
from tests.test_writing_commands import program, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["program"]
ANA = "influencers/ana/profile.yml"
BOTH = [
    '  - from: "2025-07-20"',
    "    what: learning",
    '  - from: "2025-07-20"',
    "    what: access",
]


def test_of_several_wants_the_last_is_kept(program: Path) -> None:
    words = "influencer wants ana --what learning --what access --on 2025-07-20 --write"
    assert run(program, words) == 0
    lines = text(program, ANA).splitlines()
    assert lines[lines.index("wants:") + 1 :][:4] == BOTH


def test_a_cell_of_a_table_has_one_want(program: Path) -> None:
    table = program / "wants.csv"
    table.write_text("influencer,what\nana,learning;access\n", encoding="utf-8")
    assert run(program, f"influencer wants --from {table} --on 2025-07-20 --write") == 0
    lines = text(program, ANA).splitlines()
    assert lines[lines.index("wants:") + 1 :][:4] == BOTH


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("influencer wants ana --what tools --words Saw --words Hammer", "--words"),
        ("influencer thank ana --helped Ben --helped Cleo", "--helped"),
        ("event invite 2025-07-18-meetup ana --on 2025-07-01 --on 2025-07-02", "--on"),
        ("new event --title Meetup --title Ride", "--title"),
    ],
)
def test_of_two_values_the_last_is_kept(
    program: Path, capsys: pytest.CaptureFixture[str], words: str, flag: str
) -> None:
    there = everything(program)
    assert run(program, f"{words} --write") == 2
    assert f"{flag} is given 2 times, and takes one value" in capsys.readouterr().err
    assert everything(program) == there


def test_a_flag_that_loses_nothing_is_refused(program: Path) -> None:
    words = ["influencer", "thank", "ana", "--helped", "Ben", "--by", "maya"]
    assert main(["--root", str(program), *words, "--surprise", "--surprise"]) == 0
