"""What is judged of a part of a program is judged as in the whole, by the rules that may be."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.actions.judging import Judged, judge
from goodword.cli.few import few, left_out, rules_of
from goodword.diagnostics import BeyondPart
from goodword.edits import Edit, digest
from goodword.load import as_loaded, load
from goodword.part import Question, part_of
from goodword.resources import schemas_directory
from goodword.rules import RULES, Scope
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.verbs import FEEDBACK, INFLUENCER

if TYPE_CHECKING:
    from random import Random

    from goodword.load import Loaded

ROOT = Path(__file__).resolve().parent.parent
TREE = DiskTree(ROOT)
SCHEMAS = Schemas.load(schemas_directory())
DAY = date(2026, 11, 15)


@cache
def example() -> Loaded:
    return load(TREE, SCHEMAS)


def touchpoint(chance: Random) -> tuple[Edit, Question]:
    """A new record about somebody, right or wrong."""
    program = example().program
    person = chance.choice([*program.influencers])
    day = DAY - timedelta(chance.choice((-3, 0, 0, 5, 90, 900)))
    people, items = [*program.influencers], [*program.feedback]
    staff = [*program.staff]
    value: dict[str, Any] = {
        "by": chance.choice((*staff, *staff, person, chance.choice(people), "nobody")),
        "channel": chance.choice(("mail", "phone", "newsletter")),
        "summary": "What was said that day.",
    }
    about = chance.choice((chance.choice(items), person, "no-such-thing"))
    own = [each.name for each in program.touchpoints_of.get(person, ())]
    kind = chance.choice(("thanks", "contact", "ask", "promise", "gift", "answer", "answer"))
    value["kind"] = kind
    if kind == "thanks":
        value |= {"helped": "A neighbour", "refs": [chance.choice((about, *own[:2]))]}
    elif kind == "promise":
        value["due"] = str(day + timedelta(chance.choice((-4, 30))))
    elif kind == "gift":
        value |= {"value_band": chance.choice(("modest", "generous")), "disclosure": "as always"}
    elif kind == "ask":
        value["for"] = "a photograph"
    elif kind == "answer":
        value |= {"step": "told", "refs": [chance.choice(items)]}
        value["milestone"] = chance.choice(("acknowledged", "decided", "delivered", "heartbeat"))
        value["automated"] = chance.random() < 0.3
    path = f"influencers/{person}/touchpoints/{day}-drawn.yml"
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True).encode()
    named = tuple(each for each in value.get("refs", ()) if each in program.feedback)
    question = Question((person,), loops=True, named=True, items=named, staff=True)
    return Edit(path, None, text), question


def step(chance: Random) -> tuple[Edit, Question]:
    """A step of a feedback item, right or wrong."""
    program = example().program
    item = chance.choice([*program.feedback])
    path = program.feedback[item].place.path
    data = (ROOT / path).read_bytes()
    value = yaml.safe_load(data)
    day = DAY - timedelta(chance.choice((-3, 0, 0, 5, 400)))
    people, staff = [*program.influencers], [*program.staff]
    by = chance.choice((*staff, chance.choice(people)))
    says = {"public": {"en": "So it is.", "es": "Así es."}}
    made: dict[str, Any] = {"step": "acknowledged", "by": by}
    match chance.randrange(5):
        case 1:
            made = {"step": "joined", "from": [chance.choice(people)], "channel": "mail"}
            made["summary"] = "The same with mine."
        case 2:
            other = chance.choice([each for each in program.feedback if each != item])
            made = {"step": "decided", "by": by, "outcome": "duplicate", "of": other}
            made |= {"rationale": "It is the same as what came in before.", "say": says}
        case 3:
            made = {"step": "delivered", "by": by, "what": "All of it", "where": "2027-1"}
            made["say"] = says
        case 4:
            made = {"step": "reopened", "by": by, "cause": "regression"}
    value["steps"].append({"date": str(day), **made})
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True).encode()
    return Edit(path, digest(data), text), Question(
        loops=True, named=True, items=(item,), staff=True
    )


@pytest.mark.parametrize("drawn", [touchpoint, step])
def test_a_part_is_judged_otherwise_than_the_whole_by_a_rule_that_may_judge_it(
    drawn: Any,
) -> None:
    chance = random.Random(7)  # noqa: S311 - made-up records are no secret
    wrong: set[str] = set()
    in_part = right = 0
    for _ in range(40):
        edit, question = drawn(chance)
        whole = judge(TREE, (edit,), SCHEMAS, DAY, before=example())
        rules = rules_of(question)
        part = part_of(TREE, SCHEMAS, question)
        before = as_loaded(part.program)
        of = Judged(part.people, rules)
        try:
            found = judge(TREE, (edit,), SCHEMAS, DAY, before=before, part=of)
        except BeyondPart:
            continue  # the command judges the whole
        in_part += 1
        names = {each.name for each in found.rules}
        assert names >= {each.name for each in RULES if each.scope is Scope.FILE}
        expected = {each for each in whole.problems if each.rule in names}
        wrong |= {each.rule for each in expected}
        if not found.refused:  # else the command judges the whole, which says what is wrong
            assert expected == {*found.problems}, edit.new
            assert not whole.refused  # nothing is written that check refuses
            right += 1
    assert len(wrong) > 3, f"hardly anything was wrong: {wrong}"
    assert in_part > 25, "nearly nothing was judged in part"
    assert right > 5, "nearly everything was refused"


def test_a_rule_that_is_not_judged_is_not_named() -> None:
    rules = rules_of(Question(("ana",), loops=True))
    left = {each.name for each in RULES} - {each.name for each in rules}
    assert left == {each.name for each in RULES if each.scope in {Scope.MISSION, Scope.PROGRAM}}
    assert all(name in left_out(rules) for name in left)
    assert not any(f" {each.name}," in left_out(rules) for each in rules)


def test_a_verb_that_moves_points_is_judged_in_part() -> None:
    asked: dict[str, Any] = {"from_file": None, "influencers": ("ana",), "items": ("x",)}
    asked |= {"item": "x", "people": ("ana",), "answered": None, "kept": None}
    for group in (INFLUENCER, FEEDBACK):
        for each in group.verbs:
            verb = group.verb(each.name)
            if verb.action in {"adjust", "extend", "stage", "hand_over"} or verb.moment:
                assert few(verb, asked) is None, verb.name
    assert few(INFLUENCER.verb("thank"), asked) is not None
    assert few(FEEDBACK.verb("triage"), asked) == Question(
        loops=True, named=True, items=("x",), staff=True
    )
