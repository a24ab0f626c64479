"""How results and diagnostics are written: one format a module, all of them in FORMATS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.formats import csv, github, html, json, markdown, table, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.reports.report import Report

FORMATS = {
    "csv": csv,
    "github": github,
    "html": html,
    "json": json,
    "markdown": markdown,
    "table": table,
    "text": text,
}
"""Every format by name; a module writes reports, diagnostics, or both."""

REPORTS: dict[str, Callable[[Report], str]] = {
    "csv": csv.report,
    "html": html.report,
    "json": json.report,
    "markdown": markdown.report,
    "table": table.report,
}
"""The formats of reports."""

DIAGNOSTICS: dict[str, Callable[[Sequence[Diagnostic], Callable[[str], list[str]]], str]] = {
    "github": github.diagnostics,
    "json": json.diagnostics,
    "text": text.diagnostics,
}
"""The formats of diagnostics; the second argument gives the lines of a file."""
