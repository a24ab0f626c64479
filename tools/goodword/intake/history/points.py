"""The points that a cell of an export states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.intake import forms

if TYPE_CHECKING:
    from goodword.intake.export import Problems


def points_in(
    text: str,
    decimal: str | None,
    line: int,
    problems: Problems,
    column: str,
    *,
    negative: bool = False,
) -> int | None:
    """The points of a cell, or None and a problem.

    Args:
        text: the cell.
        decimal: what its point or comma means, as the map says.
        line: its line in the export.
        problems: where to put what is wrong.
        column: its heading.
        negative: whether there can be fewer than 0.
    """
    found = forms.whole(text, decimal)
    if found is not None and (negative or found >= 0):
        return found
    what, hint = "is no whole number of points", ""
    if found is not None:
        what = "is negative, which points never are"
    elif forms.needs_decimal(text, decimal):
        hint = "say in the map what stands before a fraction: `decimal: point` or `comma`"
    problems.add(line, f'{column}: "{text[:80]}" {what}', hint)
    return None
