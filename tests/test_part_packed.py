"""Of a packed program a part says what the whole says, and reads few of its lines."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from goodword.actions import action
from goodword.actions.asked import Asked
from goodword.diagnostics import BeyondPart
from goodword.part import Question, part_of
from goodword.reports.showing import showing
from goodword.snapshot import Snapshot
from goodword.source import packed_lines
from goodword.source.packed import written
from goodword.source.packed_names import homes, is_pack, room_of
from goodword.source.places import Locator
from goodword.source.trees import DiskTree, Overlay
from goodword.verbs import CLAIM
from tests.packing import LATER, closed, contents, done, packed, world
from tests.test_part import ASKED, SCHEMAS, said
from tests.test_trees import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from goodword.source.trees import Tree
    from tests.packing import World


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> World:
    return closed(tmp_path_factory.mktemp("one"), 8, 1, 7)


def with_additions(here: World, chance: random.Random, most: int) -> World:
    """A packed program in which some of the claims were reversed since."""
    claims, by = here.loaded.program.claims, next(iter(here.loaded.program.staff))
    names = [path for path in here.loaded.program.packed if path in claims]
    for path in chance.sample(names, min(most, len(names))):
        asked = Asked(CLAIM.verb("reverse"), path, LATER, by, {"reason_code": "brand-error"})
        found = action("reverse")(here.snapshot, [asked], here.tree)
        if not found.problems:
            here = done(here, found)
    return here


@pytest.mark.parametrize("seed", range(3))
def test_a_part_of_a_packed_program_says_something_else(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - a choice of records is no secret
    before = closed(tmp_path, chance.choice((8, 12)), chance.choice((1, 2)), seed)
    some = chance.sample(before.cycles, chance.randint(1, len(before.cycles)))
    here = with_additions(packed(before, *some), chance, 8)
    program, line = here.loaded.program, Locator(here.tree).spot
    both = [path for path in program.packed if here.tree.token(path)]
    assert both
    for report, (make, question) in ASKED.items():
        for person in program.influencers:
            part = part_of(here.tree, SCHEMAS, question(person))
            few = Snapshot(part.program, LATER, people=part.people)
            assert said(make, few, person, line) == said(make, here.snapshot, person, line), report
            assert part.program.packed.items() <= program.packed.items()
    for path in [*both, *chance.sample([*program.packed], min(30, len(program.packed)))]:
        part = part_of(here.tree, SCHEMAS, Question(thing=path))
        few = Snapshot(part.program, LATER, people=part.people)
        assert said(showing, few, path, line) == said(showing, here.snapshot, path, line), path


def test_whoever_stands_only_in_what_is_added_is_left_out(one: World) -> None:
    here = packed(one)
    program = here.loaded.program
    path = next(each for each in program.packed if each in program.claims)
    who = next(each for each in program.influencers if each not in program.claims[path].people)
    added = f"appeal: {{date: '2026-11-20', text: It was {who}.}}\n".encode()
    there = world(Overlay(here.tree, {path: added}))
    assert not there.loaded.diagnostics
    part = part_of(there.tree, SCHEMAS, Question(people=(who,)))
    assert part.program.claims[path] == there.loaded.program.claims[path]


def spoiled(here: World, how: str) -> Mapping[str, bytes]:
    """Files by which something is wrong with the first packed claim, or with what is beside it."""
    program = here.loaded.program
    path = next(each for each in program.packed if each in program.claims)
    pack = program.packed[path]
    content = here.tree.read(pack)
    assert isinstance(content, bytes)
    first, rest = content.split(b"\n", 1)
    other = next(each for each in homes(path) if each != pack and not here.tree.token(each))
    return {
        "a blank": {pack: first.replace(b'"says":', b'"says": ') + b"\n" + rest},
        "a blank before it": {pack: b" " + content},
        "a line without a name": {pack: content + b"{}\n"},
        "an empty line": {pack: first + b"\n\n" + rest},
        "twice": {pack: content + first + b"\n"},
        "in two files": {other: first + b"\n"},
        "another shape": {pack: first.replace(b'"evidence"', b'"evidences"') + b"\n" + rest},
        "of another folder": {pack: content + written("missions/x/claims/2026-1.yml", {}, [])},
        "an escaped letter": {pack: first.replace(b"appr", b"\\u0061ppr") + b"\n" + rest},
        "no text": {pack: content + b'{"file":"' + path.encode() + b'\xff","says":{}}\n'},
        "an addition that is broken": {path: b"appeal: [\n"},
        "an addition that contradicts": {path: b"evidence: https://example.org/other\n"},
    }[how]  # fmt: skip


@pytest.mark.parametrize(
    "how",
    [
        "a blank", "a blank before it", "a line without a name", "an empty line", "twice",
        "in two files", "another shape", "of another folder", "an escaped letter", "no text",
        "an addition that is broken", "an addition that contradicts",
    ],
)  # fmt: skip
def test_a_part_says_nothing_of_what_is_wrong_with_a_line(one: World, how: str) -> None:
    here = packed(one)
    there = world(Overlay(here.tree, spoiled(here, how)))
    assert there.loaded.diagnostics
    path = next(each for each in here.loaded.program.packed if each in here.loaded.program.claims)
    (who, *_) = here.loaded.program.claims[path].people
    part_of(here.tree, SCHEMAS, Question(people=(who,)))
    with pytest.raises(BeyondPart):
        part_of(there.tree, SCHEMAS, Question(people=(who,)))


def test_a_broken_line_of_somebody_else_stops_a_part(one: World) -> None:
    here = packed(one)
    program = here.loaded.program
    path = next(each for each in program.packed if each in program.claims)
    who = next(each for each in program.influencers if each not in program.claims[path].people)
    there = Overlay(here.tree, spoiled(here, "another shape"))
    part = part_of(there, SCHEMAS, Question(people=(who,)))
    make, _ = ASKED["points"]
    few = Snapshot(part.program, LATER, people=part.people)
    assert make(few, who).value == make(here.snapshot, who).value


def on_disk(here: World, folder: Path) -> Path:
    """The same as files."""
    for path, data in contents(here.tree).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("how", ["ignored by git", "a link", "too large", "no file"])
def test_a_part_reads_a_packed_file_that_the_whole_does_not(
    one: World, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = packed(one)
    root = on_disk(here, tmp_path / "program")
    path = next(each for each in here.loaded.program.packed if each in here.loaded.program.claims)
    pack, question = root / here.loaded.program.packed[path], Question(thing=path)
    tree: Tree = DiskTree(root)
    assert path in part_of(tree, SCHEMAS, question).program.claims
    if how == "ignored by git":
        (root / ".gitignore").write_text(f"{pack.name}\n")
        git(root, "init", "--quiet")
    elif how == "a link":
        pack.rename(tmp_path / "elsewhere")
        pack.symlink_to(tmp_path / "elsewhere")
    elif how == "too large":
        monkeypatch.setattr(packed_lines, "LARGEST", 10)
    else:
        pack.unlink()
        pack.mkdir()
    with pytest.raises(BeyondPart):
        part_of(DiskTree(root), SCHEMAS, question).see()


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("missions/a/claims/2026-Q1.jsonl", True),
        ("missions/a/claims/2026.jsonl", True),
        ("program/touchpoints/2026-M12.jsonl", True),
        ("program/redemptions/2026-H2.jsonl", True),
        ("program/claims/2026-Q1.jsonl", False),
        ("missions/a/claims/2026-Q5.jsonl", False),
        ("missions/a/2026-Q1.jsonl", False),
        ("missions/a/claims/x/2026-Q1.jsonl", False),
        ("missions/a/claims/2026-Q1xjsonl", False),
    ],
)
def test_a_file_is_taken_for_a_packed_one_by_its_ending(path: str, *, right: bool) -> None:
    assert is_pack(path) == right


@pytest.mark.parametrize(
    ("folder", "room"),
    [
        ("missions/a/claims", "missions/a/claims"),
        ("influencers/a/touchpoints", "program/touchpoints"),
        ("influencers/a/redemptions", "program/redemptions"),
        ("influencers/a/terms", ""),
        ("influencers/a", ""),
        ("influencers/a/b/touchpoints", ""),
        ("program/touchpoints", ""),
        ("missions/a", ""),
        ("", ""),
    ],
)
def test_records_of_a_folder_are_looked_for_where_none_can_lie(folder: str, room: str) -> None:
    assert room_of(folder) == room
