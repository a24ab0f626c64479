"""Made-up programs of any size, written once, and the command that is measured on them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import timing

if TYPE_CHECKING:
    from benchmarks.timing import Spent

DAY = "2026-10-31"
"""The day everything is computed for: the last on which something happened in these programs."""
LARGE = (4000, 5)
"""Members and years of the large program."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where benchmarks work, and how often.

    Args:
        work: a folder for programs and what is made of them; can be deleted at any time.
        rounds: how often each contestant runs.
    """

    work: Path
    rounds: int

    @property
    def home(self) -> Path:
        """A home folder without settings."""
        folder = self.work / "home"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def medium(self) -> str:
        """On what the folder lies: memory, or a disk with its file system."""
        command = ["stat", "--file-system", "--format", "%T", str(self.work)]
        kind = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        return "memory (tmpfs)" if kind == "tmpfs" else f"a disk ({kind})"

    def program(self, members: int, years: int) -> Path:
        """The folder of a made-up program of that size; written where it is missing."""
        folder = self.work / f"program-{members}-{years}"
        if not folder.is_dir():
            print(f"  writing a program of {members} members and {years} years", flush=True)
            self.goodword(
                "example", "--members", str(members), "--years", str(years), "--seed", "1", folder
            )
        return folder

    def large(self) -> Path:
        """The large program."""
        return self.program(*LARGE)

    def packed(self) -> Path:
        """The large program with every cycle closed and packed that can be; made where missing."""
        folder = self.work / "program-packed"
        if not folder.is_dir():
            print("  closing and packing the cycles of the large program", flush=True)
            parts = folder.with_suffix(".part")
            shutil.rmtree(parts, ignore_errors=True)
            shutil.copytree(self.large(), parts)
            self.forget(parts)
            on = ("--root", parts, "cycle")
            who = ("--by", "noor", "--as-of", DAY)
            self.goodword(*on, "close", "2026-Q2", "--with-earlier", "--carry", "--write", *who)
            closed = sorted(each.stem for each in (parts / "program/statements").glob("*.csv"))
            self.goodword(*on, "pack", *closed, "--write", "--as-of", DAY)
            parts.rename(folder)
        return folder

    def goodword(self, *arguments: str | Path, code: int = 0) -> Spent:
        """Run goodword, which ends with that exit code."""
        return self.run(*goodword(), *arguments, code=code)

    def run(self, *command: str | Path, code: int = 0) -> Spent:
        """Run a program in the folder of the benchmarks."""
        return timing.run(command, self.work, self.home, code)

    def forget(self, program: Path) -> None:
        """Delete what earlier runs kept of a program."""
        shutil.rmtree(program / ".goodword", ignore_errors=True)

    def check(self, program: Path, *, cold: bool = False) -> Spent:
        """Check a program, which computes points and loops; cold without what earlier runs kept."""
        if cold:
            self.forget(program)
        return self.goodword("--root", program, "check", "--strict", "--as-of", DAY)


def goodword() -> list[str]:
    """The command as it was installed beside this Python."""
    found = script("goodword")
    if found is None:
        raise SystemExit("goodword is not installed: make bench installs it")
    return [found]


def script(name: str) -> str | None:
    """A program installed beside this Python or on the machine; None where there is none."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


def count_files(folder: Path) -> int:
    """How many files of a program are below a folder."""
    rooms = ("program", "influencers", "missions")
    return sum(path.is_file() for room in rooms for path in (folder / room).rglob("*"))
