"""No byte of any of the four portals says what the design keeps from its audience.

The program has every key of every kind, each at every level at which it can be shared
(`filled_world`); who may have what is what the design says (`design_oracle`).
"""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from goodword.cli import main
from goodword.model.paths import DOCUMENTS, row_of
from goodword.portal.seal import VARIABLE, checked, code_of, name_of
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from tests import leak_search
from tests.design_oracle import AUDIENCES, ROWS, Case, may_have, own_may
from tests.filled import NAME, Filler
from tests.filled_days import AS_OF, LEVELS
from tests.filled_world import filled
from tests.leak_plants import FILES, HIDES
from tests.portal_site import tree
from tests.test_seal import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.filled import Marked
    from tests.filled_world import World

SECRET = "an invented secret of forty characters.."
BUILDS = [(each, secret) for each in AUDIENCES for secret in (SECRET, "")]
EXACT = {
    *(("profile", each) for each in (NAME, "name", "pronouns", "accounts.github.login")),
    *(("mission", each) for each in (NAME, "title.en", "title.es")),
    *(("event", "title.en"), ("feedback", "title.es"), ("community", "name.en")),
    *(("incident", "title.en"), ("touchpoint", "helped"), ("claim", "evidence.*.url")),
}
"""Fields of which an audience gets each one that it may have."""


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return Schemas.load(schemas_directory())


@pytest.fixture(scope="module")
def world(schemas: Schemas) -> World:
    made = filled(schemas.documents)
    for path, mark in {each.path: each for each in made.marks.values()}.items():
        assert schemas.judge(mark.kind, made.documents[path]), path
    return made


@pytest.fixture(scope="module")
def builds(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], dict[str, bytes]]:
    """Every file of each portal as the command makes it, with a secret and without."""
    root = tmp_path_factory.mktemp("filled")
    world.write(root)
    before = Path.cwd()
    os.chdir(root)
    try:
        found = {}
        for audience, secret in BUILDS:
            with patch.dict(os.environ, {VARIABLE: secret}):
                assert main(["portal", "--audience", audience, "--as-of", AS_OF]) == 0
            found[audience, secret] = tree(root / ".goodword/portal" / audience)
    finally:
        os.chdir(before)
    return found


def seen_in(files: dict[str, bytes]) -> dict[int, str]:
    """Marks in the files, in words and in numbers, each with the first file that has it."""
    return {**leak_search.numbers(files), **leak_search.found(files)}


def allowed(world: World, mark: Marked, audience: str) -> bool:
    today = datetime.now(UTC).date()
    return may_have(Case(world.documents, mark, audience, AS_OF, today))


def leaks(world: World, audience: str, files: dict[str, bytes]) -> list[str]:
    """What an audience has and may not have."""
    seen = seen_in(files)
    strange = [f"no mark of the program: {n} in {seen[n]}" for n in seen.keys() - world.marks]
    return strange + [
        f"{mark.path} {mark.field} in {seen[n]}"
        for n in sorted(seen.keys() & world.marks)
        if not allowed(world, mark := world.marks[n], audience)
    ]


@pytest.mark.parametrize(("audience", "secret"), BUILDS)
def test_a_byte_of_a_portal_says_what_its_audience_may_not_have(
    audience: str,
    secret: str,
    world: World,
    builds: dict[tuple[str, str], dict[str, bytes]],
) -> None:
    assert leaks(world, audience, builds[audience, secret]) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_lacks_what_it_may_have(
    audience: str, world: World, builds: dict[tuple[str, str], dict[str, bytes]]
) -> None:
    seen = seen_in(builds[audience, ""])
    lacking = [
        f"{mark.path} {mark.field}"
        for number, mark in world.marks.items()
        if (mark.kind, mark.field) in EXACT
        and number not in seen
        and (audience != "staff" or mark.kind in {"mission", "event", "feedback"})
        and allowed(world, mark, audience)
    ]
    assert lacking == []


def test_a_row_of_the_design_that_no_portal_shows(
    world: World, builds: dict[tuple[str, str], dict[str, bytes]]
) -> None:
    """A row that is never reached would allow what nobody ever looked at."""
    reached = set()
    for audience in AUDIENCES[:3]:
        reached |= {
            (world.marks[number].kind, world.marks[number].field)
            for number in seen_in(builds[audience, ""])
        }
    for kind, pattern, _ in ROWS:
        assert [f for of, f in reached if of == kind and re.fullmatch(pattern, f)], (kind, pattern)


def test_each_audience_sees_what_the_one_before_sees_and_more(
    builds: dict[tuple[str, str], dict[str, bytes]],
) -> None:
    sizes = [len(seen_in(builds[audience, ""])) for audience in AUDIENCES]
    assert sizes == sorted(set(sizes))


def test_own_pages_stand_where_nobody_could_open_them(
    builds: dict[tuple[str, str], dict[str, bytes]],
) -> None:
    for (audience, secret), files in builds.items():
        sealed = [path for path in files if path.endswith(".bin")]
        assert bool(sealed) == bool(audience in {"members", "nda"} and secret), audience


