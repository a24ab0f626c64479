"""Evenness: whether we are in touch with a person all year, or only while a campaign runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.leaving import reference
from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint

UNTOUCHED = frozenset({"adjustment", "extension", "message"})
"""Touchpoints in which nobody spoke with anybody: points by hand, and what a machine sent."""
MOST = 60
"""Percent of a person's contacts that may fall into campaigns."""
ENOUGH = 5
"""Contacts of which a share says something."""


class Evenness(NamedTuple):
    """Contacts with a person in a window, and how many of them fell into campaigns."""

    contacts: int
    in_campaigns: int

    @property
    def uneven(self) -> bool:
        """Whether most of them did, of enough to say so."""
        return self.contacts >= ENOUGH and 100 * self.in_campaigns > MOST * self.contacts


def spoken(program: Program, person: str, as_of: date) -> Iterator[Touchpoint]:
    """Touchpoints of a person, either way, in which people spoke; those that stand on the day."""
    for each in program.touchpoints_of.get(person, ()):
        if each.kind not in UNTOUCHED and stands(each, as_of):
            yield each


def campaigns(program: Program) -> frozenset[str]:
    """Ids of the missions that belong to a campaign."""
    return frozenset(each.id for each in program.missions.values() if each.campaign)


def evenness(program: Program, person: str, since: date, as_of: date) -> Evenness:
    """Contacts with a person after one day up to another, and those that fell into campaigns.

    A contact falls into a campaign where it is about a claim of one of its missions, or on a day in
    the window of one in which the person took part; only a window with both ends is one.
    """
    missions = campaigns(program)
    claims = [
        each
        for each in program.claims_with.get(person, ())
        if each.mission in missions and each.submitted <= as_of
    ]
    named = {reference(each.place.path) for each in claims}
    taken = [program.missions[name] for name in {each.mission for each in claims}]
    # A window without an end has every day in it, and says nothing of any.
    windows = [each for each in taken if each.opens is not None and each.closes is not None]
    found = [each for each in spoken(program, person, as_of) if each.date > since]
    inside = sum(
        not named.isdisjoint(each.refs) or any(window.open_on(each.date) for window in windows)
        for each in found
    )
    return Evenness(len(found), inside)
