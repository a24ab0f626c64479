"""The claims of a generated program, decided as its points versions give, and their points."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from goodword.days import Cycles
from goodword.starter.example_frame import STAFF
from goodword.starter.written import flow, quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_missions import Mission
    from goodword.starter.example_people import Person

MATURATION = timedelta(days=14)
ESCALATED = 250
"""Points above which two people decide."""
TOGETHER = 0.04
"""How many of the deeds look for a second person; nearly half of them find one who may."""

_REVIEWERS, _WITNESSES = STAFF[:4], STAFF[6:]
"""Those who decide are never those who confirm that something happened."""
_SECOND = STAFF[4]
_QUALITIES = (("normal", 100), ("high", 150), ("low", 50))
_DECLINED = (
    ("no-evidence", "The link leads to an empty page."),
    ("not-the-mission", "This is good, but it belongs to another mission."),
    ("undisclosed", "The post does not say that you are in the program."),
)
_SUMMARIES = (
    "Rear wheel out, belt off, new sprocket on",
    "Two children and a week's shopping up the hill by the station",
    "Which tyre for tram tracks, with photographs of both",
    "Why the kickstand spring sings, and what stops it",
    "A canopy zip mended with a sailmaker's needle",
    "How to lift the battery out with one hand",
)


@dataclass(slots=True)
class Book:
    """What came of the claims so far.

    Args:
        lots: (available, last day, points) by person.
        places: claims that hold a place by person, mission and cycle.
        names: how many claims a mission, day and person has.
        took_part: who did a mission on a day, as (mission, day, person).
        finished: claims approved, as (person, mission, day of the decision).
    """

    lots: dict[str, list[tuple[date, date, int]]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    took_part: set[tuple[str, date, str]] = field(default_factory=set)
    finished: list[tuple[Person, str, date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A mission done by one person or by two, before anybody judged it."""

    mission: Mission
    people: tuple[Person, ...]
    occurred: date
    number: int


