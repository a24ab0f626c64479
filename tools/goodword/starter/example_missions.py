"""The missions of a generated program, and what each gives when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.starter.written import flow, quoted, schema_line, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.starter.example_frame import Span


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission as the generator uses it.

    Args:
        id: its folder.
        values: points by the first day of a version, sorted.
        per_cycle: claims that count for a person in a cycle.
        categories: who may do it; empty is everyone.
        shown: whether it shows the brand to others.
        evidence: what a claim brings: link, witness or document.
        weight: how often it is done beside the others.
        hours: what it takes.
    """

    id: str
    title: tuple[str, str]
    instructions: tuple[str, str]
    objective: str
    conversation: str
    values: tuple[tuple[date, int], ...]
    per_cycle: int
    categories: tuple[str, ...]
    shown: bool
    evidence: str
    weight: int
    hours: int

    def is_for(self, category: str) -> bool:
        """Whether people of that category may do it."""
        return not self.categories or category in self.categories

    def version(self, day: date) -> tuple[date, int]:
        """First day and points of the version in force on a day."""
        return [each for each in self.values if each[0] <= day][-1]


_ROWS = (
    # id, titles, objective, conversation, points (first, later), a cycle, categories, shown,
    # evidence, weight, hours
    (
        "answer-an-owner",
        ("Answer an owner's question", "Responde a la pregunta de un propietario"),
        ("Answer it where it was asked, and send us the link.", "Responde donde se preguntó."),
        ("fewer-tickets", "helping", (20, 25), 12, (), False, "link", 30, 1),
    ),
    (
        "write-a-repair-guide",
        ("Write a repair guide", "Escribe una guía de reparación"),
        ("Show a repair step by step, with torque values.", "Muestra una reparación paso a paso."),
        ("fewer-tickets", "learning", (100, 120), 3, (), True, "link", 8, 8),
    ),
    (
        "host-a-test-ride",
        ("Host a test ride", "Organiza un paseo de prueba"),
        ("Let somebody ride your bike with their own load.", "Deja que alguien pruebe tu bici."),
        ("fair-choice", "choosing", (40, 40), 6, (), True, "witness", 15, 2),
    ),
    (
        "report-a-defect",
        ("Report a defect that we can reproduce", "Comunica un defecto reproducible"),
        ("Describe load, weather and what you did before.", "Describe carga, tiempo y uso."),
        ("better-bikes", "using", (30, 30), 6, (), False, "link", 15, 1),
    ),
    (
        "translate-a-manual-page",
        ("Translate a page of the manual", "Traduce una página del manual"),
        ("Translate one page, and let another rider read it.", "Traduce una página del manual."),
        ("fewer-tickets", "learning", (50, 60), 4, (), False, "link", 8, 3),
    ),
    (
        "run-a-repair-evening",
        ("Run a repair evening", "Organiza una tarde de reparación"),
        ("Open a workshop for an evening to all makes.", "Abre un taller una tarde a todos."),
        (
            "fewer-tickets",
            "helping",
            (150, 180),
            2,
            ("mechanic", "dealer", "advocate"),
            True,
            "witness",
            5,
            5,
        ),
    ),
    (
        "teach-a-lesson",
        ("Teach a lesson with our sheets", "Da una clase con nuestras fichas"),
        ("Teach brakes, load or traffic to a class.", "Enseña frenos, carga o tráfico."),
        ("fair-choice", "awareness", (80, 80), 4, ("teacher",), False, "document", 4, 3),
    ),
    (
        "publish-an-independent-test",
        ("Publish an independent test", "Publica una prueba independiente"),
        ("Test what you like and write what you found.", "Prueba lo que quieras y cuéntalo."),
        ("fair-choice", "choosing", (0, 0), 4, ("journalist",), True, "link", 3, 12),
    ),
    (
        "ride-a-prototype",
        ("Ride a prototype for a month", "Prueba un prototipo durante un mes"),
        ("Keep a diary of every ride.", "Lleva un diario de cada trayecto."),
        ("better-bikes", "using", (200, 200), 1, (), False, "document", 2, 20),
    ),
    (
        "film-a-loading-trick",
        ("Film a loading trick", "Graba un truco de carga"),
        ("One trick, one minute, no music needed.", "Un truco, un minuto, sin música."),
        ("fair-choice", "using", (35, 35), 4, (), True, "link", 10, 2),
    ),
)


def missions(time: Span) -> tuple[Mission, ...]:
    """All missions of a program of that time; each has one change of points, half-way."""
    change = time.after(0.5)
    return tuple(
        Mission(
            name,
            titles,
            instructions,
            objective,
            conversation,
            ((time.first, first), (change, later)) if first != later else ((time.first, first),),
            per_cycle,
            categories,
            shown,
            evidence,
            weight,
            hours,
        )
        for name, titles, instructions, (
            objective,
            conversation,
            (first, later),
            per_cycle,
            categories,
            shown,
            evidence,
            weight,
            hours,
        ) in _ROWS
    )


def _text(mission: Mission) -> str:
    points = ""
    for start, value in mission.values:
        told = start - timedelta(days=45)
        announced = f'    announced: "{told}"\n' if start != mission.values[0][0] else ""
        points += (
            f'  - from: "{start}"\n{announced}    value: {value}\n    limits:\n'
            f"      per_influencer_per_cycle: {mission.per_cycle}\n"
        )
    eligible = (
        f"eligibility:\n  categories: {flow(mission.categories)}\n" if mission.categories else ""
    )
    return (
        f"{schema_line('mission', 2)}"
        f"title:{words(dict(zip(('en', 'es'), mission.title, strict=True)), '  ')}\n"
        f"instructions:{words(dict(zip(('en', 'es'), mission.instructions, strict=True)), '  ')}\n"
        f"objective: {mission.objective}\nconversation: {mission.conversation}\n"
        f"points:\n{points}{eligible}"
        f"evidence:\n  kinds: [{quoted(mission.evidence)}]\n"
        f"{'public_facing: true' + chr(10) if mission.shown else ''}"
        f"effort_hours: {mission.hours}\n"
    )


def mission_files(missions: tuple[Mission, ...]) -> Iterator[tuple[str, bytes]]:
    """The missions' files as (path, bytes)."""
    for mission in missions:
        yield f"missions/{mission.id}/mission.yml", _text(mission).encode()
