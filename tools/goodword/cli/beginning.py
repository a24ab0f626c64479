"""The questions with which a program is begun, asked on a terminal until an answer will do.

An answer will do where the program that would be written with it passes `check --strict`: one
judge for what is typed, for what flags say, and for the files afterwards.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import click

from goodword.cli.output import write_line
from goodword.source.repository import setting
from goodword.source.schemas.fields import key
from goodword.starter.answers import Handbook, Objective, outcome, person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from goodword.starter.answers import Answers, Outcome, Staff

    Wrong = Callable[[Answers], str]

PILLARS: tuple[str, ...] = tuple(key("strategy", "", ("objectives", "pillar"))["enum"])
_OPEN = "empty leaves it open"
OUTCOME = "a figure to reach in a year and of what, such as 40 % of questions answered by members"


_CHOICES = {
    "cycle": "How long is a cycle (month, quarter, half-year, year)",
    "mode": "Who reads the repository: staff (closed), members (shared), anyone (public)",
}


class Questions:
    """Questions at a terminal.

    Args:
        answers: what is known so far; placeholders stand where nothing was said.
        wrong: what is wrong with a program that is begun with these answers, empty for nothing.
    """

    def __init__(self, answers: Answers, wrong: Wrong) -> None:
        self.answers = answers
        self._wrong = wrong

    def ask(
        self,
        words: str,
        default: str | None,
        take: Callable[[str], Answers | None],
        expected: str = "some words",
    ) -> None:
        """Ask until the answer will do.

        Args:
            words: the question.
            default: what an empty answer stands for; None where there must be one.
            take: the answers with a text that was typed; None where it cannot be read.
            expected: what is said then.
        """
        while True:
            said: str = click.prompt(words, default=default, show_default=bool(default), type=str)
            found = take(said.strip())
            why = f"expected {expected}" if found is None else self._wrong(found)
            if found is not None and not why:
                self.answers = found
                return
            write_line(f"  {why}")

    def six(self, missing: frozenset[str], folder: Path) -> None:
        """What every program has to say, as far as no flag said it.

        Args:
            missing: fields that no flag said.
            folder: where git is asked who sits there.
        """
        if "name" in missing:
            self.ask("What is the program called", None, partial(self._with, "name"))
        if "timezone" in missing:
            self.ask("Its time zone", here(), partial(self._with, "timezone"))
        if "languages" in missing:
            self.ask("Its languages, the first one first", "en", self._languages, "tags: en, es")
        for name, words in _CHOICES.items():
            if name in missing:
                default, choices = str(getattr(self.answers, name)), key("program", "", (name,))
                one_of = f"one of {', '.join(choices['enum'])}"
                self.ask(words, default, partial(self._choose, name, choices["enum"]), one_of)
        if "staff" in missing:
            self._staff(folder)

    def _with(self, name: str, said: str) -> Answers:
        changed: dict[str, Any] = {name: said}
        return replace(self.answers, **changed)

    def _choose(self, name: str, choices: Sequence[str], said: str) -> Answers | None:
        return self._with(name, said) if said in choices else None

    def _languages(self, said: str) -> Answers | None:
        tags = tuple(said.replace(",", " ").split())
        return replace(self.answers, languages=tags) if tags else None

    def _staff(self, folder: Path) -> None:
        """Everybody on staff, until an empty answer."""
        named: list[Staff] = []

        def take(said: str) -> Answers | None:
            if not said and named:
                return self.answers
            found = person(said, [each.id for each in named])
            if found is None:
                return None
            return replace(self.answers, staff=(*named, found))

        words, form = (
            "Who is on staff: Name <e-mail>",
            "a name, such as Maya Weber <maya@acme.example>",
        )
        self.ask(words, _author(folder), take, form)
        while len(self.answers.staff) > len(named):
            named[:] = self.answers.staff
            self.ask("Who else (empty: nobody)", "", take, form)

    def handbook(self, book: Handbook) -> None:
        """The handbook's questions in its order, as far as no flag answered them."""
        self.answers = replace(self.answers, handbook=book)
        if not book.problem:
            words = f"What problem is the program to solve ({_OPEN})"
            self.ask(words, "", partial(self._book, "problem"))
        if not book.objectives:
            words = f"Which pillars, the most important first: {', '.join(PILLARS)} ({_OPEN})"
            self.ask(words, "", self._pillars, f"some of {', '.join(PILLARS)}, each once")
        for index, each in enumerate(self._objectives):
            if not each.goal:
                words = f"Objective: what is {each.pillar} to bring ({_OPEN})"
                self.ask(words, "", partial(self._objective, index, "goal"))
        if not book.marketplace:
            words = f"Marketplace: whom do those people talk to, and where ({_OPEN})"
            self.ask(words, "", partial(self._book, "marketplace"))
        if not book.influence:
            words = f"What is greater than average reach or impact here ({_OPEN})"
            self.ask(words, "", partial(self._book, "influence"))
        if not book.found:
            words = f"How are they found: what do they do, with ; between ({_OPEN})"
            self.ask(words, "", self._found)
        for index, each in enumerate(self._objectives):
            if each.goal and each.outcome is None:
                words = f'How is "{each.goal}" measured: {OUTCOME} ({_OPEN})'
                self.ask(words, "", partial(self._outcome, index), OUTCOME)

    @property
    def _objectives(self) -> tuple[Objective, ...]:
        return (self.answers.handbook or Handbook()).objectives

    def _book(self, name: str, said: object) -> Answers:
        changed: dict[str, Any] = {name: said}
        return replace(
            self.answers, handbook=replace(self.answers.handbook or Handbook(), **changed)
        )

    def _pillars(self, said: str) -> Answers | None:
        named = said.replace(",", " ").split()
        if len(set(named)) < len(named) or not set(named) <= set(PILLARS):
            return None
        return self._book("objectives", tuple(Objective(each) for each in named))

    def _outcome(self, index: int, said: str) -> Answers | None:
        found = outcome(said)
        return None if said and found is None else self._objective(index, "outcome", found)

    def _objective(self, index: int, name: str, said: str | Outcome | None) -> Answers:
        found = list(self._objectives)
        changed: dict[str, Any] = {name: said}
        found[index] = found[index]._replace(**changed)
        return self._book("objectives", tuple(found))

    def _found(self, said: str) -> Answers:
        return self._book("found", tuple(filter(None, map(str.strip, said.split(";")))))


def here() -> str | None:
    """The time zone of the machine, where it says so."""
    stated = os.environ.get("TZ", "").removeprefix(":")
    _, _, linked = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    known = available_timezones()
    return next((each for each in (stated, linked) if each in known), None)


def _author(folder: Path) -> str | None:
    """Who sits there, as git writes authors; None where git does not know."""
    name, mail = (setting(folder, f"user.{each}") for each in ("name", "email"))
    if not name:
        return None
    return f"{name} <{mail}>" if mail else name
