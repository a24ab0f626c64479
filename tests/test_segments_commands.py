"""Segments from the command line: who is asked and written to by one, and what is refused."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-11-16"
ONES = {"ana": "topics: [repair]\n", "tomo": "stance: critical\n", "kim": "topics: [repair]\n"}
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - {id: maya, name: Maya Weber}
""",
    **{
        f"influencers/{who}/profile.yml": (
            f'name: {who.title()}\nstage: member\nsince: "2025-01-01"\n{more}'
        )
        for who, more in ONES.items()
    },
    "program/segments.yml": """\
segments:
  - {id: menders, name: Menders, where: {topics: [repair]}}
  - {id: critics, name: Critics, where: {stances: [critical]}}
  - {id: emeriti, name: Emeriti, where: {stages: [emeritus]}}
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, command: str) -> int:
    return main(["--root", str(root), *shlex.split(command), "--as-of", TODAY])


def asked(root: Path) -> list[str]:
    return sorted(each.parts[-3] for each in root.glob("influencers/*/touchpoints/*-ask.yml"))


def test_an_ask_of_a_segment_goes_to_others(root: Path) -> None:
    assert run(root, "influencer ask --segment menders --for 'a photo' --by maya --write") == 0
    assert asked(root) == ["ana", "kim"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--segment critics", "critics asks for stances, and an ask would show it to others"),
        ("--segment mender", 'there is no segment "mender", did you mean "menders"?'),
        ("--segment emeriti", f"nobody is in emeriti on {TODAY}"),
        ("ana --segment menders", "name influencers, or say --segment, not both"),
    ],
)
def test_an_ask_of_a_segment_that_may_not_decide_is_written(
    root: Path, command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, f"influencer ask {command} --for 'a photo' --by maya --write") == 2
    assert said in capsys.readouterr().err
    assert asked(root) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--segment critics", "critics asks for stances, and what is sent would show it"),
        ("--segment emeriti", f"nobody is in emeriti on {TODAY}"),
        ("tomo --segment menders", f"nobody named is in menders on {TODAY}"),
        ("--segment menders --begun {}", "name nobody"),
    ],
)
def test_messages_go_to_a_segment_that_may_not_decide_or_to_everybody(
    root: Path, command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = root / "begun.txt"
    begun.write_text("", encoding="utf-8")
    more = " --send" if "begun" in command else ""
    assert run(root, f"outbox {command.format(begun)}{more}") == 2
    assert said in capsys.readouterr().err


def shown(root: Path, command: str, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert run(root, f"{command} --format json") == 0
    return json.loads(capsys.readouterr().out)


def test_a_list_of_a_segment_is_another_one_by_a_part(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = shown(root, "points ana tomo --segment menders", capsys)
    assert [each["id"] for each in found["members"]] == ["ana"]
    found = shown(root, "relation ana tomo --segment critics", capsys)
    assert [each["id"] for each in found["members"]] == ["tomo"]


@pytest.mark.parametrize(
    "said",
    [
        "{id: menders, name: Menders, where: {}}",
        "{id: menders, name: Menders, where: {segments: [menders]}}",
        "{id: menders, name: Menders, where: {stages: [opted-out]}}",
        "{id: menders, name: ' ', where: {topics: [repair]}}",
        "{id: '../menders', name: Menders, where: {topics: [repair]}}",
        f"{{id: {'m' * 41}, name: Menders, where: {{topics: [repair]}}}}",
        f"{{id: menders, name: {'M' * 201}, where: {{topics: [repair]}}}}",
        "{id: menders, name: Menders}",
    ],
    ids=lambda said: said[:60],
)
def test_a_segment_of_a_wrong_shape_is_believed(
    root: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "program/segments.yml").write_text(f"segments:\n  - {said}\n", encoding="utf-8")
    assert run(root, "check") == 1
    out = capsys.readouterr().out
    assert out.startswith("program/segments.yml:2:")
    assert out.count(": error: ") == 1, out


def test_a_program_without_segments_says_something_else(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Segments that decide nothing are in no output that does not ask for them."""
    commands = ("agenda --all", "points", "relation", "routing", "candidates", "outbox", "report")
    with_segments = [shown(root, each, capsys) for each in commands]
    (root / "program/segments.yml").unlink()
    assert [shown(root, each, capsys) for each in commands] == with_segments
    assert shown(root, "segments", capsys)["segments"] == []
