"""Options that several commands have, each with one meaning everywhere."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodword.cli.output import is_terminal, show
from goodword.formats import REPORTS, json, markdown, table
from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.reports.report import Line, Report

F = TypeVar("F", bound="Callable[..., Any]")


class Day(click.ParamType[date]):
    """A day, `YYYY-MM-DD`."""

    name = "day"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """The day, or a complaint that says how days are written."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or len(value) != 10 or not 1900 <= found.year <= 2199:
            self.fail(f'"{value}" is no day; days are written 2026-11-30', param, ctx)
        return found


class Moment(click.ParamType[str]):
    """A day, or a minute of one in the program's zone, with an offset where that is needed."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The moment as written, or a complaint that says how moments are written."""
        day, _, minute = str(value).partition("T")
        written = re.fullmatch(_MINUTE, minute, re.ASCII) if minute else day == value
        try:
            Day().convert(day, param, ctx)
        except click.UsageError:
            written = None
        if not written:
            self.fail(f'"{value}" is no moment; they are written 2026-11-30T14:30', param, ctx)
        return str(value)


_MINUTE = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_AS_OF: dict[str, Any] = {
    "type": Day(),
    "metavar": "DAY",
    "help": "Compute as of this day; default today.",
}


class Number(click.ParamType[Any]):
    """A number, which may have a fraction, as files have it: whole, or a Decimal."""

    name = "number"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | Decimal:
        """The number, or a complaint that says how numbers are written."""
        if not isinstance(value, str):
            found: int | Decimal = value
            return found
        if not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,9})?", value, re.ASCII):
            self.fail(f'"{value}" is no number; numbers are written 420 or 12.5', param, ctx)
        return Decimal(value) if "." in value else int(value)


def as_of(function: F) -> F:
    """`--as-of D`: the day for which everything is computed."""
    return click.option("--as-of", **_AS_OF)(function)


def as_of_option() -> click.Option:
    """The same as an object."""
    return click.Option(["--as-of"], **_AS_OF)


_BRANCH: dict[str, Any] = {
    "is_flag": True,
    "help": "With --write: commit it on a new branch, made of the newest commit.",
}


def branch(function: F) -> F:
    """`--branch`: what is written is a commit on a branch of its own."""
    return click.option("--branch", **_BRANCH)(function)


def branch_option() -> click.Option:
    """The same as an object."""
    return click.Option(["--branch"], **_BRANCH)


def revision(function: F) -> F:
    """`--rev REV`: a git revision instead of the files on disk."""
    return click.option("--rev", metavar="REV", help="Read this git revision, not the files.")(
        function
    )


def segment_option(function: F) -> F:
    """`--segment ID`: only people of a segment."""
    says = "Only people of this segment, or what is theirs or owed to them."
    return click.option("--segment", metavar="SEGMENT", help=says)(function)


def report_format(*more: str) -> Callable[[F], F]:
    """`--format` of reading commands: every format of reports, and `more` that one command has."""
    forms = (*REPORTS, *more)
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How the result is written.",
    )


def show_report(result: Report, form: str = "table", line: Line = nowhere) -> None:
    """Write a report in one of the formats; tables as wide as the terminal, whole in a pipe."""
    if form == "table":
        width = shutil.get_terminal_size().columns if is_terminal() else table.WHOLE
        show(table.report(result, width, line=line))
    else:
        show(REPORTS[form](result, line=line))


COMMENT = 60_000
"""Characters of a comment on a pull request; hosts take a few more."""
_COMPARISON: dict[str, Any] = {
    "type": click.Choice(("text", "markdown", "json")),
    "default": "text",
    "show_default": True,
    "help": "How it is written; markdown is a comment of at most 60,000 characters.",
}


def comparison_format(function: F) -> F:
    """`--format` of a report that compares two programs."""
    return click.option("--format", "form", **_COMPARISON)(function)


def show_comparison(result: Report, form: str, line: Line) -> None:
    """Write a report that compares two programs in one of these forms."""
    if form == "markdown":
        show(markdown.comment(result, COMMENT, line=line))
    elif form == "json":
        show(json.report(result, line=line))
    else:
        show_report(result, line=line)
