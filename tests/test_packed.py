"""Packed cycles: nothing that is computed changes, all comes back, and broken lines are told.

What a program is computed from is its models and their places; that both are the same is what makes
every page and every export the same. That they are is shown on some commands besides.
"""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from goodword.actions import pack as packing
from goodword.actions.asked import Asked
from goodword.actions.complete import complete
from goodword.cli import main
from goodword.diagnostics import arrange
from goodword.edits.draft import Draft
from goodword.formats import text
from goodword.model.program import KINDS
from goodword.rules import judge
from goodword.source.added import addition, joined
from goodword.source.documents import read_document
from goodword.source.documents.comments import comments
from goodword.source.packed import written
from goodword.source.places import Locator
from goodword.source.schemas import MOST, Schemas
from goodword.source.trees import DiskTree, Overlay
from goodword.verbs import CLAIM as CLAIM_VERBS
from tests.packing import LATER, asked, closed, contents, packed, unpacked, world

if TYPE_CHECKING:
    from tests.packing import World

CLAIMS = "missions/write-a-repair-guide/claims"


@pytest.fixture(scope="module", params=[0, 1])
def here(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    return closed(tmp_path_factory.mktemp("closed"), seed=request.param)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> World:
    return closed(tmp_path_factory.mktemp("one"), 8, 1, 7)


def models(here: World) -> dict[str, Any]:
    """Every model with its place, which does not count where models are compared."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        room = getattr(here.loaded.program, kind.room)
        for each in room.values() if kind.many else [room] if room is not None else []:
            found[each.place.path] = (each, each.place)
    return found


def told(here: World) -> str:
    locator = Locator(here.tree)
    found = [*here.loaded.diagnostics, *judge(here.snapshot, locator.mark)]
    return text.diagnostics(arrange(found), locator.text)


def test_packing_changes_a_model_or_an_order(here: World) -> None:
    there = packed(here)
    assert len(there.loaded.program.packed) > 50
    assert there.loaded.program == here.loaded.program
    assert models(there) == models(here)
    for kind in KINDS:
        if kind.many:
            before, after = (getattr(each.loaded.program, kind.room) for each in (here, there))
            assert [*before] == [*after]
    assert there.loaded.counts == here.loaded.counts
    assert told(there) == told(here)


def test_unpacking_gives_other_data_or_other_names(here: World) -> None:
    before, after = contents(here.tree), contents(unpacked(packed(here)).tree)
    assert before.keys() == after.keys()
    for path, data in before.items():
        if path.endswith(".yml"):
            # Mappings in which order counts, such as shares, have theirs.
            said = [json.dumps(read_document(each, path)[0]) for each in (data, after[path])]
            assert said[0] == said[1]
            assert comments(data) == comments(after[path])
        else:
            assert data == after[path]


def test_packing_once_more_is_silent_about_what_stays_a_file(one: World) -> None:
    path = next(each for each in one.loaded.program.claims if each.count(".") == 1)
    undecided = {path.replace(".yml", ".9.yml"): b"evidence: https://example.org/undecided\n"}
    one = world(Overlay(one.tree, undecided))
    notes = [
        list(packing.pack(here.snapshot, asked(here, "pack", here.cycles), here.tree).notes)
        for here in (one, packed(one))
    ]
    stay = [note for note in notes[0] if "stay" in note]
    assert stay
    assert notes[1] == ["there is nothing to pack", *stay]


def test_the_order_of_packing_shows_in_a_byte(here: World) -> None:
    cycles, turns = here.cycles, random.Random(3)  # noqa: S311 - any order will do
    together = contents(packed(here).tree)
    for _ in range(2):
        turns.shuffle(cycles)
        there = here
        for each in cycles:
            there = packed(there, each)
        assert contents(there.tree) == together
    assert contents(packed(packed(here)).tree) == together


def test_a_command_prints_something_else(one: World, capsys: pytest.CaptureFixture[str]) -> None:
    root = one.tree.root if isinstance(one.tree, DiskTree) else None
    assert root is not None
    other = root.with_name(f"{root.name}-packed")
    shutil.copytree(root, other)
    assert main(("--root", str(other), "cycle", "pack", *one.cycles, "--write")) == 0
    assert list(other.rglob("*.jsonl"))
    capsys.readouterr()
    for command in (
        ("points", "--explain", "--format", "json"),
        ("loops", "--format", "json"),
        ("agenda", "--format", "json"),
        ("relation", "--format", "json"),
        ("leaderboard", "--format", "json"),
        ("list", "claims", "--format", "csv"),
        ("export", "beancount"),
        ("export", "ledger"),
        ("export", "people-json"),
        ("check",),
    ):
        shown = []
        for each in (root, other):
            assert main(("--root", str(each), *command, "--as-of", str(LATER))) == 0, command
            shown.append(capsys.readouterr().out)
        if "json" in command:
            shown = [json.dumps(placeless(json.loads(each))) for each in shown]
        assert shown[0] == shown[1], command


def placeless(value: Any) -> Any:
    """A value without where things stand."""
    if isinstance(value, dict):
        return {k: placeless(each) for k, each in value.items() if k not in {"path", "line"}}
    return [placeless(each) for each in value] if isinstance(value, list) else value


def first(here: World, folder: str = "/claims/") -> str:
    return next(path for path in here.loaded.program.packed if folder in path)


def test_a_packed_record_is_shown_elsewhere_than_in_its_line(here: World) -> None:
    there = packed(here)
    locator = Locator(there.tree)
    for path, pack in there.loaded.program.packed.items():
        spot = locator.spot(there_place(there, path))
        line = locator.text(pack)[spot.line - 1]
        assert spot.path == pack
        assert json.loads(line)["file"] == path
        mark = locator.mark(there_place(there, path))
        assert mark is not None
        assert (mark.path, mark.line) == spot
        break


def there_place(here: World, path: str) -> Any:
    for room in ("claims", "redemptions", "touchpoints"):
        found = getattr(here.loaded.program, room).get(path)
        if found is not None:
            return found.place
    raise AssertionError(path)


def broken(here: World, line: bytes, at: int = 0) -> tuple[World, str, str]:
    """The packed program with a line of its first packed claims replaced; the file, the record."""
    there = packed(here)
    path = first(there)
    pack = there.loaded.program.packed[path]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    lines = content.split(b"\n")
    record = json.loads(lines[at])["file"]
    lines[at] = line.replace(b"PATH", record.encode())
    return world(Overlay(there.tree, {pack: b"\n".join(lines)})), pack, record


BEGIN = b'{"file":"PATH","says":{'
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "no JSON": (b"a: [", "yaml", "1:"),
    "an empty line": (b"", "yaml", ""),
    "no line": (b'{"path":1}', "packed", "no line of a packed file"),
    "a list": (b"[1]", "packed", "no line of a packed file"),
    "a blank": (b'{"file":"PATH", "says":{}}', "packed", "not in the form"),
    "a key twice": (BEGIN + b'"helped":"a","helped":"b"}}', "yaml", "twice"),
    "a file twice": (b'{"file":"PATH","file":"PATH","says":{}}', "yaml", "twice"),
    "not a number": (BEGIN + b'"effort_hours":NaN}}', "packed", "no JSON"),
    "no whole number": (BEGIN + b'"effort_hours":1.0}}', "yaml", "write 1"),
    "an exponent": (BEGIN + b'"effort_hours":1e2}}', "yaml", "write 100"),
    "a huge number": (BEGIN + b'"effort_hours":' + b"9" * 400 + b"}}", "yaml", "digits"),
    "leading zeros": (BEGIN + b'"effort_hours":007}}', "yaml", "zero"),
    "deep nesting": (BEGIN + b'"helped":' + b"[" * 90_000 + b"]" * 90_000, "packed", "longer"),
    "nesting": (BEGIN + b'"helped":' + b"[" * 900 + b"]" * 900 + b"}}", "yaml", "inside"),
    "a long line": (BEGIN + b'"helped":"' + b"a" * 70_000 + b'"}}', "packed", "the line is longer"),
    "NUL": (BEGIN + b'"helped":"a\x00"}}', "yaml", "U+0000"),
    "an escaped NUL": (BEGIN + b'"helped":"a\\u0000"}}', "yaml", "U+0000"),
    "a bidirectional override": (BEGIN + '"helped":"a\u202e"}}'.encode(), "yaml", "U+202E"),
    "half a pair": (BEGIN + b'"helped":"\\ud800"}}', "yaml", ""),
    "no UTF-8": (BEGIN + b'"helped":"\xff"}}', "yaml", "UTF-8"),
    "a byte-order mark": (b"\xef\xbb\xbf" + BEGIN + b"}}", "yaml", "byte-order mark"),
    "CR": (BEGIN + b"}}\r", "yaml", "line end"),
    "an unknown key": (BEGIN + b'"helpd":"a"}}', "schema", "helpd"),
    "a wrong type": (BEGIN + b'"effort_hours":"a"}}', "schema", "effort_hours"),
    "another's folder": (
        b'{"file":"missions/none/claims/2025-01-01-ana.yml","says":{}}', "packed", "can lie in"
    ),
    "another year": (
        b'{"file":"missions/write-a-repair-guide/claims/1999-01-01-ana.yml","says":{}}',
        "packed", "can lie in",
    ),
    "a comment of two lines": (
        b'{"file":"PATH","says":{},"comments":["a","b\\nquantity: 9"]}', "packed", "goes on"
    ),
    "comments that are none": (b'{"file":"PATH","says":{},"comments":7}', "packed", "no JSON"),
    "a way out": (b'{"file":"../../etc/passwd","says":{}}', "packed", "can lie in"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_read_or_takes_others_with_it(one: World, name: str) -> None:
    line, rule, words = HOSTILE[name]
    there, pack, record = broken(one, line)
    found = there.loaded.diagnostics
    assert found, name
    assert {each.rule for each in found} == {rule}
    assert any(words in each.message + each.hint or words in text_of(there) for each in found)
    assert {each.path for each in found} == {pack}
    assert all(each.mark is not None and each.mark.line == 1 for each in found)
    whole = packed(one).loaded.program
    assert there.loaded.program.claims.keys() == whole.claims.keys() - {record}
    assert there.loaded.program.broken
    assert text_of(there).startswith(f"{pack}:1:")


def text_of(here: World) -> str:
    locator = Locator(here.tree)
    return text.diagnostics(here.loaded.diagnostics, locator.text)


def test_a_line_that_stands_twice_is_read_twice(one: World) -> None:
    there = packed(one)
    pack = there.loaded.program.packed[first(there)]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    twice = world(Overlay(there.tree, {pack: content + content.split(b"\n")[0] + b"\n"}))
    assert [each.rule for each in twice.loaded.diagnostics] == ["packed"]
    assert "stands in line 1 already" in twice.loaded.diagnostics[0].message


def test_a_day_that_was_seen_is_taken_for_a_folder(one: World) -> None:
    there = packed(one)
    pack = there.loaded.program.packed[first(there)]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    known = json.loads(content.split(b"\n")[0])
    day = known["file"].rpartition("/")[2][:10]
    line = written(f"{day}/{day}-ana.yml", known["says"], [])
    more = world(Overlay(there.tree, {pack: content + line}))
    assert "can lie in" in more.loaded.diagnostics[0].message
    assert more.loaded.program.claims.keys() == there.loaded.program.claims.keys()


def test_a_record_of_two_packed_files_is_read_twice(one: World) -> None:
    there = packed(one)
    path = first(there)
    pack = there.loaded.program.packed[path]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    says = json.loads(content.split(b"\n")[0])["says"]
    other = pack.replace("2026-Q1", "2026-Q2")
    lines = there.tree.read(other)
    assert isinstance(lines, bytes)
    line = lines + written(path, {**says, "evidence": "https://example.org/other"}, [])
    for added in ({}, {path: b"appeal: {date: 2026-11-20, text: They are two.}\n"}):
        twice = world(Overlay(there.tree, {other: line, **added}))
        found = twice.loaded.diagnostics
        assert [each.rule for each in found] == ["packed"]
        assert found[0].message == f"{path} is packed in {pack}:1 already"
        assert found[0].mark is not None
        assert (found[0].path, found[0].mark.line) == (other, line.count(b"\n"))
        assert twice.loaded.program.claims[path].evidence[0].url != "https://example.org/other"


def test_a_packed_file_that_is_copied_is_told_by_other_lines_than_it_has(one: World) -> None:
    there = packed(one)
    pack = there.loaded.program.packed[first(there)]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    other = pack.replace("2026-Q1", "2026-Q2")
    copied = b"".join(reversed(content.splitlines(keepends=True)))
    found = world(Overlay(there.tree, {other: copied})).loaded.diagnostics
    count = content.count(b"\n")
    said = [each for each in found if each.rule == "packed"]
    assert [(each.mark and each.mark.line) for each in said] == [*range(1, count + 1)]
    for number, each in zip(range(count, 0, -1), said, strict=True):
        assert each.message.endswith(f" is packed in {pack}:{number} already")


def test_what_is_added_goes_to_a_broken_line_of_the_same_name(one: World) -> None:
    there = packed(one)
    path = first(there)
    pack = there.loaded.program.packed[path]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    odd = content.split(b"\n")[0].replace(b'"says":', b'"says": ') + b"\n"
    added = {path: b"appeal: {date: '2026-11-20', text: They are two.}\n"}
    found = world(Overlay(there.tree, {pack: odd + content, **added})).loaded
    assert [(each.path, each.rule) for each in found.diagnostics] == [(pack, "packed")]
    assert found.program.claims[path].appeal is not None


CLAIM: dict[str, Any] = {
    "evidence": "https://example.org/1",
    "decision": {"outcome": "approved", "by": "maya", "date": "2026-04-12", "points": 100},
    "reversals": [{"date": "2026-05-01", "by": "jon", "shares": {"ana": 10}, "reason_code": "x"}],
}
APPEAL = {"date": "2026-05-03", "text": "They are two."}


def test_an_addition_is_joined_otherwise_than_it_was_taken_apart() -> None:
    second = {**CLAIM["reversals"][0], "date": "2026-06-01"}
    appealed = {**CLAIM["reversals"][0], "appeal": APPEAL}
    for whole in (
        {**CLAIM, "appeal": APPEAL},
        {**CLAIM, "reversals": [*CLAIM["reversals"], second]},
        {**CLAIM, "reversals": [appealed]},
        {**CLAIM, "reversals": [appealed, second]},
        {**CLAIM, "snoozed": [{"what": "claims"}], "appeal": APPEAL},
    ):
        found = addition("claim", CLAIM, whole)
        assert found is not None
        assert found != whole
        assert joined("claim", CLAIM, found).says == whole
        # A file that says all of it again says the same.
        assert joined("claim", CLAIM, whole)[:2] == (whole, ())


@pytest.mark.parametrize(
    ("added", "way"),
    [
        ({"occurred": "2026-04-01"}, ("occurred",)),
        ({"evidence": "https://example.org/2"}, ("evidence",)),
        ({"decision": {"points": 90}}, ("decision", "points")),
        ({"decision": {"reason": "Well done."}}, ("decision", "reason")),
        ({"with": ["ben"]}, ("with",)),
    ],
)
def test_what_a_line_says_is_changed_by_an_addition(
    added: dict[str, Any], way: tuple[str, ...]
) -> None:
    found = joined("claim", CLAIM, added)
    assert found.says == CLAIM
    assert [each.pointer for each in found.conflicts] == [way]
    assert addition("claim", CLAIM, {**CLAIM, **added}) is None


def test_an_entry_taken_away_is_an_addition() -> None:
    assert addition("claim", CLAIM, {**CLAIM, "reversals": []}) is None
    assert addition("claim", CLAIM, {key: CLAIM[key] for key in ("evidence", "decision")}) is None
    twice = {**CLAIM, "reversals": [*CLAIM["reversals"], *CLAIM["reversals"]]}
    assert addition("claim", CLAIM, twice) is None, "the same entry again could not be told apart"


def test_a_conflict_is_told_elsewhere_than_in_the_file(one: World) -> None:
    there = packed(one)
    path = first(there)
    change = b"summary: Other words.\nevidence: https://example.org/other\n"
    found = world(Overlay(there.tree, {path: change})).loaded.diagnostics
    assert {(each.rule, each.path) for each in found} == {("packed", path)}
    pack = there.loaded.program.packed[path]
    assert all(f"({pack}:" in each.message and "cycle unpack" in each.hint for each in found)
    lines = {each.mark.line for each in found if each.mark}
    assert 2 in lines


def test_a_name_that_is_packed_is_taken_for_something_new(one: World) -> None:
    there = packed(one)
    path = first(there)
    draft = Draft(there.tree)
    assert path in draft
    made = draft.create(path, "claim", {"evidence": "https://example.org/1"})
    assert made == path.replace(".yml", ".2.yml")


def test_a_decided_claim_is_unpacked_in_vain_to_withdraw_it(one: World) -> None:
    there = packed(one)
    path, by = first(there), next(iter(there.loaded.program.staff))
    request = Asked(CLAIM_VERBS.verb("withdraw"), path, LATER, by)
    found = complete(there.snapshot, [request], there.tree)
    assert not found.edits
    assert ["that stands" in each.message for each in found.problems] == [True]


def test_a_comment_is_lost(one: World) -> None:
    path = first(packed(one))
    content = one.tree.read(path)
    assert isinstance(content, bytes)
    lines = content + b"# a word for later\n#\neffort_hours: 3 # and this too\nhelped: 'no # one'\n"
    there = packed(world(Overlay(one.tree, {path: lines})))
    assert path in there.loaded.program.packed
    again = unpacked(there).tree.read(path)
    assert isinstance(again, bytes)
    assert comments(again) == ["a word for later", "and this too"]
    assert again.count(b"yaml-language-server") == 1


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_a_comment_of_a_line_becomes_data_of_the_file(one: World, end: str) -> None:
    there = packed(one)
    path = first(there)
    pack = there.loaded.program.packed[path]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    lines = content.split(b"\n")
    says = json.loads(lines[0])["says"]
    lines[0] = written(path, says, [f"so{end}helped: everybody"])[:-1]
    forged = world(Overlay(there.tree, {pack: b"\n".join(lines)}))
    assert path not in forged.loaded.program.claims
    assert {each.path for each in forged.loaded.diagnostics} == {pack}


def test_written_lines_are_read_as_they_were_written() -> None:
    says = {"helped": "\u00e9\t\"\\/\n\U0001f6b2 'x'", "effort_hours": 3, "with": ["a"]}
    line = written("missions/a/claims/2026-01-01-b.yml", says, ["x"])
    read: Any = read_document(line[:-1], "")[0]
    assert read["says"] == says
    assert json.loads(line)["says"] == says


def test_a_file_with_a_fault_in_each_line_is_taken_apart_for_each(one: World) -> None:
    there = packed(one)
    pack = there.loaded.program.packed[first(there)]
    bad = world(Overlay(there.tree, {pack: b"\n" * 300}))
    found = [each for each in bad.loaded.diagnostics if each.path == pack]
    assert [each.mark.line for each in found if each.mark] == [*range(1, MOST + 1)]
    assert [each.message for each in found if not each.mark] == [
        f"the file has {300 - MOST} more broken lines than the {MOST} shown"
    ]
    locator = Locator(bad.tree)
    assert locator.text(pack) is locator.text(pack)


def test_a_line_beyond_those_explained_is_read_or_forgotten(
    one: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = packed(one)
    path = first(there)
    pack, day = there.loaded.program.packed[path], path.rpartition("/")[2][:10]
    names = [f"{path.rpartition('/')[0]}/{day}-ana-{number}.yml" for number in range(300)]
    lines = [written(each, {"helpd": "a"}, []) for each in names]
    lines[250] = written(names[250], {"helped": "a"}, [])
    explained: list[str] = []
    explain = Schemas.explain

    def counted(self: Schemas, kind: str, *rest: Any) -> Any:
        explained.append(kind)
        return explain(self, kind, *rest)

    monkeypatch.setattr(Schemas, "explain", counted)
    bad = world(Overlay(there.tree, {pack: b"".join(lines)})).loaded
    assert len(explained) == MOST
    assert names[250] in bad.program.claims
    assert {*names} & bad.program.claims.keys() == {names[250]}
    assert {*names} - bad.program.broken.files.keys() == {names[250]}
    assert len([each for each in bad.diagnostics if each.path == pack]) == MOST + 1


def test_a_file_beside_its_own_name_in_a_line_is_read_twice_or_never(one: World) -> None:
    there = packed(one)
    path = first(there)
    pack = there.loaded.program.packed[path]
    content = there.tree.read(pack)
    assert isinstance(content, bytes)
    lost = world(Overlay(there.tree, {pack: content.replace(path.encode(), b"x"), path: b"{}\n"}))
    # The line is not of that file any more, so the file stands for itself.
    assert lost.loaded.program.claims[path].place.path == path
    assert path not in lost.loaded.program.packed
    whole = world(Overlay(there.tree, {path: b"{}\n"})).loaded.program
    assert whole.claims[path] == there.loaded.program.claims[path]