class Claims:
    """Makes claims.

    Args:
        random: what everything is drawn from.
        time: the program's days.
        people: everyone on the map.
        missions: all missions.
        book: where it is entered what the claims give.
        together: how many of the deeds look for a second person, from 0 to 1.
    """

    def __init__(
        self,
        random: Random,
        time: Span,
        people: tuple[Person, ...],
        missions: tuple[Mission, ...],
        together: float = TOGETHER,
    ) -> None:
        self.random, self.time, self.missions = random, time, missions
        self.together = together
        self.book = Book()
        self.cycles = Cycles(())
        self.weights = [each.weight for each in missions]
        self.takers = [each for each in people if each.joined and each.joined < each.until]
        # A few do most of it, as in every community: weights fall off by a power law.
        self.sums = list(accumulate(random.paretovariate(1.3) for _ in self.takers))

    def files(self, count: int) -> Iterator[tuple[str, bytes]]:
        """So many claims as (path, bytes), fewer where all limits are reached."""
        number = 0
        for _ in range(count * 20 if self.takers else 0):
            if number == count:
                return
            deed = self._deed(number)
            if deed is not None and self._entered(deed):
                number += 1
                yield self._path(deed), self._text(deed).encode()

    def _taker(self) -> Person:
        """Somebody who was a member once, the busy more often."""
        return self.takers[bisect_right(self.sums, self.random.random() * self.sums[-1])]

    def _deed(self, number: int) -> _Deed | None:
        mission = self.random.choices(self.missions, self.weights)[0]
        person = self._taker()
        if person.joined is None or not mission.is_for(person.category):
            return None
        reach = (person.until - person.joined).days
        occurred = person.joined + timedelta(days=self.random.randint(0, reach))
        if self.random.random() < self.together:
            other = self._taker()
            if other is not person and other.there_on(occurred) and mission.is_for(other.category):
                return _Deed(mission, (person, other), occurred, number)
        return _Deed(mission, (person,), occurred, number)

    def _entered(self, deed: _Deed) -> bool:
        """Take the deed's places, unless a limit or its evidence forbids it."""
        book, mission, cycle = self.book, deed.mission, self.cycles.of(deed.occurred).name
        places = [(each.id, mission.id, cycle) for each in deed.people]
        if any(book.places.get(place, 0) >= mission.per_cycle for place in places):
            return False
        parts = {(mission.id, deed.occurred, each.id) for each in deed.people}
        if mission.evidence != "link" and parts & book.took_part:
            return False
        book.took_part |= parts
        for place in places:
            book.places[place] = book.places.get(place, 0) + 1
        return True

    def _path(self, deed: _Deed) -> str:
        stem = f"missions/{deed.mission.id}/claims/{deed.occurred}-{deed.people[0].id}"
        nth = self.book.names[stem] = self.book.names.get(stem, 0) + 1
        return f"{stem}.{nth}.yml" if nth > 1 else f"{stem}.yml"

    def _text(self, deed: _Deed) -> str:
        random, person = self.random, deed.people[0]
        late = timedelta(days=random.choice((0, 0, 1, 2, 5)))
        submitted = min(deed.occurred + late, person.until)
        text = schema_line("claim", 3) + self._evidence(deed)
        if random.random() < 0.5:
            text += f"summary: {quoted(random.choice(_SUMMARIES))}\n"
        if len(deed.people) > 1:
            text += f"with: [{deed.people[1].id}]\n"
        if deed.mission.shown:
            text += "disclosure:\n  - connection: program\n"
        if submitted != deed.occurred:
            text += f'submitted: "{submitted}"\n'
        decided = submitted + timedelta(days=random.randint(1, 12))
        if random.random() < 0.01:
            return f'{text}withdrawn:\n  date: "{min(decided, self.time.last)}"\n'
        return text + self._decision(deed, decided) if decided <= self.time.last else text

    def _evidence(self, deed: _Deed) -> str:
        if deed.mission.evidence == "link":
            return f"evidence:\n  - https://forum.example/t/{deed.number + 10000}\n"
        if deed.mission.evidence == "document":
            title = f"Diary and photographs {deed.number}"
            return f"evidence:\n  - kind: document\n    title: {title}\n"
        witness = self.random.choice(_WITNESSES)[0]
        return f"evidence:\n  - kind: witness\n    witness: {witness}\n"

    def _decision(self, deed: _Deed, decided: date) -> str:
        head = f'  by: {self.random.choice(_REVIEWERS)[0]}\n  date: "{decided}"\n'
        if self.random.random() < 0.05:
            code, reason = self.random.choice(_DECLINED)
            return (
                f"decision:\n  outcome: declined\n{head}  reason_code: {code}\n  reason: {reason}\n"
            )
        quality, percent = self.random.choices(_QUALITIES, (85, 10, 5))[0]
        start, value = deed.mission.version(deed.occurred)
        points = value * percent // 100
        shares = _shares(points, deed.people)
        self._earned(deed, decided, shares)
        parts = "".join(f"    {each}: {n}\n" for each, n in shares.items())
        text = (
            f"decision:\n  outcome: approved\n{head}  points: {points}\n  computed: {points}\n"
            f'  shares:\n{parts}  quality: {quality}\n  version: "{start}"\n{_judged(deed)}'
        )
        if points > ESCALATED:
            text += f'  second:\n    by: {_SECOND[0]}\n    date: "{decided}"\n'
        return text

    def _earned(self, deed: _Deed, decided: date, shares: dict[str, int]) -> None:
        available = decided + MATURATION
        last = self.cycles.after(self.cycles.of(available)).last
        for each in deed.people:
            self.book.lots.setdefault(each.id, []).append((available, last, shares[each.id]))
            self.book.finished.append((each, deed.mission.id, decided))


def _judged(deed: _Deed) -> str:
    """What the mission's terms were compared with; nothing where it asks for nothing."""
    person, categories = deed.people[0], deed.mission.categories
    if not categories:
        return ""
    return (
        f"  judged:\n    region: {quoted(person.region)}\n    languages: {flow(person.languages)}\n"
        f"    topics: {flow(person.topics)}\n    category: {person.category}\n"
        f"    eligibility:\n      categories: {flow(categories)}\n    status: open\n"
    )


def _shares(points: int, people: tuple[Person, ...]) -> dict[str, int]:
    """Equal parts, what is left over one point each from the first on."""
    part, rest = divmod(points, len(people))
    return {each.id: part + (place < rest) for place, each in enumerate(people)}
