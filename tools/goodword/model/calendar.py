"""calendar.yml: the country of the public holidays, and the days the program is closed."""

from __future__ import annotations

from datetime import date

from goodword.model.shape import Model


class Calendar(Model, frozen=True, kw_only=True):
    """`country` is an ISO 3166-1 code, or with a subdivision `DE-BE`."""

    country: str | None = None
    closed: tuple[date, ...] = ()
