"""Closing a cycle by command: when it may be, what it names, what it writes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main, session
from goodword.ledger.statement import head_of
from tests.test_claim_commands import CLAIM, FILES, GUIDE, everything, put

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

STATEMENT = "program/statements/2025-Q2.csv"
APPROVED = FILES[CLAIM] + (
    'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}\n'
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in {**FILES, CLAIM: APPROVED}.items():
        put(tmp_path, path, text)
    return tmp_path


def run(root: Path, *arguments: str, day: str = "2025-07-20") -> int:
    return main(["--root", str(root), "cycle", "close", *arguments, "--by", "jon", "--as-of", day])


def clean(root: Path, day: str = "2025-07-20") -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", day]) == 0


def test_closing_writes_more_than_a_statement(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    assert run(program, "2025-Q2") == 0
    assert everything(program) == before
    out = capsys.readouterr().out
    assert "program/statements/2025-Q2.csv" in out
    assert "dry run" in out
    assert run(program, "2025-Q2", "--write") == 0
    after = everything(program)
    head = head_of(after.pop(STATEMENT))
    assert head is not None
    assert (head.cycle, head.closed.isoformat(), head.by) == ("2025-Q2", "2025-07-20", "jon")
    assert after == before
    assert clean(program)
    assert clean(program, "2027-01-01")
    capsys.readouterr()
    assert run(program, "2025-Q2") == 1
    assert "2025-Q2 is closed already" in capsys.readouterr().out


class Early(datetime):
    """A clock that was set back."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Early:
        return cls(2025, 7, 10, 12, tzinfo=tz)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (
            ("--as-of", "2025-07-19"),
            (
                "--as-of 2025-07-19 lies before 2025-07-20, on which 2025-Q2 was closed; "
                "say on which day it was done with --on"
            ),
        ),
        ((), "the present day is 2025-07-10 by the clock, before 2025-07-20, on which 2025-Q2"),
    ],
)
def test_what_was_closed_is_changed_as_though_it_were_still_open(
    stated: tuple[str, ...],
    words: str,
    program: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = f"{GUIDE}/claims/2025-07-02-tomo.yml"
    put(program, claim, "evidence: https://example.com/b\n")
    assert run(program, "2025-Q2", "--write") == 0
    before = everything(program)
    monkeypatch.setattr(session, "datetime", Early)
    command = ("--root", str(program), "claim", "approve", claim, "--by", "jon")
    for write in ((), ("--write",)):
        assert main([*command, *stated, *write]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert words in said
    assert everything(program) == before
    assert main([*command, "--as-of", "2025-07-20"]) == 0


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-06-30", "2025-Q2 runs until 2025-06-30"),
        ("2025-07-14", "2025-07-14 is within 14 days after the end of 2025-Q2"),
    ],
)
def test_a_cycle_is_closed_too_soon(
    program: Path, capsys: pytest.CaptureFixture[str], day: str, words: str
) -> None:
    assert run(program, "2025-Q2", "--write", day=day) == 1
    out = capsys.readouterr().out
    assert words in out
    assert "it can be closed from 2025-07-15" in out
    assert not (program / STATEMENT).exists()
    assert run(program, "2025-Q2", day="2025-07-15") == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "undecided"),
        (
            (
                'decision: {outcome: declined, by: maya, date: "2025-06-29", reason: Empty.}\n'
                'appeal: {date: "2025-07-01", text: No.}\n'
            ),
            "in appeal",
        ),
        (
            'decision: {outcome: approved, by: maya, date: "2025-07-19", points: 101}\n',
            "maturing until 2025-08-18",
        ),
        (
            (
                'decision: {outcome: approved, by: maya, date: "2025-06-19", points: 101}\n'
                'reversals: [{date: "2025-07-01", by: jon, shares: {tomo: 101},'
                ' reason_code: duplicate, appeal: {date: "2025-07-02", text: No.}}]\n'
            ),
            "in appeal against its reversal",
        ),
    ],
)
def test_a_claim_in_time_is_left_behind_unnamed(
    program: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    mission = FILES[f"{GUIDE}/mission.yml"].replace("101", "{value: 101, maturation_days: 30}")
    put(program, f"{GUIDE}/mission.yml", mission)
    claim = f"{GUIDE}/claims/2025-06-18-tomo.yml"
    put(program, claim, f"evidence: https://example.com/b\n{text}")
    late = claim.replace("tomo", "ana")
    put(program, late, 'evidence: https://example.com/c\nsubmitted: "2025-07-16"\n')
    assert run(program, "2025-Q2", "--write") == 1
    out = capsys.readouterr().out
    assert f"{claim}: error: {why}, and would not count for 2025-Q2" in out
    assert late not in out
    assert run(program, "2025-Q2", "--carry", "--write") == 0
    assert f"{claim} is {why}: it will count where it posts\n" in capsys.readouterr().out
    assert clean(program)


def test_cycles_are_closed_out_of_order(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = "2026-02-01"
    assert run(program, "2025-Q4", "--write", day=late) == 1
    assert "2025-Q3 before it is not closed" in capsys.readouterr().out
    assert run(program, "2025-Q4", "--with-earlier", "--write", day=late) == 0
    assert sorted(each.name for each in (program / "program/statements").iterdir()) == [
        "2025-Q2.csv",
        "2025-Q3.csv",
        "2025-Q4.csv",
    ]
    assert clean(program, late)


def test_a_cycle_that_is_none_is_closed(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("2025-Q5", "2025-H1", "x", "2025"):
        assert run(program, name) == 2
        assert "there is no cycle" in capsys.readouterr().err
    assert run(program) == 2
    assert main(["--root", str(program), "cycle", "close", "2025-Q2", "--by", "kim"]) == 1
    assert '"kim" is not on staff' in capsys.readouterr().out


KPIS = """\
pillars: [quality]
objectives:
  - id: help
    pillar: quality
    goal: More help.
    kpis:
      - {id: answers, name: Answers, kind: outcome, direction: up, source: measured}
      - {id: guides, name: Guides, kind: outcome, direction: up, source: measured}
"""
MEASURES = "program/measures/2025-Q2.yml"


def measure(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "cycle", "measure", *arguments, "--as-of", "2025-07-20"])


def test_a_figure_is_entered_as_something_else(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/strategy.yml", KPIS)
    asked = ("2025-Q2", "--source", "our forum", "--write")
    assert measure(program, *asked, "--kpi", "answers", "--value", "12.50") == 0
    table = tmp_path / "figures.csv"
    table.write_text("kpi,value,day\nguides,-3,2025-06-01\n", encoding="utf-8")
    assert measure(program, *asked, "--from", str(table)) == 0
    assert (program / MEASURES).read_text(encoding="utf-8").splitlines()[1:] == [
        "# What the KPIs came to in a cycle, each with its source.",
        "values:",
        "  - kpi: answers",
        "    value: 12.50",
        "    source: our forum",
        "  - kpi: guides",
        "    value: -3",
        "    source: our forum",
        '    date: "2025-06-01"',
    ]
    capsys.readouterr()
    for arguments, words, code in (
        (("--kpi", "answers", "--value", "1"), "name a cycle, such as 2026-Q3", 2),
        (("2025-Q5", "--kpi", "answers", "--value", "1"), 'there is no cycle "2025-Q5"', 2),
        (("2025-Q2", "--kpi", "answers"), "--value is needed", 2),
        (("2025-Q2", "--kpi", "answers", "--value", "1e3"), "numbers are written 420 or 12.5", 2),
        (("2025-Q2", "--kpi", "answer", "--value", "1"), 'there is no KPI "answer"', 1),
        (("2025-Q2", "--kpi", "answers", "--value", "1"), "nothing was written", 1),
    ):
        assert measure(program, *arguments, "--source", "our forum") == code, arguments
        out, err = capsys.readouterr()
        assert words in out + err


AIMS = """\
pillars: [adoption]
objectives:
  - {id: more, pillar: adoption, goal: More, kpis: [
      {id: used, name: Used, kind: outcome, target: {value: 9, by: "2026-12-31"}},
      {id: read, name: Read, kind: indicator}]}
"""
MEASURED = """\
values:
  - kpi: used  # by hand
    value: 3
    source: a count
  - {kpi: read, value: 4, source: a count, date: "2025-05-01"}
"""


@pytest.mark.parametrize(
    ("arguments", "new"),
    [
        ("--kpi used --value 4.5", ("value: 3", "value: 4.5")),
        ("--kpi used --value 3 --source log", ("    source: a count", "    source: log")),
        ("--kpi read --day 2025-05-02", ("2025-05-01", "2025-05-02")),
    ],
)
def test_a_measure_that_was_entered_wrong_stays_wrong(
    program: Path, arguments: str, new: tuple[str, str]
) -> None:
    put(program, "program/strategy.yml", AIMS)
    put(program, "program/measures/2025-Q2.yml", MEASURED)
    asked = ("cycle", "correct", "2025-Q2", *arguments.split(), "--as-of", "2025-07-20", "--write")
    assert main(["--root", str(program), *asked]) == 0
    found = (program / "program/measures/2025-Q2.yml").read_text(encoding="utf-8")
    assert found == MEASURED.replace(*new, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("2025-Q2 --kpi used", 2, "say what was wrong: --value, --source, --day or a number"),
        ("2025-Q2 --kpi used --value 3", 1, 'of "used" it says so already'),
        ("2025-Q2 --kpi usd --value 3", 1, 'no value of "usd" yet, did you mean "used"?'),
        ("2025-Q1 --kpi used --value 3", 1, "goodword cycle measure 2025-Q1 --kpi used"),
        ("2025-Q2 --kpi used --day 2025-08-01", 1, "measures"),
    ],
)
def test_a_measure_is_put_right_that_is_not_there(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: str, code: int, words: str
) -> None:
    put(program, "program/strategy.yml", AIMS)
    put(program, "program/measures/2025-Q2.yml", MEASURED)
    before = everything(program)
    asked = ("cycle", "correct", *arguments.split(), "--as-of", "2025-07-20", "--write")
    assert main(["--root", str(program), *asked]) == code
    assert words in "".join(capsys.readouterr())
    assert everything(program) == before


def test_the_second_value_of_a_kpi_is_refused_without_a_way_out(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/strategy.yml", AIMS)
    put(program, "program/measures/2025-Q2.yml", MEASURED)
    asked = ("cycle", "measure", "2025-Q2", "--kpi", "used", "--value", "5", "--source", "log")
    assert main(["--root", str(program), *asked, "--as-of", "2025-07-20"]) == 1
    assert "goodword cycle correct 2025-Q2 --kpi used" in capsys.readouterr().out
