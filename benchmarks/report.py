"""The report of a pull request, beside a cold check of the same files."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.dressing import usual
from benchmarks.programs import DAY
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "report of a pull request"
_CHECK = "check, cold"
_THRESHOLD = re.compile(r"standing_at_least: (?!0\b)[0-9]+")
_VALUE = re.compile(r"value: ([0-9]+)")
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def measure(bench: Bench) -> Section:
    """Compare the large program with what it was, after each of several changes."""
    program = bench.large()
    changes = _changes(program)
    kept = {path: path.read_bytes() for files in changes.values() for path in files}

    def put_back() -> None:
        for path, content in kept.items():
            path.write_bytes(content)

    def checked() -> Spent:
        put_back()
        return bench.check(program, cold=True)

    def report(files: dict[Path, str]) -> Spent:
        put_back()
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
        bench.forget(program)
        return bench.goodword(
            "--root", program, "diff", "HEAD", "--as-of", DAY, "--format=markdown"
        )

    try:
        taken = alternate(
            {
                _CHECK: checked,
                **{name: partial(report, files) for name, files in changes.items()},
            },
            bench.rounds,
        )
    finally:
        put_back()
    rows = [
        Row.of(f"diff of {name}", _CHECK, taken[name], taken[_CHECK], TARGETS[TITLE])
        for name in changes
    ]
    notes = (
        "The large program, the comment on a change that is not committed yet, "
        "nothing kept of earlier runs."
    )
    return Section(TITLE, rows, notes)


def _changes(program: Path) -> dict[str, dict[Path, str]]:
    """What each change writes, by its name."""

    def text(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    def doubled(found: re.Match[str]) -> str:
        return f"value: {2 * int(found[1])}"

    def first(pattern: str) -> Path:
        return next(usual(program.glob(pattern)))

    claims = usual((program / "missions").glob("*/claims/*.yml"))
    claim = next(each for each in claims if "\nsummary:" not in text(each))
    tiers = program / "program" / "tiers.yml"
    mission, item = first("missions/*/mission.yml"), first("program/feedback/*.yml")
    return {
        "one claim": {claim: text(claim) + "summary: Another one.\n"},
        "a tier, which touches everyone": {
            tiers: _THRESHOLD.sub("standing_at_least: 97", text(tiers), 1)
        },
        "a mission's worth, and a feedback item, which opens all loops anew": {
            mission: _VALUE.sub(doubled, text(mission)),
            item: _TITLE.sub("title: It has another name", text(item), 1),
        },
    }
