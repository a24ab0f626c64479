"""The events of a leaderboard's export, judged row by row: who did what, when, for how much."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.intake import forms
from goodword.intake.history.handles import handle_id
from goodword.intake.history.points import points_in
from goodword.model import link
from goodword.model.paths import ID
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from goodword.intake.export import Export, Problems, Row
    from goodword.intake.import_map import ImportMap, MissionMap

_ID = re.compile(ID)
_LONGEST_ID = 40
_LONGEST_NAME = 120
_LONGEST_LINK = 2_000
_LONGEST_EVENT = 200
_NUMBER = re.compile(r"[1-9][0-9]{0,23}")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Event:
    """One row that counts: `day` in the program's zone, `at` in UTC where the row has a time.

    `event` is its own name in the other system, where it has one.
    """

    line: int
    person: str
    mission: str
    day: date
    at: str | None
    url: str | None
    points: int
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the export: handle, name and number as last written, first day and line."""

    id: str
    handle: str
    name: str
    first: date
    line: int
    number: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What an export says, in its order; people by id.

    `left_out` counts rows by handle; `respelled` are handles that were not in lower case; `again`
    counts rows that say what another row said; `absent` are handles of the map without a row;
    `erased` counts rows of people who were erased.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    respelled: tuple[str, ...] = ()
    timed: int = 0
    again: int = 0
    absent: tuple[str, ...] = ()
    erased: int = 0


def read_history(export: Export, names: ImportMap, zone: tzinfo, problems: Problems) -> History:
    """The events of an export.

    Args:
        export: its rows.
        names: the map.
        zone: the program's, to which moments with an offset are converted.
        problems: where to put what is wrong; the history counts only where there is nothing.
    """
    columns = names.columns
    for what, heading in columns.items():
        if heading not in export.headings:
            problems.add(
                1,
                f'there is no column "{heading}", which the map names for {what}'
                f"{did_you_mean(heading, export.headings)}",
            )
    if problems.count:
        return History()
    reading = _Reading(names, zone, problems)
    for row in export.rows:
        reading.take(row)
    reading.compare_numbers()
    used = set(columns.values())
    named = {each.lower(): each for each in (*names.ids, *names.staff, *names.left_out)}
    return History(
        dict(sorted(reading.people.items())),
        tuple(reading.events),
        dict(sorted(reading.left_out.items())),
        tuple(heading for heading in export.headings if heading not in used),
        tuple(sorted(reading.respelled)),
        reading.timed,
        reading.again,
        tuple(sorted(each for lower, each in named.items() if lower not in reading.handles)),
    )


