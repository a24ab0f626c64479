"""Whatever an audience may not have may change, and not one byte changes that it gets.

Every value that the design neither shows an audience nor lets it feel is changed at once, and
records that are not for it come and go; GOODWORD_CHANGES says how many times (two by default).
"""

from __future__ import annotations

import functools
import json
import os
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience import missions as mission_gate
from goodword.audience import people as people_gate
from goodword.audience.mine import mine
from goodword.model.paths import row_of
from goodword.portal.me.files import OwnPages
from goodword.portal.seal import checked
from goodword.resources import schemas_directory
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.audience_records import FILES
from tests.conftest import ROOT
from tests.filled_days import AS_OF
from tests.filled_world import filled
from tests.portal_site import build, tree
from tests.unfelt import Moment, changed, changes, felt_ones, snapshot_of, view_in, view_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.snapshot import Snapshot
    from tests.unfelt import Change

ROUNDS = int(os.environ.get("GOODWORD_CHANGES", "2"))
OUTSIDE = ("public", "members", "nda")
SECRET = checked("an invented secret of forty characters..")


@functools.cache
def schemas() -> Schemas:
    return Schemas.load(schemas_directory())


@functools.cache
def world(name: str) -> tuple[dict[str, Any], Moment]:
    """A program of that name, and its days."""
    if name == "filled":
        day = date.fromisoformat(AS_OF)
        return filled(schemas().documents).documents, Moment(day, day)
    if name == "example":
        tree_ = DiskTree(ROOT)
        paths = [e.path for e in tree_.listing().files if e.path.endswith(".yml")]
        texts: dict[str, Any] = {p: tree_.read(p) for p in paths if row_of(p)}
        return _read(texts), Moment(date(2026, 11, 21), date(2026, 11, 21))
    texts = {path: text.encode() for path, text in {**FILES, **MERGED}.items() if text}
    return _read(texts), Moment(date(2026, 11, 15), date(2026, 11, 15))


def _read(texts: dict[str, bytes]) -> dict[str, Any]:
    return {p: read_document(text, p)[0] for p, text in texts.items() if p.endswith(".yml")}


def _merged(title: str, confidentiality: str, who: str, of: str) -> str:
    return (
        f"title: {title}\nconfidentiality: {confidentiality}\nsteps:\n"
        f'- {{step: received, date: "2026-10-02", from: [{who}], channel: forum, summary: So.}}\n'
        '- {step: triaged, date: "2026-10-05", by: tom, owner: tom, severity: normal}\n'
        f'- {{step: decided, date: "2026-10-06", by: tom, outcome: duplicate, of: {of},'
        " rationale: Because it is the same thing}\n"
    )


def _told(item: str) -> str:
    return (
        f"kind: answer\nstep: told\nmilestone: decided\nrefs: [{item}]\nby: tom\nchannel: mail\n"
        "ref: mail\n"
    )


MERGED = {
    "program/feedback/2026-10-02-staffs.yml": _merged(
        "Staff's", "staff", "gus, jim, eve", "2026-10-01-declined"
    ),
    "program/feedback/2026-10-02-signed.yml": _merged(
        "Signed", "nda", "gus, ben", "2026-10-02-staffs"
    ),
    "program/feedback/2026-10-02-open.yml": _merged(
        "Open to all", "public", "dan", "2026-10-02-staffs"
    ),
    "influencers/jim/touchpoints/2026-10-12-declined.yml": _told("2026-10-01-declined"),
    "influencers/gus/touchpoints/2026-10-12-staffs.yml": _told("2026-10-02-staffs"),
}
"""Items merged into one that everybody has, through one that only staff have."""
WORLDS = ("filled", "records", "example")


@functools.cache
def drawn(name: str, audience: str, seed: int) -> list[Change]:
    documents, on = world(name)
    return changes(documents, audience, on, schemas(), Random(seed))  # noqa: S311 - drawn by a seed, to be drawn again


@functools.cache
def before(name: str) -> Snapshot:
    """A program of that name; its ledger, which asks no gate, is computed once."""
    documents, on = world(name)
    return snapshot_of(documents, on, schemas())


@functools.cache
def after(name: str, audience: str, seed: int) -> Snapshot:
    """The same, when all is changed that the audience may not have."""
    documents, on = world(name)
    made = changed(documents, drawn(name, audience, seed), schemas())
    return snapshot_of(made, on, schemas())


@functools.cache
def unchanged(name: str, audience: str) -> View:
    """What an audience has of a program of that name."""
    return view_in(before(name), audience, world(name)[1])


@functools.cache
def otherwise(name: str, audience: str, seed: int) -> View:
    """What it has after all of these changes."""
    return view_in(after(name, audience, seed), audience, world(name)[1])


def told(made: Sequence[Change]) -> list[str]:
    return [str(each)[:200] for each in made]


def felt(name: str, audience: str, made: Sequence[Change]) -> list[str]:
    """Which of the changes an audience feels."""
    documents, on = world(name)
    had = unchanged(name, audience)

    def same(some: Sequence[Change]) -> bool:
        return view_of(changed(documents, some, schemas()), audience, on, schemas()) == had

    return told(felt_ones(made, same))


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("audience", [*OUTSIDE, "staff"])
@pytest.mark.parametrize("name", WORLDS)
def test_an_audience_feels_what_it_may_not_have(name: str, audience: str, seed: int) -> None:
    if otherwise(name, audience, seed) != unchanged(name, audience):
        assert felt(name, audience, drawn(name, audience, seed)) == []
        pytest.fail("felt once, and not when it was looked for")


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("name", WORLDS)
def test_a_byte_of_a_portal_changes_with_what_its_audience_may_not_have(
    name: str, audience: str, tmp_path: Path
) -> None:
    views = {"before": unchanged(name, audience), "after": otherwise(name, audience, 0)}
    found = []
    for folder, view in views.items():
        build(view, tmp_path / folder)
        found.append(tree(tmp_path / folder))
    pages, same = found
    assert list(pages) == list(same)
    assert [path for path, data in pages.items() if same[path] != data] == []
    assert len(pages) > 50


