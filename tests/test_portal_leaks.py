"""Nothing that members may not have is in any byte of their portal.

Every free text of the example gets a mark. What members may have, and when, is what `x-audience`
says in the schemas; every other mark must be in no file of the build, in whatever way it is
written.
"""

from __future__ import annotations

import base64
import functools
import gzip
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.audience.sharing import sharing
from goodword.load import load
from goodword.portal.me.files import OwnPages
from goodword.portal.seal import code_of, name_of
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.schemas.annotations import marks
from goodword.source.trees import DiskTree
from tests import leak_search
from tests.conftest import ROOT
from tests.own_page_program import SECRET
from tests.portal_site import build, tree
from tests.test_seal import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.model.program import Program
    from goodword.source.schemas.annotations import Marks
    from tests.leak_search import Marked

DAY = date(2026, 11, 21)
ANYONE = {"members", "public"}


def _feedback(_program: Program, mark: Marked) -> bool:
    return mark.document.get("confidentiality", "members") in ANYONE


def _said(program: Program, mark: Marked) -> bool:
    return _feedback(program, mark) and bool({"members", "public"} & set(mark.way))


def _notice(_program: Program, mark: Marked) -> bool:
    """Of an incident its title, where something is said to members, and what is said to them."""
    said = ANYONE & set(mark.document.get("say", {}))
    return bool(said) if mark.way[0] == "title" else mark.way[1] in ANYONE


def _mission(_program: Program, mark: Marked) -> bool:
    document = mark.document
    open_ = document.get("status", "open") != "proposed"
    return open_ and document.get("audience", "members") in ANYONE


def _event(_program: Program, mark: Marked) -> bool:
    document = mark.document
    return document.get("audience", "members") in ANYONE and not document.get("nda", False)


def _person(field: str) -> Callable[[Program, Marked], bool]:
    def may(program: Program, mark: Marked) -> bool:
        person = program.influencers[mark.path.split("/")[1]]
        return bool(getattr(sharing(person, "members", DAY), field))

    return may


def _thanks(program: Program, mark: Marked) -> bool:
    document = mark.document
    shown = document["kind"] == "thanks" and document.get("audience", "staff") in ANYONE
    return shown and _person("recognition")(program, mark)


def _claim(program: Program, mark: Marked) -> bool:
    claim = program.claims[mark.path]
    mission = program.missions[claim.mission]
    shown = mission.status != "proposed" and mission.audience in ANYONE
    shares = (sharing(program.influencers[each], "members", DAY) for each in claim.people)
    approved = claim.decision is not None and claim.decision.outcome == "approved"
    linked = mark.way[-1] != "title" or "url" in mark.document["evidence"][mark.way[1]]
    return shown and approved and linked and any(each.ranked for each in shares)


MEMBERS_MAY: Mapping[tuple[str, str], Callable[[Program, Marked], bool]] = {
    ("mission", "record"): _mission,
    ("event", "record"): _event,
    ("feedback", "record"): _feedback,
    ("feedback", "said"): _said,
    ("incident", "said"): _notice,
    ("touchpoint", "record"): _thanks,
    ("claim", "record"): _claim,
    **{("profile", each): _person(each) for each in ("recognition", "contact")},
}
"""When members may have what the schema of a kind says others than staff may have."""


@functools.cache
def _shown(kind: str) -> Marks:
    return marks(Schemas.load(schemas_directory()).documents[kind], "x-audience")


def said_of(mark: Marked) -> str | None:
    """What the schema says of who may have a text: at its key, or at one that it is below."""
    said, below = None, _shown(mark.kind)
    for step in mark.way:
        found = below.each if isinstance(step, int) else below.keys.get(step, below.each)
        if found is None:
            break
        below = found
        said = below.own or said
    return said


def key_of_text(step: str | int) -> bool:
    """Whether a step of a way is a key, and neither a place in a list nor a language."""
    return isinstance(step, str) and step not in {"en", "es", *ANYONE}


def may_have(program: Program, mark: Marked) -> bool:
    """Whether members may have a text."""
    said = said_of(mark)
    if said in {None, "everyone", "staff"}:
        return said == "everyone"
    return MEMBERS_MAY[mark.kind, said](program, mark)


@pytest.fixture(scope="module")
def marked() -> tuple[Program, dict[int, Marked]]:
    schemas = Schemas.load(schemas_directory())
    changed, marks = leak_search.marked(DiskTree(ROOT), schemas)
    loaded = load(changed, schemas, workers=0)
    assert not loaded.program.broken, loaded.diagnostics[:3]
    return loaded.program, marks


@pytest.fixture(scope="module")
def members(marked: tuple[Program, dict[int, Marked]]) -> View:
    return audience_view(Snapshot(marked[0], DAY), "members", DAY)


@pytest.fixture(scope="module")
def own(marked: tuple[Program, dict[int, Marked]]) -> OwnPages:
    return OwnPages(SECRET, mine(Snapshot(marked[0], DAY), DAY))


