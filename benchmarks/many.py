"""Very many of one thing at once: ids that name nothing, and claims that are approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.dressing import usual
from benchmarks.journals import BALANCE
from benchmarks.programs import DAY, STAFF
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate
from benchmarks.waiting import more, waiting

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "very many at once"
_CHECK, _ONE = "check, cold", "claim approve of one"
_LISTED = "claim approve of one, as a table, for which the whole is read and judged"
_MANY = 1_000


def measure(bench: Bench) -> Section:
    """Check the large program with many wrong ids, and approve very many claims at once, dry."""
    program = bench.large()
    journals.written(bench)
    kept = _claims(program)
    batch = waiting(program)[:_MANY]
    added = more(program, _MANY - len(batch))
    batch += [path.relative_to(program).as_posix() for path in added]
    unknown, many = f"check of {len(kept):,} unknown ids", f"claim approve of {len(batch):,}"

    def misnamed() -> Spent:
        for number, (path, content) in enumerate(kept.items()):
            path.write_bytes(content + f"with: [nobody-of-name-{number}]\n".encode())
        try:
            bench.forget(program)
            return bench.goodword("--root", program, "check", "--as-of", DAY, code=1)
        finally:
            for path, content in kept.items():
                path.write_bytes(content)

    table = bench.work / "one.csv"
    table.write_text(f"claim\n{batch[0]}\n", encoding="utf-8")

    def approve(*claims: str) -> Spent:
        for path, text in added.items():
            path.write_text(text, encoding="utf-8")
        try:
            bench.forget(program)
            command = ("claim", "approve", *claims, "--by", STAFF, "--anyway", "--as-of", DAY)
            return bench.goodword("--root", program, *command)
        finally:
            for path in added:
                path.unlink()

    taken = alternate(
        {
            BALANCE: lambda: journals.balance(bench),
            _CHECK: lambda: bench.check(program, cold=True),
            unknown: misnamed,
            _ONE: lambda: approve(batch[0]),
            _LISTED: lambda: approve("--from", str(table)),
            many: lambda: approve(*batch),
        },
        bench.rounds,
    )
    rows = [
        Row.of(what, against, taken[what], taken[against], TARGETS[name] if name else None)
        for what, against, name in (
            (unknown, _CHECK, "unknown ids"),
            (unknown, BALANCE, None),
            (many, _LISTED, "batch"),
            (many, _ONE, None),
            (many, BALANCE, None),
            (many, _CHECK, None),
        )
    ]
    notes = (
        "The large program, nothing kept of earlier runs. The ids are people beside the claimant "
        "of as many claims. What is approved, dry, waits for a decision, "
        f"{len(batch) - len(added):,} in the program and {len(added):,} added to it. "
        "One claim that is named is approved with a part of the program; one that a table names "
        "has all of it read and judged, as a thousand have, so that what a thousand add to that "
        "is how they compare with none."
    )
    return Section(TITLE, rows, notes)


def _claims(program: Path) -> dict[Path, bytes]:
    """Claims of one person alone, with what their files hold."""
    found: dict[Path, bytes] = {}
    for path in usual((program / "missions").glob("*/claims/*.yml")):
        content = path.read_bytes()
        if b"\nwith:" not in content:
            found[path] = content
        if len(found) == _MANY:
            break
    return found
