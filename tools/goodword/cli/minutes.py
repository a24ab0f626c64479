"""The minute at which something was said or happened, in the program's zone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from goodword.relation.moments import changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.cli.writing import Writing

    Row = Mapping[str, Any]

_MINUTE = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def moment_in(run: Writing, row: Row, about: str) -> str | None:
    """The minute in the program's zone: as stated, else the present one for an incident."""
    stated, day, zone = row["at"], run.day(row), run.program.zone
    now = datetime.now(zone)
    if stated is None and (about not in run.program.incidents or day != now.date()):
        return None
    if stated is not None and not _MINUTE.fullmatch(stated):
        raise click.UsageError(f'--at is "{stated}", expected a time such as 14:30')
    hour, _, minute = (stated or f"{now:%H:%M}").partition(":")
    first = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)
    # Where the zone skips or repeats the minute its offset says which one is meant.
    text = first.isoformat(timespec="minutes")
    return text if changed(text[:16], zone) else text[:16]
