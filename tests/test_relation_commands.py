"""The reading commands of the relationship on the command line: formats, options, refusals."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from goodword.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from _pytest.capture import CaptureFixture

DAY = "2026-11-15"


def run(capsys: CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["--root", str(ROOT), *arguments, "--as-of", DAY])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    "command",
    [
        ["relation", "--window", "2y", "--department", "pr", "--explain"],
        ["routing", "--all"],
        ["communities", "--top", "3"],
        ["events", "--ahead"],
        ["incidents", "2026-10-26-brake-creep"],
        ["candidates", "--top", "3", "--explain"],
        ["audit", "--cycle", "2025-Q2"],
        ["report", "--cycle", "2026-Q3", "--explain"],
    ],
    ids=lambda command: str(command[0]),
)
def test_a_format_says_nothing_or_something_else(
    command: list[str], capsys: CaptureFixture[str]
) -> None:
    code, shown, err = run(capsys, *command)
    assert (code, err) == (0, "")
    assert DAY in shown.splitlines()[0]
    _, value, _ = run(capsys, *command, "--format", "json")
    assert json.loads(value)["as_of"] == DAY
    _, sheet, _ = run(capsys, *command, "--format", "csv")
    rows = list(csv.reader(io.StringIO(sheet)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1


def test_a_record_or_a_report_is_no_markdown(capsys: CaptureFixture[str]) -> None:
    for command in (["record", "owen-farrow"], ["report"]):
        code, shown, _ = run(capsys, *command, "--format", "markdown")
        assert code == 0
        assert shown.startswith("# ")
        assert "\n|---" in shown
    _, value, _ = run(capsys, "record", "owen-farrow", "--format", "json")
    assert json.loads(value)["id"] == "owen-farrow"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["relation", "--window", "12"], '"12" is no span; spans are written 12m or 2y'),
        (["relation", "lucia"], 'there is no influencer "lucia"'),
        (["relation", "--department", "sales"], 'there is no department "sales"'),
        (["record", "owen-farow"], 'did you mean "owen-farrow"?'),
        (["routing", "nobody-here"], 'there is no influencer "nobody-here"'),
        (["incidents", "2026-10-26-brake"], 'did you mean "2026-10-26-brake-creep"?'),
        (["audit", "--cycle", "2026-H1"], '"2026-H1" is no cycle of this program'),
        (["report", "--cycle", "2027-Q1"], "2027-Q1 begins on 2027-01-01"),
        (["candidates", "--top", "0"], "0 is not in the range"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_slip_is_not_named(command: list[str], words: str, capsys: CaptureFixture[str]) -> None:
    code, shown, err = run(capsys, *command)
    assert (code, shown) == (2, "")
    assert words in err


def test_a_window_of_a_hundred_years_is_too_long(capsys: CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "relation", "lucia-ibanez", "--window", "999y")
    assert code == 0
    assert "after 1900-01-01" in shown
