"""The frame of a generated program: its own file, departments, tiers, strategy and policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.source.form import FIRST, KEY, newest
from goodword.starter.written import both, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

STAFF = (
    ("noor", "Noor Haddad", "support"),
    ("maite", "Maite Olabarri", "social"),
    ("edwin", "Edwin Vos", "product"),
    ("greta", "Greta Lindqvist", "pr"),
    ("samir", "Samir Benali", "product"),
    ("hanna", "Hanna Kovač", "education"),
    ("luis", "Luis Ferrer", "support"),
    ("aoife", "Aoife Brannigan", "social"),
)
"""Id, name and department of the staff, who stay for the whole time."""

CATEGORIES = {
    "owner": "support",
    "mechanic": "product",
    "journalist": "pr",
    "advocate": "social",
    "teacher": "education",
    "dealer": "product",
}
"""Kinds of influencers, each with its department."""

_WORDS = {
    "owner": "propietario",
    "mechanic": "mecánico",
    "journalist": "periodista",
    "advocate": "defensor",
    "teacher": "docente",
    "dealer": "distribuidor",
    "rider": "ciclista",
    "guide": "guía",
    "anchor": "ancla",
    "lighthouse": "faro",
}
"""Categories and tiers in the program's second language."""
_IN = " " * 6

TOPICS = ("repair", "cargo", "school-run", "touring", "batteries", "accessibility", "city-policy")
"""What people know and talk about."""

