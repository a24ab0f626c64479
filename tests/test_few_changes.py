"""What a check finds after few files changed, told from what it found before, is what all say."""

from __future__ import annotations

import os
import random
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.cli.again import judged_again
from goodword.diagnostics import BeyondPart, arrange
from goodword.load import load
from goodword.model.paths import row_of
from goodword.part.revised import revised
from goodword.resources import schemas_directory
from goodword.rules import RULES, Scope, judge
from goodword.snapshot import Snapshot
from goodword.source.answers import Answer
from goodword.source.documents import read_document
from goodword.source.last import Last, digest, keys_of
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.stats import changed, look
from goodword.source.trees import DiskTree, Overlay
from tests import part_worlds
from tests.part_worlds import DAYS, ITEMS, PEOPLE, drawn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

SCHEMAS = Schemas.load(schemas_directory())
ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 15)
KINDS = ("profile", "touchpoint", "redemption", "claim", "feedback")
STEPS = int(os.environ.get("GOODWORD_STEPS", "0"))
"""How many changes are tried more than the suite does, in each way."""

Files = dict[str, bytes]


def whole(tree: Any, day: date) -> tuple[Last, bool]:
    """What a check of everything finds and leaves, and whether all files are sound."""
    loaded = load(tree, SCHEMAS)
    snapshot = Snapshot(loaded.program, day)
    found = (*loaded.diagnostics, *judge(snapshot, Locator(tree).mark))
    keys = {}
    for rule in RULES:
        if rule.meets and rule.meets.counted:
            keys[rule.name] = keys_of(rule.meets.keys_of(snapshot))
            rows = [*rule.meets.rows(snapshot)]
            assert [*keys[rule.name]] == sorted(digest(key) for key, _ in rows), rule.name
    answer = Answer(arrange(found), sum(loaded.counts.values()), len(RULES))
    return Last(answer, day, "UTC", None, (), {}, keys), not loaded.diagnostics


def few(below: Any, files: Mapping[str, bytes], before: Files, last: Last) -> Answer | None:
    """What is told after files changed; None where that needs everything."""
    tree = Overlay(below, files)
    old = {path: data for path in files if (data := before.get(path)) is not None}
    values = {path: read_document(data, path)[0] for path, data in old.items()}
    try:
        return judged_again(revised(tree, SCHEMAS, files.keys(), values), last)
    except BeyondPart:
        return None


def calm(path: str, data: bytes) -> bytes:
    """A file without what couples many people: a limit in all, what it cut, and a stock."""
    value = yaml.safe_load(data)
    value.pop("stock", None)
    for version in value.get("points", ()) if path.endswith("mission.yml") else ():
        version.get("limits", {}).pop("total", None)
    for group in value.get("groups", ()):
        group["limits"]["each"] = "influencer"
    for decision in (value.get("decision"), (value.get("appeal") or {}).get("decision")):
        if decision and decision.pop("capped_by", None):
            decision["points"] = sum(decision["shares"].values())
    return yaml.safe_dump(value, sort_keys=False).encode()


LINKS = ("https://x.example/a", "http://X.example/a/?utm_source=q", "https://y.example/b")
SAID = ("It does not hold.", "it does not  hold", "The lamp is dim.", "It squeaks.")


def meeting(chance: Random, path: str, data: bytes) -> bytes:
    """A file that says what others say as well: shows the same, has the same name or words."""
    row, value = row_of(path), yaml.safe_load(data)
    match row.kind if row else "":
        case "mission":
            value["evidence"] = {"reuse": chance.choice(("never", "never", "other-missions"))}
        case "claim":
            link = {"kind": "link", "url": chance.choice(LINKS)}
            paper = {"kind": "document", "title": chance.choice(SAID)}
            there = {"witness": chance.choice(PEOPLE)}
            value["evidence"] = chance.choice(([link], [link | paper], [paper], [link, paper]))
            value["evidence"] += [there] if chance.random() < 0.2 else []
            if chance.random() < 0.2:
                value["source"] = {"system": "forum", "event": chance.choice(("e1", "e2"))}
        case "feedback":
            value["steps"][0] |= {"date": "2025-02-01", "summary": chance.choice(SAID)}
            value["steps"][0] |= {"verbatim": chance.choice(SAID)} if chance.random() < 0.5 else {}
        case "touchpoint":
            value["summary"] = chance.choice(SAID[:2])
        case "profile":
            value["name"] = chance.choice(("Ana", "ANA", "Ben"))
            value["bio"] = chance.choice(SAID)
            value["accounts"] = {"mastodon": chance.choice(("ana", "@Ana", "ben", "cleo"))}
    return yaml.safe_dump(value, sort_keys=False).encode()


