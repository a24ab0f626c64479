"""The terms of a generated program: yearly from the day of joining, each end decided and told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.starter.example_frame import STAFF
from goodword.starter.written import both, flow, quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_people import Person

MONTHS = 12
_DECIDED, _TOLD = 50, 40
"""Days before the last one on which it is decided, and the person told."""
_OUTCOMES = {"left": "ended", "emeritus": "emeritus", "on-leave": "paused"}
"""What was decided of the last term of those who went to a stage; others went by themselves."""
_WHY = {
    "renewed": "Answers others every month, and wants to go on.",
    "ended": "Sold the bike, and has no part in it any more.",
    "emeritus": "Steps back after years of help.",
    "paused": "A small child; back next spring.",
}
_SAY = {
    "ended": (
        (
            "Thank you for this year. It ends since the bike is sold; write to us when there is "
            "another one, and you are back within the week."
        ),
        (
            "Gracias por este año. Termina porque vendiste la bici; escríbenos cuando haya otra y "
            "volverás en una semana."
        ),
    ),
    "emeritus": (
        "Thank you for all these years. You stay one of us; a line to us is enough to come back.",
        "Gracias por todos estos años. Sigues siendo de los nuestros; basta una línea para volver.",
    ),
    "paused": (
        "Take your time. Your place waits; tell us in spring when you would like to begin again.",
        "Tómate tu tiempo. Tu sitio espera; dinos en primavera cuándo quieres empezar de nuevo.",
    ),
}
_TRIES = 5
"""So many people are looked at for a member who nominates; else a second one of staff does."""


def terms_file() -> tuple[str, bytes]:
    """What holds for all terms, as (path, bytes)."""
    text = (
        f"{schema_line('terms', 1)}versions:\n  months: {MONTHS}\n  starts: joined\n"
        "  review_days: 60\n  tell_days: 30\n  nominators: 2\n"
    )
    return "program/terms.yml", text.encode()


def term_files(random: Random, time: Span, people: Sequence[Person]) -> Iterator[tuple[str, bytes]]:
    """The terms of all who joined, as (path, bytes)."""
    for number, person in enumerate(people):
        if person.joined is None:
            continue
        by = _nominators(random, people[:number], person)
        first, renewed = person.joined, False
        while True:
            last = add_months(first, MONTHS) - timedelta(1)
            text, renewed = _term(time, person, first, last, [] if renewed else by)
            yield f"influencers/{person.id}/terms/{first}.yml", text.encode()
            if not renewed:
                break
            first = last + timedelta(1)


def _nominators(random: Random, before: Sequence[Person], person: Person) -> list[str]:
    """Their owner, and a member who was there, else somebody of another department."""
    joined = person.joined or person.until
    for _ in range(_TRIES if before else 0):
        other = random.choice(before)
        if other.there_on(joined):
            return [person.owner, other.id]
    department = next(each for identifier, _, each in STAFF if identifier == person.owner)
    return [person.owner, random.choice([each for each, _, of in STAFF if of != department])]


def _term(
    time: Span, person: Person, first: date, last: date, nominated_by: list[str]
) -> tuple[str, bool]:
    """The text of one term, and whether another follows it."""
    went = person.until + timedelta(1) if person.ended else None
    outcome: str | None = "renewed"
    if went is not None and went <= last + timedelta(1):
        outcome = _OUTCOMES.get(person.ended or "")
        if outcome is not None:
            last = max(first, went - timedelta(1))
    decided, told = (max(first, last - timedelta(each)) for each in (_DECIDED, _TOLD))
    if told > time.last or (outcome is not None and went is not None and told > went):
        outcome = None
    text = f'{schema_line("term", 3)}until: "{last}"\ncategory: {person.category}\n'
    tellings = []
    if nominated_by:
        text += f"nominated_by: {flow(nominated_by)}\n"
        tellings.append(("nominated", first, "Told who had named them, and why."))
    if outcome is not None:
        say = both(*_SAY[outcome], "    ") if outcome in _SAY else ""
        text += (
            f'review:\n  by: {person.owner}\n  date: "{decided}"\n'
            f"decision:\n  outcome: {outcome}\n  by: {person.owner}\n"
            f'  date: "{decided}"\n  reason: {quoted(_WHY[outcome])}\n'
            + (f"  say:{say}\n" if say else "")
        )
        tellings.append(("decided", told, "Told what was decided, and why."))
    if tellings:
        text += "told:\n" + "".join(
            f'  - of: {of}\n    date: "{day}"\n    by: {person.owner}\n    channel: phone\n'
            f"    summary: {summary}\n"
            for of, day, summary in tellings
        )
    return text, outcome == "renewed"
