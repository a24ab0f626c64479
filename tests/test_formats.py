"""What people and machines read: safe in a log, in a terminal and in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from goodword import formats
from goodword.diagnostics import Diagnostic, Mark, Place, Severity, Spot
from goodword.formats import github, table, text
from goodword.formats.plain import harmless
from goodword.reports.report import Column, Field, Report, Table, Unshown, values
from goodword.reports.report import table as made
from tests.conftest import ROOT
from tests.reading_commands import formats as reading

HOSTILE = "x\n::error::owned\r\x1b[31mred\u202egnp.exe ##[command]rm"


def lines(_: str) -> list[str]:
    return ["name: Ana", "\tstage: \u6f22\u5b57 member", HOSTILE.replace("\n", " ")]


def problem(
    line: int, column: int, end: int, message: str = "odd", path: str = "a.yml"
) -> Diagnostic:
    return Diagnostic(Place(path), "rule", message, "mend it", Mark(line, column, line, end))


def test_carets_stand_under_other_letters() -> None:
    shown = text.one(problem(2, 9, 11), lines).splitlines()
    assert shown[0] == "a.yml:2:9: error: odd [rule]"
    assert shown[1].index("\u6f22") + 0 == shown[2].index("^")
    assert shown[2].count("^") == 4, "two wide letters take four columns"
    assert shown[3] == "  = mend it"


def test_a_text_of_a_file_acts_in_a_log() -> None:
    found = [problem(3, 1, 2, HOSTILE, f"{HOSTILE}.yml")]
    for form in ("text", "github"):
        shown = formats.DIAGNOSTICS[form](found, lines)
        assert "\x1b" not in shown
        assert "\r" not in shown
        assert "\u202e" not in shown
        assert "##[" not in shown
        commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
        assert len(commands) == (1 if form == "github" else 0)


@given(st.text())
def test_a_harmless_text_still_has_characters_that_act(given_text: str) -> None:
    shown = harmless(given_text)
    assert len(shown.splitlines()) <= 1
    assert "##[" not in shown
    assert not any(ord(letter) < 0x20 and letter != "\t" for letter in shown)
    shown.encode()


def test_more_than_ten_annotations_are_written() -> None:
    found = [problem(1, 1, 2, f"number {n}") for n in range(25)]
    found.append(Diagnostic(Place("b.yml"), "other", "a note", severity=Severity.NOTE))
    shown = github.diagnostics(found, lines).splitlines()
    assert len(shown) == 10
    assert shown[-1].startswith("::error ")
    assert "and 17 more" in shown[-1]


def test_json_of_a_diagnostic_lacks_where_and_what() -> None:
    value = json.loads(formats.DIAGNOSTICS["json"]([problem(2, 9, 11)], lines))
    assert value == [
        {
            "path": "a.yml",
            "line": 2,
            "column": 9,
            "end_line": 2,
            "end_column": 11,
            "pointer": [],
            "severity": "error",
            "rule": "rule",
            "message": "odd",
            "hint": "mend it",
        }
    ]


def report(*cells: str) -> Report:
    rows = tuple((cell, 1, date(2026, 11, 15)) for cell in cells)
    columns = (Column("text"), Column("points", "number"), Column("day", "date"))
    return Report("title", (Table(columns, rows),), (), {"rows": len(rows)})


def test_a_spreadsheet_takes_a_cell_for_a_formula() -> None:
    cells = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", "plain")
    written = formats.REPORTS["csv"](report(*cells))
    read = [row[0] for row in csv.reader(io.StringIO(written))][1:]
    assert read == [*(f"'{cell}" for cell in cells[:-1]), "plain"]


def test_a_table_in_a_pipe_has_colours_or_spaces_at_line_ends() -> None:
    shown = table.report(report("a", "[red]b[/red]", ":smile:"))
    assert "\x1b" not in shown
    assert "[red]b[/red]" in shown
    assert ":smile:" in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_a_text_becomes_markup_in_a_page() -> None:
    shown = formats.REPORTS["html"](report("<img src=x onerror=alert(1)>", 'a" b', "\x1b[1m"))
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "<img" not in shown
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "default-src 'none'" in shown
    assert shown.count("<tr>") == 4
    assert '<td class="number">1</td>' in shown


FIELDS: tuple[Field[dict[str, object]], ...] = (
    Field("id", "who"),
    Field("share", "share %", "tenths"),
    Field("few", "of them", "number"),
    Field("line", "where"),
)
THINGS: list[dict[str, object]] = [
    {"id": "ana", "share": -125, "few": Unshown("fewer than five"), "line": Place("a.yml", ("b",))},
    {"id": "ben", "share": None, "few": 7, "line": Place("c.yml")},
]


KINDS: tuple[Literal["text", "number", "date"], ...] = ("text", "number", "date")
_CELLS = st.text(alphabet="ab .,-é—→漢\t\u0301|", max_size=9) | st.integers(-999, 9_999_999)


@given(st.data(), st.integers(1, 4), st.sampled_from((9, 30, 100, table.WHOLE)))
def test_a_table_that_need_not_be_folded_looks_otherwise_than_one_that_rich_lays_out(
    data: st.DataObject, count: int, width: int
) -> None:
    columns = tuple(
        Column(data.draw(st.sampled_from("ab")) * 3, data.draw(st.sampled_from(KINDS)))
        for _ in "x" * count
    )
    rows = data.draw(st.lists(st.tuples(*[_CELLS] * count), max_size=4))
    sheet = table._Sheet("a table", columns, [[str(each) for each in row] for row in rows])
    given_texts = ("the title", [sheet], ["a note"])
    plain = table._unfolded(*given_texts, width)
    if plain is None:
        assert width < 100 or any("\t" in str(cell) for row in rows for cell in row)
        return
    laid = table._folded(*given_texts, width)
    assert [each.rstrip() for each in plain] == [each.rstrip() for each in laid.splitlines()]


def test_a_field_says_another_thing_in_json_than_in_a_table() -> None:
    shown = Report("all", (made(FIELDS, THINGS),), (), values(FIELDS, THINGS))
    told = json.loads(formats.REPORTS["json"](shown, line=lambda place: Spot(place.path, 3)))
    assert told == [
        {"id": "ana", "share": -12.5, "few": None, "line": 3},
        {"id": "ben", "share": None, "few": 7, "line": 3},
    ]
    rows = formats.REPORTS["csv"](
        shown, line=lambda place: Spot(place.path, 3) if place.pointer else None
    )
    assert rows.splitlines() == [
        "who,share %,of them,where",
        "ana,-12.5,fewer than five,a.yml:3",
        "ben,,7,c.yml",
    ]


def test_lines_are_looked_for_that_a_format_does_not_show() -> None:
    asked: list[Place] = []
    shown = Report("all", (made(FIELDS[:2], THINGS),), (), values(FIELDS, THINGS))
    for name, write in formats.REPORTS.items():
        write(shown, line=asked.append)
        assert len(asked) == (2 if name == "json" else 0), name
        asked.clear()


def test_a_reading_command_lacks_a_format() -> None:
    for name, forms in reading().items():
        if name in {"diff", "simulate"}:  # a report of its own: folded and cut for a comment
            assert forms == ("text", "markdown", "json")
            continue
        judges = name in {"check", "forms", "guard", "owners", "schemas"}
        known = formats.DIAGNOSTICS if judges else formats.REPORTS
        assert forms[: len(known)] == tuple(known), name


def test_a_command_tells_problems_in_a_way_of_its_own() -> None:
    """`problems.tell` alone chooses how they are written."""
    files = (ROOT / "tools" / "goodword" / "cli").rglob("*.py")
    asked = re.compile(r"DIAGNOSTICS\[|\bdiagnostics\(")
    found = {each.name for each in files if asked.search(each.read_text(encoding="utf-8"))}
    assert found == {"problems.py"}
