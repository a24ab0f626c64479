"""Branches that git merges without a conflict, and what check says of the merged tree."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_load import SMALLEST, write

if TYPE_CHECKING:
    from pathlib import Path

REWARD = """\
name: {name}
kind: merchandise
cost: 80
"""
FUNDS = """\
kind: adjustment
by: maya
points: 100
reason_code: opening
summary: Points of the program before.
"""
EARLIER = "influencers/ana/redemptions/2026-11-05-mug.yml"
LATER = "influencers/ana/redemptions/2026-11-06-cape.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(
        tmp_path,
        SMALLEST
        | {
            "program/rewards/mug.yml": REWARD.format(name="A mug"),
            "program/rewards/cape.yml": REWARD.format(name="A cape"),
            "influencers/ana/touchpoints/2026-11-02-opening.yml": FUNDS,
        },
    )
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "Maya")
    git(tmp_path, "config", "user.email", "maya@acme.example")
    commit(tmp_path, "the program")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def redeem(folder: Path, branch: str, path: str) -> None:
    git(folder, "switch", "-q", "-c", branch, "main")
    write(folder, {path: "points: 80\n"})
    commit(folder, branch)


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(("--root", str(folder), "check", "--as-of", "2026-11-15"))
    return code, capsys.readouterr().out


def test_the_same_points_are_redeemed_on_two_branches_and_nobody_is_told(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    redeem(repository, "later", LATER)
    assert checked(repository, capsys)[0] == 0
    redeem(repository, "earlier", EARLIER)
    assert checked(repository, capsys)[0] == 0
    git(repository, "merge", "-q", "--no-edit", "later")
    code, out = checked(repository, capsys)
    assert code == 1
    assert out.startswith(f"{LATER}:1:9: error: ")
    assert "[not-covered]" in out
    assert EARLIER not in out.splitlines()[0]
    assert out.count("error:") == 1
