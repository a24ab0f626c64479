"""The events of a leaderboard's export, judged row by row: who did what, when, for how much."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from goodword.model import link
from goodword.model.paths import ID
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from goodword.intake.export import Export, Problems, Row
    from goodword.intake.import_map import ImportMap, MissionMap

_ID = re.compile(ID)
_LONGEST_ID = 40
_LONGEST_NAME = 120
_LONGEST_LINK = 2_000
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    _DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_POINTS = re.compile(r"[0-9]{1,9}")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Event:
    """One row that counts: `day` in the program's zone, `at` in UTC where the row has a time."""

    line: int
    person: str
    mission: str
    day: date
    at: str | None
    url: str | None
    points: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the export: id, handle and name as written, and the first day."""

    id: str
    handle: str
    name: str
    first: date


@dataclass(frozen=True, slots=True)
class History:
    """What an export says, in its order; people by id.

    `left_out` counts rows by handle; `respelled` are handles that were not in lower case.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    respelled: tuple[str, ...] = ()
    timed: int = 0


def handle_id(handle: str, names: ImportMap) -> str:
    """The id that a handle becomes: the map's, else the handle in lower case."""
    return names.ids.get(handle) or names.ids.get(handle.lower()) or handle.lower()


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
    if problems.found:
        return History()
    reading = _Reading(names, zone, problems)
    for row in export.rows:
        reading.take(row)
    used = set(columns.values())
    return History(
        dict(sorted(reading.people.items())),
        tuple(reading.events),
        dict(sorted(reading.left_out.items())),
        tuple(heading for heading in export.headings if heading not in used),
        tuple(sorted(reading.respelled)),
        reading.timed,
    )


class _Reading:
    """What has been read so far."""

    def __init__(self, names: ImportMap, zone: tzinfo, problems: Problems) -> None:
        self._map = names
        self._zone = zone
        self._problems = problems
        self._missions = {mission.type: mission for mission in names.missions}
        self._seen: dict[str, int] = {}
        self._spelling: dict[str, tuple[str, int]] = {}
        self._refused: set[str] = set()
        self.people: dict[str, Person] = {}
        self.events: list[Event] = []
        self.left_out: Counter[str] = Counter()
        self.respelled: set[str] = set()
        self.timed = 0

    def take(self, row: Row) -> None:
        """Read one row; what is wrong with it is noted, all of it."""
        columns, cells = self._map.columns, row.cells
        handle = cells[columns["person"]]
        if handle.lower() in self._map.left_out:
            self.left_out[handle.lower()] += 1
            return
        before = len(self._problems.found) + self._problems.more
        self._once(row)
        person = self._person(handle, row.line)
        mission = self._mission(cells[columns["type"]], row.line)
        moment = self._moment(cells[columns["occurred"]], row.line)
        url = self._link(row)
        points = self._points(row, mission, moment[0] if moment else None)
        name = self._name(row, handle)
        if len(self._problems.found) + self._problems.more > before:
            return
        if person and mission and moment and points is not None:
            on, at = moment
            self.timed += at is not None
            self.events.append(Event(row.line, person, mission.id, on, at, url, points))
            known = self.people.get(person)
            first = min(known.first, on) if known else on
            self.people[person] = Person(person, handle, known.name if known else name, first)

    def _once(self, row: Row) -> None:
        column = self._map.columns.get("event")
        if column is None:
            return
        event = row.cells[column]
        if not event:
            self._problems.add(row.line, f"the cell {column} is empty")
        elif (first := self._seen.setdefault(event, row.line)) != row.line:
            self._problems.add(row.line, f'the event "{event}" stands twice, first on line {first}')

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
                "give the person an id in the map, under people.ids",
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
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text), None
            if _MOMENT.fullmatch(text):
                moment = datetime.fromisoformat(text)
                if moment.tzinfo is None:
                    moment = moment.replace(tzinfo=self._zone)
                at = moment.astimezone(UTC).strftime("%H:%M:%S")
                return moment.astimezone(self._zone).date(), at
        except (ValueError, OverflowError):
            pass
        shown = text[:80]
        self._problems.add(
            line, f'"{shown}" is no day or moment, expected 2026-08-03 or 2026-08-03T10:00:00Z'
        )
        return None

    def _link(self, row: Row) -> str | None:
        column = self._map.columns.get("evidence")
        url = row.cells[column] if column else ""
        if not url:
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
            text = row.cells[column]
            if not _POINTS.fullmatch(text):
                negative = text.startswith("-") and _POINTS.fullmatch(text[1:])
                what = "is negative, which points never are" if negative else "is no whole number"
                self._problems.add(row.line, f'{column}: "{text[:80]}" {what}')
                return None
            given = int(text)
        if mission is None or on is None:
            return None
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
