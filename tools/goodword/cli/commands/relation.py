"""`goodword relation`: the two-sided account of who gave what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.relation import relation_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


def _months(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """Months of `12m` or `2y`."""
    found = re.fullmatch(r"([1-9][0-9]{0,2})([my])", value)
    if found is None:
        raise click.BadParameter(
            f'"{value}" is no span; spans are written 12m or 2y', context, parameter
        )
    return int(found[1]) * (12 if found[2] == "y" else 1)


@reading(
    click.argument("ids", nargs=-1, metavar="[ID]..."),
    click.option(
        "--window",
        "months",
        default="12m",
        show_default=True,
        metavar="SPAN",
        callback=_months,
        help="How far to look back, in months or years.",
    ),
    click.option(
        "--department", metavar="ID", help="Only people who are routed to this department."
    ),
    click.option(
        "--explain", is_flag=True, help="Every record that was counted, with file and line."
    ),
    says="Show what each person gave (missions by the hour, feedback, people brought in, events, "
    "asks accepted) and what we gave (thanks, access, answers, gifts, samples, introductions, "
    "promotion), less answers overdue and promises broken, each with its weight. The tilt says "
    "whom it favours. What points buy is not counted again.",
)
def command(
    asked: Asked, ids: tuple[str, ...], months: int, department: str | None, *, explain: bool
) -> Report:
    """Show the relations."""
    return relation_report(
        asked.snapshot,
        ids,
        months,
        department=department,
        explain=explain,
    )