_PURPOSE = (
    "People who ride, mend and explain our cargo bikes, and tell us the truth.",
    "Gente que usa, arregla y explica nuestras bicis de carga, y nos dice la verdad.",
)
_DUTY = (
    "Say that you are in the Wheelhouse, next to the post itself.",
    "Di que estás en el Wheelhouse, junto a la propia publicación.",
)
_CONSENT = (
    "We keep what you hand in and show it to those whom you choose.",
    "Guardamos lo que entregas y se lo mostramos a quien tú elijas.",
)
_DEPARTMENTS = {
    "support": (
        "Support",
        "Soporte",
        "Questions that a member answered before we had to",
        "Preguntas que un miembro respondió antes que nosotros",
    ),
    "product": (
        "Product",
        "Producto",
        "Changes made because somebody told us",
        "Cambios hechos porque alguien nos lo dijo",
    ),
    "social": (
        "Social",
        "Comunidad",
        "Conversations between owners that we did not start",
        "Conversaciones entre propietarios que no empezamos nosotros",
    ),
    "pr": (
        "Press",
        "Prensa",
        "Independent tests that are accurate",
        "Pruebas independientes que son exactas",
    ),
    "education": (
        "Education",
        "Educación",
        "Lessons held with our teaching sheets",
        "Clases dadas con nuestras fichas",
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a generated program: the first, and the last on which something happened."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def after(self, share: float) -> date:
        """The first day of the month nearest to that share of the whole time."""
        return (self.first + timedelta(days=int(self.days * share))).replace(day=1)


def span(years: int, last: date) -> Span:
    """The time of a program that ends on a day, so many years long."""
    return Span(add_months(last, -12 * years) + timedelta(days=1), last)


def _program(time: Span) -> str:
    staff = "".join(
        f'  - id: {identifier}\n    name: {name}\n    emails: ["{identifier}@haulwick.example"]\n'
        f"    department: {department}\n"
        for identifier, name, department in STAFF
    )
    return (
        f"{schema_line('program', 1)}name: Haulwick Wheelhouse\nbrand: Haulwick\n"
        f"purpose:{both(*_PURPOSE, '  ')}\n"
        f"timezone: Europe/Madrid\nlanguages: [en, es]\nstaff:\n{staff}"
        f'started: "{time.first}"\ncycle: quarter\n'
        "points:\n  maturation_days: 14\n  expiry: end-of-next-cycle\n  escalate_above: 250\n"
        + (f"{KEY}: {newest()}\n" if newest() != FIRST else "")
    )


def _departments() -> str:
    leads = {department: identifier for identifier, _, department in reversed(STAFF)}
    departments = "".join(
        f"  - id: {each}\n    name:{both(name, spanish, _IN)}\n    lead: {leads[each]}\n"
        f"    measure:{both(measure, in_spanish, _IN)}\n"
        for each, (name, spanish, measure, in_spanish) in _DEPARTMENTS.items()
    )
    categories = "".join(
        f"  - id: {each}\n    name:{both(each.capitalize(), _WORDS[each].capitalize(), _IN)}\n"
        f"    department: {department}\n    measure:"
        + both(
            f"What {each}s change for others, counted by case",
            f"Lo que cambia para otros gracias a cada {_WORDS[each]}, caso por caso",
            _IN,
        )
        + "\n"
        for each, department in CATEGORIES.items()
    )
    line = schema_line("departments", 1)
    return f"{line}departments:\n{departments}categories:\n{categories}"


def _tiers(time: Span) -> str:
    ladder = (("rider", 0), ("guide", 150), ("anchor", 450), ("lighthouse", 1200))
    tiers = "".join(
        f"      - id: {name}\n        name:"
        f"{both(name.capitalize(), _WORDS[name].capitalize(), ' ' * 10)}\n"
        f"        standing_at_least: {least}\n"
        for name, least in ladder
    )
    return f'{schema_line("tiers", 1)}versions:\n  - from: "{time.first}"\n    tiers:\n{tiers}'


def _strategy(time: Span) -> str:
    start, end = time.first, time.last
    objectives = (
        (
            "fewer-tickets",
            "quality",
            (
                "Owners mend what they can mend, with each other",
                "Quien tiene una bici arregla lo que puede, entre todos",
            ),
            "support",
        ),
        (
            "better-bikes",
            "efficacy",
            (
                "What owners tell us changes the next bike",
                "Lo que nos cuentan cambia la próxima bici",
            ),
            "product",
        ),
        (
            "fair-choice",
            "adoption",
            (
                "People choose with what owners really say",
                "Se elige con lo que de verdad dicen los propietarios",
            ),
            "social",
        ),
    )
    texts = "".join(
        f"  - id: {identifier}\n    pillar: {pillar}\n    goal:{both(*goal, _IN)}\n"
        f"    department: {department}\n    kpis:\n"
        f"      - id: {identifier}-result\n        name:{both(*goal, ' ' * 10)}\n"
        "        kind: outcome\n"
        f"        unit:{both('percent', 'por ciento', ' ' * 10)}\n"
        "        baseline:\n          value: 12\n"
        f'          date: "{start}"\n'
        f'        target:\n          value: 30\n          by: "{end}"\n'
        for identifier, pillar, goal, department in objectives
    )
    return (
        f"{schema_line('strategy', 1)}pillars: [quality, efficacy, adoption]\nobjectives:\n{texts}"
    )


def _policies(time: Span) -> str:
    return (
        f'{schema_line("policies", 1)}versions:\n  - from: "{time.first}"\n    clocks:\n'
        "      review: 14\n      acknowledge: 3\n      triage: 5\n"
        "    gifts:\n      modest:\n        per_year: 3\n      generous:\n        per_year: 1\n"
        f"disclosure:\n  duty:{both(*_DUTY, '    ')}\n"
        f'consents:\n  - version: "1"\n    from: "{time.first}"\n'
        f"    text:{both(*_CONSENT, _IN)}\n"
        f'ndas:\n  - version: "1"\n    from: "{time.first}"\n'
    )


def frame(time: Span) -> Iterator[tuple[str, bytes]]:
    """The files of the program that are there once, as (path, bytes)."""
    for name, text in (
        ("program", _program(time)),
        ("departments", _departments()),
        ("tiers", _tiers(time)),
        ("strategy", _strategy(time)),
        ("policies", _policies(time)),
        ("calendar", f"{schema_line('calendar', 1)}country: ES\n"),
    ):
        yield f"program/{name}.yml", text.encode()
