"""What is loaded for one person or thing says of it what the whole program says."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.diagnostics import BeyondPart, Failure
from goodword.formats import REPORTS
from goodword.load import load
from goodword.model.program import KINDS
from goodword.part import Question, part_of
from goodword.relation.referrals import circles
from goodword.reports.points import points_report
from goodword.reports.record import record_report
from goodword.reports.relation import relation_report
from goodword.reports.showing import showing
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.holding import keyed
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from goodword.starter.example import example
from tests.part_worlds import DAYS, PEOPLE, drawn
from tests.test_trees import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.reports.report import Line

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = Schemas.load(schemas_directory())
EXAMPLE_DAYS = tuple(map(date.fromisoformat, ("2024-05-20", "2025-12-31", "2026-11-15")))
ASKED: dict[str, tuple[Callable[[Snapshot, str], Any], Callable[[str], Question]]] = {
    "points": (
        lambda snapshot, person: points_report(snapshot, (person,), explain=True),
        lambda person: Question((person,)),
    ),
    "show": (showing, lambda person: Question(thing=person)),
    "relation": (
        lambda snapshot, person: relation_report(snapshot, (person,), explain=True),
        lambda person: Question((person,), loops=True, named=True),
    ),
    "record": (record_report, lambda person: Question((person,), loops=True, named=True)),
}
"""Reports about one person, and what each needs."""


def said(make: Callable[[Snapshot, str], Any], snapshot: Snapshot, name: str, line: Line) -> str:
    """A report as JSON and as a table with its lines, or why there is none."""
    try:
        report = make(snapshot, name)
    except Failure as failure:
        return f"{failure.message}; {failure.hint}"
    return REPORTS["json"](report, line=line) + REPORTS["csv"](report, line=line)


@pytest.mark.parametrize("report", ASKED)
def test_a_person_of_the_example_is_said_something_else_of_by_a_part_of_it(report: str) -> None:
    make, question = ASKED[report]
    tree = DiskTree(ROOT)
    line, program = Locator(tree).spot, load(tree, SCHEMAS).program
    snapshots = [Snapshot(program, day) for day in EXAMPLE_DAYS]
    for person in program.influencers:
        part = part_of(tree, SCHEMAS, question(person))
        for whole in snapshots:
            few = Snapshot(part.program, whole.as_of, people=part.people)
            assert said(make, few, person, line) == said(make, whole, person, line), person


def test_a_thing_of_the_example_is_shown_otherwise_by_a_part_of_it() -> None:
    tree = DiskTree(ROOT)
    line, program = Locator(tree).spot, load(tree, SCHEMAS).program
    whole = Snapshot(program, EXAMPLE_DAYS[-1])
    names: dict[str, None] = {}
    for kind in KINDS:
        for key, each in (getattr(program, kind.room) if kind.many else {}).items():
            names |= dict.fromkeys((key, each.place.path))
    names |= {f"{c.mission}/{p[:-4].rpartition('/')[2]}": None for p, c in program.claims.items()}
    chosen = random.Random(1).sample([*names], 160)  # noqa: S311 - a choice of files is no secret
    for name in chosen:
        part = part_of(tree, SCHEMAS, Question(thing=name))
        few = Snapshot(part.program, whole.as_of, people=part.people)
        assert said(showing, few, name, line) == said(showing, whole, name, line), name


def test_one_of_two_hundred_made_up_people_has_other_points_by_a_part(tmp_path: Path) -> None:
    day = date(2026, 6, 30)
    for path, data in example(200, 1, 5, day):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    tree = DiskTree(tmp_path)
    program = load(tree, SCHEMAS).program
    assert len(program.influencers) >= 200
    whole = Snapshot(program, day)
    make, question = ASKED["points"]
    for person in [*program.influencers][:200]:
        part = part_of(tree, SCHEMAS, question(person))
        few = Snapshot(part.program, day, people=part.people)
        assert make(few, person).value == make(whole, person).value, person


@pytest.mark.parametrize("seed", range(6))
def test_whoever_has_to_do_with_others_is_said_something_else_of_by_a_part(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a made-up world is no secret
    answered = 0
    for _ in range(3):
        tree = Overlay(DiskTree(tmp_path), drawn(chance))
        line, loaded = Locator(tree).spot, load(tree, SCHEMAS)
        assert not loaded.diagnostics, loaded.diagnostics[0]
        wholes = {day: Snapshot(loaded.program, day) for day in DAYS}
        for report, (make, question) in ASKED.items():
            for person in PEOPLE:
                part = part_of(tree, SCHEMAS, question(person))
                for day in DAYS:
                    whole = said(make, wholes[day], person, line)
                    few = Snapshot(part.program, day, people=part.people)
                    try:
                        found = said(make, few, person, line)
                    except BeyondPart:
                        continue  # a stock is scarce: the command loads the whole
                    answered += 1
                    assert found == whole, (report, person, day)
    assert answered > 100, "nearly nothing was answered by a part"


@pytest.mark.parametrize(
    "written",
    [
        "staff: maya",
        "'staff' : maya",
        "relations: [{staff: maya, kind: family}]",
        'relations:\n  - kind: family\n    "staff": maya',
        '{"staff" :\n"maya"}',
        "? staff\n: maya",
        "?\n  staff # hers\n: maya",
        "?\n  # hers\n  'staff' # and nobody else's\n: maya",
        "relations: [{?\n staff # hers\n : maya}]",
        "relations:\n  - ?\n      staff # hers\n    : maya",
        '"st\\u0061ff": maya',
    ],
)
def test_a_key_that_is_written_in_another_way_is_not_found(written: str) -> None:
    assert "maya" in str(yaml.safe_load(written))
    assert keyed("staff")(written.encode())
    assert not keyed("staff")(b"consents:\n  - recognition: staff\n    contact: staff\n")


def test_three_who_brought_each_other_in_a_circle_brought_somebody_by_a_part(
    tmp_path: Path,
) -> None:
    world = drawn(random.Random(1))  # noqa: S311 - a made-up world is no secret
    files = {path: data for path, data in world.items() if path.endswith("program.yml")}
    ring, day = PEOPLE[:3], date(2025, 6, 1)  # within a year of their joining
    for person, brought in zip(ring, (*ring[1:], ring[0]), strict=True):
        path = f"influencers/{person}/profile.yml"
        profile = {**yaml.safe_load(world[path] or b""), "referred_by": brought}
        files[path] = yaml.safe_dump(profile).encode()
    tree = Overlay(DiskTree(tmp_path), files)
    line, program = Locator(tree).spot, load(tree, SCHEMAS).program
    assert circles(program).keys() >= {*ring}
    make, question = ASKED["relation"]
    for person in ring:
        part = part_of(tree, SCHEMAS, question(person))
        whole = said(make, Snapshot(program, day), person, line)
        few = Snapshot(part.program, day, people=part.people)
        assert said(make, few, person, line) == whole, person


def test_a_file_that_git_ignores_is_read_by_a_part(tmp_path: Path) -> None:
    for path, data in example(4, 1, 1, date(2026, 1, 1)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    claims = load(DiskTree(tmp_path), SCHEMAS).program.claims
    path, claim = next(iter(claims.items()))
    git(tmp_path, "init", "--quiet")
    question = Question((claim.influencer,))
    part_of(DiskTree(tmp_path), SCHEMAS, question).see()
    (tmp_path / ".gitignore").write_text(f"{Path(path).name}\n")
    with pytest.raises(BeyondPart):
        part_of(DiskTree(tmp_path), SCHEMAS, question).see()
    commit(tmp_path)  # what is committed is not ignored
    part_of(DiskTree(tmp_path), SCHEMAS, question).see()
