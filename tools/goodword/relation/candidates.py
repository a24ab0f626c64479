"""Who is worth talking to: a score with every term, the map of the market, and its coverage."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import add_months
from goodword.model.touchpoint import Thanks
from goodword.relation.assessments import movers_placed
from goodword.relation.communities import OURS, members_of
from goodword.relation.given import FROM_THEM, done, stands
from goodword.relation.thanks import repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.model.profile import Profile, Reach
    from goodword.relation.account import Relations

TERMS = ("reach", "relevance", "activity", "helpfulness")
"""The terms of a score, in the order in which they are shown."""
NOT_LISTED = frozenset({"opted-out", "deceased"})
"""Only a person's own wish, or their death, leaves them out."""


class Evidence(NamedTuple):
    """One thing a term is made of: what it adds, what it is, and where it is written."""

    value: int
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a score.

    Args:
        name: one of `TERMS`.
        value: what is compared: for reach ten times the binary logarithm, else how many.
        rank: whole percent of the others in the marketplace who have less.
        weight: from identification.yml.
        evidence: what the value is made of.
    """

    name: str
    value: int
    rank: int
    weight: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on the map.

    Args:
        id: influencer.
        stage: on the day.
        inside: whether they belong to the marketplace.
        contact: `member`, `in contact` (invited, or a word in either direction in the last
            twelve months) or `unknown`.
        terms: empty outside the marketplace.
        score_tenths: of 100; None outside the marketplace. It ranks people to talk to.
        place: 1 for the best; equal scores share one. None outside.
    """

    id: str
    stage: str
    inside: bool
    contact: str
    terms: tuple[Term, ...]
    score_tenths: int | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the best placed stand to us.

    Args:
        top: their ids, best first.
        contact: how many are members, in contact, unknown.
        departments, categories, communities: how many are in each, by id, none as "".
        usual: how many of them would be there for their reach alone.
        far: those who are no members and share no community with one.
    """

    top: tuple[str, ...]
    contact: Mapping[str, int]
    departments: Mapping[str, int]
    categories: Mapping[str, int]
    communities: Mapping[str, int]
    usual: int
    far: tuple[str, ...]


def candidates(relations: Relations) -> tuple[Candidate, ...]:
    """Everyone on the map, the best placed first, those outside the marketplace last.

    Without identification.yml nobody has a score.
    """
    program, as_of = relations.program, relations.as_of
    stages = {
        person.id: stage
        for person in program.influencers.values()
        if (stage := person.stage_on(as_of)) is not None and stage not in NOT_LISTED
    }
    sought = program.identification
    inside = (
        [each for each in stages if _inside(program.influencers[each], sought.regions)]
        if sought is not None
        else []
    )
    weights = dict(sought.weights) if sought else {}
    terms = {
        name: _term(name, weights.get(name, 0), evidence)
        for name, evidence in _evidence(relations, inside).items()
    }
    sums = {
        each: sum(terms[name][each].rank * weights.get(name, 0) for name in TERMS)
        for each in inside
    }
    whole = sum(weights.get(name, 0) for name in TERMS)
    places: dict[int, int] = {}
    for place, total in enumerate(sorted(sums.values(), reverse=True), 1):
        places.setdefault(total, place)
    found = [
        Candidate(
            each,
            stage,
            each in sums,
            contact(relations, each, stage),
            tuple(terms[name][each] for name in TERMS) if each in sums else (),
            (20 * sums[each] + whole) // (2 * whole) if each in sums and whole else None,
            places[sums[each]] if each in sums else None,
        )
        for each, stage in stages.items()
    ]
    return tuple(sorted(found, key=lambda c: (c.place is None, c.place or 0, c.id)))


def contact(relations: Relations, person: str, stage: str) -> str:
    """Whether a person is a member, in contact with us, or unknown to us."""
    if stage in OURS:
        return "member"
    since = relations.since()
    spoken = any(
        each.date > since and stands(each, relations.as_of) and each.kind != "message"
        for each in relations.program.touchpoints_of.get(person, ())
    )
    return "in contact" if stage == "invited" or spoken else "unknown"


def coverage(relations: Relations, found: Sequence[Candidate], top: int) -> Coverage:
    """How the `top` best placed stand to us.

    Args:
        relations: of the day.
        found: what `candidates` gives.
        top: how many; those who share the last place are not added.
    """
    program = relations.program
    best = [each for each in found if each.inside][:top]
    ids = [each.id for each in best]
    there = program.communities.values()
    where = {each.id: set(members_of(program, each, relations.as_of)) for each in there}
    ours = {p.id for p in program.influencers.values() if p.stage_on(relations.as_of) in OURS}
    near = {person for people in where.values() if people & ours for person in people}
    reach = sorted(
        (each for each in found if each.inside),
        key=lambda c: (-c.terms[0].value, c.place or 0, c.id),
    )
    usual = {each.id for each in reach[:top] if each.terms[0].value}
    people = [program.influencers[each] for each in ids]
    return Coverage(
        tuple(ids),
        _counted(["member", "in contact", "unknown"], (each.contact for each in best)),
        _counted([], (program.department_of(each) or "" for each in people)),
        _counted([], (each.category or "" for each in people)),
        {name: len(there & set(ids)) for name, there in where.items()},
        len(usual & set(ids)),
        tuple(each for each in ids if each not in ours and each not in near),
    )


def _counted(known: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(known, 0)
    for each in values:
        counts[each] = counts.get(each, 0) + 1
    return counts if known else dict(sorted(counts.items()))


def _inside(person: Profile, regions: Sequence[str]) -> bool:
    """Whether a person belongs to the marketplace; where no region is known nothing speaks so."""
    if not regions or person.region is None:
        return True
    return any(person.region == each or person.region.startswith(f"{each}-") for each in regions)


def _term(name: str, weight: int, evidence: Mapping[str, tuple[Evidence, ...]]) -> dict[str, Term]:
    """The term of each person; reach is that of the best channel, all others are sums."""
    values = {
        person: max((e.value for e in mine), default=0)
        if name == "reach"
        else sum(e.value for e in mine)
        for person, mine in evidence.items()
    }
    ordered = sorted(values.values())
    others = len(ordered) - 1
    return {
        person: Term(
            name,
            value,
            100 * bisect_left(ordered, value) // others if others else 100 * (value > 0),
            weight,
            evidence[person],
        )
        for person, value in values.items()
    }


def _evidence(
    relations: Relations, people: Sequence[str]
) -> dict[str, dict[str, tuple[Evidence, ...]]]:
    """What each term is made of, by term, then person."""
    helping = _helping(relations)
    found: dict[str, dict[str, tuple[Evidence, ...]]] = {name: {} for name in TERMS}
    for each in people:
        person = relations.program.influencers[each]
        found["reach"][each] = tuple(_reach(person, relations.as_of))
        found["relevance"][each] = tuple(_relevance(relations, person))
        found["activity"][each] = tuple(_activity(relations, each))
        found["helpfulness"][each] = tuple(helping.get(each, ()))
    return found


def loudness(value: int) -> int:
    """Ten times the binary logarithm of a number of people, rounded down; 0 of none."""
    return int((value + 1) ** 10).bit_length() - 1


def _reach(person: Profile, as_of: date) -> Iterator[Evidence]:
    """The newest figure of each channel and measure; one older than a year counts half."""
    newest: dict[tuple[str, str], tuple[date, int, Reach]] = {}
    for index, each in enumerate(person.reach):
        key = (each.channel, each.measure)
        if each.date <= as_of and (key not in newest or newest[key][0] <= each.date):
            newest[key] = (each.date, index, each)
    for day, index, each in newest.values():
        old = day < add_months(as_of, -12)
        value = loudness(each.value)
        what = f"{each.value} {each.measure} on {each.channel}, {day}"
        yield Evidence(
            value // 2 if old else value,
            f"{what}, older than a year: half" if old else what,
            person.place.at("reach", index),
        )


def _relevance(relations: Relations, person: Profile) -> Iterator[Evidence]:
    sought = relations.program.identification
    for index, topic in enumerate(person.topics):
        if sought is not None and topic in sought.topics:
            yield Evidence(1, topic, person.place.at("topics", index))


def _activity(relations: Relations, person: str) -> Iterator[Evidence]:
    """What they did in the last twelve months, each record once."""
    since = relations.since()
    for given in relations.given.get(person, ()):
        if given.lane in FROM_THEM and given.date > since:
            yield Evidence(1, f"{given.date} {given.reason}", given.place)
    for each in relations.program.touchpoints_of.get(person, ()):
        if each.direction == "from-them" and each.date > since and stands(each, relations.as_of):
            yield Evidence(1, f"{each.date} {each.kind} from them", each.place)


def _helping(relations: Relations) -> dict[str, list[Evidence]]:
    """What people did for others: missions and thanks that say whom, communities they move."""
    program, as_of, since = relations.program, relations.as_of, relations.since()
    found: dict[str, list[Evidence]] = {}
    helping: dict[str, list[Claim]] = {}
    for claim in program.claims.values():
        if claim.helped and claim.occurred > since and done(claim, as_of):
            for person in dict.fromkeys(claim.people):
                helping.setdefault(person, []).append(claim)
                what = f"{claim.occurred} {claim.mission} helped others"
                found.setdefault(person, []).append(Evidence(1, what, claim.place.at("helped")))
    for each in program.touchpoints.values():
        if not isinstance(each.detail, Thanks) or each.direction != "to-them":
            continue
        again = repeats(each, helping.get(each.influencer, ()))
        if each.date > since and stands(each, as_of) and not again:
            what = f"{each.date} was thanked for helping"
            found.setdefault(each.influencer, []).append(Evidence(1, what, each.place))
    for community in program.communities.values():
        for person, place in movers_placed(community, as_of):
            what = f"moves {community.id}"
            found.setdefault(person, []).append(Evidence(1, what, place))
    return found
