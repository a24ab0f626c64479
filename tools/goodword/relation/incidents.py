"""Incidents: who had to hear of it, how many hours passed until they did, and who did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.segments import deciding, holds
from goodword.loops.figures import nearest_rank
from goodword.loops.told import counts, silent_from
from goodword.loops.visible import answers, effective
from goodword.model.feedback import Received
from goodword.model.policies import PoliciesVersion
from goodword.model.regions import lies_in
from goodword.model.segments import INSIDE
from goodword.relation.moments import hours_between, moment
from goodword.relation.warned import warned_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from goodword.diagnostics import Place
    from goodword.ledger.held_tiers import TierOn
    from goodword.loops.visible import Record
    from goodword.model.incident import Alert, Incident
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.relation.warned import Warned


class Word(NamedTuple):
    """The first word to one person about an incident.

    Args:
        to: influencer id.
        status: `told`, `exempt`, `due` or `overdue`.
        day: the day they were told or exempt.
        hours: from its beginning to the first word, begun hours counted whole; a word of which
            only the day is known counts to the day's end. None where there was none.
        due: the last day to tell them: the one in which the hours allowed run out.
        by: the moment at which they do, in the program's zone.
        age: hours from its beginning to the first word, else to the end of the day asked about;
            None where somebody is exempt.
        over: of these the hours beyond those allowed.
        place: the record that says so; the incident where there is none.
    """

    to: str
    status: str
    day: date | None
    hours: int | None
    due: date
    by: datetime
    age: int | None
    over: int
    place: Place


@dataclass(frozen=True, slots=True)
class Alerted:
    """An incident on a day: `words` by person, `heard` by us from whom, `items` it opened.

    `nobody` are the words of its alert list that name nobody on the map, such as `topic cargo`;
    `warned` is who had warned us of it.
    """

    incident: Incident
    allowed: int
    words: tuple[Word, ...]
    heard: tuple[str, ...]
    items: tuple[str, ...]
    nobody: tuple[str, ...]
    warned: tuple[Warned, ...]

    @property
    def untold(self) -> tuple[str, ...]:
        """Who was not told, sorted."""
        return tuple(each.to for each in self.words if each.status in {"due", "overdue"})

    @property
    def median_hours(self) -> int | None:
        """Median hours to the first word by nearest rank, the untold at their age so far."""
        return nearest_rank([each.age for each in self.words if each.age is not None], 50)


def incidents(program: Program, as_of: date, tier: TierOn) -> tuple[Alerted, ...]:
    """All incidents that had begun by a day, the first one first.

    Args:
        program: what the files say.
        as_of: the day.
        tier: the tier of a person on a day.
    """
    told = answers(program.touchpoints.values(), as_of)
    found = [
        _alerted(program, each, as_of, tier, told.get(each.id, {}))
        for each in program.incidents.values()
        if each.first_day <= as_of
    ]
    return tuple(sorted(found, key=lambda a: (a.incident.began, a.incident.id)))


def alert_list(program: Program, incident: Incident, tier: TierOn) -> tuple[str, ...]:
    """Who must hear of an incident: those named, and everyone of its segments that day, sorted.

    Saved segments ask for stages themselves; else only who is inside is alerted without being
    named.
    """
    day, alert = incident.first_day, incident.alert
    saved = deciding(program, alert.segments)
    found = {
        person.id
        for person in program.influencers.values()
        if (person.stage_on(day) in INSIDE and _within(alert, person, tier, day))
        or any(holds(each, person, day, tier) for each in saved)
    }
    return tuple(sorted(found.union(alert.ids)))


def _within(alert: Alert, person: Profile, tier: TierOn, day: date) -> bool:
    region = person.region or ""
    return (
        person.category in alert.categories
        or bool(set(person.topics) & set(alert.topics))
        or any(lies_in(region, each) for each in alert.regions)
        or not set(alert.tiers).isdisjoint(tiers_held(alert.tiers, person.id, day, tier))
    )


def _alerted(
    program: Program,
    incident: Incident,
    as_of: date,
    tier: TierOn,
    told: Mapping[str, Sequence[Record]],
) -> Alerted:
    zone = program.zone
    began = moment(incident.began, zone)
    now = moment(as_of.isoformat(), zone, end=True)
    day = incident.first_day
    version = in_force(program.policy_versions, day) or PoliciesVersion(day)
    words = []
    for person in alert_list(program, incident, tier):
        profile = program.influencers.get(person)
        allowed = version.clocks_for(tier(person, day)).incident_hours
        by = (began + timedelta(hours=allowed)).astimezone(zone)
        due = (by - timedelta(minutes=1)).date()
        status, told_on, at, place = _word(program, told.get(person, ()), profile)
        silent = silent_from(profile, day, as_of)
        hours = None if at is None else hours_between(began, at)
        age = hours
        if status is None and silent is not None:
            status, told_on = "exempt", silent
        elif status is None:
            age = hours_between(began, now)
            status = "overdue" if age > allowed else "due"
        over = 0 if age is None else max(0, age - allowed)
        words.append(
            Word(person, status, told_on, hours, due, by, age, over, place or incident.place)
        )
    return Alerted(
        incident,
        version.clocks.incident_hours,
        tuple(words),
        tuple(dict.fromkeys(h.from_ for h in incident.heard if h.date[:10] <= as_of.isoformat())),
        _opened(program, incident, as_of),
        _nobody(program, incident.alert),
        warned_of(program, incident, as_of),
    )


def _nobody(program: Program, alert: Alert) -> tuple[str, ...]:
    """What an alert list names that nobody on the map is; ids and tiers are references."""
    people = program.influencers.values()
    topics = {topic for person in people for topic in person.topics}
    categories = {person.category for person in people}
    regions = {person.region for person in people if person.region}
    return (
        *(f"topic {each}" for each in alert.topics if each not in topics),
        *(f"category {each}" for each in alert.categories if each not in categories),
        *(
            f"region {each}"
            for each in alert.regions
            if not any(lies_in(region, each) for region in regions)
        ),
    )


def _word(
    program: Program, records: Sequence[Record], profile: Profile | None
) -> tuple[str | None, date | None, datetime | None, Place | None]:
    """Status, day, moment and place of the first telling that counts, else of an exemption."""
    spoken = [r for r in records if counts(r, profile)]
    excused = [r for r in records if r.answer.step == "exempt"]
    if spoken:
        first = min(spoken, key=lambda r: _when(r, program.zone))
        return "told", first.date, _when(first, program.zone), first.touchpoint.place
    if excused:
        return "exempt", excused[0].date, None, excused[0].touchpoint.place
    return None, None, None, None


def _when(record: Record, zone: ZoneInfo) -> datetime:
    return moment(record.answer.moment or record.date.isoformat(), zone, end=True)


def _opened(program: Program, incident: Incident, as_of: date) -> tuple[str, ...]:
    """Feedback whose source names the incident, sorted."""
    return tuple(
        sorted(
            item.id
            for item in program.feedback.values()
            for entry in effective(item.steps, as_of)
            if isinstance(entry.step, Received) and incident.id in (entry.step.source or "")
        )
    )
