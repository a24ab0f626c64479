"""One run of a command that changes feedback items, or records who was told of them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.writing import Writing, known
from goodword.relation.moments import changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    Row = Mapping[str, Any]

_MINUTE = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class ItemWriting(Writing):
    """One run of a command on items."""

    def asked(self) -> Iterator[tuple[Row, str, date, str]]:
        """Each row with an item, the day and who does it."""
        for row in self.rows():
            _named(row["items"], "an item")
            for item in row["items"]:
                yield row, self.item(item), self.day(row), self.by(row)

    def item(self, name: str) -> str:
        """The id of an item, which may be given as its path."""
        name = name.rpartition("/")[2].removesuffix(".yml")
        return known("feedback item", name, self.program.feedback)

    def people(self, row: Row) -> tuple[str, ...]:
        """The people of a row."""
        _named(row["people"], "a person")
        there = self.program.influencers
        return tuple(known("influencer", each, there) for each in row["people"])

    def moment_in(self, row: Row, item: str) -> str | None:
        """The minute in the program's zone: as stated, else the present one for an incident."""
        stated, day, zone = row["at"], self.day(row), self.program.zone
        now = datetime.now(zone)
        if stated is None and (item not in self.program.incidents or day != now.date()):
            return None
        if stated is not None and not _MINUTE.fullmatch(stated):
            raise click.UsageError(f'--at is "{stated}", expected a time such as 14:30')
        hour, _, minute = (stated or f"{now:%H:%M}").partition(":")
        first = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)
        # Where the zone skips or repeats the minute its offset says which one is meant.
        text = first.isoformat(timespec="minutes")
        return text if changed(text[:16], zone) else text[:16]

    def subject(self, row: Row) -> str:
        """The item or incident of a row."""
        _named(row["item"], "an item")
        name = row["item"].rpartition("/")[2].removesuffix(".yml")
        return known("feedback item", name, (*self.program.feedback, *self.program.incidents))


def _named(given: object, what: str) -> None:
    if not given:
        raise click.UsageError(f"name {what}")
