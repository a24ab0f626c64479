"""The page of the example's stories: each command runs and prints the lines beneath it."""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

import pytest

from goodword.cli import main
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "example-stories.md"
BLOCK = re.compile(
    r"^```sh\ngoodword ([^\n]*)\n```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


class Told(NamedTuple):
    """A story's command, and lines of what it prints, without the spaces of tables."""

    story: str
    command: str
    lines: tuple[str, ...]


def told() -> list[Told]:
    sections = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return [
        Told(section.partition("\n")[0], command, tuple(lines.splitlines()))
        for section in sections
        for command, lines in BLOCK.findall(section)
    ]


def shown(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_a_story_is_missing_or_a_block_is_not_read() -> None:
    stories = dict.fromkeys(each.story for each in told())
    assert list(stories) == [
        "A harsh critic whose feedback changed the product",
        "Delivered, and not told",
        "A duplicate whose originators were forgotten",
        "A regression, reopened",
        "A relationship that is over-claimed",
        "An owner who has left the staff",
        "They had said so",
        "Heard in the open, before it was feedback",
        "More of them mend it themselves, and one figure that is not shown",
        "A school that she sent us",
        "A term that ended, and was told",
        "Those who rely on the Barge",
        "What they want, and what was offered",
        "Important, and we are not there",
        "An empty cell that a mission filled",
        "What a quarter of rides and evenings may give",
    ]
    assert len(told()) == PAGE.read_text(encoding="utf-8").count("```sh\n")
    assert all(each.lines for each in told())


@pytest.mark.parametrize("each", told(), ids=lambda each: each.command.replace(" ", "_"))
def test_a_story_cannot_be_seen_with_its_command(
    each: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(ROOT), *shlex.split(each.command)]) == 0
    printed = shown(capsys.readouterr().out)
    for line in each.lines:
        assert [found for found in printed if line in found], f"not shown: {line}"
