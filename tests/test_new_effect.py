"""What is said of something new that no rule refuses and that will be in somebody's way."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import FILES, GUIDE, TODAY, put

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = ("new", "claim", "--mission", "write-a-guide", "--influencer")
LINK = ("--link", "https://example.com/new")
NO = "as it is it cannot be approved: "


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    left = "stage: member\n  - {date: 2025-05-01, stage: left}\n"
    history = f"name: Kim\nhistory:\n  - date: 2025-01-01\n    {left}"
    put(tmp_path, "influencers/kim/profile.yml", history)
    return tmp_path


def said(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["--root", str(root), *arguments, "--by", "maya", "--as-of", TODAY]) == 0
    return capsys.readouterr().out


def mission(root: Path, more: str) -> None:
    put(root, f"{GUIDE}/mission.yml", f"{FILES[f'{GUIDE}/mission.yml']}{more}\n")


@pytest.mark.parametrize(
    ("more", "person", "sentence"),
    [
        ("status: paused", "ana", "write-a-guide is paused, nothing is to be handed in"),
        ("status: closed", "ana", "write-a-guide is closed, nothing is to be handed in"),
        ("status: proposed", "ana", f"{NO}write-a-guide is only proposed"),
        ("status: open", "kim", f'{NO}"kim" is left on 2025-06-10'),
        ("public_facing: true", "ana", f"{NO}no disclosure, although the mission shows"),
        ("eligibility: {regions: [PT]}", "ana", f'{NO}"ana" has region none, needed is one of PT'),
    ],
)
def test_what_keeps_a_new_claim_from_being_approved_is_said(
    program: Path, capsys: pytest.CaptureFixture[str], more: str, person: str, sentence: str
) -> None:
    mission(program, more)
    assert sentence in said(program, capsys, *CLAIM, person, *LINK)


@pytest.mark.parametrize("more", ["status: open", "public_facing: true"])
def test_nothing_is_said_of_a_claim_that_can_be_approved(
    program: Path, capsys: pytest.CaptureFixture[str], more: str
) -> None:
    mission(program, more)
    out = said(program, capsys, *CLAIM, "ana", *LINK, "--disclosure", "program")
    assert "cannot be approved" not in out
    assert "nothing is to be handed in" not in out


CLAIM_OF_ANA = "write-a-guide/2025-05-02-ana"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("status: paused", "write-a-guide is paused; was it handed in before?"),
        ("status: closed", "write-a-guide is closed; was it handed in before?"),
        ("status: open", ""),
    ],
)
def test_a_claim_is_approved_while_its_mission_rests_without_a_word(
    program: Path, capsys: pytest.CaptureFixture[str], more: str, sentence: str
) -> None:
    mission(program, more)
    out = said(program, capsys, "claim", "approve", CLAIM_OF_ANA)
    assert sentence in out
    assert ("was it handed in before" in out) is bool(sentence)
    assert "was it" not in said(program, capsys, "claim", "decline", CLAIM_OF_ANA, "--reason", "No")


@pytest.mark.parametrize("verb", [("approve",), ("decline", "--reason", "No proof")])
def test_a_question_stays_open_without_a_word(
    program: Path, capsys: pytest.CaptureFixture[str], verb: tuple[str, ...]
) -> None:
    words = "has no answer yet"
    assert words not in said(program, capsys, "claim", verb[0], CLAIM_OF_ANA, *verb[1:])
    said(program, capsys, "claim", "ask", CLAIM_OF_ANA, "--text", "Which?", "--write")
    out = said(program, capsys, "claim", verb[0], CLAIM_OF_ANA, *verb[1:])
    assert f"the question of {TODAY} {words}" in out
    said(program, capsys, "claim", "ask", CLAIM_OF_ANA, "--answered", "--write")
    assert words not in said(program, capsys, "claim", verb[0], CLAIM_OF_ANA, *verb[1:])


def test_no_command_adds_what_is_to_be_disclosed(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mission(program, "public_facing: true")
    arguments = ["--root", str(program), "claim", "approve", CLAIM_OF_ANA, "--by", "maya"]
    assert main([*arguments, "--as-of", TODAY]) == 1
    assert "goodword claim disclose" in capsys.readouterr().out
    stated = ("--connection", "program", "--where", "first line", "--write")
    said(program, capsys, "claim", "disclose", CLAIM_OF_ANA, *stated)
    said(program, capsys, "claim", "disclose", CLAIM_OF_ANA, "--connection", "gift", "--write")
    text = (program / f"missions/{CLAIM_OF_ANA.replace('/', '/claims/')}.yml").read_text()
    assert "disclosure:\n  - connection: program\n    where: first line\n" in text
    assert "  - connection: gift\n" in text
    said(program, capsys, "claim", "approve", CLAIM_OF_ANA)


def test_a_claim_that_is_there_is_not_spoken_of(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mission(program, "status: paused")
    assert "2025-05-02-ana" not in said(program, capsys, *CLAIM, "tomo", *LINK)


@pytest.mark.parametrize(
    ("name", "same"), [("ana  LOPES", True), ("Ana Lopez", False), ("Bo", False)]
)
def test_a_person_of_the_same_name_is_named(
    program: Path, capsys: pytest.CaptureFixture[str], name: str, same: bool
) -> None:
    out = said(program, capsys, "new", "influencer", "--name", name)
    assert ("Ana Lopes is the name of ana too" in out) is same


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (
            "mission --title 'write a HOW-TO guide' --instructions A --points 1",
            "name of write-a-guide too",
        ),
        ("mission --title 'Write a book' --instructions A --points 1", ""),
        ("incident --title Down --kind outage --severity high", "name of 2025-06-10-down too"),
        ("incident --title Down --kind outage --severity high --began 2025-06-09", ""),
        ("event --title Evening --starts 2025-07-01", "name of 2025-07-01-evening too"),
        ("event --title Evening --starts 2025-08-01", ""),
        ("tier --standing 10 --name Oro", "name of gold too"),
        ("tier --standing 10 --name Plata", ""),
    ],
)
def test_two_things_of_a_name_are_passed_over(
    program: Path, capsys: pytest.CaptureFixture[str], new: str, words: str
) -> None:
    down = "title: Down\nkind: outage\nseverity: high\nalert: {ids: [ana]}\n"
    put(program, "program/incidents/2025-06-10-down.yml", down)
    put(program, "program/events/2025-07-01-evening.yml", "title: Evening\n")
    tiers = "versions:\n  tiers: [{id: gold, name: Oro, standing_at_least: 90}]\n"
    put(program, "program/tiers.yml", tiers)
    out = said(program, capsys, "new", *shlex.split(new))
    assert words in out
    assert ("is it another one?" in out) is bool(words)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--place", "Ulm, Rathaus"), "2025-07-01-evening: on line, and at Ulm, Rathaus"),
        (("--place", "Ulm, Rathaus", "--format", "offline"), ""),
        (("--place", "https://meet.example/a"), ""),
        ((), ""),
    ],
)
def test_an_event_at_a_place_is_on_line_without_a_word(
    program: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], words: str
) -> None:
    new = ("new", "event", "--title", "Evening", "--starts", "2025-07-01")
    out = said(program, capsys, *new, *more)
    assert words in out
    assert ("--format says" in out) is bool(words)


def test_what_speaks_against_an_invitation_is_said_once(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ("new", "event", "--title", "Evening", "--starts", "2025-07-01", "--capacity", "1")
    out = said(program, capsys, *new, "--invite", "kim", "--write")
    assert "2025-07-01-evening: kim is left\n" in out
    invite = ("event", "invite", "2025-07-01-evening")
    out = said(program, capsys, *invite, "ana", "--write")
    assert "2 are invited, 1 can come" in out
    assert "kim is left" not in out
    before = (program / "program/events/2025-07-01-evening.yml").read_bytes()
    out = said(program, capsys, *invite, "ana", "--write")
    assert out == "ana is invited already\n0 events written\n"
    assert (program / "program/events/2025-07-01-evening.yml").read_bytes() == before


STRATEGY = """\
pillars: [quality]
objectives:
  - id: better
    pillar: quality
    goal: Fewer faults
    kpis: [{id: faults, name: Faults mended, kind: outcome, target: {value: 9, by: 2026-12-31}}]
"""


@pytest.mark.parametrize(
    ("cycle", "more", "sentence"),
    [
        ("2025-Q2", (), "faults: counts from 2025-06-30 on, the day of the figure"),
        ("2025-Q2", ("--day", "2025-06-01"), ""),
        ("2025-Q1", (), ""),
    ],
)
@pytest.mark.parametrize("command", [("measure",), ("cycle", "measure"), ("new", "measure")])
def test_a_figure_of_a_day_to_come_is_named(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
    cycle: str,
    more: tuple[str, ...],
    sentence: str,
) -> None:
    put(program, "program/strategy.yml", STRATEGY)
    mission(program, "objective: better")
    figure = ("--kpi", "faults", "--value", "3", "--source", "a count")
    out = said(program, capsys, *command, cycle, *figure, *more)
    assert sentence in out
    assert ("counts from" in out) is bool(sentence)
