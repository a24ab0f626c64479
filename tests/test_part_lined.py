"""Claims that a part has for the places that they take alone, beside those that it is about."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import BeyondPart
from goodword.ledger.coupled import limited_for_all
from goodword.load import load
from goodword.part import Question, part_of
from goodword.resources import schemas_directory
from goodword.source import reading
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.part_worlds import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.source.trees import Tree

SCHEMAS = Schemas.load(schemas_directory())
LINK = b"evidence: https://x.example/same\n"
SAME = (
    LINK,
    b'evidence: "https:\\u002f/www.x.example/%73ame?utm_source=mail"\n',
    b"evidence: [{url: 'http://x.example/same/', title: 'It''s \"this\"'}]\n",
)
"""The same link, as people and editors write it."""


def written(root: Path, files: dict[str, bytes]) -> DiskTree:
    for path, data in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return DiskTree(root)


def asked(program: Program) -> list[Question]:
    """For every claim that it is approved, and for every person a new one of each mission."""
    found = [Question(claims=(path,), approving=True) for path in program.claims]
    for person in program.influencers:
        found += [Question((person,), missions=(mission,)) for mission in program.missions]
    return found


def not_packed(_: str) -> None:
    """Where a line stands in a program that has none."""


def part(tree: Tree, question: Question, cache: Path | None = None) -> Any:
    try:
        found = part_of(tree, SCHEMAS, question, cache=cache)
        return found._replace(ignoring=None, packed=not_packed)
    except BeyondPart:
        return None


def test_a_claim_of_a_mission_with_a_limit_for_all_is_missing_or_there_twice(
    tmp_path: Path,
) -> None:
    chance = random.Random(3)  # noqa: S311 - made-up worlds are no secret
    lined = 0
    for _ in range(12):
        files = drawn(chance)
        claims = [each for each in files if "/claims/" in each]
        for path in chance.sample(claims, len(claims) // 3):
            files[path] = chance.choice(SAME)
        tree = Overlay(DiskTree(tmp_path), files)
        whole = load(tree, SCHEMAS).program
        for question in asked(whole):
            found = part(tree, question)
            if found is None:
                continue
            program = found.program
            missions = {*question.missions, *(whole.claims[e].mission for e in question.claims)}
            assert program.claims.keys().isdisjoint(program.lined)
            there = {**program.claims, **program.lined}
            of_all = limited_for_all(whole, missions)
            for path, claim in whole.claims.items():
                if claim.mission in of_all:
                    assert there.pop(path) == claim
                own = not found.people.isdisjoint(claim.people)
                assert path in program.claims or not own, path
            assert all(each.mission not in of_all for each in there.values())
            assert {each.mission for each in program.lined.values()} <= of_all
            lined += len(program.lined)
            if any(files[each] in SAME for each in question.claims):
                alike = {path for path in claims if files[path] in SAME}
                mine = {each for each in alike if whole.claims[each].mission in missions}
                assert mine <= program.claims.keys(), "what shows the same is not looked at"
    assert lined > 100, "hardly a claim was there for its place alone"


def test_very_many_are_lined_up_otherwise_than_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)  # noqa: S311 - made-up worlds are no secret
    lined = 0
    for number in range(8):
        root = tmp_path / str(number)
        tree = written(root, drawn(chance))
        parts = [(each, part(tree, each)) for each in asked(load(tree, SCHEMAS).program)]
        some = [(question, few) for question, few in parts if few and few.program.lined]
        for question, few in chance.sample(some, min(len(some), 2)):
            with monkeypatch.context() as patch:
                patch.setattr(reading, "ALONE", 0)
                many = [part(tree, question, cache) for cache in (None, root, root)]
            assert many == [few] * 3  # by two processes, which keep what they read
            lined += len(few.program.lined)
    assert lined > 20, "hardly a claim was there for its place alone"


def test_what_is_broken_is_lined_up(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - made-up worlds are no secret
    files = {path: data for path, data in drawn(chance).items() if "/claims/" not in path}
    files["missions/talk/mission.yml"] = (
        b"title: Talk\ninstructions: Do it.\n"
        b"points: [{from: '2025-01-01', value: 5, limits: {total: 2}}]\n"
    )
    files["missions/talk/claims/2025-01-02-an.yml"] = LINK
    tree = Overlay(DiskTree(tmp_path), files)
    question = Question(("ben",), missions=("talk",))
    assert (
        "missions/talk/claims/2025-01-02-an.yml" in part_of(tree, SCHEMAS, question).program.lined
    )
    for path, data in (
        ("missions/talk/claims/2025-01-02-an.yml", b"evidence: [\n"),
        ("missions/talk/claims/2025-01-02-an.yml", b"evidences: 3\n"),
        ("missions/talk/claims/notes.yml", LINK),
    ):
        with pytest.raises(BeyondPart):
            part_of(Overlay(DiskTree(tmp_path), {**files, path: data}), SCHEMAS, question)