class _Reading:
    """What has been read so far."""

    def __init__(self, names: ImportMap, zone: tzinfo, problems: Problems) -> None:
        self._map = names
        self._zone = zone
        self._problems = problems
        self._missions = {mission.type: mission for mission in names.missions}
        self._seen: dict[str, tuple[object, int]] = {}
        self._spelled: dict[object, set[str]] = {}
        self._spelling: dict[str, tuple[str, int]] = {}
        self._refused: set[str] = set()
        self._newest: dict[str, tuple[date, str]] = {}
        self.people: dict[str, Person] = {}
        self.events: list[Event] = []
        self.left_out: Counter[str] = Counter()
        self.respelled: set[str] = set()
        self.handles: set[str] = set()
        self.timed = 0
        self.again = 0

    def take(self, row: Row) -> None:
        """Read one row; what is wrong with it is noted, all of it."""
        columns, cells = self._map.columns, row.cells
        handle = cells[columns["person"]]
        self.handles.add(handle.lower())
        if handle.lower() in self._map.left_out:
            self.left_out[handle.lower()] += 1
            return
        if handle and not (cells[columns["type"]] or cells[columns["occurred"]]):
            hint = "leave it out; goodword new influencer makes people who have none"
            self._problems.add(row.line, f'a row of "{handle[:80]}" without an event', hint)
            return
        before = self._problems.count
        event = self._event(row)
        person = self._person(handle, row.line)
        mission = self._mission(cells[columns["type"]], row.line)
        moment = self._moment(cells[columns["occurred"]], row.line)
        url = self._link(row, mission)
        points = self._points(row, mission, moment[0] if moment else None)
        name = self._name(row, handle)
        number = self._number(row)
        if self._problems.count > before:
            return
        if person and mission and moment and points is not None:
            on, at = moment
            read = Event(row.line, person, mission.id, on, at, url, points, event)
            if self._is_new(read):
                self.timed += at is not None
                self.events.append(read)
            self._keep(Person(person, handle, name, on, row.line, number), at)

    def _keep(self, now: Person, at: str | None) -> None:
        """Who it is: handle, name and number of their newest row, the day of their first."""
        known = self.people.get(now.id)
        moment = (now.first, at or "24")
        if known is None:
            self.people[now.id] = now
            self._newest[now.id] = moment
            return
        first, line = min((known.first, known.line), (now.first, now.line))
        newest = now if moment >= self._newest[now.id] else known
        self._newest[now.id] = max(moment, self._newest[now.id])
        number = newest.number or known.number or now.number
        self.people[now.id] = Person(now.id, newest.handle, newest.name, first, line, number)

    def compare_numbers(self) -> None:
        """Say who has the number of another: an account that was renamed is one person's."""
        owners: dict[str, Person] = {}
        for now in self.people.values():
            first = owners.setdefault(now.number, now) if now.number else now
            if first is not now:
                newest = max(first, now, key=lambda each: self._newest[each.id]).id
                self._problems.add(
                    now.line,
                    f'"{now.handle}" has the number {now.number} of "{first.handle}", line'
                    f" {first.line}",
                    "where the account was renamed, give both handles one id in the map, under"
                    f" people.ids: {{{first.handle}: {newest}, {now.handle}: {newest}}}",
                )

    def _is_new(self, read: Event) -> bool:
        """Whether no row before said the same: the same event, or a link only spelled otherwise.

        Of an event that comes again with another link, the first is kept.
        """
        url = link.canonical(read.url) if read.url else None
        said = (read.person, read.mission, read.day, read.points)
        if read.event is not None:
            # By its name it is one event, also where a link was mended between two exports.
            before, first = self._seen.setdefault(read.event, (said, read.line))
            if first == read.line:
                return True
            if before != said:
                self._problems.add(
                    read.line,
                    f'the event "{read.event}" stands twice, first on line {first}, and not alike',
                    "leave out the row that is not true, or give each event a name of its own",
                )
            self.again += 1
            return False
        spelled = self._spelled.setdefault((*said, url, read.at), set())
        if read.url and spelled and read.url not in spelled:
            self.again += 1
            return False
        if read.url:
            spelled.add(read.url)
        return True

    def _event(self, row: Row) -> str | None:
        column = self._map.columns.get("event")
        if column is None:
            return None
        event = row.cells[column]
        if not event:
            self._problems.add(row.line, f"the cell {column} is empty")
        elif len(event) > _LONGEST_EVENT:
            long = f"the cell {column} has more than {_LONGEST_EVENT} characters"
            self._problems.add(row.line, long)
        return event

    def _person(self, handle: str, line: int) -> str | None:
        if handle in self._refused:
            return None
        found = handle_id(handle, self._map)
        if not _ID.fullmatch(found) or len(found) > _LONGEST_ID:
            self._refused.add(handle)
            self._problems.add(
                line,
                f'the handle "{handle[:80]}" can be no id: lower-case letters, digits and single '
                f"hyphens between them, at most {_LONGEST_ID}",
                "give the person an id in the map, under people.ids, or say under people.replace "
                'what stands for a character: {"_": "-"}',
            )
            return None
        spelling, first = self._spelling.setdefault(found, (handle, line))
        if spelling != handle and not {spelling, handle} <= self._map.ids.keys():
            self._refused.add(handle)
            self._problems.add(
                line,
                f'the handles "{handle}" and "{spelling}" (line {first}) both become {found}',
                "give each an id in the map, under people.ids; the same one for one person",
            )
            return None
        if found != handle and handle not in self._map.ids:
            self.respelled.add(handle)
        return found

    def _mission(self, kind: str, line: int) -> MissionMap | None:
        mission = self._missions.get(kind)
        if mission is None:
            near = did_you_mean(kind, self._missions)
            message = f'the map has no mission for the type "{kind[:80]}"{near}'
            self._problems.add(line, message, "add it to missions")
        return mission

    def _moment(self, text: str, line: int) -> tuple[date, str | None] | None:
        """The day in the program's zone, and the time in UTC."""
        dates = self._map.dates
        found = forms.moment(text, self._zone, dates)
        if found is None:
            message = (
                f'"{text[:80]}" is no day or moment, expected 2026-08-03 or 2026-08-03T10:00:00Z'
            )
            hint = ""
            if forms.needs_order(text, dates):
                message = f'"{text[:80]}" can be two days'
                hint = "add to the map `dates: day-first` or `dates: month-first`"
                if order := forms.only_order(text):
                    message = f'"{text[:80]}" has its {order.replace("-", " ")} and its year last'
                    hint = f"add to the map `dates: {order}`"
            self._problems.add(line, message, hint)
        return found

    def _link(self, row: Row, mission: MissionMap | None) -> str | None:
        column = self._map.columns.get("evidence")
        url = row.cells[column] if column else ""
        if not url:
            if mission and mission.at_least:
                message = f'no link, but the map asks for evidence of "{mission.type}"'
                self._problems.add(row.line, message, "leave evidence.at_least out, or make it 0")
            return None
        fault = link.fault(url)
        if len(url) > _LONGEST_LINK:
            fault = f"the link has more than {_LONGEST_LINK} characters"
        if fault:
            self._problems.add(row.line, f"{column}: {fault}")
        return url

    def _points(self, row: Row, mission: MissionMap | None, on: date | None) -> int | None:
        """The points of the row's mission on its day, which the row must not contradict."""
        given: int | None = None
        column = self._map.columns.get("points")
        if column:
            given = points_in(
                row.cells[column], self._map.decimal, row.line, self._problems, column
            )
            if given is None:
                return None
        if mission is None or on is None:
            return None
        if mission.graded is not None and given is not None:
            least, most = mission.graded
            if not least <= given <= most:
                message = f'{given} points for "{mission.type}", the map gives {least} to {most}'
                self._problems.add(row.line, message, "mend the map, if those were given")
            return given
        value = mission.value(on)
        if value is None:
            self._problems.add(row.line, f'the map gives no points for "{mission.type}" on {on}')
        elif given is not None and given != value:
            message = f'{given} points for "{mission.type}", the map gives {value}'
            self._problems.add(row.line, message, "mend the map, or give the day of the change")
        return value

    def _name(self, row: Row, handle: str) -> str:
        column = self._map.columns.get("name")
        name = (row.cells[column] if column else "") or handle
        if len(name) > _LONGEST_NAME:
            self._problems.add(row.line, f"the name has more than {_LONGEST_NAME} characters")
        if column and name.startswith(_FORMULA):
            self._problems.add(
                row.line, f'the name "{name[:40]}" begins with {name[0]}, as formulas do'
            )
        return name

    def _number(self, row: Row) -> str | None:
        column = self._map.columns.get("number")
        number = row.cells[column] if column else ""
        if number and not _NUMBER.fullmatch(number):
            self._problems.add(row.line, f'{column}: "{number[:80]}" is no number of an account')
        return number or None
