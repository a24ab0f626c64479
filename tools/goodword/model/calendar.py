"""calendar.yml: the country of the public holidays, and the days the program is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import day

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data


@dataclass(frozen=True, slots=True)
class Calendar:
    """`country` is an ISO 3166-1 code, or with a subdivision `DE-BE`."""

    place: Place = field(compare=False, repr=False)
    country: str | None
    closed: tuple[date, ...]


def read(data: Data, place: Place) -> Calendar:
    """The calendar of a document that fits its schema."""
    return Calendar(place, data.get("country"), tuple(day(each) for each in data.get("closed", [])))
