"""Diagnostics as they are kept for a later run: rows of what JSON can say."""

from __future__ import annotations

from typing import Any

from goodword.diagnostics import Diagnostic, Mark, Place, Severity


def row_of(each: Diagnostic) -> list[object]:
    """A diagnostic as what JSON can say."""
    mark = each.mark and [
        each.mark.line,
        each.mark.column,
        each.mark.end_line,
        each.mark.end_column,
        each.mark.path,
    ]
    place = [each.place.path, each.place.pointer, each.place.key]
    return [place, each.rule, each.message, each.hint, mark, each.severity.value]


def diagnostic_of(row: list[Any]) -> Diagnostic:
    """A diagnostic that `row_of` wrote down."""
    (path, pointer, key), rule, message, hint, mark, severity = row
    place = Place(path, tuple(pointer), key)
    return Diagnostic(place, rule, message, hint, mark and Mark(*mark), Severity(severity))
