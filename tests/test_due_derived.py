"""Points that no claim of the person's gave expire too: what the agenda prints lengthens them."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree
from tests.test_due import APPROVED, BASE, GUIDE, MEMBER, NOTES, PROFILE, SCHEMAS, Story, dues, put

if TYPE_CHECKING:
    from pathlib import Path

REFERRAL = 'referral: [{from: "2026-01-01", points: 40}]\n'
MILESTONES = """\
milestones:
  - {id: first, from: "2026-01-01", name: First, every: ever, points: 30, all: [{claims: 1}]}
"""
BY_HAND = "kind: adjustment\nby: jon\npoints: 20\nreason_code: correction\nsummary: Forgotten.\n"
OF = {
    "write-a-guide/2026-04-02-ana": {f"{GUIDE}/claims/2026-04-02-ana.yml": APPROVED},
    "write-a-guide/2026-04-02-ben": {
        "influencers/ben/profile.yml": MEMBER.replace("Ana Lopes", "Ben Okoro")
        + "referred_by: ana\n",
        f"{GUIDE}/claims/2026-04-02-ben.yml": APPROVED.replace("ana:", "ben:"),
        "program/program.yml": BASE["program/program.yml"] + REFERRAL,
    },
    "ana/2026-04-03-first": {
        f"{GUIDE}/claims/2026-04-02-ana.yml": APPROVED,
        "program/milestones.yml": MILESTONES,
    },
    "ana/2026-04-03-adjustment": {f"{NOTES}/2026-04-03-adjustment.yml": BY_HAND},
}
"""By the name of what gave points, the files by which it did."""


@pytest.fixture(params=[*OF])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    name: str = request.param
    put(tmp_path, BASE | {PROFILE: MEMBER} | OF[name])
    return name


def run(root: Path, command: str, day: str, *more: str) -> int:
    words = shlex.split(command)[1:]
    return main(["--root", str(root), *words, "--by", "jon", "--as-of", day, *more, "--write"])


def test_what_expired_unwarned_stays_expired(
    tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def left() -> tuple[int, int]:
        ledger = Snapshot(load(DiskTree(tmp_path), SCHEMAS).program, date(2026, 10, 5)).ledger
        return ledger.account("ana").spendable, ledger.account("ana").expired

    story = Story("expired", {}, "2026-10-05", "", "", "")
    (due,) = (each for each in dues(tmp_path, story) if " ana " in each.command)
    assert f"--of {given}" in due.command
    before = left()
    assert run(tmp_path, due.command, "2026-10-05") == 0, capsys.readouterr()
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-10-05"]) == 0
    after = left()
    assert after[0] - before[0] == before[1] - after[1] > 0
    assert not [each for each in dues(tmp_path, story) if " ana " in each.command]


def test_a_word_about_what_expires_is_not_taken(
    tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Story("expiring", {}, "2026-09-24", "", "", "")
    (due,) = (each for each in dues(tmp_path, story) if " ana " in each.command)
    assert f"--about {given}" in due.command
    said = ("--channel", "call", "--summary", "They expire.")
    assert run(tmp_path, due.command, "2026-09-24", *said) == 0, capsys.readouterr()
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-09-24"]) == 0
    assert not [each for each in dues(tmp_path, story) if " ana " in each.command]


def test_points_of_nothing_are_lengthened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, BASE | {PROFILE: MEMBER} | OF["ana/2026-04-03-first"])
    extend = 'goodword influencer extend ana --until 2026-12-31 --reason "Late" --of'
    for name, message in (
        ("ana/2026-04-04-first", "there are no points of it"),
        ("ana/2026-04-03-second", "there are no points of it"),
        ("write-a-guide/2026-04-02-ben", 'there is no claim "write-a-guide/2026-04-02-ben"'),
    ):
        assert run(tmp_path, f"{extend} {name}", "2026-09-24") != 0, name
        said = capsys.readouterr()
        assert message in said.out + said.err, (name, said)
    lost = "kind: extension\nby: jon\nof: [ana/2026-04-03-second]\nuntil: '2026-12-31'\nreason: x\n"
    put(tmp_path, {f"{NOTES}/2026-09-24-extension.yml": lost})
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-09-24"]) == 1
    assert (
        'there is no person, mission or record "ana/2026-04-03-second"' in capsys.readouterr().out
    )
