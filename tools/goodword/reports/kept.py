"""Where a person is kept: every file that holds something of theirs or names them in their part.

What other people or staff wrote about them in files of their own is not listed: who declared a
relation, who was referred. A file whose name holds somebody else's id is named by its folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.ledger.statement import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


PEOPLE = "influencers"
"""The folder by which files are named that lie in the folder of another person."""
_AT_EVENTS = ("invited", "attended", "hosts")
_AT_PLACES = ("movers", "members", "hosts")


class Kept(NamedTuple):
    """A file, its day where it has one, and as what the person is in it."""

    path: str
    date: date | None
    as_: str


def kept(snapshot: Snapshot, person: str) -> tuple[Kept, ...]:
    """The files of a person up to the day, by path."""
    found = (*_own(snapshot.program, person), *_claims(snapshot.program, person))
    found += (*_shared(snapshot.program, person), *_statements(snapshot.program, person))
    found += (*_nominated(snapshot.program, person), *_assessed(snapshot.program, person))
    day = snapshot.as_of
    return tuple(sorted({each for each in found if each.date is None or each.date <= day}, key=str))


def _own(program: Program, person: str) -> Iterator[Kept]:
    profile = program.influencers.get(person)
    if profile is not None:
        yield Kept(profile.place.path, None, "profile")
    if person in program.contacts:
        yield Kept(f"influencers/{person}/contact.age", None, "addresses, encrypted")
    for touchpoint in program.touchpoints_of.get(person, ()):
        yield Kept(touchpoint.place.path, touchpoint.date, touchpoint.kind)
    for signal in program.signals_of.get(person, ()):
        yield Kept(signal.place.path, signal.first_day, "signal")
    for redemption in program.redemptions_of.get(person, ()):
        yield Kept(redemption.place.path, redemption.requested, "request for a reward")
    for term in program.terms_of.get(person, ()):
        yield Kept(term.place.path, term.begun, "term")
    for audit in program.audits_of.get(person, ()):
        yield Kept(audit.place.path, None, "perception audit")


def _claims(program: Program, person: str) -> Iterator[Kept]:
    for path, claim in program.claims.items():
        witness = any(each.witness == person for each in claim.evidence)
        if person in claim.people or witness:
            as_ = "claim" if person == claim.influencer else "claim together"
            where = path if person == claim.influencer else path.rpartition("/")[0]
            yield Kept(where, claim.occurred, as_ if person in claim.people else "witness")


def _shared(program: Program, person: str) -> Iterator[Kept]:
    for item in sorted(program.raised_by.get(person, ())):
        feedback = program.feedback[item]
        yield Kept(feedback.place.path, feedback.steps[0].date, "feedback")
    places: list[tuple[Any, date | None, str, tuple[str, ...]]] = [
        (each, each.first_day, "event", _AT_EVENTS) for each in program.events.values()
    ]
    places += [(each, None, "community", _AT_PLACES) for each in program.communities.values()]
    for each, day, what, lists in places:
        for as_ in lists:
            if person in getattr(each, as_):
                yield Kept(each.place.path, day, f"{what}: {as_}")
    talk = program.conversations
    if talk and any(person in each.cornerstones for each in talk.conversations):
        yield Kept(talk.place.path, None, "conversation: cornerstone")
    for incident in program.incidents.values():
        if person in incident.alert.ids:
            yield Kept(incident.place.path, None, "incident: to be told")
        if any(each.from_ == person for each in incident.heard):
            yield Kept(incident.place.path, None, "incident: heard")
        if any(each.influencer == person for each in incident.warned_by):
            yield Kept(incident.place.path, None, "incident: warned")


def _assessed(program: Program, person: str) -> Iterator[Kept]:
    """The communities that they were found to move."""
    for community in program.communities.values():
        for each in community.assessments:
            if person in (each.movers or ()):
                yield Kept(community.place.path, each.date, "community: assessed")


def _nominated(program: Program, person: str) -> Iterator[Kept]:
    """The terms for which they nominated somebody."""
    for term in program.terms.values():
        if person in term.nominated_by:
            yield Kept(PEOPLE, term.begun, "term: nominated")


def _statements(program: Program, person: str) -> Iterator[Kept]:
    named = f",{person},".encode()
    for name, content in program.statements.items():
        head = head_of(content)
        if named in content:
            closed = head.closed if head else None
            yield Kept(f"program/statements/{name}.csv", closed, "statement")
