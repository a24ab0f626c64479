"""The forms that days, numbers and tables may have in an export."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from goodword.intake import forms
from goodword.intake.export import Problems, read_export
from goodword.intake.history.leaderboard import read_history
from goodword.intake.import_map import ImportMap, MissionMap, Worth, read_map
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas

if TYPE_CHECKING:
    from goodword.intake.history.leaderboard import History


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        ("2024-12-27", None, (date(2024, 12, 27), None)),
        ("2024/12/27", None, (date(2024, 12, 27), None)),
        ("2024-12-27 7:50", None, (date(2024, 12, 27), "07:50:00")),
        ("2024-12-27T07:50:01.123456Z", None, (date(2024, 12, 27), "07:50:01")),
        ("2024-12-27t23:50:00z", None, (date(2024, 12, 27), "23:50:00")),
        ("2024-12-27 07:50:00 UTC", None, (date(2024, 12, 27), "07:50:00")),
        ("2024-12-27 00:50 +0100", None, (date(2024, 12, 26), "23:50:00")),
        ("2024-12-27T23:50:00-05:00", None, (date(2024, 12, 28), "04:50:00")),
        ("2024-12-27 07:50:00 +0000", None, (date(2024, 12, 27), "07:50:00")),
        ("27/12/2024", "day-first", (date(2024, 12, 27), None)),
        ("27.12.2024 7:50", "day-first", (date(2024, 12, 27), "07:50:00")),
        ("12/27/2024 7:50 PM", "month-first", (date(2024, 12, 27), "19:50:00")),
        ("3/8/2026", "day-first", (date(2026, 8, 3), None)),
        ("3/8/2026", "month-first", (date(2026, 3, 8), None)),
        ("3/8/2026", None, None),
        ("27/12/2024", "month-first", None),
        ("27/12-2024", "day-first", None),
        ("2024-02-30", None, None),
        ("2024-12-27 25:00", None, None),
        ("2024-12-27 13:00 PM", None, None),
        ("2024-12-27 0:30 AM", None, None),
        ("2024-12-27 07:50 CET", None, None),
        ("1899-12-31", None, None),
        ("9999-12-31T23:59:59Z", None, None),
        ("27/12/24", "day-first", None),
        ("٢٠٢٤-12-27", None, None),
        ("45653", None, None),
        ("", None, None),
    ],
)
def test_a_moment_is_another(
    text: str, dates: str | None, expected: tuple[date, str | None] | None
) -> None:
    assert forms.moment(text, UTC, dates) == expected


def test_a_moment_is_not_converted_to_the_zone() -> None:
    zone = timezone(timedelta(hours=14))
    assert forms.moment("2024-12-27T11:00Z", zone, None) == (date(2024, 12, 28), "11:00:00")
    assert forms.moment("2024-12-27T11:00", zone, None) == (date(2024, 12, 27), "21:00:00")


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("4", None, 4),
        ("4.0", None, 4),
        ("4.00", None, 4),
        ("-4", None, -4),
        ("4.000", None, None),
        ("1,200", None, None),
        ("4.5", None, None),
        ("1,200", "point", 1200),
        ("1,200,300.0", "point", 1200300),
        ("4.000", "point", 4),
        ("1.200", "comma", 1200),
        ("4,0", "comma", 4),
        ("1 200", "comma", 1200),
        ("1,20", "point", None),
        ("12,00", "point", None),
        ("4,5", "comma", None),
        ("1e3", None, None),
        ("٣", None, None),
        ("1234567890", None, None),
        ("", None, None),
    ],
)
def test_a_number_is_another(text: str, decimal: str | None, expected: int | None) -> None:
    assert forms.whole(text, decimal) == expected


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\na;b\n1;x,y\n",
        "SEP=;\r\na;b\r\n1;x,y\r\n",
        '"sep=;"\na;b\n1;x,y\n',
        "a;b;;\n1;x,y;;\n",
        "a;b;\n1;x,y; ;;\n",
        "sep=\t\na\tb\t\n1\tx,y\t\n",
    ],
)
def test_a_habit_of_spreadsheets_is_not_known(text: str) -> None:
    problems = Problems("x.csv")
    found = read_export(text.encode(), problems)
    assert problems.all() == ()
    assert found.headings == ("a", "b")
    assert [dict(row.cells) for row in found.rows] == [{"a": "1", "b": "x,y"}]
    assert found.rows[0].line == text.count("\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,,\n1,,x\n", 'the heading "" stands twice'),
        ("a,b\n1,2,3\n", "3 cells, expected 2"),
        ("a,,b\n1,2\n", "2 cells, expected 3"),
        ("sep=;\n", "the file is empty"),
    ],
)
def test_a_column_with_cells_is_passed_over(text: str, words: str) -> None:
    problems = Problems("x.csv")
    read_export(text.encode(), problems)
    assert words in problems.all()[0].message


def test_a_wrong_row_hides_the_next_one() -> None:
    rows = ["1", "a\u202eb,2", "x" * 4_001 + ",3", "4", "a\u202eb,5", "x" * 4_001 + ",6", "y,7"]
    problems = Problems("x.csv")
    export = read_export("\n".join(["who,what", *rows]).encode(), problems)
    assert [each.mark.line for each in problems.found if each.mark] == [2, 3, 4, 5, 6, 7]
    assert [row.cells for row in export.rows] == [{"who": "y", "what": "7"}]


NAMES = ImportMap(
    "x.yml",
    "maya",
    {"person": "who", "type": "what", "occurred": "when", "evidence": "link"},
    (MissionMap("Post", "post", (Worth(date(1900, 1, 1), 1),), {}),),
    ids={"Eve Adams": "eve"},
)


def read(*rows: str) -> tuple[History, list[str]]:
    problems = Problems("x.csv")
    export = read_export("\n".join(["who,what,when,link", *rows]).encode(), problems)
    return read_history(export, NAMES, UTC, problems), [each.message for each in problems.found]


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["more than 2000 characters"])])
def test_a_link_of_the_most_characters_is_refused(more: int, said: list[str]) -> None:
    url = "https://example.org/".ljust(2_000 + more, "x")
    _, messages = read(f"ana,Post,2026-03-01,{url}")
    assert [each for each in messages if "characters" in each] == [
        f"link: the link has {each}" for each in said
    ]


def test_a_handle_that_is_an_id_is_said_to_be_written_otherwise() -> None:
    history, messages = read(
        "ana,Post,2026-03-01,https://example.org/1",
        "Tomo,Post,2026-03-01,https://example.org/2",
        "Eve Adams,Post,2026-03-01,https://example.org/3",
    )
    assert messages == []
    assert history.respelled == ("Tomo",)


@pytest.mark.parametrize("text", ["- a\n", "x\n", "5\n"])
def test_a_map_that_is_none_is_read_or_its_place_is_not_told(text: str) -> None:
    names, (said,) = read_map(text.encode(), "map.yml", Schemas.load(schemas_directory()))
    assert names is None
    assert said.mark is not None
    assert said.message.endswith(", expected a mapping")


@pytest.mark.parametrize(
    ("year", "stands"), [(1899, False), (1900, True), (2199, True), (2200, False)]
)
def test_a_moment_of_a_year_that_no_file_may_state_is_taken(year: int, *, stands: bool) -> None:
    assert (forms.moment(f"{year}-06-01T12:00:00Z", UTC, None) is not None) == stands


NAMED = [
    ("3 August 2026", "2026-08-03"),
    ("3. Aug 2026", "2026-08-03"),
    ("3-Aug-2026", "2026-08-03"),
    ("Aug. 3rd, 2026", "2026-08-03"),
    ("Monday, 3 August 2026", "2026-08-03"),
    ("3 de agosto de 2026", "2026-08-03"),
    ("12 mrt 2026", "2026-03-12"),
    ("5 set 2026", "2026-09-05"),
    ("Fri, 31 Jul 2026 23:30:00 +0000", "2026-08-01"),
    ("31 Feb 2026", None),
    ("3 Foo 2026", None),
    ("August 2026", None),
    ("3 August 26", None),
    ("3 August 20261", None),
    ("Aug 3 2026 25:00", None),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_month_with_a_name_is_another_day(text: str, expected: str | None) -> None:
    found = forms.moment(text, ZoneInfo("Europe/Berlin"), None)
    assert (found[0].isoformat() if found else None) == expected


def test_three_letters_are_two_months() -> None:
    months: dict[str, set[int]] = {}
    for number, names in enumerate(forms._MONTHS, 1):
        for name in names.split():
            months.setdefault(name[:3], set()).add(number)
    assert all(len(of) == 1 for of in months.values())


@pytest.mark.parametrize(
    "text",
    [
        "2026-08-03 10:00 UTC+2",
        "2026-08-03 10:00 GMT+02:00",
        "2026-08-03T10:00+2",
        "2026-08-03T10:00:00+0200",
        "2026-08-03 8:00 GMT",
        "3 Aug 2026 10:00:00 +0200",
    ],
)
def test_a_zone_is_written_as_nobody_writes_it(text: str) -> None:
    found = forms.moment(text, ZoneInfo("America/New_York"), None)
    assert found == (date(2026, 8, 3), "08:00:00")


@pytest.mark.parametrize("text", ["2026-08-03 10:00 UTC+", "2026-08-03 10:00+130", "3/8/2026+2"])
def test_half_a_zone_is_one(text: str) -> None:
    assert forms.moment(text, UTC, "day-first") is None
