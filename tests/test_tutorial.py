"""The tutorial, done as it says: each of its lines, in a shell, to a merged change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from goodword.guard import GUARDS
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIRST = "2026-11-02"
"""The day for which the page stands."""


def blocks(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return [found for name, found in BLOCK.findall(text) if name == language]


def test_a_line_of_the_tutorial_does_something_else(tmp_path: Path) -> None:
    today = datetime.now(ZoneInfo("Europe/Berlin")).date().isoformat()
    git = ["git", "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "--quiet", "--bare", str(tmp_path / "acme.git")], check=True)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Maya Weber\n\temail = maya@acme.example\n[init]\n\tdefaultBranch = main\n"
    )
    environment = os.environ | {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    lines = "\n".join(blocks("sh")).replace(FIRST, today)
    script = f"set -euo pipefail\n{lines}\ngit log --oneline --merges origin/main\n"
    done = subprocess.run(
        ["bash"],
        input=script,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"{len(GUARDS)} promises over 1 commit: all kept" in done.stdout
    [shown] = blocks("text")
    for line in shown.rstrip("\n").split("\n"):
        # When points end, and with them how wide the table is, follows from the day.
        begin = line.partition("2027-")[0].rstrip(" ─")
        assert begin in done.stdout, line
    assert "Merge first-week" in done.stdout
    assert "points: 2 people move, +200 standing" in done.stdout
