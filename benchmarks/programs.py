"""Made-up programs of any size, written once, and the command that is measured on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import timing
from benchmarks.dressing import counted, dressed
from goodword.edits.beside import lay_beside
from goodword.resources import schemas_directory

if TYPE_CHECKING:
    from benchmarks.timing import Spent

DAY = "2026-10-31"
"""The day everything is computed for: the last on which something happened in these programs."""
AFTER = "2026-11-01"
"""The day after: on that on which cycles were closed, all of a packed program is looked at."""
SEED = 1
LARGE = (4000, 5)
"""Members and years of the large program."""
STAFF = "noor"
"""Who decides, where a command has to know."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where benchmarks work, and how often.

    Args:
        work: a folder for programs and what is made of them; can be deleted at any time.
        rounds: how often each contestant runs.
        size: members and years of the large program.
    """

    work: Path
    rounds: int
    size: tuple[int, int] = LARGE

    @property
    def home(self) -> Path:
        """A home folder without settings."""
        folder = self.work / "home"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @staticmethod
    def medium(folder: Path) -> str:
        """On what a folder lies: memory, or a disk with its file system."""
        command = ["stat", "--file-system", "--format", "%T", str(folder)]
        kind = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        return "memory (tmpfs)" if kind == "tmpfs" else f"a disk ({kind})"

    def program(self, members: int, years: int) -> Path:
        """The repository of a made-up program of that size; written where it is missing."""
        folder = self.work / f"dressed-{members}-{years}"
        if not folder.is_dir():
            print(f"  writing a program of {members} members and {years} years", flush=True)
            files, styles = dressed(members, years, SEED, date.fromisoformat(DAY))
            for what, count, all_of_them in counted(files):
                print(f"  {what}: {count:,} of {all_of_them:,}", flush=True)
            print(f"  {', '.join(f'{name} {count:,}' for name, count in styles.items())}")
            parts = _begun(folder)
            _write(parts, files)
            lay_beside(parts, schemas_directory(), begun=True)
            (parts / ".gitignore").write_text(".goodword/\n", encoding="utf-8")
            _commit(parts, "everything")
            parts.rename(folder)
        return folder

    def large(self) -> Path:
        """The large program."""
        return self.program(*self.size)

    def packed(self) -> Path:
        """The large program with every cycle closed and packed that can be; made where missing."""
        large = self.large()
        folder = large.with_name(f"{large.name}-packed")
        if not folder.is_dir():
            print("  closing and packing the cycles of the large program", flush=True)
            self.forget(large)
            parts = _begun(folder)
            shutil.copytree(large, parts, dirs_exist_ok=True, symlinks=True)
            on = ("--root", parts, "cycle")
            who = ("--by", STAFF, "--as-of", DAY)
            self.goodword(*on, "close", "2026-Q2", "--with-earlier", "--carry", "--write", *who)
            closed = sorted(each.stem for each in (parts / "program/statements").glob("*.csv"))
            self.goodword(*on, "pack", *closed, "--write", "--as-of", DAY)
            self.forget(parts)
            _commit(parts, "closed and packed")
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

    def check(self, program: Path, *, cold: bool = False, strict: bool = True) -> Spent:
        """Check a program, which computes points and loops; cold without what earlier runs kept."""
        if cold:
            self.forget(program)
        how = ("--strict",) if strict else ()
        return self.goodword("--root", program, "check", *how, "--as-of", DAY)


def _begun(folder: Path) -> Path:
    """An empty folder beside the one that appears when all is in it."""
    parts = folder.with_suffix(".part")
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    return parts


def _write(root: Path, files: dict[str, bytes]) -> None:
    folders = {path.rpartition("/")[0] for path in files}
    for folder in sorted(folders):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (root / path).write_bytes(data)


def _commit(program: Path, message: str) -> None:
    """Commit all there is, as a clone would have it: the same commit whenever it is made."""
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
    when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{DAY}T12:00:00Z")
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        (*who, "commit", "--quiet", "--message", message),
        ("gc", "--quiet"),
    ):
        subprocess.run(
            # Nothing of git's goes on in the background while something is measured.
            ("git", "-c", "gc.auto=0", "-c", "maintenance.auto=false", *command),
            cwd=program,
            check=True,
            env=os.environ | when,
        )


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
