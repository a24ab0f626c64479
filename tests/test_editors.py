"""What an editor with yaml-language-server shows of our files: the same as check, and help."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from goodword.model.paths import DOCUMENTS, row_of
from goodword.source.judged import judged
from tests.conftest import ROOT, get
from tests.guard_history import schemas
from tests.language_server import LanguageServer
from tests.mistakes_of_shape import SHAPE
from tests.test_forty_mistakes import was

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = sorted(DOCUMENTS)
COMMON = {
    "claim": ("evidence", "summary", "helped"),
    "feedback": ("title", "steps"),
    "mission": ("title", "instructions", "points"),
    "profile": ("name", "stage", "since"),
    "program": ("name", "timezone", "staff"),
    "reward": ("name", "kind", "cost"),
    "touchpoint": ("kind",),
}
"""The fields that people write most, in the order in which they are offered."""

UNLIKE = {
    'reviewed: "2026-02-30"': "the server knows no calendar: a day is a pattern to it",
    "kept: yes": "the server also underlines the kind, of which one form has no such key",
}
"""Mistakes that the server sees otherwise than check does, by what is written, and why."""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """A server with the settings that the repository has for editors."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    asked = {name: value for name, value in settings.items() if name.startswith("yaml.")}
    with LanguageServer(get("yaml-language-server"), ROOT, asked) as running:
        yield running


def errors(found: list[dict[str, Any]]) -> set[int]:
    """The lines that are underlined as wrong, from 1."""
    return {each["range"]["start"]["line"] + 1 for each in found if each["severity"] == 1}


def checked(path: str, text: str) -> set[int]:
    """The lines that check names, of syntax and shape, from 1."""
    row = row_of(path)
    assert row
    found = judged(path, row.kind, text.encode(), schemas()).diagnostics
    return {each.mark.line for each in found if each.mark and each.rule in {"schema", "yaml"}}


def files() -> dict[str, list[str]]:
    """Paths of the example by kind, three of each."""
    found: dict[str, list[str]] = {}
    for root in ("program", "influencers", "missions"):
        for path in sorted((ROOT / root).rglob("*.yml")):
            name = path.relative_to(ROOT).as_posix()
            row = row_of(name)
            if row and row.kind in DOCUMENTS and len(found.setdefault(row.kind, [])) < 3:
                found[row.kind].append(name)
    return found


def test_a_sound_file_is_underlined(server: LanguageServer) -> None:
    for paths in files().values():
        for path in paths:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not errors(server.open(ROOT / path, text)), path


def of_kind(kind: str) -> tuple[str, str]:
    """A file of a kind: one of the example, else what the schema has as an example."""
    if kind in files():
        path = files()[kind][0]
        return path, (ROOT / path).read_text(encoding="utf-8")
    name = kind.replace("_", "-")
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    up = "../" * ELSEWHERE[kind].count("/")
    head = f"# yaml-language-server: $schema={up}schemas/{name}.schema.json\n"
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in schema["examples"][0].items()]
    return ELSEWHERE[kind], head + "".join(lines)


ELSEWHERE = {
    "erasure": "program/erasures/2026-11-20-quiet-fox.yml",
    "groups": "program/groups.yml",
    "milestones": "program/milestones.yml",
}
"""Kinds of which the example has no file, and where one would lie."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_is_underlined_elsewhere_than_check_names_it(
    kind: str, server: LanguageServer
) -> None:
    path, text = of_kind(kind)
    assert checked(path, text) == errors(server.open(ROOT / path, text)) == set()
    text += "nonsense: 1\n"
    here = checked(path, text)
    assert here == {text.count("\n")}
    assert errors(server.open(ROOT / path, text)) == here


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_not_explained_where_the_pointer_rests(
    kind: str, server: LanguageServer
) -> None:
    path, text = of_kind(kind)
    server.open(ROOT / path, text)
    lines = text.split("\n")
    line = next(at for at, each in enumerate(lines) if each and each[0] not in "# -")
    key = lines[line].partition(":")[0]
    name = kind.replace("_", "-")
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    described = schema["properties"][key]["description"].partition("`")[0]
    assert described[:40] in server.hover(ROOT / path, line, 1).replace("\\", "")


@pytest.mark.parametrize("mistake", SHAPE, ids=lambda each: each.path)
def test_a_mistake_is_underlined_elsewhere_than_check_names_it(
    mistake: Any, server: LanguageServer
) -> None:
    text = mistake.planted(was(mistake))
    here = checked(mistake.path, text)
    shown = errors(server.open(ROOT / mistake.path, text))
    if mistake.new in UNLIKE:
        assert shown != here, "no longer unlike"
        return
    assert shown == here


@pytest.mark.parametrize("kind", KINDS)
def test_common_fields_are_not_offered_first_or_not_explained(
    kind: str, server: LanguageServer
) -> None:
    path = ROOT / "program" / f"new-{kind}.yml"
    text = f"# yaml-language-server: $schema=../schemas/{kind.replace('_', '-')}.schema.json\n\n"
    server.open(path, text)
    offered = server.completion(path, 1, 0)
    names = [each["label"] for each in offered if each["label"].islower()]
    schema = json.loads((ROOT / "schemas" / f"{kind.replace('_', '-')}.schema.json").read_text())
    first = list(schema["properties"])[:2]
    assert names[: len(first)] == first, "the order of the schema"
    assert tuple(names[: len(COMMON.get(kind, ()))]) == COMMON.get(kind, ())
    for each in offered:
        assert each.get("documentation"), each["label"]


@pytest.mark.parametrize("kind", sorted(files()))
def test_a_key_is_not_explained(kind: str, server: LanguageServer) -> None:
    path = ROOT / files()[kind][0]
    text = path.read_text(encoding="utf-8")
    server.open(path, text)
    for number, line in enumerate(text.split("\n")):
        if re.match(r"[a-z_]+:", line):
            assert len(server.hover(path, number, 1)) > 20, f"{path}:{number + 1}"
