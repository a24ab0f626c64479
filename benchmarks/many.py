"""Very many of one thing at once: ids that name nothing, and claims that are approved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from benchmarks.programs import DAY
from benchmarks.table import Row, Section
from benchmarks.timing import alternate, processor_ratio, ratio
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "very many at once"
_CHECK, _UNKNOWN = "check, cold", "check of 1,000 unknown ids"
_ONE = "claim approve of one"
_TARGET = 1.1
_IDS = 1_000


def measure(bench: Bench) -> Section:
    """Check the large program with many wrong ids, and approve all that waits in it, dry."""
    program = bench.large()
    kept = _claims(program)
    waiting = _waiting(program)
    many = f"claim approve of {len(waiting):,}"

    def unknown() -> Spent:
        for number, (path, content) in enumerate(kept.items()):
            path.write_bytes(content + f"with: [nobody-of-name-{number}]\n".encode())
        try:
            bench.forget(program)
            return bench.goodword("--root", program, "check", "--as-of", DAY, code=1)
        finally:
            for path, content in kept.items():
                path.write_bytes(content)

    def approve(*claims: str) -> Spent:
        bench.forget(program)
        command = ("claim", "approve", *claims, "--by", "noor", "--anyway", "--as-of", DAY)
        return bench.goodword("--root", program, *command)

    taken = alternate(
        {
            _CHECK: lambda: bench.check(program, cold=True),
            _UNKNOWN: unknown,
            _ONE: lambda: approve(waiting[0]),
            many: lambda: approve(*waiting),
        },
        bench.rounds,
    )
    rows = [
        Row(
            what,
            against,
            ratio(taken[what], taken[against]),
            processor_ratio(taken[what], taken[against]),
            _TARGET,
        )
        for what, against in ((_UNKNOWN, _CHECK), (many, _ONE))
    ]
    notes = (
        "The large program, nothing kept of earlier runs. The ids are people beside the claimant "
        "of as many claims; every claim that waits for a decision is approved, dry."
    )
    return Section(TITLE, rows, notes)


def _claims(program: Path) -> dict[Path, bytes]:
    """Claims of one person alone, with what their files hold."""
    found: dict[Path, bytes] = {}
    for path in sorted((program / "missions").glob("*/claims/*.yml")):
        content = path.read_bytes()
        if b"\nwith:" not in content:
            found[path] = content
        if len(found) == _IDS:
            break
    return found


def _waiting(program: Path) -> list[str]:
    """Paths of the claims that wait for a decision."""
    loaded = load(DiskTree(program), Schemas.load(schemas_directory()))
    on = Snapshot(loaded.program, date.fromisoformat(DAY))
    claims = on.program.claims.values()
    return [each.place.path for each in claims if on.claim(each).waits == "submitted"]
