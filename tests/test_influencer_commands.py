"""Points given, taken and lengthened by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from goodword.cli import main
from goodword.cli.commands.influencer import command
from tests.test_claim_commands import CLAIM, FILES, SCHEMAS, TODAY, everything, put

if TYPE_CHECKING:
    from pathlib import Path

APPROVED = FILES[CLAIM] + (
    'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}\n'
)
HEAD = "# yaml-language-server: $schema=../../../schemas/touchpoint.schema.json\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in {**FILES, CLAIM: APPROVED}.items():
        put(tmp_path, path, text)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "influencer", *arguments, "--as-of", TODAY])


def clean(root: Path) -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", TODAY]) == 0


def timeless(path: Path) -> str:
    """A record's text without the time of day, which every one that moves points has."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    times = [line for line in lines if line.startswith('at: "')]
    assert len(times) == 1
    return "".join(line for line in lines if line not in times)


def test_points_by_hand_are_others_than_asked(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--reason-code", "goodwill", "--by", "maya", "--summary", "Our slip", "--write")
    assert run(program, "adjust", "ana", "tomo", "--points", "20", *asked) == 0
    out = capsys.readouterr().out
    assert "+20 points for ana, to spend now\n" in out
    assert "+20 points for tomo, to spend now\n" in out
    path = program / "influencers/ana/touchpoints/2025-06-10-adjustment.yml"
    assert timeless(path) == (
        f"{HEAD}kind: adjustment\npoints: 20\nreason_code: goodwill\nby: maya\nsummary: Our slip\n"
    )
    assert run(program, "adjust", "ana", "--points", "-121", *asked, "--no-standing") == 0
    assert "-121 points for ana, 0 left to spend" in capsys.readouterr().out
    assert clean(program)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--points", "-102"), "takes more than the 101 that were spendable"),
        (("--points", "0"), "0 points change nothing"),
        (("--points", "5", "--expires", "2026-01-01"), "expires is for opening balances"),
        (("--points", "5", "--by", "kim"), '"kim" is not on staff'),
        (("--points", "5", "--corrects", "write-a-guide/2025-05-02-anna"), "[unknown-reference]"),
    ],
)
def test_points_that_may_not_be_given_are(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    before = everything(program)
    by = () if "--by" in arguments else ("--by", "maya")
    asked = ("adjust", "ana", "--reason-code", "correction", *by, *arguments, "--write")
    assert run(program, *asked) == 1
    assert words in capsys.readouterr().out
    assert everything(program) == before


def test_points_of_a_relation_are_given(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = FILES["influencers/ana/profile.yml"]
    put(
        program,
        "influencers/ana/profile.yml",
        profile + "relations: [{staff: jon, kind: friend}]\n",
    )
    asked = ("adjust", "ana", "--points", "5", "--reason-code", "goodwill")
    assert run(program, *asked, "--by", "jon") == 1
    assert '"jon" has a declared relation to "ana"' in capsys.readouterr().out
    assert run(program, *asked, "--by", "maya") == 0


def test_points_last_as_long_as_before(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("extend", "ana", "--until", "2026-03-31", "--reason", "Late", "--by", "maya")
    assert run(program, *asked, "--of", "write-a-guide/2025-05-02-ana", "--write") == 0
    assert "ana: 101 to spend until 31 March 2026\n" in capsys.readouterr().out
    path = program / "influencers/ana/touchpoints/2025-06-10-extension.yml"
    assert timeless(path) == (
        f"{HEAD}kind: extension\nof:\n  - write-a-guide/2025-05-02-ana\n"
        'until: "2026-03-31"\nreason: Late\nby: maya\n'
    )
    assert clean(program)
    capsys.readouterr()
    assert run(program, *asked, "--all") == 1
    words = 'of "ana" nothing lasts longer, all of it lasts until 2026-03-31 at least already'
    assert words in capsys.readouterr().out
    later = ("extend", "ana", "--until", "2026-04-01", "--reason", "Later", "--by", "maya")
    assert run(program, *later, "--all") == 0
    assert "+of: all\n" in capsys.readouterr().out


def test_points_that_are_held_or_pending_are_called_to_spend(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reward = "name: Mug\nsummary: A mug.\nkind: merchandise\ncost: 30\n"
    put(program, "program/rewards/mug.yml", reward)
    put(program, "influencers/ana/redemptions/2025-06-09-mug.yml", "points: 30\n")
    asked = ("extend", "ana", "--until", "2026-03-31", "--reason", "Late", "--by", "maya", "--all")
    assert run(program, *asked) == 0
    assert "ana: 101 good until 31 March 2026, 30 of them held\n" in capsys.readouterr().out
    points = "points: [{from: 2025-01-01, value: 101, maturation_days: 60}]\n"
    put(program, "missions/write-a-guide/mission.yml", f"title: A\ninstructions: B\n{points}")
    (program / "influencers/ana/redemptions/2025-06-09-mug.yml").unlink()
    assert run(program, *asked) == 0
    assert "ana: 101 good until 31 March 2026, 101 of them pending\n" in capsys.readouterr().out


@pytest.mark.parametrize(("day", "stays"), [(TODAY, False), ("2025-06-11", True)])
def test_nobody_says_that_points_stay_lengthened(
    program: Path, capsys: pytest.CaptureFixture[str], day: str, stays: bool
) -> None:
    asked = ("extend", "ana", "--until", "2026-03-31", "--reason", "Late", "--by", "maya")
    assert run(program, *asked, "--all", "--write") == 0
    void = ("touchpoint", "void", "ana/2025-06-10-extension", "--reason", "Wrong", "--by", "maya")
    capsys.readouterr()
    assert main(["--root", str(program), *void, "--as-of", day]) == 0
    out = capsys.readouterr().out
    assert ("points keep the last day that it gave" in out) is stays
    assert ("to spend until 31 March 2026" in out) is False
    assert ("ana: 101 to spend until 30 September 2025 only\n" in out) is not stays


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({CLAIM: "evidence: https://example.com/a\n"}, "there are no points of it"),
        (
            {
                "program/rewards/mug.yml": "name: Mug\nkind: merchandise\ncost: 101\n",
                "influencers/ana/redemptions/2025-05-20-mug.yml": "points: 101\n"
                "approved: {date: '2025-05-21', by: maya}\n"
                "fulfilled: {date: '2025-05-21', by: maya}\n",
            },
            "all of it is spent, expired or taken back",
        ),
        (
            {"program/program.yml": FILES["program/program.yml"] + "points: {expiry: never}\n"},
            "it never expires",
        ),
    ],
)
def test_an_extension_of_nothing_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], words: str
) -> None:
    for path, text in files.items():
        put(program, path, text)
    asked = ("extend", "ana", "--all", "--until", "2026-03-31", "--reason", "Late", "--by", "maya")
    assert run(program, *asked, "--write") == 1
    assert f'of "ana" nothing lasts longer, {words} [action]' in capsys.readouterr().out
    assert not list((program / "influencers/ana").glob("touchpoints/*extension*"))


