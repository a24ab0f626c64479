"""The report of a pull request, beside a cold check of the same files."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from benchmarks.programs import DAY
from benchmarks.table import Row, Section
from benchmarks.timing import alternate, processor_ratio, ratio

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "report of a pull request"
_CHECK = "check, cold"
_TARGET = 1.3
_CHANGES = {"one claim": False, "a tier, which touches everyone": True}
_THRESHOLD = re.compile(r"standing_at_least: (?!0\b)[0-9]+")


def measure(bench: Bench) -> Section:
    """Compare the large program with what it was: after one claim changed, and after a tier."""
    program = bench.large()
    _commit(program)
    tiers = program / "program" / "tiers.yml"
    claims = (program / "missions").glob("*/claims/*.yml")
    claim = min(each for each in claims if b"\nsummary:" not in each.read_bytes())
    kept = {path: path.read_bytes() for path in (tiers, claim)}

    def report(*, everyone: bool) -> Spent:
        for path, content in kept.items():
            path.write_bytes(content)
        if everyone:
            text = tiers.read_text(encoding="utf-8")
            tiers.write_text(_THRESHOLD.sub("standing_at_least: 97", text, 1), encoding="utf-8")
        else:
            claim.write_bytes(kept[claim] + b"summary: Another one.\n")
        bench.forget(program)
        return bench.goodword(
            "--root", program, "diff", "HEAD", "--as-of", DAY, "--format=markdown"
        )

    try:
        taken = alternate(
            {
                _CHECK: lambda: bench.check(program, cold=True),
                **{name: (lambda e=e: report(everyone=e)) for name, e in _CHANGES.items()},
            },
            bench.rounds,
        )
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    rows = [
        Row(
            f"diff of {name}",
            _CHECK,
            ratio(taken[name], taken[_CHECK]),
            processor_ratio(taken[name], taken[_CHECK]),
            _TARGET,
        )
        for name in _CHANGES
    ]
    notes = (
        "The large program as a repository, the comment on a change that is not committed yet, "
        "nothing kept of earlier runs."
    )
    return Section(TITLE, rows, notes)


def _commit(program: Path) -> None:
    """Make the program a repository with one commit, where it is none."""
    if (program / ".git").is_dir():
        return
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
    for command in (
        ("init", "--quiet"),
        ("add", "program", "influencers", "missions"),
        (*who, "commit", "--quiet", "--message", "everything"),
    ):
        subprocess.run(("git", *command), cwd=program, check=True)
