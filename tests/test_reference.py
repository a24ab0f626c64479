"""Tests of the reference pages: they are what the schemas say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from goodword.resources import schemas_directory
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from tests.conftest import ROOT
from tests.reference_kinds import FOLDER, anchor, pages

if TYPE_CHECKING:
    from tests.conftest import Golden

SCHEMAS = Schemas.load(schemas_directory())
PAGES = pages(SCHEMAS.documents)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_differs_from_what_its_schema_says(path: str, golden: Golden) -> None:
    golden(ROOT / path, PAGES[path])


def test_a_page_belongs_to_no_schema() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).iterdir()}
    assert found == set(PAGES)


@pytest.mark.parametrize("kind", sorted(SCHEMAS.documents))
def test_a_key_is_not_on_the_page_of_its_kind(kind: str) -> None:
    page = PAGES[f"{FOLDER}/{kind}.md"]
    schema = SCHEMAS.documents[kind]
    for part in (schema, *schema["$defs"].values(), *schema.get("oneOf", ())):
        for name in part.get("properties", ()):
            assert f"| `{name}` |" in page, name


@pytest.mark.parametrize("kind", sorted(SCHEMAS.documents))
def test_an_example_on_a_page_does_not_fit_the_schema(kind: str) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", PAGES[f"{FOLDER}/{kind}.md"], re.DOTALL)
    assert examples
    for example in examples:
        value, problems = read_document(example.encode(), "example.yml")
        assert problems == ()
        assert SCHEMAS.judge(kind, value)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_link_on_a_page_leads_nowhere(path: str) -> None:
    page = PAGES[path]
    anchors = [anchor(title) for title in re.findall(r"^#+ (.*)$", page, re.MULTILINE)]
    assert len(set(anchors)) == len(anchors), "two headings are found in one place"
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)
    files = {f"{FOLDER}/{name}" for name in re.findall(r"\]\(([^)#]+\.md)\)", page)}
    assert files <= set(PAGES)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_name_to_fill_in_becomes_markup(path: str) -> None:
    plain = re.sub(r"```.*?```|`[^`\n]*`", "", PAGES[path], flags=re.DOTALL)
    assert not re.search(r"<[a-z]", plain)
