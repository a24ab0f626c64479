"""The rewards of a generated program, and redemptions that the points of their day cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from goodword.starter.example_frame import STAFF
from goodword.starter.written import quoted, schema_line, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_people import Person

_REWARDS = (
    # id, kind, points, names
    ("brake-pads", "merchandise", 40, ("A set of brake pads", "Un juego de pastillas")),
    ("tool-roll", "merchandise", 120, ("Tool roll", "Bolsa de herramientas")),
    ("belt-voucher", "merchandise", 180, ("A new drive belt", "Una correa nueva")),
    ("factory-visit", "access", 300, ("A day at the works", "Un día en la fábrica")),
    ("wheel-course", "learning", 250, ("Wheel building course", "Curso de ruedas")),
    ("plant-a-rack", "donation", 60, ("A bike rack for a school", "Un aparcabicis escolar")),
    ("named-part", "recognition", 400, ("Your name on a part", "Tu nombre en una pieza")),
    ("rain-cape", "merchandise", 150, ("Rain cape", "Capa de lluvia")),
)


@dataclass(frozen=True, slots=True)
class _Wish:
    person: Person
    day: date
    reward: str
    kind: str
    points: int


def reward_files(time: Span) -> Iterator[tuple[str, bytes]]:
    """The catalogue as (path, bytes)."""
    for name, kind, points, names in _REWARDS:
        text = (
            f"{schema_line('reward', 2)}"
            f"name:{words(dict(zip(('en', 'es'), names, strict=True)), '  ')}\nkind: {kind}\n"
            f'cost:\n  - from: "{time.first}"\n    points: {points}\n'
        )
        yield f"program/rewards/{name}.yml", text.encode()


def _wishes(random: Random, person: Person, lots: list[tuple[date, date, int]]) -> Iterator[_Wish]:
    """What one person could buy over the years, each covered by the lots of its day.

    Lots are spent by their last day. Leaving some of these out covers the others still.
    """
    held: list[tuple[date, int]] = []
    waiting = sorted(lots, reverse=True)
    day = date.min
    while waiting:
        day = max(day, waiting[-1][0] + timedelta(days=random.randint(0, 25)))
        while waiting and waiting[-1][0] <= day:
            _, last, points = waiting.pop()
            heappush(held, (last, points))
        while held and held[0][0] < day:
            heappop(held)
        if day > person.until:
            return
        balance = sum(points for _, points in held)
        name, kind, price, _ = random.choice(_REWARDS)
        if price > balance:
            continue
        yield _Wish(person, day, name, kind, price)
        while price:
            last, points = heappop(held)
            taken = min(points, price)
            price -= taken
            if points > taken:
                heappush(held, (last, points - taken))
        day += timedelta(days=1)


def _text(random: Random, time: Span, wish: _Wish) -> str:
    by = random.choice(STAFF)[0]
    text = (
        f"{schema_line('redemption', 3)}points: {wish.points}\n"
        f"judged:\n  region: {quoted(wish.person.region)}\n"
    )
    day = wish.day
    if random.random() < 0.03:
        return f'{text}cancelled:\n  date: "{min(day + timedelta(2), time.last)}"\n  by: {by}\n'
    for state, days in (("approved", random.randint(0, 3)), ("fulfilled", random.randint(1, 10))):
        day += timedelta(days=days)
        if day > time.last:
            break
        text += f'{state}:\n  date: "{day}"\n  by: {by}\n'
    return text


def redemption_files(
    random: Random,
    time: Span,
    people: tuple[Person, ...],
    lots: dict[str, list[tuple[date, date, int]]],
    count: int,
) -> Iterator[tuple[str, bytes]]:
    """At most so many redemptions as (path, bytes); fewer where the points do not reach."""
    wishes = [
        wish
        for person in people
        if person.id in lots
        for wish in _wishes(random, person, lots[person.id])
    ]
    for place in sorted(random.sample(range(len(wishes)), min(count, len(wishes)))):
        wish = wishes[place]
        path = f"influencers/{wish.person.id}/redemptions/{wish.day}-{wish.reward}.yml"
        yield path, _text(random, time, wish).encode()
