"""Assessments of a community: those known on a day, the newest of them, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.community import Assessment, Community


class Assessed(NamedTuple):
    """An assessment with its place in the list of its file."""

    at: int
    assessment: Assessment


def known(community: Community, as_of: date) -> tuple[Assessed, ...]:
    """The assessments up to a day, the newest first; of one day the one that was added last."""
    found = [
        Assessed(at, each) for at, each in enumerate(community.assessments) if each.date <= as_of
    ]
    return tuple(sorted(found, key=lambda each: (each.assessment.date, each.at), reverse=True))


def newest(community: Community, as_of: date) -> Assessment | None:
    """The assessment that counts on a day; None where there is none yet."""
    found = known(community, as_of)
    return found[0].assessment if found else None


def movers_on(community: Community, as_of: date) -> tuple[str, ...]:
    """Who moves it on a day: as the newest assessment says, else as the community does."""
    found = newest(community, as_of)
    return community.movers if found is None or found.movers is None else found.movers


def movers_placed(community: Community, as_of: date) -> Iterator[tuple[str, Place]]:
    """The same, each with where the files say so."""
    found = known(community, as_of)
    said = found[0].assessment.movers if found else None
    steps = ("movers",) if said is None else ("assessments", found[0].at, "movers")
    for index, person in enumerate(community.movers if said is None else said):
        yield person, community.place.at(*steps, index)


def topics_on(community: Community, as_of: date) -> tuple[str, ...]:
    """What people talk about there on a day; likewise."""
    found = newest(community, as_of)
    return community.topics if found is None or found.topics is None else found.topics
