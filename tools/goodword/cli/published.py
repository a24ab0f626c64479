"""Comparing what a command is about to write with totals that were published elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from goodword.cli.output import write_line
from goodword.cli.problems import tell
from goodword.diagnostics import Failure
from goodword.intake.export import LIMIT, Problems, read_export, shown_lines
from goodword.intake.history.handles import handle_id
from goodword.intake.history.totals import read_totals
from goodword.reports.expected import Expected, compare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from goodword.intake.import_map import ImportMap
    from goodword.snapshot import Snapshot

_UNLIKE = "nothing was written: the totals are not those published"


def content(path: Path) -> bytes:
    """The file's bytes, no more of them than are read."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise Failure(f"{path} cannot be read: {(error.strerror or '').lower()}") from None


def _lines(text: list[str], _: str) -> list[str]:
    return text


def as_published(
    files: Sequence[Path],
    after: Snapshot,
    names: ImportMap | None = None,
    window: tuple[date, date] | None = None,
) -> bool:
    """Show how lists of totals compare, a line for each and for what it does not reproduce.

    A list that cannot be read is shown with what is wrong, and is not reproduced.

    Args:
        files: the lists.
        after: the program as it would be.
        names: the map of an import; None where there is none.
        window: first and last day that count, both included; None for what each list says.

    Returns:
        whether all are reproduced.
    """
    lines: list[str] = []
    alike = True
    expected = Expected()
    if names is not None:
        expected = Expected(
            frozenset(handle_id(handle, names) for handle in names.left_out),
            {handle_id(handle, names): why for handle, why in names.accept.items()},
            names.top,
        )
    for path in files:
        problems = Problems(str(path))
        data = content(path)
        totals = read_totals(read_export(data, problems), names, problems)
        if problems.count:
            text = shown_lines(data)
            tell(problems.all(), partial(_lines, text))
            write_line(f"{path}: {problems.count} problems", error=True)
            alike = False
            continue
        found = compare(str(path), after, totals, window or totals.window, expected)
        lines += found.lines
        alike = alike and found.alike
    for line in lines:
        write_line(line)
    if not alike:
        write_line(_UNLIKE, error=True)
    return alike
