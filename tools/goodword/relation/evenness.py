"""Evenness: whether we are in touch with a person all year, or only while a campaign runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.naming import reference
from goodword.loops.told import counts
from goodword.loops.visible import Record
from goodword.model.touchpoint import Answer
from goodword.relation.given import stands
from goodword.relation.terms import reaches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program

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


class Word(NamedTuple):
    """One time that people spoke: the day, which way, and what it was about."""

    date: date
    direction: str
    refs: tuple[str, ...] = ()


def spoken(program: Program, person: str, as_of: date) -> Iterator[Word]:
    """Each time that people spoke, either way, by a day, as touchpoints and terms have it.

    What did not reach them, was said to everybody or is an exemption is no word to anybody.
    """
    profile = program.influencers.get(person)
    for each in program.touchpoints_of.get(person, ()):
        if each.kind in UNTOUCHED or not stands(each, as_of):
            continue
        detail = each.detail
        if (
            isinstance(detail, Answer)
            and each.direction == "to-them"
            and not counts(Record(each.date, each.influencer, each, detail), profile)
        ):
            continue
        yield Word(each.date, each.direction, tuple(each.refs))
    for term in program.terms_of.get(person, ()):
        for telling in term.told:
            if telling.date <= as_of and reaches(telling, profile):
                yield Word(telling.date, "to-them")


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
