"""Cells, files and totals of an export, at their limits and in the words for what is beyond."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Mark
from goodword.intake import export as reading
from goodword.intake import forms
from goodword.intake.export import Problems, read_export
from goodword.intake.history.handles import handle_id
from goodword.intake.history.totals import Total, Totals, read_totals
from tests.import_rows import names, said

if TYPE_CHECKING:
    from goodword.intake.import_map import ImportMap
    from tests.import_rows import Said


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("27/12/2024", "day-first"),
        ("12/27/2024", "month-first"),
        ("13/12/2024", "day-first"),
        ("12/13/2024", "month-first"),
        ("12/12/2024", None),
        ("11/12/2024", None),
        ("13/13/2024", None),
        ("2024-12-27", None),
        ("tomorrow", None),
    ],
)
def test_an_order_that_a_day_leaves_open_is_guessed(text: str, order: str | None) -> None:
    assert forms.only_order(text) == order


@pytest.mark.parametrize(
    ("text", "dates", "needed"),
    [
        ("11/12/2024", None, True),
        ("11/12/2024", "day-first", False),
        ("2024-12-11", None, False),
        ("tomorrow", None, False),
    ],
)
def test_an_order_is_asked_for_without_need(text: str, dates: str | None, needed: bool) -> None:
    assert forms.needs_order(text, dates) is needed


@pytest.mark.parametrize(
    ("text", "decimal", "needed"),
    [
        ("1,200", None, True),
        ("4.000", None, True),
        ("1.200", None, True),
        ("4,0", None, True),
        ("1,200", "comma", False),
        ("12x", None, False),
    ],
)
def test_a_decimal_sign_is_asked_for_without_need(
    text: str,
    decimal: str | None,
    needed: bool,
) -> None:
    assert forms.needs_decimal(text, decimal) is needed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-12-27 1:00 AM", "01:00:00"),
        ("2024-12-27 12:00 AM", "00:00:00"),
        ("2024-12-27 12:30 p.m.", "12:30:00"),
        ("2024-12-27 11:59:59 PM", "23:59:59"),
        ("2024-12-27 07:50+05:30", "02:20:00"),
        ("2024-12-27 07:50-0030", "08:20:00"),
        ("2024-12-27 07:50+01", "06:50:00"),
        ("2024-12-27 07:50", "07:50:00"),
    ],
)
def test_a_time_is_another_in_utc(text: str, expected: str) -> None:
    assert forms.moment(text, UTC, None) == (date(2024, 12, 27), expected)


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("1\u00a0200", "comma", 1200),
        ("1\u202f200", "comma", 1200),
        ("1\u00a0200", "point", None),
        ("1\u00a0200", None, None),
        ("999999999", None, 999_999_999),
    ],
)
def test_thousands_are_parted_by_a_space_that_the_map_does_not_know(
    text: str, decimal: str | None, expected: int | None
) -> None:
    assert forms.whole(text, decimal) == expected


XLSX = "the file is a spreadsheet (XLSX, ODS or XLS), expected CSV"


WIDE = "the file is not UTF-8, it looks like UTF-16"
CSV_UTF8 = "save it from the spreadsheet as CSV UTF-8, or iconv -f windows-1252 -t utf-8"


@pytest.mark.parametrize(
    ("data", "line", "message", "hint"),
    [
        (b"", 1, "the file is empty, expected headings and rows", ""),
        (b"\n\n , \n", 0, "", ""),
        (b"PK\x03\x04more", 1, XLSX, "save it as CSV UTF-8 from the spreadsheet's program"),
        ("a,b\n1,2\n".encode("utf-16"), 1, WIDE, "save it as CSV UTF-8"),
        (b"\xff\xfea", 1, WIDE, "save it as CSV UTF-8"),
        (
            b"a,b\n1,\xff\n",
            2,
            "byte 0xFF is not UTF-8",
            CSV_UTF8,
        ),
        (b"\xe9,b\n", 1, "byte 0xE9 is not UTF-8", CSV_UTF8),
        (b"a,b\n\n1,2,3\n", 3, "3 cells, expected 2 as in the headings", ""),
        (
            b'a,b\n1,2\n3,"4\n',
            3,
            "the row cannot be read: unexpected end of data",
            "look at its quotes",
        ),
        (b"\n\na,a\n", 3, 'the heading "a" stands twice', ""),
        (b"a,b\n1," + b"x" * 4_001 + b"\n", 2, "a cell of more than 4000 characters", ""),
        (b"a,b\n1," + b"x" * 4_000 + b"\n", 0, "", ""),
        (b"a,b\n1,2, ,\n", 0, "", ""),
        (b"a,b\n1,2, ,x\n", 2, "4 cells, expected 2 as in the headings", ""),
        (b"a,b\n1,2,x, \n", 2, "4 cells, expected 2 as in the headings", ""),
        (b"a\n1\n", 0, "", ""),
        (b'""\n\n', 1, "the file is empty, expected headings and rows", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_told_otherwise(
    data: bytes, line: int, message: str, hint: str
) -> None:
    problems = Problems("x.csv")
    read_export(data, problems)
    assert said(problems) == ([(line, message, hint)] if message else [])
    assert all(each.mark == Mark(line, 1, line, 1) for each in problems.all())


def test_a_file_of_the_most_bytes_is_refused_or_a_larger_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reading.LIMIT == 64 * 2**20
    monkeypatch.setattr(reading, "LIMIT", 2**20)
    for more, expected in (
        (0, []),
        (1, [(1, "the file is larger than 1 MiB", "cut it into parts")]),
    ):
        problems = Problems("x.csv")
        read_export(b"a,b\n1,2\n" + b"\n" * (2**20 - 8 + more), problems)
        assert said(problems) == expected


def test_problems_beyond_the_most_are_not_counted() -> None:
    problems = Problems("x.csv")
    for line in range(1, 51):
        problems.add(line, "x")
    assert (problems.count, len(problems.all()), problems.more) == (50, 50, 0)
    problems.add(51, "x")
    problems.add(52, "x")
    assert problems.count == 52
    assert said(problems)[49:] == [(50, "x", ""), (0, "2 more problems", "mend these")]


def totals(*rows: str, by: ImportMap | None = None) -> tuple[Totals, list[Said]]:
    problems = Problems("x.csv")
    found = read_totals(read_export("\n".join(rows).encode(), problems), by, problems)
    return found, said(problems)


def test_totals_are_other_ones() -> None:
    assert totals("person,points", "Ana,5", "ben,-3", "ana,6", "x,a", "cleo,-999999999") == (
        Totals(
            {
                "ana": Total("ana", 5, 2),
                "ben": Total("ben", -3, 3),
                "cleo": Total("cleo", -999_999_999, 6),
            }
        ),
        [
            (4, "ana stands twice, first on line 2", ""),
            (5, 'points: "a" is no whole number of points', ""),
        ],
    )
    assert totals("who,points,from", "ana,5,2026-01-01") == (
        Totals({}),
        [(1, 'there is no column "person", expected person and points', "")],
    )
    by = names(ids={"Ana": "ana-lopes"}, decimal="point")
    assert totals("person,points", 'Ana,"1,200"', by=by)[0].by_person["ana-lopes"].points == 1200


@pytest.mark.parametrize(
    ("heads", "rows", "window", "problem"),
    [
        ("from,to_inclusive", ["2026-01-01,2026-01-31"] * 2, (1, 31), None),
        ("from,until_before", ["2026-01-01,2026-01-31"], (1, 30), None),
        ("from,other", ["2026-01-01,2026-01-31"], None, None),
        ("other,to_inclusive", ["2026-01-01,2026-01-31"], None, None),
        (
            "from,to_inclusive",
            ["2026-01-01,2026-01-31", "2026-01-01,2026-01-31", "2026-01-01,2026-01-30"],
            None,
            (4, "another window than in the rows before", ""),
        ),
        (
            "from,to_inclusive",
            ["x,2026-01-31"],
            None,
            (2, '"x" to "2026-01-31" is no span of days', ""),
        ),
        (
            "from,to_inclusive",
            ["2026-01-01,x"],
            None,
            (2, '"2026-01-01" to "x" is no span of days', ""),
        ),
        (
            "from,to_inclusive",
            ["2026-01-01 10:00,2026-01-31"],
            None,
            (2, '"2026-01-01 10:00" to "2026-01-31" is no span of days', ""),
        ),
        (
            "from,to_inclusive",
            ["2026-01-01,2026-01-31 10:00"],
            None,
            (2, '"2026-01-01" to "2026-01-31 10:00" is no span of days', ""),
        ),
    ],
)
def test_a_window_of_totals_is_another(
    heads: str, rows: list[str], window: tuple[int, int] | None, problem: Said | None
) -> None:
    lines = [f"p{at},1,{row}" for at, row in enumerate(rows)]
    found, problems = totals(f"person,points,{heads}", *lines)
    days = window and (date(2026, 1, window[0]), date(2026, 1, window[1]))
    assert (found.window, problems) == (days, [problem] if problem else [])


def test_a_window_is_not_read_in_the_order_of_the_map() -> None:
    rows = ("person,points,from,to_inclusive", "ana,1,3/8/2026,4/8/2026")
    assert totals(*rows, by=names(dates="day-first"))[0].window == (
        date(2026, 8, 3),
        date(2026, 8, 4),
    )


@pytest.mark.parametrize(
    ("handle", "replace", "ids", "expected"),
    [
        ("Ana_Lopes", {"_": "-"}, {}, "ana-lopes"),
        ("_Ana__Lopes_", {"_": "-"}, {}, "ana-lopes"),
        ("a--b", {}, {}, "a--b"),
        ("XanaX", {"X": ""}, {}, "ana"),
        ("Ana", {}, {"ana": "ana-lopes"}, "ana-lopes"),
        ("Ana", {}, {"Ana": "one", "ana": "two"}, "one"),
    ],
)
def test_a_handle_becomes_another_id(
    handle: str, replace: dict[str, str], ids: dict[str, str], expected: str
) -> None:
    assert handle_id(handle, names(replace=replace, ids=ids)) == expected
    assert handle_id("Ana", None) == "ana"
