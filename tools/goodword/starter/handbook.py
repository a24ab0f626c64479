"""Where the answers to the handbook's questions are written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from goodword.days import add_months
from goodword.edits.naming import free_identifier, identifier
from goodword.starter.first_records import DEPARTMENT, TOPIC
from goodword.starter.first_words import text, words

if TYPE_CHECKING:
    from datetime import date

    from goodword.starter.answers import Answers, Objective, Outcome


def strategy(answers: Answers) -> dict[str, Any]:
    """The strategy as the handbook's answers have it, else an example; empty without a pillar."""
    book = answers.handbook
    if book is None:
        kpi = {
            "id": "guides-used",
            "name": words(answers, "starter.kpi"),
            "kind": "outcome",
            "baseline": {"value": 0, "date": f"{answers.today}"},
            "target": {"value": 100, "by": _in_a_year(answers.today)},
        }
        objective = {
            "id": "more-guides",
            "pillar": "adoption",
            "goal": words(answers, "starter.goal"),
            "department": DEPARTMENT,
            "kpis": [kpi],
        }
        return {
            "pillars": ["adoption"],
            "objectives": [objective],
            "marketplace": {"audience": text(answers, "starter.audience")},
            "influence": {"greater_than_average": text(answers, "starter.influence")},
        }
    if not book.objectives:
        return {}
    value: dict[str, Any] = {"pillars": [each.pillar for each in book.objectives]}
    taken: set[str] = set()
    objectives = [
        _objective(each, each.outcome, answers.today, taken)
        for each in book.objectives
        if each.goal and each.outcome is not None  # without an outcome it is none: it stays open
    ]
    if objectives:
        value["objectives"] = objectives
    if book.marketplace:
        value["marketplace"] = {"audience": book.marketplace}
    if book.influence:
        value["influence"] = {"greater_than_average": book.influence}
    return value


def _objective(said: Objective, outcome: Outcome, today: date, taken: set[str]) -> dict[str, Any]:
    """An objective with its outcome, to be reached in a year."""
    ids = [_free(said.goal, said.pillar, taken), _free(outcome.name, "outcome", taken)]
    measured: dict[str, Any] = {"id": ids[1], "name": outcome.name, "kind": "outcome"}
    if outcome.percent:
        measured["unit"] = "percent"
    measured["target"] = {"value": outcome.figure, "by": _in_a_year(today)}
    return {"id": ids[0], "pillar": said.pillar, "goal": said.goal, "kpis": [measured]}


def _in_a_year(today: date) -> str:
    return f"{add_months(today, 12) - timedelta(days=1)}"


def _free(text: str, otherwise: str, taken: set[str]) -> str:
    """An id for a text, another than those taken, to which it is added."""
    found = free_identifier(identifier(text) or otherwise, taken)
    taken.add(found)
    return found


def identification(answers: Answers) -> dict[str, Any]:
    """What is sought as the handbook's answers have it, else an example; empty where open."""
    if answers.handbook is None:
        return {"behaviours": [text(answers, "starter.behaviour")], "topics": [TOPIC]}
    return {"behaviours": list(answers.handbook.found)} if answers.handbook.found else {}
