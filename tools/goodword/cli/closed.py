"""What was closed already when something is to be written: the days that closings forbid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.ledger.terms import closing_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def not_before_closing(day: date, statements: Mapping[str, bytes], *, stated: bool) -> None:
    """Refuse a present day before the last closing.

    On such a day all would be judged as though that cycle were still open, and what is closed would
    be altered unseen.

    Args:
        day: on which it is to be written.
        statements: what the closings wrote, by cycle.
        stated: whether `--as-of` said the day; else the clock did.

    Raises:
        click.UsageError: a cycle was closed after that day.
    """
    found = ((closing_day(text), cycle) for cycle, text in statements.items())
    closed, cycle = max(((on, each) for on, each in found if on), default=(day, ""))
    if closed <= day:
        return
    what = f"--as-of {day} lies" if stated else f"the present day is {day} by the clock,"
    done = "; say on which day it was done with --on" if stated else ""
    raise click.UsageError(f"{what} before {closed}, on which {cycle} was closed{done}")


def is_settled(day: date, as_of: date, statements: Mapping[str, bytes]) -> bool:
    """Whether others may have been decided after a day, or a cycle closed on it or later.

    Args:
        day: on which something is done.
        as_of: the present day.
        statements: what the closings wrote, by cycle.
    """
    return day < as_of or any((closing_day(text) or day) >= day for text in statements.values())
