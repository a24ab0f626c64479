"""The events and communities of a generated program: where its people meet, and who came."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.starter.example_frame import STAFF
from goodword.starter.written import both, flow, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_people import Person

_COMMUNITIES = (
    # id, name, where, topics, stance
    (
        "owners-forum",
        ("Owners' forum", "Foro de propietarios"),
        "online",
        ("repair", "cargo"),
        "join",
    ),
    ("school-convoys", ("School convoys", "Caravanas escolares"), "both", ("school-run",), "join"),
    ("open-workshops", ("Open workshops", "Talleres abiertos"), "offline", ("repair",), "join"),
    (
        "kerb-counters",
        ("Kerb counters", "Cuentabordillos"),
        "both",
        ("accessibility", "city-policy"),
        "monitor",
    ),
    (
        "e-cargo-buyers",
        ("E-cargo buyers", "Compradores de bicis de carga"),
        "online",
        ("cargo",),
        "ignore",
    ),
)
_EVENTS = (
    ("ask-the-engineers", ("Ask the engineers", "Pregunta a los ingenieros"), "online"),
    ("open-works", ("Open works", "Fábrica abierta"), "offline"),
    ("repair-day", ("Repair day", "Día de reparación"), "hybrid"),
    ("autumn-ride", ("Autumn ride", "Salida de otoño"), "offline"),
)
_INVITED = 40
"""How many people are asked to an event at most."""


def community_files(
    random: Random, time: Span, people: tuple[Person, ...]
) -> Iterator[tuple[str, bytes]]:
    """The communities as (path, bytes), each moved by a few who know its topics."""
    for name, title, where, topics, stance in _COMMUNITIES:
        near = [each.id for each in people if each.joined and set(each.topics) & set(topics)]
        movers = sorted(random.sample(near, min(3, len(near))))
        text = (
            f"{schema_line('community', 2)}name:{both(*title, '  ')}\nwhere: {where}\n"
            f"topics: {flow(topics)}\nsize: {random.randint(40, 9000)}\n"
            f'stance:\n  - from: "{time.first}"\n    stance: {stance}\n'
            f'movers: {flow(movers)}\nreviewed: "{time.last - timedelta(days=20)}"\n'
        )
        yield f"program/communities/{name}.yml", text.encode()


def event_files(
    random: Random, time: Span, people: tuple[Person, ...]
) -> Iterator[tuple[str, bytes]]:
    """An event a quarter as (path, bytes), with who was asked and who came."""
    for number in range(time.days * 4 // 366):
        day = add_months(time.first, number * 3 + 2)
        if day > time.last:
            return
        name, title, form = _EVENTS[number % len(_EVENTS)]
        there = [each.id for each in people if each.there_on(day)]
        invited = random.sample(there, min(_INVITED, len(there)))
        attended = sorted(invited[: len(invited) * 2 // 3])
        text = (
            f"{schema_line('event', 2)}title:{both(*title, '  ')}\n"
            f'starts: "{day}"\nformat: {form}\n'
            f"hosts: [{random.choice(STAFF)[0]}]\ninvited: {flow(sorted(invited))}\n"
            f"attended: {flow(attended)}\n"
        )
        yield f"program/events/{day}-{name}.yml", text.encode()
