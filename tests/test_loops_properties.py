"""Whatever happens in whatever order: closed exactly when everybody was told or is exempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from goodword.diagnostics import Place
from goodword.loops import compute
from goodword.loops.order import violations
from goodword.model import feedback
from tests.loop_brute import World, legal
from tests.loop_program import (
    RATIONALE,
    answer,
    item,
    person,
    plain,
)

if TYPE_CHECKING:
    from goodword.model.program import Program
    from tests.loop_brute import Step

START = date(2026, 3, 2)
PEOPLE = ("ana", "ben", "cleo")
ITEMS = ("a", "b", "c")
OUTCOMES = (
    "planned",
    "exploring",
    "already-available",
    "deferred",
    "declined",
    "duplicate",
    "needs-info",
)
SAY = {"public": "Here is what became of it."}


def made(kind: str, on: date, **data: Any) -> Step:
    """A step that fits its schema."""
    fixed: dict[str, dict[str, Any]] = {
        "received": {"channel": "forum", "summary": "x"},
        "triaged": {"department": "product", "owner": "jon", "severity": "high"},
        "decided": {"by": "jon", "rationale": RATIONALE, "say": SAY, "link": "https://x.example"},
        "delivered": {"what": "x", "where": "y"},
        "acknowledged": {"by": "jon"},
        "reopened": {"by": "jon", "cause": "regression"},
        "void": {"by": "jon", "reason": "wrong"},
    }
    return {"step": kind, "date": on.isoformat(), **fixed.get(kind, {}), **data}


@st.composite
def later_steps(draw: st.DrawFn, on: date, number: int) -> Step:
    people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)
    kind = draw(
        st.sampled_from(
            [
                *("triaged", "decided", "decided", "decided", "delivered", "delivering"),
                *("reopened", "joined", "withdrawn", "acknowledged", "void"),
            ]
        )
    )
    data: dict[str, Any] = {}
    if kind in {"joined", "withdrawn"}:
        data["from"] = draw(people)
    elif kind == "delivered":
        data["scope"] = draw(st.sampled_from(["full", "full", "partial"]))
    elif kind == "void":
        data["of"] = draw(st.integers(1, max(1, number)))
    elif kind == "decided":
        data["outcome"] = draw(st.sampled_from(OUTCOMES))
        if data["outcome"] == "duplicate":
            data["of"] = draw(st.sampled_from(ITEMS))
        if data["outcome"] == "deferred":
            data["revisit"] = (on + timedelta(90)).isoformat()
    return made(kind, on, **data)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    on = START + timedelta(draw(st.integers(0, 3)))
    people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)
    steps = [made("received", on, **{"from": draw(people)})]
    if draw(st.booleans()):
        steps.append(made("triaged", on))
    for _ in range(draw(st.integers(0, 5))):
        on += timedelta(draw(st.integers(0, 2)))
        steps.append(draw(later_steps(on, len(steps))))
    end = draw(st.sampled_from(["", "delivered", "declined", "already-available", "duplicate"]))
    if end == "delivered":
        steps.append(made("delivered", on, scope="full"))
    elif end:
        of = {"of": draw(st.sampled_from(ITEMS))} if end == "duplicate" else {}
        steps.append(made("decided", on, outcome=end, **of))
    return steps


@st.composite
def worlds(draw: st.DrawFn) -> World:
    items = {name: draw(histories()) for name in ITEMS[: draw(st.integers(1, 3))]}
    world = World(items, [])
    milestones = st.sampled_from(
        ["acknowledged", "decided", "decided", "delivered", "delivered", "reopened"]
    )
    for name, steps in items.items():
        known = {"decided", "delivered", "reopened"} & {step["step"] for step in steps}
        likely = st.sampled_from(sorted(known)) if known else milestones
        for who in PEOPLE:
            for _ in range(draw(st.integers(0, 3))):
                step = draw(st.sampled_from(["told", "told", "told", "exempt", "attempted"]))
                world.answers.append(
                    {
                        "who": who,
                        "about": name,
                        "date": START + timedelta(draw(st.integers(0, 16))),
                        "step": step,
                        "milestone": draw(likely if draw(st.integers(0, 2)) else milestones),
                        "round": draw(st.sampled_from([1, 1, 1, 2])),
                        "channel": draw(st.sampled_from(["mail", "mail", "mail", "newsletter"])),
                        "delivery": draw(st.sampled_from(["sent", "read", "sent", "bounced"])),
                    }
                )
    if draw(st.booleans()):
        _tell_nearly_all(draw, world)
    if draw(st.integers(0, 4)) == 0:
        world.silent = {draw(st.sampled_from(PEOPLE)): START + timedelta(draw(st.integers(0, 12)))}
    if draw(st.integers(0, 2)) == 0:
        world.portal_only = frozenset({draw(st.sampled_from(PEOPLE))})
    return world


def _tell_nearly_all(draw: st.DrawFn, world: World) -> None:
    """Add what a diligent brand would say, less one or two; else hardly anything closes."""
    said = [
        {
            "who": who,
            "about": name,
            "date": START + timedelta(16),
            "step": "told",
            "milestone": milestone,
            "round": number,
            "channel": "mail",
            "delivery": "sent",
        }
        for name in world.items
        for who in PEOPLE
        for milestone in ("acknowledged", "decided", "delivered", "reopened")
        for number in (1, 2)
    ]
    missing = draw(st.lists(st.integers(0, len(said) - 1), max_size=2))
    world.answers += [each for index, each in enumerate(said) if index not in missing]


def program_of(world: World, until: date | None = None) -> Program:
    """The same as files; what is dated after `until` was not written yet."""
    program = plain()
    for who in PEOPLE:
        history = [{"date": "2025-01-01", "stage": "member"}]
        silent = world.silent.get(who)
        if silent is not None and (until is None or silent <= until):
            history.append({"date": silent.isoformat(), "stage": "opted-out"})
        consent = [{"from": "2025-01-01", "messages": "portal-only"}]
        own = {"consent": consent} if who in world.portal_only else {}
        program = person(program, who, history=history, **own)
    for name, steps in world.items.items():
        kept = [s for s in steps if until is None or date.fromisoformat(s["date"]) <= until]
        if kept:
            program = item(program, *kept, id_=name)
    for each in world.answers:
        if until is None or each["date"] <= until:
            fields = ("step", "milestone", "round", "channel", "delivery")
            data = {key: each[key] for key in fields}
            if each["step"] == "exempt":
                data["reason"] = "left"
            program = answer(
                program, each["who"], each["date"].isoformat(), about=each["about"], **data
            )
    return program


@settings(max_examples=300)
@given(worlds(), st.sampled_from([17, 17, *range(18)]))
def test_closed_exactly_when_everybody_is_told_or_exempt(world: World, after: int) -> None:
    on = START + timedelta(after)
    found = compute(program_of(world), on).items
    for name in world.items:
        if name not in found:
            assert not world.raised(name, on, on)
            continue
        state = found[name].state
        event(state if state.startswith("closed") else "open")
        assert found[name].originators == tuple(sorted(world.raised(name, on, on)))
        assert found[name].closed == world.closed(name, on), (name, state)
        owed = {
            (who, each[2]["step"], each[1]): world.settled(name, who, each, on)
            for who in found[name].originators
            for each in world.owed(name, who, on)
        }
        said = {
            (told.to, STEP[told.milestone], told.step): told.status
            if told.status in {"told", "exempt"}
            else ""
            for told in found[name].told
        }
        assert said == owed


STEP = {
    "acknowledged": "received",
    "decided": "decided",
    "delivered": "delivered",
    "reopened": "reopened",
}


@settings(max_examples=100)
@given(worlds(), st.integers(0, 18))
def test_a_look_back_equals_the_files_as_they_were(world: World, after: int) -> None:
    on = START + timedelta(after)
    assert compute(program_of(world), on) == compute(program_of(world, on), on)


@settings(max_examples=50)
@given(worlds())
def test_the_order_of_files_changes_nothing(world: World) -> None:
    program = program_of(world)
    turned = replace(
        program,
        feedback=dict(reversed(list(program.feedback.items()))),
        touchpoints=dict(reversed(list(program.touchpoints.items()))),
        influencers=dict(reversed(list(program.influencers.items()))),
    )
    on = START + timedelta(18)
    assert compute(turned, on) == compute(program, on)
    assert list(compute(turned, on).items) == list(compute(program, on).items)


ANY = st.sampled_from(
    [
        ("received", {"from": ["ana"]}),
        ("joined", {"from": ["ben"]}),
        ("acknowledged", {}),
        ("triaged", {}),
        *(("decided", {"outcome": each}) for each in OUTCOMES),
        ("delivering", {}),
        ("delivered", {"scope": "full"}),
        ("delivered", {"scope": "partial"}),
        ("reopened", {}),
    ]
)


def accepted(steps: list[Step]) -> bool:
    for step in steps:
        if step.get("outcome") == "duplicate":
            step["of"] = "other"
    read = feedback.Feedback.read({"title": "x", "steps": steps}, Place("program/feedback/a.yml"))
    return not list(violations(read.steps))


@settings(max_examples=600)
@given(st.lists(st.tuples(ANY, st.integers(0, 3)), min_size=1, max_size=6))
def test_no_order_of_steps_but_the_legal_ones_is_accepted(
    drawn: list[tuple[tuple[str, dict[str, Any]], int]],
) -> None:
    steps = [made(kind, START + timedelta(day), **data) for (kind, data), day in drawn]
    assert accepted(steps) == legal(steps)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(ANY, st.integers(0, 1)), min_size=6, max_size=30),
    st.randoms(use_true_random=False),
)
def test_every_legal_order_is_accepted_and_each_step_out_of_place_is_not(
    drawn: list[tuple[tuple[str, dict[str, Any]], int]], random: Any
) -> None:
    on = START
    steps = [made("received", on, **{"from": ["ana"]})]
    for (kind, data), gap in drawn:
        on += timedelta(gap)
        grown = [*steps, made(kind, on, **data)]
        if legal(grown):
            steps = grown
    event(f"{len(steps)} steps")
    assert accepted(steps)
    random.shuffle(steps)
    assert accepted(steps) == legal(steps)
