"""What is done about a claim or a request is the same by a part of a program as by all of it."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.actions import action
from goodword.actions.asked import Asked
from goodword.actions.judging import Judged, judge
from goodword.cli.few import few, rules_of
from goodword.cli.moments import records
from goodword.diagnostics import BeyondPart
from goodword.ledger.coupled import limited_for_all
from goodword.load import as_loaded, load
from goodword.part import part_of
from goodword.reports.effect import effect
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from goodword.verbs import CLAIM, REWARD
from tests.part_worlds import REWARDS, SAME, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.load import Loaded
    from goodword.model.program import Program
    from goodword.source.trees import Tree
    from goodword.verbs import Verb

SCHEMAS = Schemas.load(schemas_directory())
DAY = date(2026, 1, 15)
EARLIER = date(2025, 12, 20)
WAITING = {
    "reward approve": {"points": 20},
    "reward fulfil": {"points": 20, "approved": {"date": "2026-01-10", "by": "maya"}},
    "reward decline": {"points": 20},
    "reward cancel": {"points": 20},
    "reward return": {
        "points": 20,
        "approved": {"date": "2026-01-10", "by": "maya"},
        "fulfilled": {"date": "2026-01-11", "by": "maya"},
    },
}
"""A request to which it can be done, by what is asked."""
ASKED: dict[str, dict[str, Any]] = {
    "claim approve": {},
    "claim decline": {"reason": "It is not enough."},
    "claim withdraw": {},
    "claim appeal": {"text": "It was enough."},
    "claim ask": {"text": "Which one was it?"},
    "claim result": {"kind": "adopted", "count": 3, "source": "The list."},
    "reward approve": {},
    "reward fulfil": {},
    "claim reverse": {"reason_code": "brand-error"},
    "reward decline": {},
    "reward cancel": {},
    "reward return": {},
    "reward redeem": {"quantity": 1},
}


def verb_of(name: str) -> Verb:
    group, _, verb = name.partition(" ")
    return {"claim": CLAIM, "reward": REWARD}[group].verb(verb)


def subjects(loaded: Loaded, verb: Verb) -> Iterator[str]:
    """The records to which it can be done, or nearly."""
    program = loaded.program
    if verb.subject == "claims":
        yield from (each for each, of in program.claims.items() if not of.withdrawn)
    elif verb.subject == "influencers":
        yield from program.influencers
    else:
        yield from program.redemptions


def times(program: Program, kind: str, day: date) -> set[str | None]:
    """The times of day at which something of a kind was done on a day."""
    return {at for on, at in records(program, kind) if on == day}


def done(tree: Tree, request: Asked, before: Loaded, part: Judged | None) -> Any:
    """What is proposed, what `check` would have against it, and what it does to points."""
    people = part.people if part else None
    snapshot = Snapshot(before.program, DAY, people=people)
    proposal = action(request.verb.action)(snapshot, [request], tree)
    if proposal.problems:
        return proposal, (), ()
    found = judge(tree, proposal.edits, SCHEMAS, DAY, before=before, part=part)
    return proposal, found, effect(snapshot, found.after, proposal.people)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_done_comes_out_otherwise_by_a_part(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 - made-up worlds are no secret
    verb = verb_of(name)
    in_part = given = coupled = lined = 0
    for _ in range(5 if verb.subject == "claims" else 20):
        files = drawn(chance)
        claims = [each for each in files if "/claims/" in each and verb.subject == "claims"]
        for path in chance.sample(claims, len(claims) // 2):
            files[path] = chance.choice(SAME)
        asked = [each for each in files if "/redemptions/" in each and name in WAITING]
        for path in chance.sample(asked, len(asked) // 2):
            files[path] = json.dumps(WAITING[name]).encode()
        tree = Overlay(DiskTree(tmp_path), files)
        whole = load(tree, SCHEMAS)
        assert not whole.diagnostics, whole.diagnostics[0]
        for each in subjects(whole, verb):
            steer = {"reward": chance.choice(REWARDS), "as": None}
            day = chance.choice((DAY, DAY, EARLIER))
            request = Asked(verb, each, day, "jon", ASKED[name], steer=steer)
            row = {"claims": (each,), "requests": (each,), "influencers": (each,), "on": day}
            question = few(verb, row | steer)
            assert question is not None
            try:
                part = part_of(tree, SCHEMAS, question)
                of = Judged(part.people, rules_of(question), part.coupled)
                found = done(tree, request, as_loaded(part.program), of)
            except BeyondPart:
                continue  # the command loads the whole
            expected = done(tree, request, whole, None)
            in_part += 1
            lined += bool(part.program.lined)
            assert found[0] == expected[0], each
            if verb.moment:
                on_day = part.of_day or whole.program
                assert times(on_day, verb.moment, day) == times(whole.program, verb.moment, day)
            if found[0].problems or found[1].refused:
                continue  # the command loads the whole, which says why
            names = {rule.name for rule in found[1].rules}
            assert {*found[1].problems} == {p for p in expected[1].problems if p.rule in names}
            # Who takes a claim away leaves another that others repeat, in worlds that may do so.
            assert not expected[1].refused or verb.name in {"decline", "withdraw"}, each
            assert found[2] == expected[2], each
            given += 1
            mission = whole.program.claims[each].mission if verb.subject == "claims" else ""
            coupled += bool(limited_for_all(whole.program, {mission}))
    assert in_part > 10, "nearly nothing was done with a part"
    assert given > 3, "nearly everything was refused"
    assert lined > 3 or verb.name != "approve" or verb.subject != "claims", "none stood in line"
    assert coupled or verb.subject != "claims", "no limit was shared"


@pytest.mark.parametrize("event", ["e_B1", "\\x65_B1", "e_\\u00421", "e_\\\n  B1", "e\\\n  _B1"])
def test_an_event_that_was_brought_over_already_is_approved_again(
    event: str, tmp_path: Path
) -> None:
    chance = random.Random(1)  # noqa: S311 - made-up worlds are no secret
    files = {path: data for path, data in drawn(chance).items() if "/claims/" not in path}
    first, again = (
        "missions/talk/claims/2025-01-02-an.yml",
        "missions/guide/claims/2025-01-03-ben.yml",
    )
    files[first] = f'source:\n  system: forum\n  event: "{event}"\n'.encode()
    files[again] = b"source: {system: forum, event: e_B1}\n"
    tree = Overlay(DiskTree(tmp_path), files)
    whole = load(tree, SCHEMAS)
    assert not whole.diagnostics
    verb = verb_of("claim approve")
    request = Asked(verb, again, DAY, "jon", {}, steer={})
    question = few(verb, {"claims": (again,), "on": DAY})
    assert question is not None
    part = part_of(tree, SCHEMAS, question)
    of = Judged(part.people, rules_of(question), part.coupled)
    found = done(tree, request, as_loaded(part.program), of)
    assert found[0].problems
    assert found[0] == done(tree, request, whole, None)[0]


@pytest.mark.parametrize(
    ("offer", "refused"),
    [
        ("kind: offer\nreward: mug\n", True),
        ('kind: "\\x6fffer"\nreward: "m\\x75g"\n', True),
        ("kind: offer\nreward: mug\nvoid: {date: 2025-12-02, by: jon, reason: Wrong}\n", False),
        ("kind: offer\nreward: book\n", False),
    ],
)
def test_a_part_asks_for_what_is_set_aside_for_another(
    offer: str, refused: bool, tmp_path: Path
) -> None:
    stock = "stock: [{date: 2025-01-01, quantity: 2}]\n"
    about = "reason: So.\nuntil: 2026-12-31\nby: jon\nchannel: mail\nsummary: It is yours.\n"
    kept = {path: data for path, data in drawn(random.Random(3)).items() if _needed(path)}  # noqa: S311 - made-up worlds are no secret
    for reward in REWARDS:
        text = f"name: A\nsummary: A.\nkind: merchandise\ncost: 0\n{stock}"
        kept[f"program/rewards/{reward}.yml"] = text.encode()
    for who in ("ben", "cleo"):
        path = f"influencers/{who}/touchpoints/2025-12-01-offer.yml"
        kept[path] = f"{offer}{about}".encode()
    tree = Overlay(DiskTree(tmp_path), kept)
    whole = load(tree, SCHEMAS)
    assert not whole.diagnostics, whole.diagnostics[0]
    verb, row = verb_of("reward redeem"), {"influencers": ("ana",), "reward": "mug", "on": DAY}
    request = Asked(verb, "ana", DAY, "jon", {"quantity": 1}, steer={"reward": "mug"})
    question = few(verb, row)
    assert question is not None
    part = part_of(tree, SCHEMAS, question)
    of = Judged(part.people, rules_of(question), part.coupled)
    _, found, _ = done(tree, request, as_loaded(part.program), of)
    _, expected, _ = done(tree, request, whole, None)
    assert "set-aside" in {each.name for each in found.rules}
    assert {each.rule for each in expected.problems} == ({"set-aside"} if refused else set())
    assert found.problems == expected.problems


def _needed(path: str) -> bool:
    """Whether a file of a drawn world has no claim, request or word of anybody."""
    return path.endswith(("program.yml", "profile.yml", "mission.yml"))
