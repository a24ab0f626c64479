"""Small programs of feedback for the tests of loops, made as the models read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Place
from goodword.loops import compute
from goodword.model import calendar, feedback, policies, profile, settings, touchpoint
from goodword.model.program import Program

if TYPE_CHECKING:
    from goodword.loops import Item, Loops

ITEM = "2026-03-02-export"
RATIONALE = "Slow exports are what newcomers complain of first."


def day(text: str) -> date:
    return date.fromisoformat(text)


def plain(**more: Any) -> Program:
    """A program with two on staff and members ana, ben, cleo and dan."""
    data = {
        "name": "Acme Champions",
        "timezone": "Europe/Berlin",
        "staff": [{"id": "maya", "name": "Maya Weber"}, {"id": "jon", "name": "Jon Ek"}],
        **more,
    }
    program = Program(settings.Settings.read(data, Place("program/program.yml")))
    for name in ("ana", "ben", "cleo", "dan"):
        program = person(program, name)
    return program


def person(program: Program, name: str, **data: Any) -> Program:
    place = Place(f"influencers/{name}/profile.yml")
    data = {"name": name.title(), "stage": "member", "since": "2025-01-01", **data}
    if "history" in data:
        del data["stage"], data["since"]
    people = {**program.influencers, name: profile.Profile.read(data, place)}
    return replace(program, influencers=dict(sorted(people.items())))


def closed_on(program: Program, country: str | None, *days: str) -> Program:
    data: dict[str, Any] = {"closed": list(days)}
    if country:
        data["country"] = country
    return replace(program, calendar=calendar.Calendar.read(data, Place("program/calendar.yml")))


def with_policies(program: Program, **data: Any) -> Program:
    read = policies.Policies.read(data, Place("program/policies.yml"), date(1900, 1, 1))
    return replace(program, policies=read)


def item(program: Program, *steps: dict[str, Any], id_: str = ITEM, **data: Any) -> Program:
    place = Place(f"program/feedback/{id_}.yml")
    read = feedback.Feedback.read({"title": "Slow export", **data, "steps": list(steps)}, place)
    return replace(program, feedback=dict(sorted({**program.feedback, id_: read}.items())))


def answer(
    program: Program, who: str, on: str, step: str = "told", about: str = ITEM, **data: Any
) -> Program:
    number = sum(path.startswith(f"influencers/{who}/") for path in program.touchpoints)
    ending = "" if number == 0 else f".{number + 1}"
    path = f"influencers/{who}/touchpoints/{on}-answer{ending}.yml"
    data = {"kind": "answer", "step": step, "refs": [about], "channel": "mail", **data}
    if step == "told":
        data.setdefault("ref", "<1@example.com>")
    read = touchpoint.Touchpoint.read(data, Place(path))
    return replace(program, touchpoints={**program.touchpoints, path: read})


def told(program: Program, who: str, milestone: str, on: str, **data: Any) -> Program:
    return answer(program, who, on, milestone=milestone, **data)


def received(on: str, *who: str) -> dict[str, Any]:
    return {"step": "received", "date": on, "from": list(who), "channel": "forum", "summary": "x"}


def joined(on: str, *who: str) -> dict[str, Any]:
    return {"step": "joined", "date": on, "from": list(who)}


def withdrawn(on: str, *who: str) -> dict[str, Any]:
    return {"step": "withdrawn", "date": on, "from": list(who)}


def triaged(on: str) -> dict[str, Any]:
    return {
        "step": "triaged",
        "date": on,
        "department": "product",
        "owner": "jon",
        "severity": "high",
    }


def decided(on: str, outcome: str, **data: Any) -> dict[str, Any]:
    return {
        "step": "decided",
        "date": on,
        "by": "jon",
        "outcome": outcome,
        "rationale": RATIONALE,
        "say": {"members": "We heard you."},
        **data,
    }


def delivered(on: str, scope: str = "full", **data: Any) -> dict[str, Any]:
    return {
        "step": "delivered",
        "date": on,
        "what": "Faster exports",
        "where": "Version 4",
        "scope": scope,
        "say": {"members": "It is faster."},
        **data,
    }


def reopened(on: str) -> dict[str, Any]:
    return {"step": "reopened", "date": on, "by": "jon", "cause": "regression"}


def void(on: str, of: int) -> dict[str, Any]:
    return {"step": "void", "date": on, "by": "jon", "of": of, "reason": "wrong item"}


def loops(program: Program, on: str) -> Loops:
    return compute(program, day(on))


def one(program: Program, on: str, id_: str = ITEM) -> Item:
    return compute(program, day(on)).items[id_]


def statuses(found: Item) -> dict[tuple[str, str], str]:
    """Status of each milestone owed, by person and milestone."""
    return {(each.to, each.milestone): each.status for each in found.told}
