"""What earlier runs kept: a check where nothing changed, and one where one file did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.dressing import usual
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "check, warm"
_COLD, _SAME, _ONE = "cold", "nothing changed", "one file changed"


def measure(bench: Bench) -> Section:
    """Check the large program cold, again, and again after a change of one claim."""
    program = bench.large()
    claim = next(usual((program / "missions").glob("*/claims/*.yml")))
    content = claim.read_bytes()
    try:
        taken = alternate(
            {
                _COLD: lambda: bench.check(program, cold=True),
                # The run before found its own cache too young to trust; this one settles it.
                "settling": lambda: bench.check(program),
                _SAME: lambda: bench.check(program),
                _ONE: lambda: _changed(bench, program, claim),
            },
            bench.rounds,
        )
    finally:
        claim.write_bytes(content)
    rows = [
        Row.of(what, "check, cold", taken[name], taken[_COLD], TARGETS[what])
        for name in (_SAME, _ONE)
        for what in (f"check, {name}",)
    ]
    notes = "The large program, with what the run before kept; the file that changes is a claim."
    return Section(TITLE, rows, notes)


def _changed(bench: Bench, program: Path, claim: Path) -> Spent:
    """Check after a line was added that says nothing."""
    with claim.open("ab") as file:
        file.write(b"# changed\n")
    return bench.check(program)