def test_an_own_page_says_anything_of_another(
    world: World, builds: dict[tuple[str, str], dict[str, bytes]]
) -> None:
    """What it says beyond their own files, everybody at their level may have."""
    secret = checked(SECRET)
    opened_pages = 0
    for levels, who in world.people.items():
        code = code_of(secret, who, 1)
        for mark in world.marks.values():
            if mark.path == f"influencers/{who}/profile.yml":
                code = code_of(secret, who, mark.document["portal_key"])
        path = f"me/{name_of(code)}"
        if path not in builds["nda", SECRET]:
            continue
        opened_pages += 1
        content = opened(code, path, builds["nda", SECRET][path])
        for number in leak_search.found({path: content}):
            mark = world.marks[number]
            may = own_may(world.documents, who, mark) or allowed(world, mark, "nda")
            assert may, (levels, mark.path, mark.field)
    assert opened_pages == 4 * 4 * 3 + 3 + 3


@pytest.mark.parametrize("hide", HIDES)
@pytest.mark.parametrize("path", FILES)
def test_a_planted_leak_is_overlooked(path: str, hide: str, world: World) -> None:
    number, mark = next((n, m) for n, m in world.marks.items() if m.field == "history.*.reason")
    text = HIDES[hide](f"a reason of staff's zq{number:05d}qz and more".encode())
    files = {path: FILES[path].replace(b"%s", text)}
    assert leaks(world, "members", files) == [f"{mark.path} history.*.reason in {path}"]
    assert leaks(world, "staff", files) == []


@pytest.mark.parametrize("written", ["{:d}", "{:,d}", "{:_d}"])
@pytest.mark.parametrize("apart", ["", ".", "\u00a0", "\u202f", "&nbsp;", "\u2019"])
def test_a_planted_number_is_overlooked(written: str, apart: str, world: World) -> None:
    mark = next(m for m in world.marks.values() if m.field == "reach.*.value")
    value = written.format(mark.document["reach"][0]["value"]).replace(",", apart or ",")
    page = f"<td>{value.replace('_', apart)}</td>".encode()
    assert leaks(world, "nda", {"people/index.html": page}) == [
        f"{mark.path} reach.*.value in people/index.html"
    ]


def test_a_leak_in_a_name_is_overlooked() -> None:
    for path in ("people/zq00007qz/index.html", "es/assets/ZQ00007QZ.png", "x/%7Aq00007qz.ics"):
        assert list(leak_search.found({path: b""})) == [7]


def test_a_sealed_page_left_open_is_overlooked(
    world: World, builds: dict[tuple[str, str], dict[str, bytes]]
) -> None:
    who = world.people["staff", "staff", "staff"]
    profile = world.documents[f"influencers/{who}/profile.yml"]
    code = code_of(checked(SECRET), who, profile["portal_key"])
    path = f"me/{name_of(code)}"
    content = opened(code, path, builds["members", SECRET][path])
    assert leaks(world, "members", {path: content})


def properties(schemas: Schemas, kind: str) -> Iterator[str]:
    """Every key that a kind has, by the name of the definition or the kind that has it."""
    document = schemas.documents[kind]

    def walk(schema: Any, where: str) -> Iterator[str]:
        if isinstance(schema, dict):
            for key, value in schema.get("properties", {}).items():
                yield f"{where}.{key}"
                yield from walk(value, where)
            for word in ("items", "additionalProperties", "oneOf", "anyOf"):
                yield from walk(schema.get(word), where)
        elif isinstance(schema, list):
            for each in schema:
                yield from walk(each, where)

    yield from walk({k: v for k, v in document.items() if k != "$defs"}, kind)
    for name, definition in document["$defs"].items():
        yield from walk(definition, name)


def keys(value: Any) -> Iterator[str]:
    """Every key in a document."""
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from keys(each)
    if isinstance(value, dict):
        yield from value


NOT_HERE = {"snoozed", "corrects", "schema_version", "logo"}
"""Keys whose values are words of the tool's own, or paths that have to lead to something."""


def test_a_key_of_a_kind_is_in_no_file(schemas: Schemas, world: World) -> None:
    made: dict[str, set[str]] = {}
    for path, document in world.documents.items():
        row = row_of(path)
        assert row is not None, path
        made.setdefault(row.kind, set()).update(keys(document))
    assert set(made) == set(DOCUMENTS)
    lacking = {
        (kind, each)
        for kind in DOCUMENTS
        for each in properties(schemas, kind)
        if each.partition(".")[2] not in made[kind] | NOT_HERE and not each.startswith("snooze.")
    }
    assert sorted(lacking) == []


def test_a_key_of_tomorrow_is_not_marked(schemas: Schemas) -> None:
    """Neither this test nor the program it is made of has to hear of a new key."""
    documents = json.loads(json.dumps(schemas.documents))
    documents["profile"]["properties"]["motto"] = {"type": "string", "maxLength": 200}
    filler = Filler(documents, {})
    path = "influencers/ana/profile.yml"
    made = filler.document("profile", path, {})
    number = int(made["motto"][2:7])
    mark = filler.marks[number]
    for audience in AUDIENCES[:3]:
        case = Case({path: made}, mark, audience, AS_OF, datetime.now(UTC).date())
        assert not may_have(case)


@pytest.mark.parametrize(
    "levels", [("nobody",) * 3, ("staff",) * 3, ("members", "staff", "public")]
)
def test_the_oracle_allows_everything(levels: tuple[str, ...], world: World) -> None:
    """Of each field of a person it says no to somebody, else it could not find a leak."""
    who = world.people[levels]
    own = [m for m in world.marks.values() if m.path == f"influencers/{who}/profile.yml"]
    denied = {m.field for m in own if not allowed(world, m, "public")}
    assert denied >= {"name", "bio.en", "accounts.github.login", "history.*.reason", NAME}
    assert LEVELS[0] == "public"
