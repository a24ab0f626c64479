"""What is new is the same by a part of a program as by all of it, and so is what is said of it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.actions import action
from goodword.actions.asked import Asked
from goodword.actions.judging import Judged, judge
from goodword.cli.few import few, rules_of
from goodword.cli.moments import records
from goodword.diagnostics import BeyondPart
from goodword.load import as_loaded, load
from goodword.part import part_of
from goodword.part.named import named_before
from goodword.reports.loop_effect import loop_effect
from goodword.reports.new_effect import new_effect
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from goodword.verbs import FEEDBACK, NEW
from tests.part_worlds import FIRST, ITEMS, MISSIONS, PEOPLE, SAME, SEGMENTS, drawn

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from goodword.load import Loaded
    from goodword.source.trees import Tree
    from goodword.verbs import Verb

SCHEMAS = Schemas.load(schemas_directory())
DAY = date(2026, 1, 15)
SHOWN = ("https://x.example/same/", "https://www.x.example/s%61me?ref=a", "https://y.example/a'b")
"""Links that claims show already, in other spellings."""


def _claim(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    who, *others = chance.sample(PEOPLE, chance.choice((1, 1, 2, 3)))
    row = {"mission": chance.choice(MISSIONS), "influencer": who, "with": tuple(others)}
    links = (f"https://x.example/{chance.random()}", chance.choice(SHOWN))[-chance.randint(1, 2) :]
    said: dict[str, Any] = {"evidence": {"link": [*links]}}
    if others:
        said["with"] = others
    return said, row | {"link": links} | {"occurred": chance.choice((None, DAY - timedelta(40)))}


def _event(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    invited = chance.sample((*PEOPLE, "nobody"), 2)
    said = {"title": "Lamp", "starts": str(chance.choice((DAY, FIRST))), "invited": invited}
    if chance.random() < 0.5:
        said["segments"] = [chance.choice(SEGMENTS)]
    return said | {"capacity": 1}, {"invite": tuple(invited)}


def _incident(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    told = chance.sample(PEOPLE, 1)
    said = {"title": "Brake", "kind": "recall", "severity": "high", "alert": {"ids": told}}
    if chance.random() < 0.5:
        said["alert"] = {"ids": told, "segments": [chance.choice(SEGMENTS)]}
    if chance.random() < 0.5:
        said["warned_by"] = [ITEMS[0]]
    if chance.random() < 0.5:
        said["began"] = str(chance.choice((FIRST, DAY)))
    return said, {"alert": tuple(told), "warned_by": tuple(said.get("warned_by", ()))}


def _profile(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    brought = chance.choice((None, *PEOPLE))
    said = {"name": chance.choice(("Ana", "Ben  ", "Lamp")), "stage": "candidate"}
    return said | ({"referred_by": brought} if brought else {}), {"referred_by": brought}


def _community(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    member = chance.choice(PEOPLE)
    return {"name": "Lantern", "members": [member]}, {"member": (member,)}


def _feedback(chance: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    raised = chance.sample(PEOPLE, 2)
    said = {"from": raised, "channel": "mail", "summary": "It is dark."}
    return said, {"raised_by": tuple(raised)}


DRAWN = {
    "claim": _claim,
    "event": _event,
    "incident": _incident,
    "influencer": _profile,
    "community": _community,
    "feedback": _feedback,
}
NOTHING: dict[str, Any] = dict.fromkeys(
    (
        *("invite", "host", "mover", "member", "alert", "warned_by", "referred_by", "joins"),
        *("mission", "influencer", "occurred", "on", "starts", "slug"),
    )
)


def _made(tree: Tree, request: Asked, before: Loaded, part: Judged | None) -> Any:
    """What is proposed, what `check` would have against it, and what is said of it."""
    people = part.people if part else None
    snapshot = Snapshot(before.program, DAY, people=people)
    proposal = action(request.verb.action)(snapshot, [request], tree)
    if proposal.problems:
        return proposal, None, ()
    if part is not None and named_before(tree, proposal.new):
        raise BeyondPart
    found = judge(tree, proposal.edits, SCHEMAS, DAY, before=before, part=part)
    said = loop_effect if request.verb.kind == "feedback" else new_effect
    return proposal, found, tuple(said(snapshot, found.after))


def _plain(data: bytes) -> bytes:
    return yaml.safe_dump(yaml.safe_load(data)).encode() if b"\\u" in data else data


def _times(program: Any, kind: str) -> set[str | None]:
    return {at for on, at in records(program, kind) if on == DAY}


@pytest.mark.parametrize("name", DRAWN)
def test_something_new_comes_out_otherwise_by_a_part(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311 - made-up worlds are no secret
    verb: Verb = FEEDBACK.verb("receive") if name == "feedback" else NEW.verb(name)
    in_part = right = 0
    for _ in range(5):
        files = drawn(chance)
        if (
            name != "claim"
        ):  # else a file of which nobody knows whom it names is nearly always there
            files = {path: _plain(data) for path, data in files.items()}
        if name == "claim":
            claims = [path for path in files if "/claims/" in path]
            for path in chance.sample(claims, len(claims) // 3):
                files[path] = chance.choice(SAME)
        if name == "claim" and chance.random() < 0.7:  # at times of the very day
            path = f"missions/talk/claims/{chance.choice((DAY, FIRST))}-dora.9.yml"
            at = chance.choice(('"09:30:00"', "'23:00:00'"))
            files[path] = f"submitted: {DAY}\nevidence: https://x.example\nat: {at}\n".encode()
        tree = Overlay(DiskTree(tmp_path), files)
        whole = load(tree, SCHEMAS)
        assert not whole.diagnostics, whole.diagnostics[0]
        for _ in range(5):
            said, row = DRAWN[name](chance)
            row = {**NOTHING, "with": (), **row, "on": DAY}
            title = "Lamp" if name == "feedback" else ""
            request = Asked(verb, title, DAY, "jon", said, steer=row)
            question = few(verb, row)
            assert question is not None
            try:
                part = part_of(tree, SCHEMAS, question)
                of = Judged(part.people, rules_of(question), part.coupled)
                found = _made(tree, request, as_loaded(part.program), of)
            except BeyondPart:
                continue  # the command loads the whole
            expected = _made(tree, request, whole, None)
            in_part += 1
            assert found[0] == expected[0], said
            if verb.moment:
                assert _times(part.of_day, "claims") == _times(whole.program, "claims")
            if found[1] is None or found[1].refused:
                continue  # the command loads the whole, which says why
            names = {rule.name for rule in found[1].rules}
            assert {*found[1].problems} == {p for p in expected[1].problems if p.rule in names}
            assert not expected[1].refused, said  # nothing is written that check refuses
            assert found[2] == expected[2], said
            right += 1
    assert in_part > 10, "nearly nothing was made with a part"
    assert right > 3, "nearly everything was refused"


@pytest.mark.parametrize(
    "naming",
    [
        {"missions/guide/claims/2025-02-01-ana.yml": "evidence: [{event: 2025-02-02-lamp}]\n"},
        {"influencers/ana/touchpoints/2025-02-03-mail.yml": 'refs: ["2025-02-0\\x32-lamp"]\n'},
        {"program/feedback/2025-02-02-lamp.yml": "title: Lamp\n"},
    ],
)
def test_what_names_something_before_it_is_there_goes_unseen(
    naming: dict[str, str], tmp_path: Path
) -> None:
    files = {path: text.encode() for path, text in naming.items()}
    request = Asked(NEW.verb("event"), "", DAY, "", {"title": "Lamp", "starts": "2025-02-02"})
    small = {"program/program.yml": b"name: A\ntimezone: UTC\nstaff: [{id: jon, name: Jon}]\n"}
    tree = Overlay(DiskTree(tmp_path), small)
    made = action("new")(Snapshot(load(tree, SCHEMAS).program, DAY), [request], tree).new
    assert not named_before(tree, made)
    assert named_before(Overlay(tree, files), made)


@pytest.mark.parametrize(
    "spelled", [*SAME, b"evidence: [{title: A, url: https://x.example/same}]\n"]
)
@pytest.mark.parametrize("limits", [{}, {"total": 3}])
def test_a_part_writes_a_new_claim_with_what_another_shows_already(
    spelled: bytes, limits: dict[str, int], tmp_path: Path
) -> None:
    chance = random.Random(2)  # noqa: S311 - made-up worlds are no secret
    files = {path: data for path, data in drawn(chance).items() if "/claims/" not in path}
    value = [{"from": str(FIRST), "value": 50, "limits": limits}]
    mission = {"title": "Talk", "instructions": "Do it.", "points": value}
    files["missions/talk/mission.yml"] = yaml.safe_dump(mission).encode()
    files["missions/talk/claims/2025-02-03-cleo.yml"] = spelled
    tree = Overlay(DiskTree(tmp_path), files)
    for link in SHOWN:
        said = {"evidence": {"link": [link]}}
        row: dict[str, Any] = {"mission": "talk", "influencer": "ana", "link": (link,)}
        row = {**NOTHING, "with": (), **row, "on": DAY}
        request = Asked(NEW.verb("claim"), "", DAY, "jon", said, steer=row)
        question = few(request.verb, row)
        assert question is not None
        part = part_of(tree, SCHEMAS, question)
        of = Judged(part.people, rules_of(question), part.coupled)
        _, found, _ = _made(tree, request, as_loaded(part.program), of)
        _, expected, _ = _made(tree, request, load(tree, SCHEMAS), None)
        assert found.refused == expected.refused, link
        assert {*found.problems} == {*expected.problems}
