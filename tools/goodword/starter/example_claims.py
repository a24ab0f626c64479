"""The claims of a generated program, decided as its points versions give, and their points."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from goodword.days import Cycles
from goodword.starter.example_frame import STAFF
from goodword.starter.written import flow, quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_missions import Mission
    from goodword.starter.example_people import Person

MATURATION = timedelta(days=14)
ESCALATED = 250
"""Points above which two people decide."""

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
        together: who took part in a mission on a day, as (mission, day, person).
        finished: claims approved, as (person, mission, day of the decision).
    """

    lots: dict[str, list[tuple[date, date, int]]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    together: set[tuple[str, date, str]] = field(default_factory=set)
    finished: list[tuple[Person, str, date]] = field(default_factory=list)


def _evidence(random: Random, mission: Mission, number: int) -> str:
    if mission.evidence == "link":
        return f"evidence:\n  - https://forum.example/t/{number + 10000}\n"
    if mission.evidence == "document":
        return f"evidence:\n  - kind: document\n    title: Diary and photographs {number}\n"
    # Those who confirm are never those who decide.
    witness = random.choice(STAFF[6:])[0]
    return f"evidence:\n  - kind: witness\n    witness: {witness}\n"


def _shares(points: int, ids: tuple[str, ...]) -> dict[str, int]:
    """Equal parts, what is left over one point each from the first on."""
    part, rest = divmod(points, len(ids))
    return {each: part + (place < rest) for place, each in enumerate(ids)}


def _decision(  # noqa: PLR0913 - the parts of one record
    random: Random,
    book: Book,
    cycles: Cycles,
    mission: Mission,
    people: tuple[Person, ...],
    occurred: date,
    decided: date,
) -> str:
    person = people[0]
    by = random.choice(STAFF[:4])[0]
    judged = (
        f"  judged:\n    region: {quoted(person.region)}\n    languages: {flow(person.languages)}\n"
        f"    topics: {flow(person.topics)}\n    category: {person.category}\n"
        + (
            f"    eligibility:\n      categories: {flow(mission.categories)}\n"
            if mission.categories
            else ""
        )
        + "    status: open\n"
    )
    if random.random() < 0.05:
        code, reason = random.choice(_DECLINED)
        return (
            f'decision:\n  outcome: declined\n  by: {by}\n  date: "{decided}"\n'
            f"{judged}  reason_code: {code}\n  reason: {reason}\n"
        )
    quality, percent = random.choices(_QUALITIES, (85, 10, 5))[0]
    start, value = mission.version(occurred)
    points = value * percent // 100
    shares = _shares(points, tuple(each.id for each in people))
    available = decided + MATURATION
    last = cycles.after(cycles.of(available)).last
    for each in people:
        book.lots.setdefault(each.id, []).append((available, last, shares[each.id]))
        book.finished.append((each, mission.id, decided))
    text = f'decision:\n  outcome: approved\n  by: {by}\n  date: "{decided}"\n'
    if points > ESCALATED:
        text += f'  second:\n    by: {STAFF[4][0]}\n    date: "{decided}"\n'
    text += f"  points: {points}\n"
    if len(people) > 1:
        text += "  shares:\n" + "".join(f"    {each}: {n}\n" for each, n in shares.items())
    if quality != "normal":
        text += f"  quality: {quality}\n"
    return f'{text}  version: "{start}"\n{judged}'


class _Takers:
    """Draws people by how busy they are, and those who were members on a day."""

    def __init__(self, random: Random, people: tuple[Person, ...]) -> None:
        self.random = random
        self.people = [each for each in people if each.joined and each.joined < each.until]
        # A few do most: weights fall off as in every community.
        self.sums = list(accumulate(random.paretovariate(1.3) for _ in self.people))

    def draw(self) -> Person:
        """One of them, the busy more often."""
        return self.people[bisect_right(self.sums, self.random.random() * self.sums[-1])]


def _room(book: Book, mission: Mission, person: Person, cycle: str) -> bool:
    return book.places.get((person.id, mission.id, cycle), 0) < mission.per_cycle


def claim_files(
    random: Random,
    time: Span,
    people: tuple[Person, ...],
    missions: tuple[Mission, ...],
    count: int,
    book: Book,
) -> Iterator[tuple[str, bytes]]:
    """So many claims as (path, bytes); what they give is entered in the book."""
    cycles = Cycles(())
    takers = _Takers(random, people)
    weights = [each.weight for each in missions]
    number = 0
    for _ in range(count * 20 if takers.people else 0):
        if number == count:
            break
        mission = random.choices(missions, weights)[0]
        person = takers.draw()
        if person.joined is None or (mission.categories and person.category not in mission.categories):
            continue
        reach = (person.until - person.joined).days
        occurred = person.joined + timedelta(days=random.randint(0, reach))
        submitted = min(occurred + timedelta(days=random.choice((0, 0, 1, 2, 5))), person.until)
        cycle = cycles.of(occurred).name
        together = [person]
        if random.random() < 0.04:
            other = takers.draw()
            if (
                other is not person
                and other.joined
                and other.joined <= occurred <= other.until
                and (not mission.categories or other.category in mission.categories)
            ):
                together.append(other)
        if not all(_room(book, mission, each, cycle) for each in together):
            continue
        days = {(mission.id, occurred, each.id) for each in together}
        if mission.evidence != "link" and days & book.together:
            continue
        book.together |= days
        stem = f"missions/{mission.id}/claims/{occurred}-{person.id}"
        book.names[stem] = nth = book.names.get(stem, 0) + 1
        for each in together:
            key = (each.id, mission.id, cycle)
            book.places[key] = book.places.get(key, 0) + 1
        text = [schema_line("claim", 3)]
        text.append(_evidence(random, mission, number))
        if random.random() < 0.5:
            text.append(f"summary: {quoted(random.choice(_SUMMARIES))}\n")
        if len(together) > 1:
            text.append(f"with: [{together[1].id}]\n")
        if mission.shown:
            text.append("disclosure:\n  - connection: program\n")
        if submitted != occurred:
            text.append(f'submitted: "{submitted}"\n')
        decided = submitted + timedelta(days=random.randint(1, 12))
        if random.random() < 0.01:
            text.append(f'withdrawn:\n  date: "{min(decided, time.last)}"\n')
        elif decided <= time.last:
            text.append(
                _decision(random, book, cycles, mission, tuple(together), occurred, decided)
            )
        number += 1
        yield f"{stem}{f'.{nth}' if nth > 1 else ''}.yml", "".join(text).encode()
