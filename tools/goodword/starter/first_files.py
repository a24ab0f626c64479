"""The files of a program on its first day: its own, and an example of each kind of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.source.form import FIRST, KEY, newest
from goodword.starter.first_records import (
    CATEGORY,
    DEPARTMENT,
    MISSION,
    consent,
    example_person,
    examples,
)
from goodword.starter.first_words import known, words
from goodword.starter.handbook import identification, strategy
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.starter.answers import Answers


class FirstFile(NamedTuple):
    """A file of a new program.

    Args:
        path: POSIX path from the root.
        kind: the name of its schema.
        value: what it says.
        example: whether it is there to be changed or deleted.
    """

    path: str
    kind: str
    value: dict[str, Any]
    example: bool = False


_LETTERS = {
    "welcome": "hello",
    "rules": "rules",
    "first-mission": "first_mission",
    "thirty-days": "thirty_days",
}
"""Templates that onboarding names, and the words of each."""


def first_files(answers: Answers) -> tuple[FirstFile, ...]:
    """Every YAML file of the new program."""
    if answers.minimal:
        return tuple(_three(answers))
    objectives = strategy(answers).get("objectives", ())
    return (
        *_own(answers),
        *(FirstFile(*row, example=True) for row in examples(answers, objectives)),
    )


def messages(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """The texts that onboarding sends, by path: one in each language for which there are words."""
    if not answers.minimal:
        for tag in known(answers) or answers.languages[:1]:
            for template, key in _LETTERS.items():
                text = f"{Texts(tag)(f'starter.{key}')}\n"
                yield f"program/messages/{tag}/{template}.md", text.encode()


def _three(answers: Answers) -> Iterator[FirstFile]:
    value: dict[str, Any] = {"name": answers.name, "timezone": answers.timezone}
    value["staff"] = [_staff(answers, index) for index in range(len(answers.staff))]
    stated = {
        "languages": (list(answers.languages), ["en"]),
        "mode": (answers.mode, "closed"),
        "cycle": (answers.cycle, "quarter"),
    }
    value |= {key: said for key, (said, default) in stated.items() if said != default}
    if answers.started is not None:
        value["started"] = f"{answers.started}"
    if newest() != FIRST:
        value[KEY] = newest()
    yield FirstFile("program/program.yml", "program", value)
    person: dict[str, Any] = {"name": "Ana Lopes", "stage": "member"}
    person["since"] = f"{answers.today}"
    if answers.mode != "closed":
        person["consent"] = [consent(answers)]
    yield FirstFile(f"influencers/{example_person(answers)}/profile.yml", "profile", person)
    mission = {
        "title": words(answers, "starter.mission"),
        "instructions": words(answers, "starter.instructions"),
        "points": 100,
    }
    if answers.mode == "public":
        mission["audience"] = "public"
    yield FirstFile(f"missions/{MISSION}/mission.yml", "mission", mission)


_LEAD = 1
"""The place in the list of staff of who leads the department, where there are so many."""


def _staff(answers: Answers, index: int) -> dict[str, Any]:
    each = answers.staff[index]
    found: dict[str, Any] = {"id": each.id, "name": each.name}
    if each.email:
        found["emails"] = [each.email]
    # The first of several is of none: the manager, who may ask what people say of a department.
    free = answers.minimal or (index == 0 and len(answers.staff) > 1)
    return found if free else {**found, "department": DEPARTMENT}


def _own(answers: Answers) -> Iterator[FirstFile]:
    """The files of which a program has one each."""
    start = f"{answers.first_day}"
    book = answers.handbook
    program: dict[str, Any] = {
        "name": answers.name,
        "timezone": answers.timezone,
        "staff": [_staff(answers, index) for index in range(len(answers.staff))],
        "languages": list(answers.languages),
        "started": start,
        "cycle": answers.cycle,
        "mode": answers.mode,
        KEY: newest(),
    }
    purpose = words(answers, "starter.purpose") if book is None else book.problem
    if purpose:
        program["purpose"] = purpose
    yield FirstFile("program/program.yml", "program", program)
    lead = answers.staff[: _LEAD + 1][-1].id
    department = {
        "id": DEPARTMENT,
        "name": words(answers, "starter.department"),
        "lead": lead,
        "measure": words(answers, "starter.department_measure"),
    }
    category = {
        "id": CATEGORY,
        "name": words(answers, "starter.category"),
        "department": DEPARTMENT,
        "measure": words(answers, "starter.category_measure"),
    }
    value: dict[str, Any] = {"departments": [department], "categories": [category]}
    yield FirstFile("program/departments.yml", "departments", value)
    plan = strategy(answers)
    if plan:
        yield FirstFile("program/strategy.yml", "strategy", plan)
    yield FirstFile("program/identification.yml", "identification", identification(answers))
    tiers = [
        {"id": id_, "name": words(answers, f"starter.{id_}"), "standing_at_least": least}
        for id_, least in (("silver", 200), ("gold", 500))
    ]
    value = {"versions": [{"from": start, "tiers": tiers}]}
    yield FirstFile("program/tiers.yml", "tiers", value)
    value = {
        "versions": [{"from": start, "clocks": {"review": 14, "acknowledge": 3, "triage": 5}}],
        "disclosure": {
            "duty": words(answers, "starter.duty"),
            "text": words(answers, "starter.disclosure", name=answers.name),
        },
        "consents": [{"version": "1", "from": start, "text": words(answers, "starter.consent")}],
    }
    yield FirstFile("program/policies.yml", "policies", value)
    closed = [f"{answers.today.year}-12-24", f"{answers.today.year}-12-31"]
    yield FirstFile("program/calendar.yml", "calendar", {"closed": closed})
    steps = [
        {"id": "hello", "template": "welcome"},
        {"id": "rules", "template": "rules", "after_days": 3, "of": "step"},
        {
            "id": "first-mission",
            "template": "first-mission",
            "after_days": 7,
            "of": "step",
            "unless": ["has-claim"],
        },
        {"id": "thirty-days", "template": "thirty-days", "after_days": 30},
    ]
    value = {"sequences": [{"id": "welcome", "for": "member", "steps": steps}]}
    yield FirstFile("program/onboarding.yml", "onboarding", value)
