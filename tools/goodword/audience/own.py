"""What one person may have of what is kept about them: allow-listed, like every audience.

Left out are other people (co-authors, other originators, who referred them), what staff wrote
for staff (rationale, reasons of stages, summaries of touchpoints that are for staff), severity,
stance and scores.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.audience.ladders import own_ladders
from goodword.audience.milestones import ahead, reached
from goodword.audience.own_items import items
from goodword.audience.own_moves import own_moves
from goodword.audience.own_said import own_said
from goodword.audience.own_signals import own_signals
from goodword.audience.own_terms import own_terms
from goodword.audience.own_tiers import promotions, tiers_of
from goodword.audience.own_touchpoints import own_touchpoint
from goodword.audience.record import (
    Lately,
    OwnAnswer,
    OwnAppeal,
    OwnClaim,
    OwnMeeting,
    OwnPoints,
    OwnRedemption,
    PointsLine,
    Record,
)
from goodword.audience.words import shown
from goodword.ledger.claim_on import over
from goodword.ledger.naming import reference
from goodword.model.claim import Reversal
from goodword.relation.came_of import results_on
from goodword.relation.given import FROM_THEM, FROM_US, stands
from goodword.relation.lifetime import lifetime
from goodword.relation.routing import whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.audience.known import Known
    from goodword.audience.record import Facts
    from goodword.audience.view import Words
    from goodword.model.claim import Claim
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

CONSENT = ("version", "recognition", "contact", "points", "messages", "source")
"""What a consent says."""
FIGURES = (
    "standing",
    "awarded",
    "pending",
    "spendable",
    "held",
    "spent",
    "expired",
    "reversed",
    "arrears",
    "forgiven",
)
"""Figures of points, by the names that `goodword points` has for them."""


def record(
    snapshot: Snapshot,
    person: str,
    heard: Mapping[str, Known] | None = None,
    *,
    signed: bool = True,
) -> Record:
    """Everything kept about a person up to the day that they may have.

    Args:
        snapshot: the program on the day.
        person: id of somebody the program has.
        heard: items as `members` and `nda` may know them on the day; who asks for many records
            works them out once.
        signed: whether an agreement that is in force on the day still is, where that is known.
    """
    profile = snapshot.program.influencers[person]
    day = snapshot.as_of
    ever = lifetime(snapshot.relation, person)
    counts = {lane.name: lane.count for lane in ever.relation.lanes}
    return Record(
        id=person,
        name=profile.name,
        as_of=day,
        profile=_facts(_profile(snapshot, profile)),
        stages=tuple((each.date, each.stage) for each in profile.history if each.date <= day),
        consents=tuple(
            (
                each.from_,
                _named(each, *CONSENT),
            )
            for each in profile.consent
            if each.from_ <= day
        ),
        agreements=tuple(
            _named(each, "version", "signed", "expires")
            for each in profile.nda
            if each.signed <= day
        ),
        reach=tuple(
            _named(each, "channel", "measure", "value", "date", "source")
            for each in profile.reach
            if each.date <= day
        ),
        points=_points(snapshot, person),
        claims=tuple(_claims(snapshot, person)),
        redemptions=tuple(_redemptions(snapshot, person)),
        items=items(snapshot, person, heard, signed=signed),
        touchpoints=tuple(
            own_touchpoint(snapshot, each)
            for each in snapshot.program.touchpoints_of.get(person, ())
            if stands(each, day)
        ),
        meetings=tuple(_meetings(snapshot, person)),
        heard=tuple(
            (incident.id, when, words)
            for incident in snapshot.program.incidents.values()
            for when, words in incident.words_of(person)
            if when[:10] <= day.isoformat()
        ),
        answers=tuple(_answers(snapshot, person)),
        asked=tuple(own_said(snapshot, person)),
        signals=tuple(own_signals(snapshot, person)),
        given=(
            ("missions", ever.missions),
            ("hours", counts["missions"]),
            *((name, counts[name]) for name in FROM_THEM if name != "missions"),
            ("helped", ever.helped),
            ("changed", ever.changed),
        ),
        got=tuple((name, counts[name]) for name in FROM_US),
        terms=tuple(own_terms(snapshot, person)),
        moves=tuple(own_moves(snapshot, person)),
    )


def lately(
    snapshot: Snapshot,
    person: str,
    since: date,
    heard: Mapping[str, Known],
    *,
    signed: bool,
) -> Lately:
    """What of the same a message may be about.

    Args:
        snapshot: the program on the day.
        person: id of somebody the program has.
        since: the first day of what is said of claims.
        heard: as for `record`.
        signed: as for `record`.
    """
    account = snapshot.ledger.account(person)
    return Lately(
        snapshot.as_of,
        tiers_of(account),
        account.expiring,
        tuple(promotions(snapshot, person)),
        tuple(_claims(snapshot, person, since)),
        tuple(_redemptions(snapshot, person)),
        items(snapshot, person, heard, signed=signed),
    )


def _facts(pairs: Iterator[tuple[str, Any]]) -> Facts:
    return tuple((name, str(value)) for name, value in pairs if value not in (None, "", ()))


def _named(thing: Any, *names: str) -> Facts:
    return _facts((name, getattr(thing, name)) for name in names)


def _profile(snapshot: Snapshot, profile: Profile) -> Iterator[tuple[str, Any]]:
    program = snapshot.program
    owner = program.staff.get(whom_to_ask(program, profile, snapshot.as_of) or "")
    yield "name", profile.name
    yield "pronouns", profile.pronouns
    yield "stage", profile.stage_on(snapshot.as_of)
    yield "region", profile.region
    yield "languages", ", ".join(profile.languages or program.settings.languages[:1])
    yield "topics", ", ".join(profile.topics)
    wants = profile.wants_on(snapshot.as_of)
    yield "wants", ", ".join(dict.fromkeys(each.what for each in wants))
    yield "wants in words", " · ".join(each.words for each in wants if each.words)
    yield "communities", ", ".join(profile.communities)
    yield "accounts", ", ".join(f"{channel} {each.login}" for channel, each in profile.accounts)
    yield "links", ", ".join(profile.links)
    yield "bio", profile.bio.first if profile.bio else None
    yield "category", profile.category
    yield "found through", profile.source
    yield "department", program.department_of(profile)
    yield "employer", profile.employer
    yield "asks a quarter", profile.asks_per_quarter
    yield "tier by hand", ", ".join(_floors(profile, snapshot.as_of))
    yield "on the staff", "yes" if profile.staff else None
    yield "employer", profile.employer
    yield "whom to ask", owner.name if owner else None
    yield "forms taken in", ", ".join(map(str, profile.taken_in))


def _floors(profile: Profile, day: date) -> Iterator[str]:
    """Tiers that were given by hand, those of later days left out."""
    for each in profile.tier_floor:
        if each.from_ <= day:
            until = f" {each.until}" if each.until else ""
            yield f"{each.tier} {each.from_} -{until}"


def _points(snapshot: Snapshot, person: str) -> OwnPoints:
    account = snapshot.ledger.account(person)
    return OwnPoints(
        account.tier,
        tuple((name, getattr(account, name)) for name in FIGURES),
        account.to_stay,
        account.to_rise,
        account.expiring,
        tuple(
            PointsLine(
                each.date,
                each.kind,
                each.points,
                each.balance,
                each.reason,
                _about(snapshot, each.place.path),
                each.said,
            )
            for each in snapshot.ledger.entries(person)
        ),
        tuple(promotions(snapshot, person)),
        tuple(reached(snapshot, person)),
        tuple(ahead(snapshot, person)),
        tuple(own_ladders(snapshot, person)),
    )


def _about(snapshot: Snapshot, path: str) -> Words:
    """The mission of a claim or the reward of a request by its path; of all else nothing."""
    program = snapshot.program
    if path in program.claims:
        mission = program.missions.get(program.claims[path].mission)
        return shown(mission.title, program) if mission else {}
    if path in program.redemptions:
        reward = program.rewards.get(program.redemptions[path].reward)
        return shown(reward.name, program) if reward else {}
    return {}


def _claims(snapshot: Snapshot, person: str, since: date = date.min) -> Iterator[OwnClaim]:
    for claim in snapshot.program.claims_with.get(person, ()):
        if claim.submitted <= snapshot.as_of and not over(claim, since):
            yield _claim(snapshot, claim, person)


def _claim(snapshot: Snapshot, claim: Claim, person: str) -> OwnClaim:
    day = snapshot.as_of
    mission = snapshot.program.missions.get(claim.mission)
    on = snapshot.claim(claim)
    state, points = on.of(person)
    said = on.taken_back(person) or on.decision
    return OwnClaim(
        claim.mission,
        shown(mission.title, snapshot.program) if mission else {},
        claim.occurred,
        claim.submitted,
        state,
        points,
        said.note if isinstance(said, Reversal) else said.reason if said else None,
        said.reason_code if said else None,
        len(claim.people) - 1,
        claim.influencer == person,
        tuple(each.url or each.event or each.kind for each in claim.evidence),
        claim.summary,
        claim.helped,
        tuple(
            (
                each.asked,
                each.text,
                each.answered if each.answered and each.answered <= day else None,
            )
            for each in claim.questions
            if each.asked <= day
        ),
        str(claim.source) if claim.source else None,
        claim.received,
        on.contested[1] if on.contested else None,
        tuple(_named(each, "connection", "where") for each in claim.disclosure),
        reference(claim.place.path),
        on.decided,
        tuple((each.date, dict(each.shares)[who]) for who, each in on.back if who == person),
        tuple(
            OwnAppeal(each.date, when, answer.outcome == "approved", points, answer.reason)
            for each, answer, when in on.answered
            if (points := dict(each.shares).get(person, 0))
        ),
        tuple((e.date, e.kind, e.count, e.source) for _, e in results_on(claim, day)),
        claim.parts.get(person),
        tuple((each.date, each.quantity) for each in claim.quantity_later if each.date <= day),
    )


def _redemptions(snapshot: Snapshot, person: str) -> Iterator[OwnRedemption]:
    program, day = snapshot.program, snapshot.as_of
    for each in program.redemptions_of.get(person, ()):
        if each.requested <= day:
            reward = program.rewards.get(each.reward)
            name = shown(reward.name, program) if reward else {}
            on = snapshot.redemption(each)
            state = on.state.replace("_", " ").replace("-", " ")
            yield OwnRedemption(
                each.reward,
                name,
                each.requested,
                each.quantity,
                each.points,
                state,
                on.since,
                reference(each.place.path),
            )


def _meetings(snapshot: Snapshot, person: str) -> Iterator[OwnMeeting]:
    for event in snapshot.program.events.values():
        came = person in event.attended and event.first_day <= snapshot.as_of
        if came or person in event.invited:
            title = shown(event.title, snapshot.program)
            yield OwnMeeting(event.id, title, event.first_day, came)


def _answers(snapshot: Snapshot, person: str) -> Iterator[OwnAnswer]:
    for audit in snapshot.program.audits_of.get(person, ()):
        answer = audit.answer
        if answer and answer.date <= snapshot.as_of:
            facts = (
                ("relationship", answer.relationship),
                ("wants contact", "yes" if answer.wants_one else "no"),
                ("told what became of feedback", answer.told_what_became_of_feedback),
                ("may be named", "yes" if answer.may_be_named else "no"),
            )
            yield OwnAnswer(audit.cycle, answer.date, facts)
