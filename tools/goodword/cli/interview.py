"""The handbook's answers as flags have them, and what is wrong with an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.asking import can_ask
from goodword.cli.beginning import OUTCOME
from goodword.diagnostics import Severity
from goodword.source.trees import DiskTree
from goodword.starter.answers import Answers, Handbook, Objective, Staff, outcome
from goodword.starter.begin import begin, judged
from goodword.starter.pinned import not_pinned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.cli.beginning import Wrong
    from goodword.source.schemas import Schemas

PLACEHOLDER = Answers("Program", "UTC", (Staff("staff", "Staff"),), date(2026, 1, 1))
"""Stands where nothing was said yet."""
_FLAGS = ("problem", "pillars", "goals", "marketplace", "influence", "found", "outcomes")
_NOWHERE = Path("/nonexistent")


def said(given: Mapping[str, Any]) -> bool:
    """Whether a flag answers one of the questions."""
    return any(given[name] for name in _FLAGS)


def wrong(schemas: Schemas) -> Wrong:
    """What is wrong with a program that is begun with some answers; empty for nothing."""

    def judge(answers: Answers) -> str:
        edits = begin(answers, not_pinned(b""), {}, {})
        problems = judged(DiskTree(_NOWHERE), edits, schemas, answers.today).problems
        return next((each.message for each in problems if each.severity is not Severity.NOTE), "")

    return judge


def handbook(given: Mapping[str, Any]) -> Handbook:
    """The answers as flags have them.

    Args:
        given: the command's parameters.

    Raises:
        UsageError: flags contradict each other, or nobody is there to be asked.
    """
    if given["interview"] and not said(given) and not can_ask():
        raise click.UsageError(
            "--interview asks on a terminal; elsewhere say what is known with --problem, --pillar, "
            "--goal, --marketplace, --influence, --found and --outcome"
        )
    objectives = [Objective(each) for each in dict.fromkeys(given["pillars"])]
    goals, outcomes = (_by_pillar(given, name) for name in ("goals", "outcomes"))
    return Handbook(
        given["problem"] or "",
        tuple(_with(each, goals, outcomes) for each in objectives),
        given["marketplace"] or "",
        given["influence"] or "",
        tuple(given["found"]),
    )


def _by_pillar(given: Mapping[str, Any], name: str) -> dict[str, str]:
    """What a flag says of each pillar; one that was not chosen is refused."""
    found = {}
    for text in given[name]:
        pillar, _, words = text.partition("=")
        if pillar not in given["pillars"] or not words.strip():
            chosen = ", ".join(given["pillars"]) or "none was chosen with --pillar"
            raise click.UsageError(
                f'--{name[:-1]} "{text}": expected PILLAR=TEXT with a pillar of: {chosen}'
            )
        found[pillar] = words.strip()
    return found


def _with(each: Objective, goals: Mapping[str, str], outcomes: Mapping[str, str]) -> Objective:
    goal, measured = goals.get(each.pillar, ""), outcomes.get(each.pillar)
    if measured is not None and (outcome(measured) is None or not goal):
        raise click.UsageError(
            f'--outcome "{each.pillar}={measured}": expected {OUTCOME}, and a --goal of it'
        )
    return each._replace(goal=goal, outcome=outcome(measured or "")) if goal else each
