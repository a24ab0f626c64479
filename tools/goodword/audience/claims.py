"""Approved claims as an audience may have them: of people who show their points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.audience import missions as mission_gate
from goodword.audience.permissions import retracted
from goodword.audience.view import ClaimView, Link
from goodword.audience.words import shown
from goodword.ledger.claim_on import REVERSED, stands_alone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from goodword.audience.people import People
    from goodword.audience.view import PersonView, View
    from goodword.model.claim import Claim


class Like(NamedTuple):
    """People of another program of the day, and the pages that were made of them.

    Without pages the claims of whom everything is equal are left out. `whole` is all of what the
    same audience was shown, from which is taken what is equal; None where only pages are at hand.
    """

    people: People
    pages: tuple[PersonView, ...]
    whole: View | None = None


def claims(shown_people: People, like: Like | None = None) -> dict[str, tuple[ClaimView, ...]]:
    """Approved claims by person, the newest first; a link is shown once its claim is approved.

    That points were taken back of somebody is between them and the staff: outside staff a claim of
    which nothing of theirs stands any more is not there.

    Args:
        shown_people: what may be shown of whom.
        like: the claims of whom everything is equal are taken from there.
    """
    agreed = {
        person for person, may in shown_people.sharing.items() if may.points and may.recognition
    }
    unlike = _unlike(shown_people, like.people, agreed) if like else agreed
    found = _made(shown_people, agreed, unlike)
    if like:
        alike = agreed - unlike
        found |= {each.id: each.claims for each in like.pages if each.id in alike}
    return found


def _made(
    shown_people: People, agreed: set[str], wanted: set[str]
) -> dict[str, tuple[ClaimView, ...]]:
    """The claims of the people wanted."""
    snapshot = shown_people.snapshot
    visible = _visible(shown_people)
    staff = shown_people.audience == "staff"
    found: dict[str, list[tuple[date, str, ClaimView]]] = {}
    for claim in snapshot.program.claims.values() if wanted else ():
        people = claim.people
        if claim.mission not in visible or wanted.isdisjoint(people):
            continue
        on = snapshot.claim(claim)
        if not on.approved:
            continue
        # A link often names everybody who made the thing: all of them have to agree.
        links = _links(claim) if agreed.issuperset(people) else ()
        for person, _ in on.shares:
            if person not in wanted or person not in people:
                continue
            state, points = on.of(person)
            if staff or state != REVERSED:
                gone = (on.back and on.taken_back(person)) or retracted(
                    claim, person, snapshot.as_of, shown_people.newer
                )
                mission, day = claim.mission, claim.occurred
                shown_links = () if gone else links
                view = ClaimView(mission, visible[mission], day, points, state, links=shown_links)
                found.setdefault(person, []).append((day, mission, view))
    return {
        person: tuple(view for *_, view in sorted(views, key=lambda v: v[:2], reverse=True))
        for person, views in found.items()
    }


def _visible(shown_people: People) -> dict[str, Mapping[str, str]]:
    """Titles of the missions that the audience may have, by id."""
    program, audience = shown_people.snapshot.program, shown_people.audience
    return {
        each.id: shown(each.title, program)
        for each in program.missions.values()
        if mission_gate.visible(each, audience)
    }


def _unlike(here: People, there: People, agreed: Collection[str]) -> set[str]:
    """Who of those who agreed may have other claims to show here than there.

    The claims shown of a person are made from their files, from what places that became free gave
    back where a limit cut a claim, from the titles of missions, and from who else agreed.
    """
    snapshot, other = here.snapshot, there.snapshot
    if (here.audience, snapshot.as_of) != (there.audience, other.as_of):
        return set(agreed)
    titles, others = _visible(here), _visible(there)
    missions = {
        each for each in titles.keys() | others.keys() if titles.get(each) != others.get(each)
    }
    people = {
        each
        for each in here.sharing.keys() | there.sharing.keys()
        if here.may(each) != there.may(each)
    }
    new, old = snapshot.program.claims, other.program.claims
    found = set(people)
    for path, claim in new.items():
        was = old.get(path)
        if (
            was is not claim
            or claim.mission in missions
            or (people and any(each in people for each in claim.people))
            or not (stands_alone(claim) or snapshot.claim(claim) == other.claim(claim))
        ):
            found.update(claim.people, was.people if was else ())
    for path in old.keys() - new.keys():
        found.update(old[path].people)
    return found.intersection(agreed)


def _links(claim: Claim) -> tuple[Link, ...]:
    return tuple(Link(each.url, each.title or "") for each in claim.evidence if each.url)
