"""The secret of members' own pages: which steps of the workflows have it, and on which branch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.portal.seal import VARIABLE
from tests.conftest import ROOT
from tests.workflow_expressions import Expressions
from tests.workflow_lint import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUILDS = "goodword portal --newest-good"
WORD = "a-secret-of-forty-characters-and-no-less"


def workflows() -> Iterator[Path]:
    for folder in (GIVEN, ROOT):
        yield from sorted((folder / ".github/workflows").glob("*.yml"))
    yield GIVEN / ".gitlab-ci.yml"
    yield ROOT / "action.yml"


def steps() -> list[tuple[str, dict[str, Any]]]:
    """Every step that has the secret, with its job."""
    text = (GIVEN / ".github/workflows/publish.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    return [
        (job, step) for job, each in jobs.items() for step in each["steps"] if VARIABLE in str(step)
    ]


def test_another_workflow_names_it() -> None:
    named = [path for path in workflows() if VARIABLE in path.read_text("utf-8")]
    assert [path.name for path in named] == ["publish.yml"]
    assert named[0].is_relative_to(GIVEN)


def test_another_step_than_the_build_has_it() -> None:
    text = (GIVEN / ".github/workflows/publish.yml").read_text("utf-8")
    found = steps()
    assert [job for job, _ in found] == ["build", "host"]
    for _, step in found:
        assert BUILDS in step["run"]
        assert list(step["env"]).count(VARIABLE) == 1
        assert VARIABLE not in step["run"]
        assert "uses" not in step
    assert len(re.findall(rf"^ +{VARIABLE}:", text, re.MULTILINE)) == 2
    assert set(yaml.safe_load(text)[True]) == {"push", "schedule", "workflow_dispatch"}


@pytest.mark.parametrize(
    ("ref", "word"),
    [
        ("refs/heads/main", WORD),
        ("refs/heads/other", ""),
        ("refs/heads/main2", ""),
        ("refs/pull/7/merge", ""),
        ("refs/tags/main", ""),
    ],
)
def test_another_branch_gets_it(ref: str, word: str) -> None:
    values = Expressions({"github": {"ref": ref}, "secrets": {VARIABLE: WORD}})
    assert [values.text(step["env"][VARIABLE]) for _, step in steps()] == [word, word]


def test_a_program_without_it_gets_a_word() -> None:
    values = Expressions({"github": {"ref": "refs/heads/main"}, "secrets": {}})
    assert [values.text(step["env"][VARIABLE]) for _, step in steps()] == ["", ""]
