"""Incidents: who had to hear of it, how many hours passed until they did, and who did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.loops.figures import nearest_rank
from goodword.loops.told import counts, silent_from
from goodword.loops.visible import answers, effective
from goodword.model.feedback import Received
from goodword.model.policies import PoliciesVersion
from goodword.relation.moments import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from goodword.diagnostics import Place
    from goodword.loops.visible import Record
    from goodword.model.incident import Alert, Incident
    from goodword.model.profile import Profile
    from goodword.model.program import Program

INSIDE = frozenset({"invited", "member", "on-leave", "emeritus"})
"""Stages whose people belong to a segment; others are alerted only where they are named."""


class Word(NamedTuple):
    """The first word to one person about an incident.

    Args:
        to: influencer id.
        status: `told`, `exempt`, `due` or `overdue`.
        day: the day they were told or exempt.
        hours: from its beginning to the first word, begun hours counted whole; a word of which
            only the day is known counts to the day's end. None where there was none.
        due: the last day to tell them: the one in which the hours allowed run out.
        place: the record that says so; the incident where there is none.
    """

    to: str
    status: str
    day: date | None
    hours: int | None
    due: date
    place: Place


@dataclass(frozen=True, slots=True)
class Alerted:
    """An incident on a day: `words` by person, `heard` by us from whom, `items` it opened."""

    incident: Incident
    allowed: int
    words: tuple[Word, ...]
    heard: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def untold(self) -> tuple[str, ...]:
        """Who was not told, sorted."""
        return tuple(each.to for each in self.words if each.status in {"due", "overdue"})

    @property
    def median_hours(self) -> int | None:
        """Median hours to the first word by nearest rank, of those who were told."""
        return nearest_rank([each.hours for each in self.words if each.hours is not None], 50)


def incidents(
    program: Program, as_of: date, tier: Callable[[str, date], str | None]
) -> tuple[Alerted, ...]:
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
        if date.fromisoformat(each.began[:10]) <= as_of
    ]
    return tuple(sorted(found, key=lambda a: (a.incident.began, a.incident.id)))


def alert_list(
    program: Program, incident: Incident, tier: Callable[[str, date], str | None]
) -> tuple[str, ...]:
    """Who must hear of an incident: those named, and everyone of its segments that day, sorted."""
    day = date.fromisoformat(incident.began[:10])
    named = set(incident.alert.ids)
    segment = {
        person.id
        for person in program.influencers.values()
        if person.stage_on(day) in INSIDE and _within(incident.alert, person, tier, day)
    }
    return tuple(sorted(named | segment))


def _within(
    alert: Alert, person: Profile, tier: Callable[[str, date], str | None], day: date
) -> bool:
    region = person.region or ""
    return (
        person.category in alert.categories
        or bool(set(person.topics) & set(alert.topics))
        or any(region == each or region.startswith(f"{each}-") for each in alert.regions)
        or bool(alert.tiers and tier(person.id, day) in alert.tiers)
    )


def _alerted(
    program: Program,
    incident: Incident,
    as_of: date,
    tier: Callable[[str, date], str | None],
    told: Mapping[str, Sequence[Record]],
) -> Alerted:
    began = moment(incident.began, program.zone)
    day = date.fromisoformat(incident.began[:10])
    version = in_force(program.policy_versions, day) or PoliciesVersion(day)
    words = []
    for person in alert_list(program, incident, tier):
        profile = program.influencers.get(person)
        allowed = version.clocks_for(tier(person, day)).incident_hours
        due = (began + timedelta(hours=allowed)).astimezone(program.zone).date()
        word = _word(program, profile, told.get(person, ()), began)
        silent = silent_from(profile, day, as_of)
        if word is not None:
            words.append(word._replace(to=person, due=due))
        elif silent is not None:
            words.append(Word(person, "exempt", silent, None, due, incident.place))
        else:
            status = "overdue" if due < as_of else "due"
            words.append(Word(person, status, None, None, due, incident.place))
    return Alerted(
        incident,
        version.clocks.incident_hours,
        tuple(words),
        tuple(dict.fromkeys(h.from_ for h in incident.heard if h.date[:10] <= as_of.isoformat())),
        _opened(program, incident, as_of),
    )


def _word(
    program: Program,
    profile: Profile | None,
    records: Sequence[Record],
    began: datetime,
) -> Word | None:
    """The first telling that counts, else the first exemption; `to` and `due` are not set."""
    spoken = [r for r in records if counts(r, profile)]
    excused = [r for r in records if r.answer.step == "exempt"]
    if spoken:
        first = min(spoken, key=lambda r: _when(r, program.zone))
        minutes = int((_when(first, program.zone) - began).total_seconds()) // 60
        hours = max(0, -(-minutes // 60))
        return Word("", "told", first.date, hours, first.date, first.touchpoint.place)
    if excused:
        first = excused[0]
        return Word("", "exempt", first.date, None, first.date, first.touchpoint.place)
    return None


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
