"""The whole program as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from goodword.days import EARLIEST, Cycles
from goodword.model import feedback
from goodword.model.broken import Broken
from goodword.model.kinds import BY_NAME, KINDS, Kind
from goodword.model.policies import PoliciesVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from goodword.model import (
        audit,
        calendar,
        claim,
        community,
        conversations,
        departments,
        erasure,
        event,
        groups,
        identification,
        incident,
        measures,
        milestones,
        mission,
        onboarding,
        policies,
        profile,
        questions,
        redemption,
        reward,
        segments,
        settings,
        signal,
        strategy,
        term,
        terms,
        tiers,
        touchpoint,
    )
    from goodword.model.contact import Contact
    from goodword.model.groups import Group
    from goodword.model.segments import Segment
    from goodword.model.settings import Staff

__all__ = ["BY_NAME", "KINDS", "Kind", "Program"]


@dataclass(frozen=True)
class Program:
    """Everything the files say. Mappings are sorted by key; records are keyed by their path."""

    settings: settings.Settings
    strategy: strategy.Strategy | None = None
    tiers: tiers.Tiers | None = None
    milestones: milestones.Milestones | None = None
    departments: departments.Departments | None = None
    policies: policies.Policies | None = None
    term_settings: terms.Terms | None = None
    calendar: calendar.Calendar | None = None
    identification: identification.Identification | None = None
    onboarding: onboarding.Onboarding | None = None
    conversations: conversations.Conversations | None = None
    segments: segments.Segments | None = None
    groups: groups.Groups | None = None
    questions: questions.Questions | None = None
    rewards: Mapping[str, reward.Reward] = field(default_factory=dict)
    events: Mapping[str, event.Event] = field(default_factory=dict)
    communities: Mapping[str, community.Community] = field(default_factory=dict)
    feedback: Mapping[str, feedback.Feedback] = field(default_factory=dict)
    incidents: Mapping[str, incident.Incident] = field(default_factory=dict)
    signals: Mapping[str, signal.Signal] = field(default_factory=dict)
    audits: Mapping[str, audit.Audit] = field(default_factory=dict)
    measures: Mapping[str, measures.Measures] = field(default_factory=dict)
    erasures: Mapping[str, erasure.Erasure] = field(default_factory=dict)
    influencers: Mapping[str, profile.Profile] = field(default_factory=dict)
    touchpoints: Mapping[str, touchpoint.Touchpoint] = field(default_factory=dict)
    redemptions: Mapping[str, redemption.Redemption] = field(default_factory=dict)
    terms: Mapping[str, term.Term] = field(default_factory=dict)
    missions: Mapping[str, mission.Mission] = field(default_factory=dict)
    claims: Mapping[str, claim.Claim] = field(default_factory=dict)
    statements: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of `program/statements/<cycle>.csv` by cycle name."""
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """What is known without a key of each `contact.age`, by influencer."""
    unread_site: tuple[tuple[str, str, str], ...] = ()
    """Files of site/ that the portal does not read: path, what is, what to do instead."""
    own_templates: Mapping[str, str] = field(default_factory=dict)
    """Texts of the program's templates for the portal, by path."""
    own_pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Pages of the program's own for the portal: language and address, by path."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Texts of messages, by path."""
    packed: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The packed file in whose line a record stands, by the record's path; a matter of places."""
    elsewhere: frozenset[str] = frozenset()
    """Ids of people whose files were not read, since only a part was loaded."""
    lined: Mapping[str, claim.Claim] = field(default_factory=dict)
    """Of a part, claims that are in it for the places that they take alone, none of `claims`."""
    broken: Broken = field(default_factory=Broken, compare=False)
    """What was set aside; rules must not speak of it."""

    @property
    def putting_off(self) -> Iterator[Any]:
        """Every document that can say of a line of the agenda that it was put off, in `snoozed`."""
        for kind in KINDS:
            if "snoozed" in kind.model.__struct_fields__:
                room = getattr(self, kind.room)
                for each in room.values() if kind.many else (room,):
                    if each is not None:
                        yield each

    @cached_property
    def everybody(self) -> frozenset[str]:
        """Ids of all people, also of those whose files were not read."""
        return self.elsewhere.union(self.influencers)

    @cached_property
    def cycles(self) -> Cycles:
        """The program's cycles."""
        return Cycles(self.settings.cycle)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The program's time zone; UTC where it has an unknown one (rule `time-zone`)."""
        try:
            return ZoneInfo(self.settings.timezone)
        except (KeyError, ValueError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def staff(self) -> Mapping[str, Staff]:
        """Staff by id."""
        return {each.id: each for each in self.settings.staff}

    @cached_property
    def segment_of(self) -> Mapping[str, Segment]:
        """Segments by id; of several with one id the first, which a rule says."""
        found: dict[str, Segment] = {}
        for each in self.segments.segments if self.segments else ():
            found.setdefault(each.id, each)
        return found

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[Group, ...]]:
        """The groups that a mission is in, in the order of the file; of missions in any."""
        found: dict[str, tuple[Group, ...]] = {}
        for group in self.groups.groups if self.groups else ():
            for each in group.missions:
                found[each] = (*found.get(each, ()), group)
        return found

    @cached_property
    def erased(self) -> frozenset[str]:
        """Names under which the records of somebody lie who was erased: nobody is called so."""
        names = {each.id for each in self.erasures.values()} & self.influencers.keys()
        people = (self.influencers[each] for each in names)
        gone = {"opted-out", "deceased"}
        return frozenset(each.id for each in people if each.name == each.id and each.stage in gone)

    @cached_property
    def policy_versions(self) -> tuple[PoliciesVersion, ...]:
        """Versions of the policies; one of defaults where there is no policies.yml."""
        return self.policies.versions if self.policies else (PoliciesVersion(EARLIEST),)

    @cached_property
    def claims_in_order(self) -> tuple[claim.Claim, ...]:
        """All claims in the order in which places are given."""
        return _in_order(self.claims.values())

    @cached_property
    def in_line(self) -> tuple[claim.Claim, ...]:
        """The same, with those that are there for their places alone."""
        if not self.lined:
            return self.claims_in_order
        return _in_order((*self.claims.values(), *self.lined.values()))

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[claim.Claim, ...]]:
        """Claims by mission, by path."""
        found: dict[str, list[claim.Claim]] = {}
        for each in self.claims.values():
            found.setdefault(each.mission, []).append(each)
        return {mission: tuple(claims) for mission, claims in found.items()}

    @cached_property
    def objective_topics(self) -> Mapping[str, frozenset[str]]:
        """By objective, the topics of the missions that serve it."""
        found: dict[str, set[str]] = {}
        for each in self.missions.values():
            if each.objective:
                found.setdefault(each.objective, set()).update(each.eligibility.topics)
        return {objective: frozenset(topics) for objective, topics in found.items()}

    @cached_property
    def claims_with(self) -> Mapping[str, tuple[claim.Claim, ...]]:
        """Claims by each of their people, in the order in which places are given."""
        found: dict[str, list[claim.Claim]] = {}
        for each in self.claims_in_order:
            for person in dict.fromkeys(each.people):
                found.setdefault(person, []).append(each)
        return {person: tuple(claims) for person, claims in found.items()}

    @cached_property
    def raised_by(self) -> Mapping[str, frozenset[str]]:
        """Ids of the feedback items in which a person was ever named as an originator."""
        found: dict[str, set[str]] = {}
        for item in self.feedback.values():
            for step in item.steps:
                if isinstance(step, feedback.Received | feedback.Joined):
                    for person in step.from_:
                        found.setdefault(person, set()).add(item.id)
        return {person: frozenset(ids) for person, ids in found.items()}

    @cached_property
    def audits_of(self) -> Mapping[str, tuple[audit.Audit, ...]]:
        """Perception audits by influencer, by cycle."""
        return _grouped(self.audits.values(), lambda each: each.cycle)

    @cached_property
    def signals_of(self) -> Mapping[str, tuple[signal.Signal, ...]]:
        """Signals by influencer, each sorted by day, name and number: `.2` after the first."""
        return _grouped(
            self.signals.values(), lambda each: (each.id.partition(".")[0], each.number)
        )

    @cached_property
    def touchpoints_of(self) -> Mapping[str, tuple[touchpoint.Touchpoint, ...]]:
        """Touchpoints by influencer, each sorted by day, slug and number: `.2` after the first."""
        return _grouped(self.touchpoints.values(), lambda each: (each.date, *each.order))

    @cached_property
    def redemptions_of(self) -> Mapping[str, tuple[redemption.Redemption, ...]]:
        """Redemptions by influencer, each in the order of requesting."""
        return _grouped(self.redemptions.values(), lambda each: each.order)

    @cached_property
    def terms_of(self) -> Mapping[str, tuple[term.Term, ...]]:
        """Terms by influencer, the first one first."""
        return _grouped(self.terms.values(), lambda each: (each.from_, each.place.path))

    @cached_property
    def relations(self) -> frozenset[tuple[str, str]]:
        """Pairs of ids (both ways) of people too close to decide on each other.

        Who is both an influencer and on staff stands for both ids: a relation to the one is a
        relation to the other, whoever of the two declared it.
        """
        ids: dict[str, set[str]] = {}
        for person in self.influencers.values():
            if person.staff:
                ids.setdefault(person.staff, {person.staff}).add(person.id)
        pairs = {(one, other) for same in ids.values() for one in same for other in same}
        for person in self.influencers.values():
            for each in person.relations:
                other = each.influencer or each.staff
                if other is None or self.same_person(person.id, other):
                    continue
                here, there = self._self(person.id), self._self(other)
                for mine in ids.get(here, {here}):
                    for theirs in ids.get(there, {there}):
                        pairs |= {(mine, theirs), (theirs, mine)}
        return frozenset(pair for pair in pairs if pair[0] != pair[1])

    @cached_property
    def gaining(self) -> Mapping[str, str]:
        """By person, who brought them and gets points for what they do; none without a referral."""
        if not self.settings.referral:
            return {}
        people = self.influencers.values()
        return {each.id: each.referred_by for each in people if each.referred_by is not None}

    def same_person(self, one: str, other: str) -> bool:
        """Whether two ids, of staff or of influencers, are one person's."""
        return one == other or self._self(one) == self._self(other)

    def _self(self, who: str) -> str:
        """One id for all of a person's: that of staff, where they are on it."""
        person = self.influencers.get(who)
        return person.staff if person is not None and person.staff else who

    def owner_of(self, person: profile.Profile) -> str:
        """The staff id of a person's owner: their own, else the first of staff."""
        return person.owner or self.settings.staff[0].id

    def department_of(self, person: profile.Profile) -> str | None:
        """A person's department: their own, else that of their category."""
        if person.department or not self.departments:
            return person.department
        category = self.departments.category(person.category)
        return category.department if category else None


def _in_order(claims: Iterable[claim.Claim]) -> tuple[claim.Claim, ...]:
    found: dict[date, list[claim.Claim]] = {}
    for each in claims:
        found.setdefault(each.submitted, []).append(each)
    for day in found.values():  # short lists are sorted sooner than a long one
        day.sort(key=_within_its_day)
    return tuple(each for day in sorted(found) for each in found[day])


def _within_its_day(each: claim.Claim) -> tuple[str, str, str, int, str]:
    """What follows the day in `Claim.order`, and the path, which tells apart what is alike."""
    return each.at or "24", each.mission, each.influencer, each.number, each.place.path


def _grouped(records: Iterable[Any], key: Callable[[Any], Any]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = {}
    for each in records:
        groups.setdefault(each.influencer, []).append(each)
    return {person: tuple(sorted(groups[person], key=key)) for person in sorted(groups)}
