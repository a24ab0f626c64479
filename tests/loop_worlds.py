"""Worlds of feedback over months, drawn at random: who may know what, and when it was said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.loop_brute import World
from tests.loop_brute_clocks import Calendar
from tests.loop_brute_items import Whole
from tests.loop_program import RATIONALE, answer, closed_on, item, person, plain

if TYPE_CHECKING:
    from random import Random

    from goodword.model.program import Program
    from tests.loop_brute import Step

START = date(2026, 1, 5)
PEOPLE = ("ana", "ben", "cleo")
ITEMS = ("a", "b", "c")
GAPS = (0, 0, 1, 1, 2, 3, 5, 8, 15, 30, 60)
TEXT = "Here is what became of it."
OUTCOMES = (
    *("planned", "planned", "exploring", "already-available", "deferred", "declined"),
    *("declined", "duplicate", "needs-info"),
)
KINDS = (
    *("triaged", "decided", "decided", "decided", "delivered", "delivered", "delivering"),
    *("reopened", "joined", "joined", "withdrawn", "acknowledged", "void"),
)
FIXED: dict[str, dict[str, Any]] = {
    "triaged": {"department": "product", "owner": "jon", "severity": "high"},
    "decided": {"by": "jon", "rationale": RATIONALE, "link": "https://x.example"},
    "delivered": {"what": "x", "where": "y"},
    "acknowledged": {"by": "jon"},
    "reopened": {"by": "jon", "cause": "regression"},
    "void": {"by": "jon", "reason": "wrong"},
}


def drawn(random: Random, start: date = START, gaps: tuple[int, ...] = GAPS) -> Whole:
    """A world with a calendar, from a day on, and so many days between one step and the next."""
    names = ITEMS[: random.randint(1, 3)]
    world = World({name: _steps(random, start, gaps) for name in names})
    last = max(date.fromisoformat(step["date"]) for each in world.items.values() for step in each)
    span = (start, last + timedelta(40 if gaps is GAPS else 9))
    for name in names:
        for who in PEOPLE:
            world.answers += [
                _answer(random, name, who, span) for _ in range(random.choice((0, 1, 2, 3, 6)))
            ]
    if random.random() < 0.2:
        world.silent = {random.choice(PEOPLE): start + timedelta(random.randint(0, 150))}
    if random.random() < 0.2:
        world.portal_only = frozenset({random.choice(PEOPLE)})
    closed = frozenset(start + timedelta(random.randint(0, 250)) for _ in range(6))
    timed = Whole(world, Calendar(closed))
    for who in PEOPLE:
        if random.random() < 0.3:
            timed.inside[who] = start + timedelta(random.randint(0, 120))
        if random.random() < 0.4:
            timed.signed[who] = start + timedelta(random.randint(-9, 120))
            if random.random() < 0.5:
                timed.lapsed[who] = timed.signed[who] + timedelta(random.randint(0, 90))
    return timed


def _people(random: Random) -> list[str]:
    return random.sample(PEOPLE, random.randint(1, 2))


def _say(random: Random) -> dict[str, str]:
    return {each: TEXT for each in ("public", "members", "nda") if random.random() < 0.4}


def _steps(random: Random, start: date, gaps: tuple[int, ...]) -> list[Step]:
    on = start + timedelta(random.randint(0, 20))
    steps: list[Step] = [_step("received", on, **{"from": _people(random), "channel": "mail"})]
    if random.random() < 0.7:
        on += timedelta(random.choice(gaps))
        steps.append(_step("triaged", on))
    for _ in range(random.randint(0, 6)):
        on += timedelta(random.choice(gaps))
        kind = random.choice(KINDS)
        data: dict[str, Any] = {}
        if kind in {"joined", "withdrawn"}:
            data["from"] = _people(random)
        elif kind == "delivered":
            data = {"scope": random.choice(("full", "full", "partial")), "say": _say(random)}
            if random.random() < 0.5:
                data["public"] = (on + timedelta(random.choice(gaps))).isoformat()
        elif kind == "void":
            data["of"] = random.randint(1, max(1, len(steps) - 1))
        elif kind == "decided":
            data = {"outcome": random.choice(OUTCOMES), "say": _say(random)}
            if data["outcome"] == "duplicate":
                data["of"] = random.choice(ITEMS)
            if data["outcome"] == "deferred":
                data["revisit"] = (on + timedelta(random.choice(gaps))).isoformat()
        steps.append(_step(kind, on, **data))
    return steps


def _step(kind: str, on: date, **data: Any) -> Step:
    return {"step": kind, "date": on.isoformat(), **FIXED.get(kind, {}), **data}


def _answer(random: Random, name: str, who: str, span: tuple[date, date]) -> Step:
    days = (span[1] - span[0]).days
    step = random.choice(("told",) * 7 + ("replied", "verdict", "exempt", "attempted"))
    found: Step = {
        "about": name,
        "who": who,
        "date": span[0] + timedelta(random.randint(0, days)),
        "step": step,
        "round": random.choice((1, 1, 1, 2)),
        "milestone": None,
    }
    if step in {"told", "exempt"}:
        found["milestone"] = random.choice(
            ("acknowledged", "decided", "decided", "delivered", "delivered", "reopened")
        )
    if step == "told":
        found["milestone"] = random.choice((found["milestone"],) * 4 + ("question", "heartbeat"))
        found["channel"] = random.choice(("mail",) * 6 + ("newsletter",))
        found["delivery"] = random.choice(("sent",) * 4 + ("bounced",))
        found["proof"] = random.random() < 0.85
    return found


def program_of(timed: Whole) -> Program:
    """The same as files."""
    world, closed = timed.world, sorted(timed.calendar.closed)
    program = closed_on(plain(), None, *(day.isoformat() for day in closed))
    for who in PEOPLE:
        program = person(program, who, **_profile(timed, who))
    for name, steps in world.items.items():
        program = item(program, *steps, id_=name)
    for each in world.answers:
        fields = ("step", "milestone", "round", "channel", "delivery")
        data = {key: each[key] for key in fields if each.get(key) is not None}
        if each["step"] == "exempt":
            data["reason"] = "left"
        if each["step"] == "verdict":
            data["verdict"] = "partly"
        if each["step"] == "told":
            data["ref"] = "<1@example.com>" if each["proof"] else None
        on = each["date"].isoformat()
        program = answer(program, each["who"], on, about=each["about"], **data)
    return program


def _profile(timed: Whole, who: str) -> dict[str, Any]:
    world, inside = timed.world, timed.inside.get(who)
    history = [{"date": "2025-01-01", "stage": "candidate" if inside else "member"}]
    if inside is not None:
        history.append({"date": inside.isoformat(), "stage": "member"})
    silent = world.silent.get(who)
    if silent is not None:
        history = [each for each in history if each["date"] < silent.isoformat()]
        history.append({"date": silent.isoformat(), "stage": "opted-out"})
    data: dict[str, Any] = {"history": history}
    if who in timed.signed:
        agreed = {"version": "1", "signed": timed.signed[who].isoformat()}
        if who in timed.lapsed:
            agreed["expires"] = timed.lapsed[who].isoformat()
        data["nda"] = [agreed]
    if who in world.portal_only:
        data["consent"] = [{"from": "2025-01-01", "messages": "portal-only"}]
    elif who == "ben":
        data["consent"] = [{"from": "2025-01-01", "messages": "essential"}]
    return data
