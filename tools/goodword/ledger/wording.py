"""How lines of an account name records, limits and reasons, so that no other file is needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.derived import Derived
from goodword.ledger.groups import group_limit, worded
from goodword.ledger.limits import LIMITS
from goodword.model.claim import Claim
from goodword.texts import Named, Said, english

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger.terms import Terms
    from goodword.model.groups import GroupLimit
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

    source: Claim | Touchpoint | Derived
    then: str

    def more(self, words: str) -> About:
        """The same with words behind it."""
        return About(self.source, self.then + words)


class Told(NamedTuple):
    """Why points were cut: in all languages, and in more words in English.

    Args:
        said: in every language.
        english: the same, with how much was counted and who decided.
    """

    said: Said
    english: str

    def until(self, day: date) -> Told:
        """The same of points that can be spent from a day on."""
        said = Said("line.pending", {"what": self.said, "day": day})
        return Told(said, f"{self.english}, pending until {day}")


Reason = str | Said | About | Told
"""Why a line of an account is there."""


def named(source: Claim | Touchpoint | Derived) -> str:
    """What points come from: the mission and the day, the adjustment's day, or the milestone."""
    if isinstance(source, Claim):
        return _claim(source.mission, source.occurred)
    return english().say(source_of(source))


@lru_cache(10_000)
def _claim(mission: str, day: date) -> str:
    """An account names the same claims again and again."""
    return english().say(_of(mission, day))


def beyond(terms: Terms, claim: Claim, limit: str) -> str:
    """A limit in words, with its number on the day the claim was submitted."""
    if limit not in LIMITS:
        found = group_limit(terms.program, limit, claim.submitted)
        return worded(*found) if found else f"the limit of {limit}"
    version = terms.points_version(claim.mission, claim.submitted)
    number = version.limits.get(limit) if version else None
    return LIMITS[limit][0].format("" if number is None else number)


def limit_said(limit: GroupLimit) -> Said:
    """What a limit of a group lets count, in every language."""
    key = "group_claims" if limit.points is None else "points"
    many = limit.claims if limit.points is None else limit.points
    every = Named("group_every", limit.every)
    return Said(
        "group_limit",
        {"many": Said(key, number=many), "each": Named("group_each", limit.each), "every": every},
    )


def source_of(source: Claim | Touchpoint | Derived) -> Said:
    """The same as `named`, in every language."""
    if isinstance(source, Claim):
        return _of(source.mission, source.occurred)
    if isinstance(source, Derived):
        return source.named
    return Said("line.of_hand", {"day": source.date})


def _of(mission: str, day: date) -> Said:
    return Said("line.of", {"mission": Named("mission", mission), "day": day})


def in_english(reason: Reason) -> str:
    """A reason as the command line says it."""
    if isinstance(reason, Told):
        return reason.english
    if isinstance(reason, About):
        return f"{named(reason.source)}{reason.then}"
    return reason if isinstance(reason, str) else english().say(reason)