def change(chance: Random, files: Files) -> Files:
    """One to three records that are new or say something else, as in another drawn world."""
    made: dict[str, Any] = {}
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        kind = chance.randrange(6)
        drawn_anew: dict[str, Any]
        if kind == 0:
            drawn_anew = part_worlds._claim(chance)
        elif kind == 1:
            drawn_anew = part_worlds._request(chance)
        elif kind == 2:
            drawn_anew = part_worlds._answer(chance)
        elif kind == 3:
            who = chance.choice(PEOPLE)
            drawn_anew = {f"influencers/{who}/profile.yml": part_worlds._profile(chance, who)}
        else:
            item = chance.choice(ITEMS)
            drawn_anew = {f"program/feedback/{item}.yml": part_worlds._item(chance, item)}
        folder = next(iter(drawn_anew)).split("/")[-2]
        there = [each for each in files if each.split("/")[-2] == folder and each not in made]
        if there and kind in {0, 1, 2} and chance.random() < 0.6:
            drawn_anew = {chance.choice(there): next(iter(drawn_anew.values()))}
        made |= drawn_anew
    return {path: part_worlds._spelled(chance, value) for path, value in made.items()}


@pytest.mark.parametrize("seed", range(2))
def test_people_who_have_to_do_with_each_other_are_judged_otherwise_after_few_changes(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a made-up world is no secret
    told = moved = 0
    for _ in range(4 + STEPS // 4):
        files, day = drawn(chance), chance.choice(DAYS)
        while not all(f"program/feedback/{each}.yml" in files for each in ITEMS):
            files |= drawn(chance)  # else something is named that is not there
        if seed % 2:
            files = {path: meeting(chance, path, data) for path, data in files.items()}
        still = chance.random() < 0.8
        if still:
            files = {path: calm(path, data) for path, data in files.items()}
        last, sound = whole(Overlay(DiskTree(tmp_path), files), day)
        assert sound
        for _ in range(4):
            edit = change(chance, files)
            if seed % 2:
                edit = {path: meeting(chance, path, data) for path, data in edit.items()}
            if still:
                edit = {path: calm(path, data) for path, data in edit.items()}
            tree = Overlay(DiskTree(tmp_path), files)
            found = few(tree, edit, files, last)
            if found is None:
                continue
            now, _ = whole(Overlay(tree, edit), day)
            assert found == now.answer, sorted(edit)
            told += 1
            moved += {e.message for e in found.found} != {e.message for e in last.answer.found}
    assert told > 4, "nearly everything was read anew"
    assert moved, "no change mattered"


@pytest.fixture(scope="module")
def example() -> tuple[Files, Last]:
    files = {each.path: (ROOT / each.path).read_bytes() for each in DiskTree(ROOT).listing().files}
    last, sound = whole(DiskTree(ROOT), DAY)
    assert sound
    return files, last


def other(chance: Random, files: Files) -> Files:
    """A record of the example that says something else, or another one like it."""
    kind = chance.choice(KINDS)
    records = [each for each in files if (row := row_of(each)) and row.kind == kind]
    path = chance.choice(records)
    text = files[path].decode()
    for _ in range(chance.choice((0, 1, 1, 2))):
        words = sorted({*re.findall(r"(?<![\w-])[a-z]+(?:-[a-z0-9]+)*(?![\w:-])", text)})
        days = sorted({*re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text)})
        numbers = sorted({*re.findall(r"(?<= )[0-9]+(?=\n)", text)})
        names = [each.split("/")[1] for each in files if each.startswith("influencers/")]
        match chance.randrange(4):
            case 0 if days:
                text = text.replace(chance.choice(days), f"202{chance.randrange(8)}-03-09", 1)
            case 1 if numbers:
                text = text.replace(chance.choice(numbers), str(chance.randrange(300)), 1)
            case 2 if words:
                text = text.replace(chance.choice(words), chance.choice(names), 1)
            case _ if len(words) > 1:
                one, another = chance.sample(words, 2)
                text = text.replace(one, another, 1)
    if chance.random() < 0.3 and kind != "profile":
        path = (
            chance.choice(records)
            if kind == "feedback"
            else re.sub(r"[0-9]{2}-", "27-", path, count=1)
        )
    return {path: text.encode()}


def test_the_example_is_judged_otherwise_after_few_changes(example: tuple[Files, Last]) -> None:
    chance = random.Random(1)  # noqa: S311 - made-up changes are no secret
    files, last = example
    tree, told = DiskTree(ROOT), 0
    for _ in range(9 + STEPS // 2):
        edit: Files = {}
        for _ in range(chance.choice((1, 1, 2))):
            edit |= other(chance, files)
        found = few(tree, edit, files, last)
        if found is not None:
            told += 1
            now, _ = whole(Overlay(tree, edit), DAY)
            assert found == now.answer, sorted(edit)
    assert told > 2, "nearly everything was read anew"


def test_evidence_that_meets_another_by_another_of_its_people_is_said_of_the_first_of_both(
    tmp_path: Path,
) -> None:
    def show(title: str, *others: str) -> bytes:
        claim = {"evidence": [{"kind": "document", "title": title}]}
        return yaml.safe_dump(claim | ({"with": [*others]} if others else {})).encode()

    settings = {"name": "Acme", "timezone": "Europe/Berlin", "staff": [{"id": "jo", "name": "Jo"}]}
    files = {"program/program.yml": yaml.safe_dump(settings).encode()}
    for each in ("one", "two", "three"):
        points = [{"from": "2025-01-01", "value": 50}]
        rest: dict[str, Any] = {"instructions": "Do it.", "evidence": {"reuse": "never"}}
        mission = {"title": each, **rest, "points": points}
        files[f"missions/{each}/mission.yml"] = yaml.safe_dump(mission).encode()
    for each in ("ana", "ben"):
        files[f"influencers/{each}/profile.yml"] = f"name: {each}\nstage: member\n".encode()
    files["missions/three/claims/2025-02-01-ben.yml"] = show("Same")
    files["missions/two/claims/2025-02-05-ana.yml"] = show("Same", "ben")
    path = "missions/one/claims/2025-02-02-ana.yml"
    for title in ("Same", "Other"):  # the change says what the other one has not said
        before = {**files, path: show({"Same": "Other", "Other": "Same"}[title])}
        tree = Overlay(DiskTree(tmp_path), before)
        last, _ = whole(tree, DAY)
        now, _ = whole(Overlay(tree, {path: show(title)}), DAY)
        assert now.answer.found != last.answer.found
        assert few(tree, {path: show(title)}, before, last) in {None, now.answer}


def test_a_share_of_somebody_who_is_not_there_leaves_a_closed_cycle_as_it_was(
    example: tuple[Files, Last],
) -> None:
    files, last = example
    path = "missions/write-a-repair-guide/claims/2023-12-05-joerg-brueckner.yml"
    value = yaml.safe_load(files[path])
    value["decision"]["shares"]["nobody-known"] = 100
    edit = {path: yaml.safe_dump(value).encode()}
    now, _ = whole(Overlay(DiskTree(ROOT), edit), DAY)
    assert "statement" in {each.rule for each in now.answer.found}
    assert few(DiskTree(ROOT), edit, files, last) in {None, now.answer}


def test_a_rule_that_looks_afar_has_everything_read_after_any_change() -> None:
    beyond = [each for each in RULES if each.scope in {Scope.MISSION, Scope.PROGRAM}]
    assert [each.name for each in beyond if each.meets is None] == []
    assert [each.name for each in RULES if each.meets and each not in beyond] == []


def test_what_is_no_file_of_a_record_is_taken_for_nothing_new(tmp_path: Path) -> None:
    folder = tmp_path / "missions"
    (folder / "one").mkdir(parents=True)
    (folder / "one/a.yml").write_text("a: 1\n")

    def walk() -> dict[str, bytes]:
        seen = look(tmp_path, ["missions", "site"])
        assert seen is not None
        return seen.folders

    before = walk()
    (folder / "two").mkdir()
    (folder / "two/b.yml").write_text("b: 1\n")
    (folder / "one/a.yml").write_text("a: 22\n")
    found = changed(before, walk())
    assert found is not None
    assert {path: tuple(each is None for each in pair) for path, pair in found.items()} == {
        "missions/two/b.yml": (True, False),
        "missions/one/a.yml": (False, False),
    }
    for name in ("x.yml", "Two", ".git"):
        (folder / name).mkdir()
        assert changed(before, walk()) is None, name
        (folder / name).rmdir()
    (folder / "link").symlink_to("one")
    assert changed(before, walk()) is None
    (folder / "link").unlink()
    (tmp_path / "site").mkdir()
    assert changed(before, walk()) is None
    (tmp_path / "site").rmdir()
    (folder / "one/a.yml").unlink()
    (folder / "one").rmdir()
    assert changed(before, walk()) is None
