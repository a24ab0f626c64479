"""What `check` would refuse of a large program is refused by the commands that would write it.

Where something is dated back, or on the day of a closing, others may have been decided since, or a
cycle closed: a part of the program has neither, so that the whole is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main, session
from tests.test_closed_cycle import ANA, CUP, FILES, MUG, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[[Path, Sequence[str], int], tuple[int, str]]

CLOSED = "2026-04-20"
REVERSE = ("claim", "reverse", ANA, "--by", "kim", "--reason-code", "brand-error", "--note", "Ours")
IN_A_CLOSED_CYCLE = {
    "points are taken back on the day of the closing": (*REVERSE, "--as-of", CLOSED),
    "points are taken back in it": (*REVERSE, "--on", "2026-03-31", "--as-of", "2026-05-01"),
    "a request is dated in it": (
        *("reward", "redeem", "ana", "--reward", "mug", "--by", "maya"),
        *("--on", "2026-03-20", "--as-of", "2026-05-01"),
    ),
    "a request ends in it": (
        *("reward", "decline", MUG, "--by", "maya"),
        *("--on", "2026-03-31", "--as-of", "2026-05-01"),
    ),
    "what was given comes back in it": (
        *("reward", "return", CUP, "--by", "maya"),
        *("--on", "2026-03-31", "--as-of", "2026-05-01"),
    ),
}
LIMITED = {
    "program/program.yml": FILES["program/program.yml"],
    "program/groups.yml": "groups:\n  - id: both\n    name: Both\n    missions: [c, d]\n"
    "    limits: [{from: '2025-01-01', points: 150, each: program, every: year}]\n",
    "influencers/ana/profile.yml": "name: Ana\nstage: member\nsince: '2025-01-01'\n",
    "influencers/ben/profile.yml": "name: Ben\nstage: member\nsince: '2025-01-01'\n",
}
LIMITS = {"a": ", limits: {total: 1}", "b": ", limits: {per_influencer: 1}", "c": "", "d": ""}
"""Missions, and how many of their claims count."""
FIRST = {"a": "a/2026-02-01-ana", "b": "b/2026-02-01-ana", "c": "c/2026-02-01-ana"}
SECOND = {"a": "a/2026-02-02-ben", "b": "b/2026-02-02-ana", "c": "d/2026-02-02-ben"}
"""Claims of which the second waits for a place of the first, by the mission of the first."""
DECIDED = {
    "declined": ("decline", "--reason", "It is not enough.", "--by", "maya"),
    "withdrawn": ("withdraw",),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a program that counts as large above so many claims."""

    def once(root: Path, arguments: Sequence[str], large: int) -> tuple[int, str]:
        monkeypatch.setattr(session, "LARGE", large)
        capsys.readouterr()
        code = main(["--root", str(root), *arguments])
        return code, capsys.readouterr().out

    return once


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    close = ("cycle", "close", "2026-Q1", "--with-earlier", "--carry", "--by", "kim", "--write")
    assert main(["--root", str(tmp_path), *close, "--as-of", CLOSED]) == 0
    return tmp_path


@pytest.fixture
def limited(tmp_path: Path) -> Path:
    for path, text in LIMITED.items():
        put(tmp_path, path, text)
    for mission, limits in LIMITS.items():
        text = f"title: {mission}\ninstructions: Do it.\npublic_facing: false\n"
        text += f"points: [{{from: '2025-01-01', value: 100{limits}}}]\n"
        put(tmp_path, f"missions/{mission}/mission.yml", text)
    for each in {*FIRST.values(), *SECOND.values()}:
        mission, _, name = each.partition("/")
        text = f"evidence: https://example.org/{mission}/{name}\n"
        put(tmp_path, f"missions/{mission}/claims/{name}.yml", text)
    approve = ("claim", "approve", *SECOND.values(), "--by", "jon", "--anyway", "--write")
    assert main(["--root", str(tmp_path), *approve, "--as-of", "2026-02-20"]) == 0
    return tmp_path


@pytest.mark.parametrize("name", IN_A_CLOSED_CYCLE)
def test_a_part_alters_a_closed_cycle(closed: Path, run: Run, name: str) -> None:
    asked = IN_A_CLOSED_CYCLE[name]
    code, out = run(closed, asked, 0)
    assert (code, "alters the closed 2026-Q1" in out) == (1, True), out
    assert (code, out) == run(closed, asked, 1_000)


def test_what_is_done_after_the_closing_needs_all_of_a_large_program(
    closed: Path, run: Run
) -> None:
    code, out = run(closed, (*REVERSE, "--as-of", "2026-04-21"), 0)
    assert (code, "judged by " in out) == (0, True), out


@pytest.mark.parametrize("how", DECIDED)
@pytest.mark.parametrize("mission", FIRST)
def test_a_part_frees_a_place_before_another_was_refused_it(
    limited: Path, run: Run, mission: str, how: str
) -> None:
    verb, *said = DECIDED[how]
    asked = ("claim", verb, FIRST[mission], *said)
    back = (*asked, "--on", "2026-02-10", "--as-of", "2026-03-10")
    code, out = run(limited, back, 0)
    assert (code, "but should cut nobody [frozen-points]" in out) == (1, True), out
    assert (code, out) == run(limited, back, 1_000)
    code, out = run(limited, (*asked, "--as-of", "2026-03-10"), 0)
    assert (code, "judged by " in out) == (0, True), out


def test_a_part_counts_more_of_what_is_not_counted(limited: Path, run: Run) -> None:
    grow = ("claim", "grow", SECOND["a"], "--quantity", "3", "--source", "Their own count")
    asked = (*grow, "--as-of", "2026-03-10")
    code, out = run(limited, asked, 0)
    assert (code, "has no unit, so nothing is counted" in out) == (1, True), out
    assert (code, out) == run(limited, asked, 1_000)


def test_a_part_says_of_what_a_limit_cut_that_it_was_paid_for(limited: Path, run: Run) -> None:
    asked = ("claim", "disclose", SECOND["b"], "--connection", "paid", "--as-of", "2026-03-10")
    code, out = run(limited, asked, 0)
    assert (code, "computed is 100, but quality normal gives 0" in out) == (1, True), out
    assert (code, out) == run(limited, asked, 1_000)
