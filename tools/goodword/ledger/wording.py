"""How lines of an account name records, limits and reasons, so that no other file is needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.limits import LIMITS
from goodword.model.claim import Claim
from goodword.texts import Named, Said, english

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger.terms import Terms
    from goodword.model.touchpoint import Touchpoint

WHY = {
    "brand-error": "our error",
    "content-removed": "the content was removed",
    "member-request": "at the member's own request",
    "duplicate": "a duplicate",
    "fraud": "fraud",
    "void": "the record was made void",
}
"""By reason code of a reversal: why points are taken back."""


class About(NamedTuple):
    """What became of what points come from, in English alone.

    It is put together when somebody asks: most runs ask for no reason, and need no words.

    Args:
        source: what they come from.
        then: what is said behind its name.
    """

    source: Claim | Touchpoint
    then: str

    def more(self, words: str) -> About:
        """The same with words behind it."""
        return About(self.source, self.then + words)


Reason = str | Said | About
"""Why a line of an account is there."""


def named(source: Claim | Touchpoint) -> str:
    """What points come from: the mission and the day, or the adjustment's day."""
    if isinstance(source, Claim):
        return _claim(source.mission, source.occurred)
    return english().say(source_of(source))


@lru_cache(10_000)
def _claim(mission: str, day: date) -> str:
    """An account names the same claims again and again."""
    return english().say(_of(mission, day))


def beyond(terms: Terms, claim: Claim, limit: str) -> str:
    """A limit in words, with its number on the day the claim was submitted."""
    version = terms.points_version(claim.mission, claim.submitted)
    number = version.limits.get(limit) if version else None
    return LIMITS[limit][0].format("" if number is None else number)


def source_of(source: Claim | Touchpoint) -> Said:
    """The same as `named`, in every language."""
    if isinstance(source, Claim):
        return _of(source.mission, source.occurred)
    return Said("line.of_hand", {"day": source.date})


def _of(mission: str, day: date) -> Said:
    return Said("line.of", {"mission": Named("mission", mission), "day": day})


def in_english(reason: Reason) -> str:
    """A reason as the command line says it."""
    if isinstance(reason, About):
        return f"{named(reason.source)}{reason.then}"
    return reason if isinstance(reason, str) else english().say(reason)
