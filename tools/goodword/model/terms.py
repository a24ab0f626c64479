"""terms.yml: how long people are recognised before somebody decides again, by version."""

from __future__ import annotations

from datetime import date

from goodword.days import EARLIEST
from goodword.model.plain import Data
from goodword.model.shape import Model, Part, versions


class Fixed(Part, frozen=True, kw_only=True):
    """The day of the year, `MM-DD`, on which terms begin."""

    fixed: str


class TermsVersion(Part, frozen=True, kw_only=True):
    """What holds for terms that begin from a day on; days are calendar days.

    `review_days` and `tell_days` count back from the last day; `nominators` and `deciders` are
    people.
    """

    from_: date = EARLIEST
    months: int = 12
    starts: str | Fixed = "joined"
    review_days: int = 60
    tell_days: int = 30
    nominators: int = 2
    deciders: int = 1


class Terms(Model, frozen=True, kw_only=True):
    """All versions, sorted by `from`."""

    versions: tuple[TermsVersion, ...]

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """There may be one version alone."""
        return {"versions": [*versions(data["versions"], "months", started)]}