@pytest.fixture(scope="module")
def files(
    members: View, own: OwnPages, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("leaks") / "site"
    build(members, folder, mine=own)
    return tree(folder)


def told(marks: dict[int, Marked], seen: dict[int, str]) -> list[str]:
    """Marks that were found, with what they mark and where they are."""
    return [f"{marks[n].path} {marks[n].field} in {seen[n]}" for n in sorted(seen)]


def test_a_text_reaches_members_that_the_list_does_not_name(
    marked: tuple[Program, dict[int, Marked]], files: dict[str, bytes]
) -> None:
    program, marks = marked
    seen = leak_search.found(files)
    leaks = {n: path for n, path in seen.items() if not may_have(program, marks[n])}
    assert not leaks, "\n".join(told(marks, leaks)[:20])


def test_a_text_that_a_schema_promises_to_members_reaches_none_of_them(
    marked: tuple[Program, dict[int, Marked]], files: dict[str, bytes]
) -> None:
    program, marks = marked
    promised: dict[tuple[str, str], bool] = {}
    seen = leak_search.found(files)
    for n, mark in marks.items():
        if may_have(program, mark):
            field = (mark.kind, str(next(s for s in reversed(mark.way) if key_of_text(s))))
            promised[field] = promised.get(field, False) or n in seen
    assert [field for field, reached in promised.items() if not reached] == []
    assert len(promised) > 25


def test_a_search_that_looks_at_nothing(
    marked: tuple[Program, dict[int, Marked]], files: dict[str, bytes]
) -> None:
    program, marks = marked
    seen = leak_search.found(files)
    met = {marks[n].kind for n in seen}
    assert met >= {"program", "mission", "reward", "event", "community", "feedback", "profile"}
    assert met >= {"claim", "touchpoint", "strategy", "tiers", "departments", "policies"}
    kept = {mark.kind for n, mark in marks.items() if n not in seen}
    assert kept >= {"incident", "identification", "measures", "audit", "feedback", "claim"}
    missing = {mark.field for n, mark in marks.items() if n not in seen and mark.kind == "profile"}
    assert missing >= {"history.*.reason", "name", "bio.en"}
    assert len([n for n, mark in marks.items() if not may_have(program, mark)]) > 500


def test_what_only_a_member_may_have_is_in_a_file_that_is_not_sealed(
    marked: tuple[Program, dict[int, Marked]], own: OwnPages, files: dict[str, bytes]
) -> None:
    """Whoever has no code finds nothing of a record; who has one finds it, and no other's."""
    _, marks = marked
    seen, theirs = leak_search.found(files), {}
    for each in own.people:
        code = code_of(SECRET, each.record.id, each.number)
        path = f"me/{name_of(code)}"
        theirs[each.record.id] = leak_search.found({path: opened(code, path, files[path])})
    alone = {n for found in theirs.values() for n in found} - seen.keys()
    assert len(alone) > 100
    assert {marks[n].kind for n in alone} >= {"claim", "feedback", "touchpoint", "profile"}
    names = [each.record.name for each in own.people]
    assert len(names) > 15
    for person, found in theirs.items():
        # Names that members have of each other in the open are theirs to read here too.
        others = {
            marks[n].path.split("/")[1]
            for n in found.keys() - seen.keys()
            if marks[n].path[:12] == "influencers/"
        }
        assert others <= {person}


def test_a_record_that_was_left_open_is_not_found(
    marked: tuple[Program, dict[int, Marked]], own: OwnPages, files: dict[str, bytes]
) -> None:
    code = code_of(SECRET, own.people[0].record.id, own.people[0].number)
    path = f"me/{name_of(code)}"
    plain = opened(code, path, files[path])
    leaks = leak_search.found({**files, path: plain})
    assert [n for n in leaks if not may_have(marked[0], marked[1][n])]


def test_somebody_who_is_hidden_is_in_a_file_by_id(
    marked: tuple[Program, dict[int, Marked]], files: dict[str, bytes]
) -> None:
    hidden = [
        person.id
        for person in marked[0].influencers.values()
        if not sharing(person, "members", DAY).recognition
    ]
    assert len(hidden) > 5
    for path, data in files.items():
        for each in hidden:
            assert each.encode() not in data, (path, each)
            assert each not in path


@pytest.mark.parametrize(
    "hide",
    [
        lambda text: text,
        lambda text: gzip.compress(text, mtime=0),
        lambda text: b"x" + base64.b64encode(text),
        lambda text: base64.urlsafe_b64encode(b"." + text),
        lambda text: base64.b64encode(b".." + text),
        lambda text: quote(text).replace("z", "%7A").encode(),
        lambda text: b"".join(b"&#%d;" % byte for byte in text),
        lambda text: b"".join(b"&#x%x;" % byte for byte in text),
        lambda text: b"".join(b"\\u%04x" % byte for byte in text),
        lambda text: text.decode().encode("utf-16"),
        lambda text: b"<!-- " + text.upper() + b" -->",
    ],
)
def test_a_planted_text_that_is_not_found(hide: Callable[[bytes], bytes]) -> None:
    text = b"a reason that is staff's alone zq00042qz and more"
    assert leak_search.found({"a/index.html": b"<p>" + hide(text)}) == {42: "a/index.html"}


def test_a_mark_in_a_name_that_is_not_found() -> None:
    assert leak_search.found({"people/zq00007qz/index.html": b""}) == {
        7: "people/zq00007qz/index.html"
    }


def test_a_leak_of_the_gate_that_is_not_found(
    marked: tuple[Program, dict[int, Marked]], members: View, tmp_path: Path
) -> None:
    program, marks = marked
    number, mark = next(
        (n, m) for n, m in marks.items() if m.kind == "profile" and m.field == "history.*.reason"
    )
    person = program.influencers[mark.path.split("/")[1]]
    reason: Any = next(e.reason for e in person.history if e.reason and f"{number:05d}" in e.reason)
    leaking = replace(members, people=(replace(members.people[0], bio={"en": reason}, claims=()),))
    bare = replace(leaking, events=(), communities=(), news=(), missions=(), items=())
    board = replace(bare.leaderboard, cycle=(), improved=(), newcomers=())
    build(replace(bare, leaderboard=board), tmp_path / "site")
    seen = leak_search.found(tree(tmp_path / "site"))
    assert number in seen
    assert not may_have(program, mark)
