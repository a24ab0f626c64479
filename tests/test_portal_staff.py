"""Pages that only staff have, and that nobody else's portal has any of."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.portal import fill
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import PAGES
from goodword.portal.rows import code_of, escaped, fields_of, made_rows, prose_of, rows
from goodword.portal.sheet import Cell, Column, MadeRow, Sheet, Table
from goodword.rendering.prose import plain
from goodword.reports.candidates import candidates_report
from goodword.reports.desk import desk_names
from goodword.reports.relation import relation_report
from goodword.reports.results import results_report
from goodword.texts import LANGUAGES, Named, Said, Texts
from tests.conftest import ROOT
from tests.portal_site import build, pages, tree
from tests.relation_program import example
from tests.sample_staff import agenda, audit
from tests.sample_view import TODAY, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodword.portal.page import Page

STAFF = [name for name in PAGES if name.startswith("staff")]
GIVEN = agenda()
READER = Reader(Texts("en"), plain, GIVEN)
WRITTEN = re.compile("(?<![/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![-/.])")
"""A day as files have it, but in a path and in the name of a record."""


def sheet(name: str, **changed: Any) -> Sheet:
    reader = Reader(Texts("en"), plain, replace(GIVEN, **changed))
    return shown(next(iter(PAGES[name](sample("staff"), reader))))


def whole(page: Page) -> Page:
    return page.whole() if page.whole else page


def shown(page: Page) -> Sheet:
    found = whole(page).values["sheet"]
    assert isinstance(found, Sheet)
    return found


def texts(found: Sheet) -> list[list[str]]:
    return [_told(row) for table in found.tables for row in table.rows]


def _told(row: tuple[Cell, ...]) -> list[str]:
    """The texts of a row, be it cells or made already."""
    if isinstance(row[0], MadeRow):
        return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row[0].text)
    return [cell.text for cell in row]


def test_a_made_row_differs_from_that_of_its_cells() -> None:
    columns = (Column("Day"), Column("Wo <rd>", number=True), Column('Why "'))
    day, number, why = fields_of(columns, str)
    for text, more in (("a < b", "c & d"), ("", "c"), ("a", "")):
        cells = (Cell("1 May"), Cell("+5"), Cell(text, more=more), Cell(text, code=True))
        plain_rows = rows(Table("", columns, (cells[:3], (*cells[:2], cells[3]))), "", str)
        words = escaped([text])
        (told,) = prose_of(columns[2])(words, escaped([more])) if more else [why(cells[2])]
        (code,) = code_of(columns[2])(words) if text else [why(cells[3])]
        made = made_rows(f"{day(cells[0])}{number(cells[1])}{each}" for each in (told, code))
        assert rows(Table("", columns, made), "", str) == plain_rows


@pytest.mark.parametrize("name", STAFF)
def test_a_page_of_staff_is_made_for_others(name: str) -> None:
    for audience in ("public", "members", "nda"):
        assert list(PAGES[name](sample(audience), READER)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STAFF)
def test_a_page_lacks_a_word_in_a_language(name: str, language: str) -> None:
    def made(tag: str) -> list[Page]:
        reader = Reader(Texts(tag), plain, GIVEN)
        return list(map(whole, PAGES[name](sample("staff"), reader)))

    assert [page.path for page in made(language)] == [page.path for page in made("en")]
    assert all(page.title for page in made(language))


@pytest.mark.parametrize(("audience", "reached"), [("members", False), ("staff", True)])
def test_a_page_of_another_audience_is_given_the_agenda(
    audience: str, reached: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one of their pages shows it today; none could, for they do not get it."""
    given: list[Desk] = []

    def reader(texts: Texts, show: Callable[[str], str], desk: Desk) -> Reader:
        given.append(desk)
        return Reader(texts, show, desk)

    monkeypatch.setattr(fill, "Reader", reader)
    build(sample(audience), tmp_path / audience, agenda=agenda())
    assert given
    assert {desk != Desk() for desk in given} == {reached}


def test_an_agenda_reaches_a_portal_that_is_not_for_staff(tmp_path: Path) -> None:
    build(sample("members"), tmp_path / "members", agenda=agenda())
    for path, data in tree(tmp_path / "members").items():
        assert b"keep a promise" not in data, path
        assert not path.startswith("staff/"), path
        assert b'href="../staff' not in data, path
    build(sample("staff"), tmp_path / "staff", agenda=agenda())
    made = pages(tmp_path / "staff")
    assert "Keep the promise to Ana Lopes: A tour of the works" in made["staff/"]
    assert 'href="../staff/index.html" class="gw-sections__link"' in made["people/"]


def test_the_agenda_loses_what_is_late_or_whose_job_it_is() -> None:
    found = sheet("staff")
    assert [(figure.label, figure.text) for figure in found.figures[:2]] == [
        *(("Things due", "2"), ("Late", "1")),
    ]
    assert [table.title for table in found.tables] == ["Maya Weber"]
    late, soon = found.tables[0].rows
    assert [cell.text for cell in late][:2] == [KEPT, "Ana Lopes, p-7"]
    assert late[0].more == "goodword influencer promise --kept ana/2026-10-01-promise"
    assert late[3].text == str((TODAY - GIVEN.dues[0].date).days)
    assert (soon[0].more, soon[3].text) == ("goodword communities", "")