@pytest.mark.parametrize(("name", "least"), [("filled", 7000), ("records", 400), ("example", 2500)])
def test_hardly_anything_is_changed(name: str, least: int) -> None:
    """Of most kinds a value is changed, and of each kind of record one comes or goes."""
    documents, _ = world(name)
    made = drawn(name, "nda", 0)
    then = changed(documents, made, schemas())
    assert len(made) > least
    differ = {row.kind for p in documents if then.get(p) != documents[p] and (row := row_of(p))}
    assert differ >= {"profile", "claim", "touchpoint", "feedback", "event"}
    gone, come = documents.keys() - then.keys(), then.keys() - documents.keys()
    assert len(gone) > 3
    assert len(come) > 3


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize(("name", "way"), [("records", ("title",)), ("example", ("title", "en"))])
def test_a_change_of_what_an_audience_has_is_not_felt(
    name: str, way: tuple[str, ...], audience: str
) -> None:
    """A negative control: the same comparison tells what is allowed from what is not.

    Of the smaller worlds: a search asks ten times what an audience has.
    """
    documents, _ = world(name)
    mark = next(p for p, d in documents.items() if d.get("audience") == "public" and "title" in d)
    unfelt = drawn(name, audience, 0)[:200]
    allowed = replace(unfelt[0], path=mark, way=way, value="Another title")
    assert felt(name, audience, [*unfelt, allowed]) == told([allowed])


@pytest.mark.parametrize(
    ("where", "leak"),
    [
        (people_gate, {"shown_stage": lambda person, *_: person.stance}),
        (people_gate, {"may_have": lambda *_: True}),
        (mission_gate, {"visible": lambda *_: True}),
    ],
)
def test_a_leak_of_the_gate_is_not_felt(
    where: Any, leak: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in leak.items():
        monkeypatch.setattr(where, name, value)
    on = world("filled")[1]
    made = before("filled"), after("filled", "members", 0)
    views = [view_in(each, "members", on) for each in made]
    assert views[0] != views[1]


TEXTS = ("reason", "summary", "pronouns", "text", "helped", "note", "en", "es", "reason_code")


def _as_long(documents: dict[str, Any], each: Change) -> bool:
    """Whether a new text is as long as the old one, and decides nothing."""
    old = documents[each.path]
    for step in each.way:
        old = old[step]
    return len(str(old)) == len(str(each.value)) and each.way[-1] in TEXTS


def test_names_or_sizes_of_sealed_pages_tell_of_what_is_in_them(tmp_path: Path) -> None:
    """Of a member's own page others see where it lies and how long it is, and nothing in it."""
    documents, on = world("filled")
    made = drawn("filled", "members", 0)
    made = [each for each in made if each.way and _as_long(documents, each)]
    assert len(made) > 100
    found = []
    later = snapshot_of(changed(documents, made, schemas()), on, schemas())
    for folder, snapshot in (("before", before("filled")), ("after", later)):
        own = OwnPages(SECRET, mine(snapshot, on.today))
        build(unchanged("filled", "members"), tmp_path / folder, mine=own)
        found.append(tree(tmp_path / folder))
    first, second = found
    assert list(first) == list(second)
    differ = [path for path, data in first.items() if second[path] != data]
    sealed = [path for path in first if path.endswith(".bin")]
    assert differ == sealed
    assert {path: len(first[path]) for path in sealed} == {p: len(second[p]) for p in sealed}
    assert len(sealed) % 16 == 0


def others(documents: dict[str, Any], who: str, made: Sequence[Change]) -> list[Change]:
    """Changes of files that are not of a person, and in which they are not named."""
    found = []
    for each in made:
        texts = json.dumps([each.path, each.value, documents.get(each.path)])
        claims = each.path.replace("mission.yml", "claims/")
        theirs = any(p.startswith(claims) and who in p for p in documents)
        # Whose they are is on their page, and what they were asked.
        about = each.path in {"program/departments.yml", "program/audit.yml"}
        if who not in texts and not about and not (theirs and "/mission.yml" in each.path):
            found.append(each)
    return found


@pytest.mark.parametrize(
    ("name", "place", "least"),
    [
        ("filled", 0, 100),
        ("filled", 40, 6000),
        ("records", 0, 200),
        ("records", 3, 200),
        ("example", 4, 2000),
    ],
)
def test_an_own_page_changes_with_what_is_of_others(name: str, place: int, least: int) -> None:
    documents, on = world(name)
    had = mine(before(name), on.today)[place]
    who = had.record.id
    made = others(documents, who, drawn(name, "nda", 0))
    assert len(made) > least

    def same(some: Sequence[Change]) -> bool:
        then = mine(snapshot_of(changed(documents, some, schemas()), on, schemas()), on.today)
        return next((each for each in then if each.record.id == who), None) == had

    assert told(felt_ones(made, same)) == []