@pytest.mark.parametrize(("of", "code"), [("--of=write-a-guide/2025-05-02-ana", 0), ("--all", 1)])
def test_points_that_expired_are_extended_by_all_or_not_brought_back(
    program: Path, capsys: pytest.CaptureFixture[str], of: str, code: int
) -> None:
    """An extension of a claim by its name brings back what has expired; of all points none."""
    asked = ("extend", "ana", of, "--until", "2031-03-31", "--reason", "Late", "--by", "maya")
    arguments = ["--root", str(program), "influencer", *asked, "--as-of", "2030-06-10"]
    assert main(arguments) == code
    assert ("nothing lasts longer" in capsys.readouterr().out) is bool(code)


def test_points_of_somebody_else_are_extended(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("extend", "tomo", "--until", "2026-03-31", "--reason", "Late", "--by", "maya")
    assert run(program, *asked, "--of", CLAIM) == 1
    assert '"tomo" is not one of the people' in capsys.readouterr().out
    for arguments, words in (
        (asked, "--of with the claims, or --all"),
        (("extend", "tomo", "--all", "--reason", "x"), "--until is needed"),
        ((*asked, "--of", "write-a-guide/2025-05-02-anna"), "did you mean"),
        (("adjust", "tomo", "--points", "5"), "--reason-code is needed"),
    ):
        assert run(program, *arguments) == 2
        assert words in capsys.readouterr().err


def test_a_reason_of_the_schema_cannot_be_given() -> None:
    (kind,) = (
        each["properties"]
        for each in SCHEMAS.documents["touchpoint"]["oneOf"]
        if each["properties"]["kind"]["const"] == "adjustment"
    )
    (offered,) = (each for each in command.commands["adjust"].params if each.name == "reason_code")
    assert isinstance(offered.type, click.Choice)
    assert tuple(kind["reason_code"]["enum"]) == tuple(offered.type.choices)


def test_the_same_points_are_given_again(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = program / "points.csv"
    rows = "influencer,points,reason_code,on,summary\nana,20,opening,2025-06-01,Old board\n"
    table.write_text(rows, encoding="utf-8")
    asked = ("adjust", "--from", str(table), "--by", "maya", "--write")
    assert run(program, *asked) == 0
    before = everything(program)
    capsys.readouterr()
    assert run(program, *asked) == 0
    out = capsys.readouterr().out
    path = "influencers/ana/touchpoints/2025-06-01-adjustment.yml"
    assert f"{path} says so already; other words (--summary) make another\n" in out
    assert out.endswith("0 files written\n")
    assert everything(program) == before
    table.write_text(rows + "ana,20,opening,2025-06-01,Old board\n" * 2, encoding="utf-8")
    assert run(program, *asked) == 0
    assert len(list((program / "influencers/ana/touchpoints").iterdir())) == 3
    table.write_text(rows.replace("Old", "New"), encoding="utf-8")
    assert run(program, *asked) == 0
    assert len(list((program / "influencers/ana/touchpoints").iterdir())) == 4
    assert clean(program)


def test_points_by_hand_are_not_those_published(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    totals = program / "totals.csv"
    totals.write_text("person,points\nAna,121\ntomo,5\n", encoding="utf-8")
    asked = ("--reason-code", "opening", "--by", "maya", "--expect", str(totals), "--write")
    before = everything(program)
    assert run(program, "adjust", "ana", "--points", "20", *asked) == 1
    out, err = capsys.readouterr()
    assert f"{totals}: 1 of 2 totals are reproduced\n" in out
    assert f"{totals}:3: tomo has 0 here, 5 there\n" in out
    assert err == "nothing was written: the totals are not those published\n"
    assert everything(program) == before
    totals.write_text("person,points\nana,121\ntomo,x\n", encoding="utf-8")
    assert run(program, "adjust", "ana", "--points", "20", *asked) == 1
    assert 'totals.csv:3:1: error: points: "x" is no whole number' in capsys.readouterr().out
    totals.write_text("person,points\nana,121\n", encoding="utf-8")
    assert run(program, "adjust", "ana", "--points", "20", *asked) == 0