KEPT = "Keep the promise to Ana Lopes: A tour of the works"
TALK = Said("owed.routing", {"person": Named("person", "p-7")})
TELL = Said("owed.thanks", {"person": Named("person", "ana"), "what": "me"})


def test_advice_stands_among_what_is_owed_or_hours_are_not_late() -> None:
    promise = GIVEN.dues[0]
    talk = promise._replace(what="relations", date=date(2026, 11, 24), said=TALK)
    hours = promise._replace(what="incidents", date=TODAY, said=TELL, hours=3)
    reader = Reader(Texts("en"), plain, replace(GIVEN, dues=(hours, promise, talk)))
    found = shown(next(iter(PAGES["staff"](sample("staff"), reader))))
    assert [(table.title, [row[0].text for row in table.rows]) for table in found.tables] == [
        (
            "Maya Weber",
            ["Thank Ana Lopes, who helped: me", KEPT],
        ),
        ("Maya Weber: to talk with", ["Find p-7 a category and with it a department"]),
    ]
    assert found.figures[1].text == "2"


def test_an_agenda_with_nothing_on_it_does_not_say_so() -> None:
    page = next(iter(PAGES["staff"](sample("staff"), Reader(Texts("en"), plain))))
    assert shown(page).lead == "Nothing is owed to anyone."


def test_a_line_of_points_lacks_its_place_or_sign() -> None:
    found = list(PAGES["staff_points"](sample("staff"), READER))
    assert [page.path for page in found] == [
        *("staff/points/", "staff/points/ana/", "staff/points/p-7/"),
    ]
    rows = texts(shown(found[1]))
    assert rows[-2][1:4] == ["Awarded", "+100", "0"]
    assert rows[-1][1:4] == ["Asked for", "-60", "40"]
    assert found[1].title == "Ana Lopes"
    assert found[2].title == "p-7"


def test_a_figure_that_few_people_make_is_on_the_audit_page() -> None:
    rows = texts(sheet("staff_audit"))
    assert rows[0] == [
        *("The whole brand", "8", "87.5%", "62.5%", "+25.0", "+12.5", "fewer than five"),
    ]
    assert rows[1] == ["Product", "not shown", "", "", "", "", ""]
    few = {**audit(), "overall": {**audit()["overall"], "shown": False}}
    for hidden in (few, {**audit(), "overall": None}):
        reader = Reader(Texts("en"), plain, replace(GIVEN, audit=hidden))
        (page,) = PAGES["staff_audit"](sample("staff"), reader)
        assert "fewer than five" in shown(page).lead
        assert not shown(page).tables
    assert "No audit" in sheet("staff_audit", audit={}).lead


def test_a_chart_and_its_table_differ() -> None:
    (kpis, values) = sheet("staff_objectives").tables
    assert [cell.text for cell in kpis.rows[0]] == [
        *("Guides read", "Outcome", "10.5", "40", "60", "Behind"),
    ]
    assert values.drawing is not None
    assert [bar.text for bar in values.drawing.bars] == [row[1].text for row in values.rows]
    assert [bar.label for bar in values.drawing.bars] == [row[0].text for row in values.rows]


def test_what_a_measure_counts_is_not_in_the_readers_language() -> None:
    for language, unit in (("en", "readings"), ("es", "lecturas")):
        (page,) = PAGES["staff_objectives"](sample("staff"), Reader(Texts(language), plain, GIVEN))
        kpis, values = shown(page).tables
        assert kpis.rows[0][0].more.partition(" \u00b7 ")[0] == unit
        assert values.columns[1].title == unit
    program = example()[0].program
    units = desk_names(program)["unit"]
    assert units["forum-readers"] == {"en": "readers a month", "es": "lectores al mes"}
    assert program.strategy is not None
    measured = [kpi for each in program.strategy.objectives for kpi in each.kpis]
    assert set(units) == {kpi.id for kpi in measured if kpi.unit}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("claim write-a-guide/2026-10-29-ana", "Write a guide · 29 Oct 2026"),
        ("thanks ana/2026-10-30-thanks.2", "Thanks · 30 Oct 2026"),
        ("feedback 2026-10-30-slow-export", "Slow export"),
        ("feedback 2026-10-31-gone", "2026-10-31-gone"),
    ],
)
def test_what_a_signal_became_has_the_name_of_its_file(record: str, said: str) -> None:
    heard = {"influencer": "ana", "channel": "forum", "date": "2026-10-29", "summary": "Look"}
    told = {"state": "became", "record": record, "over": 0, "hours": 3, "due": None}
    none = {"about": None, "url": None, "dismissed": None}
    found = {"open": 0, "overdue": 0, "median_hours": 3, "signals": [{**heard, **told, **none}]}
    names = {
        **GIVEN.names,
        "mission": {"write-a-guide": {"en": "Write a guide"}},
        "feedback": {"2026-10-30-slow-export": {"en": "Slow export"}},
    }
    (row,) = sheet("staff_signals", signals=found, names=names).tables[0].rows
    assert row[2].more == said


