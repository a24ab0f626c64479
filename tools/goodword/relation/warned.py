"""Early warnings: what people told us before it happened, and what many of them tell us now."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.loops.originators import own_spans
from goodword.loops.visible import effective
from goodword.model.feedback import Joined, Received, Triaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.feedback import Feedback
    from goodword.model.incident import Forewarning, Incident
    from goodword.model.program import Program


class Warned(NamedTuple):
    """One warning.

    Args:
        people: who gave it: those who had raised the item by the day it came true, else by today.
        day: of the warning, else the first on which the item was raised.
        item: the feedback; None where it is the word of a person.
        area, pillar: those of the feedback; None where it states none.
        incident: what it warned of; None while nothing of it came true.
        lead: days from the warning to the beginning of the incident; None without one.
        place: the entry of the incident, else the item.
    """

    people: tuple[str, ...]
    day: date
    item: str | None
    area: str | None
    pillar: str | None
    incident: str | None
    lead: int | None
    place: Place


class Tally(NamedTuple):
    """How many warnings of one person, pillar or area came true, of all of theirs."""

    of: str
    came_true: int
    warned: int


class Cluster(NamedTuple):
    """One area about which several people tell us something within few days.

    Args:
        area: as the first of the items writes it.
        people: who raised something about it in these days, sorted.
        items: ids of what they raised, sorted.
        since: the first of these days on which somebody did.
        department: the one that these items were given to; None for none or several.
        place: the first item.
    """

    area: str
    people: tuple[str, ...]
    items: tuple[str, ...]
    since: date
    department: str | None
    place: Place


def warnings(program: Program, as_of: date) -> tuple[Warned, ...]:
    """All warnings by a day: those that incidents name, then items that warn and came to nothing.

    Args:
        program: what the files say.
        as_of: the day.
    """
    named = [
        each
        for incident in program.incidents.values()
        if incident.first_day <= as_of
        for each in warned_of(program, incident, as_of)
    ]
    true = {each.item for each in named}
    open_ = [
        Warned(people, first, item.id, item.area, item.pillar, None, None, item.place)
        for item in program.feedback.values()
        if item.warning and item.id not in true
        if (raised := _raised(item, as_of))
        for people, first in [raised]
    ]
    return tuple(sorted((*named, *open_), key=lambda x: (x.day, x.item or "", x.people)))


def warned_of(program: Program, incident: Incident, as_of: date) -> tuple[Warned, ...]:
    """Who had warned us of an incident, as of a day, in the order of its file."""
    found = (
        _came_true(program, incident, number, each)
        for number, each in enumerate(incident.warned_by)
    )
    return tuple(each for each in found if each.day <= as_of)


def _came_true(program: Program, incident: Incident, number: int, each: Forewarning) -> Warned:
    place = incident.place.at("warned_by", number)
    item = program.feedback.get(each.feedback or "")
    day = each.date or (raised_first(item) if item else None) or incident.first_day
    lead = max(0, (incident.first_day - day).days)
    if item is None:
        word = (each.influencer,) if each.influencer else ()
        return Warned(word, day, each.feedback, None, None, incident.id, lead, place)
    people = _standing(item, incident.first_day)
    return Warned(people, day, item.id, item.area, item.pillar, incident.id, lead, place)


def _standing(item: Feedback, as_of: date) -> tuple[str, ...]:
    """Who raised an item by a day and stands by it, sorted."""
    found = _raised(item, as_of)
    return found[0] if found else ()


def _raised(item: Feedback, as_of: date) -> tuple[tuple[str, ...], date] | None:
    """Who raised an item by a day and stands by it, with the first day; None for nobody."""
    spans = own_spans(effective(item.steps, as_of))
    people = sorted(who for who, found in spans.items() if found and found[-1].until is None)
    if not people:
        return None
    return tuple(people), min(spans[who][0].since[0] for who in people)


def raised_first(item: Feedback) -> date | None:
    """The first day on which anybody raised an item, whatever became of them; None for nobody."""
    spans = own_spans(effective(item.steps))
    return min((found[0].since[0] for found in spans.values()), default=None)


def tallies(
    found: Iterable[Warned], of: Callable[[Warned], Iterable[str | None]]
) -> tuple[Tally, ...]:
    """Warnings counted by person, pillar or area, each once however often it came true.

    Args:
        found: the warnings.
        of: whom or what one counts for.
    """
    warned: dict[str, set[object]] = defaultdict(set)
    true: dict[str, set[object]] = defaultdict(set)
    for each in found:
        for key in of(each):
            if key is not None:
                which = each.item or (each.people, each.day, each.incident)
                warned[key].add(which)
                if each.incident is not None:
                    true[key].add(which)
    return tuple(Tally(key, len(true[key]), len(all_)) for key, all_ in sorted(warned.items()))


def clusters(program: Program, as_of: date) -> tuple[Cluster, ...]:
    """The areas about which so many people tell us something as the policies of the day say.

    What an incident names as its warning is known by then, and counts no more.
    """
    version = in_force(program.policy_versions, as_of)
    limits = version.early_warning if version else None
    if limits is None:
        return ()
    least, first = limits.people, as_of - timedelta(days=limits.days - 1)
    known = {
        each.feedback
        for incident in program.incidents.values()
        if incident.first_day <= as_of
        for each in incident.warned_by
    }
    areas: dict[str, list[Feedback]] = {}
    for item in program.feedback.values():
        if item.area and item.id not in known:
            areas.setdefault(" ".join(item.area.casefold().split()), []).append(item)
    found = (_cluster(items, first, as_of) for _, items in sorted(areas.items()))
    return tuple(each for each in found if each and len(each.people) >= least)


def _cluster(items: Iterable[Feedback], first: date, as_of: date) -> Cluster | None:
    """What was raised about an area in some days."""
    raised: list[tuple[date, Feedback]] = []
    people: set[str] = set()
    departments: set[str | None] = set()
    for item in items:
        steps = effective(item.steps, as_of)
        standing = _standing(item, as_of)
        told = [
            (step.date, who)
            for _, step in steps
            if isinstance(step, Received | Joined) and step.date >= first
            for who in step.from_
            if who in standing
        ]
        if told:
            people.update(who for _, who in told)
            raised.append((min(day for day, _ in told), item))
            triage = [step.department for _, step in steps if isinstance(step, Triaged)]
            departments.add(triage[-1] if triage else None)
    if not raised:
        return None
    raised.sort(key=lambda each: (each[0], each[1].id))
    since, begun = raised[0]
    stated = departments - {None}
    return Cluster(
        begun.area or "",
        tuple(sorted(people)),
        tuple(sorted(item.id for _, item in raised)),
        since,
        stated.pop() if len(stated) == 1 else None,
        begun.place,
    )
