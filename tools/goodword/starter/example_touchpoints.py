"""The touchpoints of a generated program beside its answers: thanks, contacts, asks, promises."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.starter.written import quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_people import Person

_HELPED = (
    "a neighbour who was stranded with a broken belt",
    "three families who compared bikes before buying",
    "a school that wanted to store eight bikes dry",
    "a rider who could not lift the front wheel",
)
_CONTACTS = (
    "Asked how the winter went with the canopy.",
    "Talked about the new brakes over coffee at the fair.",
    "Wrote about the route to the allotments that floods.",
    "Called to hear what a repair cost this time.",
)


def _thanks(random: Random, person: Person) -> str:
    text = f"kind: thanks\nby: {person.owner}\nchannel: mail\n"
    surprise = "surprise: true\n" if random.random() < 0.1 else ""
    return f"{text}helped: {random.choice(_HELPED)}\n{surprise}"


def _other(random: Random, person: Person, day: date) -> tuple[str, str]:
    """A kind and its text."""
    draw = random.random()
    by = f"by: {person.owner}\nchannel: phone\n"
    if draw < 0.7:
        direction = random.choice(("to-them", "from-them"))
        by = f"by: {person.owner if direction == 'to-them' else person.id}\nchannel: phone\n"
        summary = f"direction: {direction}\nsummary: {quoted(random.choice(_CONTACTS))}\n"
        return "contact", f"kind: contact\n{by}{summary}"
    if draw < 0.85:
        answered = f'outcome: accepted\nanswered: "{day}"\n'
        return (
            "ask",
            f"kind: ask\n{by}department: social\nfor: a photograph of the load\n{answered}",
        )
    kept = f'due: "{day + timedelta(days=30)}"\nkept: "{day}"\n'
    return "promise", f"kind: promise\n{by}summary: A spare part by post.\n{kept}"


def touchpoint_files(
    random: Random,
    time: Span,
    finished: list[tuple[Person, str, date]],
    people: tuple[Person, ...],
    count: int,
) -> Iterator[tuple[str, bytes]]:
    """So many touchpoints as (path, bytes): one half thanks for claims, the rest of other kinds."""
    members = [each for each in people if each.joined and each.joined < each.until]
    taken: dict[str, int] = {}
    for number in range(count if finished and members else 0):
        if number % 2:
            person, mission, decided = random.choice(finished)
            day = decided + timedelta(days=random.randint(0, 14))
            slug, text = f"thanks-{mission}", _thanks(random, person)
        else:
            person = random.choice(members)
            start = person.joined or person.until
            reach = (person.until - start).days
            day = start + timedelta(days=random.randint(0, reach))
            slug, text = _other(random, person, day)
        if day > min(time.last, person.until):
            continue
        stem = f"influencers/{person.id}/touchpoints/{day}-{slug}"
        taken[stem] = nth = taken.get(stem, 0) + 1
        yield (
            f"{stem}{f'.{nth}' if nth > 1 else ''}.yml",
            f"{schema_line('touchpoint', 3)}{text}".encode(),
        )