def test_a_wait_that_is_too_long_is_not_marked() -> None:
    (row,) = sheet("staff_claims").tables[0].rows
    assert (row[4].text, row[4].mark) == ("20 days", "stop")
    assert row[1].text == "Ana Lopes, p-7"
    in_time = {**GIVEN.claims[0], "days": 14, "late": False}
    assert not sheet("staff_claims", claims=[in_time]).tables[0].rows[0][4].mark


def test_two_builds_for_staff_are_the_same_bytes_anywhere(tmp_path: Path) -> None:
    build(sample("staff"), tmp_path / "here", agenda=agenda())
    script = (
        "import sys; from pathlib import Path; from tests.portal_site import build\n"
        "from tests.sample_staff import agenda; from tests.sample_view import sample\n"
        "build(sample('staff'), Path(sys.argv[1]), agenda=agenda())"
    )
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'tools'}:{ROOT}",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-c", script, str(tmp_path / "there")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


@pytest.mark.parametrize("language", ["es", "nl", "pt"])
def test_staff_read_an_english_sentence_on_pages_in_another_language(language: str) -> None:
    due = agenda()
    reader = Reader(Texts(language), plain, due)
    view = sample("staff", languages=(language, "en"))
    said = {each.why for each in due.dues}
    assert view.staff is not None
    said |= {entry[4] for each in due.points for entry in due.lines(each)}
    for name, make in PAGES.items():
        for page in make(view, reader) if name.startswith("staff") else ():
            rows = [row for table in shown(page).tables for row in table.rows]
            assert not {text for row in rows for text in _told(row)} & said, page.path
            made = [row[0].text for row in rows if isinstance(row[0], MadeRow)]
            assert not [each for each in said for row in made if each in row], page.path


def test_the_map_counts_others_than_it_lists() -> None:
    view = sample("staff")
    (page,) = PAGES["staff_market"](view, READER)
    counts = {figure.label: figure.text for figure in shown(page).figures}
    assert counts == {"Member": "0", "In contact": "1", "Unknown to us": "1"}


def test_staff_read_other_figures_than_the_commands_say() -> None:
    found, _ = example()
    told = relation_report(found).value
    ranked = candidates_report(found).value
    desk = replace(GIVEN, relation=told, market=ranked)
    reader = Reader(Texts("en"), plain, desk)

    def rows(name: str) -> list[list[list[str]]]:
        (page,) = PAGES[name](sample("staff"), reader)
        return [[[c.text for c in row] for row in table.rows] for table in shown(page).tables]

    people, departments = rows("staff_relation")
    assert {(row[0], row[1], row[2]) for row in people} == {
        (each["id"], str(each["them"]), str(each["us"])) for each in told["members"]
    }
    assert [row[1:4] for row in departments] == [
        [str(len(each["people"])), str(each["them"]), str(each["us"])]
        for each in told["departments"]
    ]
    sought, market = rows("staff_market")
    assert [row[1] for row in sought] == [
        words
        for each in ranked["sought"].values()
        for words in ([each] if isinstance(each, str) else each)
    ]
    assert {"How one reaches many", "Part of it", "What belongs to it"} <= {
        row[0] for row in sought
    }
    scores = ["" if each["score"] is None else str(each["score"]) for each in ranked["candidates"]]
    assert [row[2] for row in market] == scores


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STAFF)
def test_a_day_stands_on_a_page_of_staff_as_files_write_it(name: str, language: str) -> None:
    for page in PAGES[name](sample("staff"), Reader(Texts(language), plain, GIVEN)):
        found = shown(page)
        cells = [cell for table in found.tables for row in table.rows for cell in row]
        said = [found.lead, *found.notes, *(figure.text for figure in found.figures)]
        said += [text for table in found.tables for text in (table.title, table.help, table.empty)]
        said += [text for cell in cells if not cell.code for text in (cell.text, cell.more)]
        assert [text for text in said if WRITTEN.search(text)] == []


def test_what_an_objective_is_made_of_is_kept_back() -> None:
    reader = Reader(Texts("en"), plain, GIVEN)
    (page,) = PAGES["staff_objectives"](sample("staff"), reader)
    assert shown(page).tables[0].help == "Made of: guides"
    found, _ = example()
    strategy = found.program.strategy
    assert strategy is not None
    value = results_report(found)
    (words,) = (each for each in value.tables if each.title == "objectives in words")
    made = [each for each in strategy.objectives if each.elements]
    assert made
    assert {(row[0], row[3]) for row in words.rows if row[3]} == {
        (each.id, ", ".join(each.elements)) for each in made
    }
    assert [row[1] for row in words.rows] == [each.goal.first for each in strategy.objectives]
    told = {x["id"]: x["elements"] for each in value.value["pillars"] for x in each["objectives"]}
    assert all(told[each.id] == list(each.elements) for each in made)
