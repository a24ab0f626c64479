"""How results and diagnostics are written: one format a module, all of them in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodword.diagnostics import Diagnostic
from goodword.formats import csv, github, html, json, markdown, table, text

if TYPE_CHECKING:
    from goodword.reports.report import Line, Report


class Writer(Protocol):
    """Writes a report; `line` finds the lines of the places in it."""

    def __call__(self, result: Report, *, line: Line = ...) -> str:
        """The report as text of whole lines."""
        ...


Problems = Callable[[Sequence[Diagnostic], Callable[[str], list[str]]], str]
"""Writes diagnostics; the second argument gives the lines of a file."""


class Format(NamedTuple):
    """A format: what it writes reports with, and diagnostics; None where it does not."""

    name: str
    report: Writer | None = None
    diagnostics: Problems | None = None


FORMATS = (
    Format("table", report=table.report),
    Format("text", diagnostics=text.diagnostics),
    Format("github", diagnostics=github.diagnostics),
    Format("json", json.report, json.diagnostics),
    Format("csv", report=csv.report),
    Format("markdown", report=markdown.report),
    Format("html", report=html.report),
)
"""Every format; the first that a command can write is what it writes unasked."""
REPORTS = {each.name: each.report for each in FORMATS if each.report}
"""The formats of reports: the choices of every command that reads."""
DIAGNOSTICS = {each.name: each.diagnostics for each in FORMATS if each.diagnostics}
"""The formats of diagnostics: the choices of `check`."""
