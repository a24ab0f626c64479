"""Questions, reversals and appeals by command, and tables of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import (
    CLAIM,
    FILES,
    GUIDE,
    TODAY,
    everything,
    program,
    put,
    run,
    timeless,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["program"]
APPROVED = FILES[CLAIM] + (
    'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}  # well done\n'
)
DECLINED = FILES[CLAIM] + (
    'decision: {outcome: declined, by: maya, date: "2025-05-05", reason: Empty.}\n'
)
MUG = "influencers/ana/redemptions/2025-05-20-mug.yml"


def clean(root: Path) -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", TODAY]) == 0


def rewards(root: Path, *, ended: str = "") -> None:
    put(root, "program/rewards/mug.yml", "name: Mug\nkind: merchandise\ncost: 60\n")
    put(root, MUG, f"points: 60\n{ended}")


def test_a_question_is_lost_or_asked_twice(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("ask", CLAIM, "--by", "maya", "--text", "Which: A or B?", "--write")
    assert run(program, *asked) == 0
    assert "+questions:\n+  - asked:" in capsys.readouterr().out
    assert run(program, *asked) == 1
    assert "waits for its answer" in capsys.readouterr().out
    assert run(program, "ask", CLAIM, "--answered", "--write") == 0
    assert run(program, "ask", CLAIM, "--answered", "--write") == 1
    assert run(program, *asked) == 0
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert text.count('text: "Which: A or B?"') == 2
    assert text.count(f'answered: "{TODAY}"') == 1
    assert clean(program)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (APPROVED, ("--by", "maya", "--text", "Why?"), "already approved"),
        (FILES[CLAIM], ("--by", "kim", "--text", "Why?"), '"kim" is not on staff'),
        (FILES[CLAIM], ("--answered",), "no question waits for an answer"),
        (
            FILES[CLAIM],
            ("--by", "maya", "--text", "Why?", "--on", "2025-05-01"),
            "is before the claim was submitted",
        ),
    ],
)
def test_a_question_that_may_not_be_asked(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    put(program, CLAIM, text)
    before = everything(program)
    assert run(program, "ask", CLAIM, *arguments, "--write") == 1
    assert words in capsys.readouterr().out
    assert everything(program) == before


def test_taking_back_changes_more_than_it_adds(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, CLAIM, APPROVED)
    rewards(program)
    asked = ("reverse", CLAIM, "--by", "jon", "--reason-code", "duplicate", "--note", "Twice.")
    assert run(program, *asked, "--write") == 0
    out = capsys.readouterr().out
    assert "ana: 41 taken back, 0 left to spend, standing 0\n" in out
    assert "ana is told, with the reason, and may appeal once\n" in out
    text = timeless((program / CLAIM).read_text(encoding="utf-8"))
    assert text == APPROVED + (
        f'reversals:\n  - date: "{TODAY}"\n    by: jon\n    shares:\n      ana: 101\n'
        "    reason_code: duplicate\n    note: Twice.\n"
    )
    assert clean(program)
    assert run(program, *asked) == 1
    assert "nothing of its points is left" in capsys.readouterr().out


def test_a_part_is_taken_back_as_a_whole(program: Path) -> None:
    put(program, CLAIM, APPROVED)
    asked = ("reverse", CLAIM, "--by", "jon", "--reason-code", "brand-error", "--write")
    assert run(program, *asked, "--shares", "ana=40") == 0
    assert run(program, *asked) == 0
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert "      ana: 40\n" in text
    assert "      ana: 61\n" in text
    assert clean(program)


def test_fraud_leaves_a_request_open(program: Path) -> None:
    put(program, CLAIM, APPROVED)
    rewards(program)
    put(program, "influencers/ana/profile.yml", FILES["influencers/ana/profile.yml"])
    put(
        program,
        "program/program.yml",
        FILES["program/program.yml"] + "  - {id: kim, name: Kim Ho}\n",
    )
    asked = ("reverse", CLAIM, "--by", "jon", "--reason-code", "fraud", "--write")
    assert run(program, *asked) == 1
    assert run(program, *asked, "--second", "kim") == 0
    assert (
        (program / MUG)
        .read_text(encoding="utf-8")
        .endswith(f'declined:\n  date: "{TODAY}"\n  by: jon\n')
    )
    assert clean(program)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (FILES[CLAIM], (), "not approved, so there are no points to take back"),
        (APPROVED, ("--by", "maya"), "maya approved this claim; somebody else reverses"),
        (APPROVED, ("--by", "kim"), '"kim" is not on staff'),
        (APPROVED, ("--second", "jon"), 'the second person is "jon" too'),
        (APPROVED, ("--shares", "ana=102"), "102 to be taken back from ana, who has 101 of it"),
        (APPROVED, ("--shares", "tomo=1"), '"tomo" is not one of its people'),
        (APPROVED, ("--on", "2025-05-04"), "not approved"),
    ],
)
def test_points_are_taken_back_that_may_not_be(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    put(program, CLAIM, text)
    before = everything(program)
    by = () if "--by" in arguments else ("--by", "jon")
    asked = ("reverse", CLAIM, *by, "--reason-code", "duplicate", *arguments, "--write")
    assert run(program, *asked) == 1
    assert words in capsys.readouterr().out
    assert everything(program) == before


def test_an_appeal_is_not_answered_where_it_stands(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, CLAIM, DECLINED)
    asked = ("appeal", CLAIM, "--text", "It is not.", "--on", "2025-05-06", "--write")
    assert run(program, *asked) == 0
    assert "an answer is owed to ana by 2025-05-20\n" in capsys.readouterr().out
    assert run(program, *asked) == 1
    assert "an appeal is made once" in capsys.readouterr().out
    assert run(program, "approve", CLAIM, "--by", "maya") == 1
    assert "took part in the decision that is appealed" in capsys.readouterr().out
    assert run(program, "approve", CLAIM, "--by", "jon", "--write") == 0
    assert "+101 points for ana" in capsys.readouterr().out
    assert clean(program)


def test_an_appeal_against_taking_back_gives_nothing_back(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, CLAIM, APPROVED)
    put(
        program,
        "program/program.yml",
        FILES["program/program.yml"] + "  - {id: kim, name: Kim Ho}\n",
    )
    code = ("--reason-code", "duplicate")
    assert run(program, "appeal", CLAIM, "--text", "No.") == 1
    assert "nothing to appeal against" in capsys.readouterr().out
    assert run(program, "reverse", CLAIM, "--by", "jon", *code, "--write") == 0
    assert run(program, "appeal", CLAIM, "--text", "No.", "--write") == 0
    assert run(program, "appeal", CLAIM, "--text", "No.", "--write") == 1
    capsys.readouterr()
    assert run(program, "approve", CLAIM, "--by", "jon") == 1
    assert "took part in the reversal that is appealed" in capsys.readouterr().out
    assert run(program, "decline", CLAIM, "--by", "kim", "--reason", "It is.") == 0
    capsys.readouterr()
    assert run(program, "approve", CLAIM, "--by", "kim", "--write") == 0
    assert "ana: 101 given back, 101 left to spend, standing 101\n" in capsys.readouterr().out
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert "      decision:\n        outcome: approved\n        by: kim\n" in text
    assert clean(program)
    assert run(program, "reverse", CLAIM, "--by", "jon", *code, "--write") == 0
    assert clean(program)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (FILES[CLAIM], (), "not decided yet, so there is nothing to appeal against"),
        (DECLINED, ("--on", "2025-05-01"), "not decided yet"),
        (DECLINED, ("--on", "2025-05-04"), "2025-05-04 is before the decision, 2025-05-05"),
        (f"{FILES[CLAIM]}withdrawn: {{date: '2025-05-03'}}\n", (), "was withdrawn on 2025-05-03"),
    ],
)
def test_an_appeal_against_nothing_is_filed(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    put(program, CLAIM, text)
    assert run(program, "appeal", CLAIM, "--text", "No.", *arguments, "--write") == 1
    assert words in capsys.readouterr().out
    assert (program / CLAIM).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("approve", "--by", "kim", "--second", "kim"), 'the second person is "kim" too'),
        (("approve", "--by", "kim", "--second", "jon"), '"jon" took part in the reversal'),
        (("approve", "--by", "kim", "--second", "zoe"), '"zoe" is not on staff'),
        (("approve", "--by", "ana"), '"ana" cannot decide what is their own'),
        (("approve", "--by", "kim", "--points", "5", "--reason", "x"), "all of it, or nothing"),
        (("approve", "--by", "kim", "--on", "2025-05-08"), "already approved by maya"),
    ],
)
def test_an_appeal_against_taking_back_is_answered_by_anybody(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    put(program, "program/program.yml", FILES["program/program.yml"] + "  - {id: kim, name: Kim}\n")
    text = APPROVED + (
        "reversals: [{date: '2025-05-07', by: jon, shares: {ana: 101}, reason_code: duplicate,"
        " appeal: {date: '2025-05-09', text: No.}}]\n"
    )
    put(program, CLAIM, text)
    assert run(program, arguments[0], CLAIM, *arguments[1:], "--write") == 1
    assert words in capsys.readouterr().out
    assert (program / CLAIM).read_text(encoding="utf-8") == text


def table(root: Path, text: str) -> str:
    (root / "rows.csv").write_text(text, encoding="utf-8")
    return str(root / "rows.csv")


def test_a_table_decides_otherwise_than_its_flags(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, f"{GUIDE}/claims/2025-05-03-tomo.yml", "evidence: https://example.com/b\n")
    rows = table(
        program,
        "claim,quality,on\nwrite-a-guide/2025-05-02-ana,high,2025-05-07\n"
        "write-a-guide/2025-05-03-tomo,,\n",
    )
    assert run(program, "approve", "--from", rows, "--by", "maya", "--write") == 0
    out = capsys.readouterr().out
    assert "+151 points for ana" in out
    assert "+101 points for tomo" in out
    assert 'date: "2025-05-07"' in (program / CLAIM).read_text(encoding="utf-8")
    assert clean(program)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("claim,qualty\nwrite-a-guide/2025-05-02-ana,high\n", ':1: no flag is called "qualty"'),
        ("claim,quantity\nwrite-a-guide/2025-05-02-ana,best\n", ":2: "),
        ("claim,on\nwrite-a-guide/2025-05-02-ana,today\n", ":2: Invalid value for '--on'"),
        ("claim,write\nwrite-a-guide/2025-05-02-ana,yes\n", 'no flag is called "write"'),
        ("claim\n", "there are no rows"),
        ("", "the file is empty"),
        ("claim\na,b\n", ":2: 2 cells, expected 1"),
        ("claim\nwrite-a-guide/2025-05-02-ana\nwrite-a-guide/2025-05-02-ana\n", "named twice"),
        ("claim,anyway\nwrite-a-guide/2025-05-02-ana,perhaps\n", "yes or no"),
        ("claim\n--write\n", 'there is no claim "--write"'),
        ("claim,quality\n,high\n", "name a claim"),
    ],
)
def test_a_table_with_a_slip_writes_something(
    program: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    rows = table(program, text)
    before = everything(program)
    assert run(program, "approve", "--from", rows, "--by", "maya", "--write") == 2
    assert words in capsys.readouterr().err
    assert everything(program) == before
