"""`goodword export ics|people-json`, and the questions that docs/exports.md asks in SQL."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import jsonschema
import pytest
from icalendar import Calendar

from goodword.audience.gate import audience_view
from goodword.cli.main import main
from goodword.cli.session import Session
from goodword.exports.calendar import agenda_calendar, calendar
from goodword.exports.people import people_json
from goodword.reports.agenda import chosen
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from tests.conftest import ROOT
from tests.filled_days import AS_OF
from tests.filled_world import filled
from tests.leak_search import MARK
from tests.ledger_program import day

if TYPE_CHECKING:
    from pathlib import Path

DAY = day("2026-11-29")
FORM = json.loads((ROOT / "docs/people.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("audience", ["public", "members"])
def test_people_who_agreed_and_nobody_else(audience: str, tmp_path: Path) -> None:
    world = filled(Schemas.load(schemas_directory()).documents)
    world.write(tmp_path)
    made_up = Session(tmp_path, None, day(AS_OF)).sound()
    for snapshot in (Session(ROOT, None, DAY).sound(), made_up):
        view = audience_view(snapshot, audience, snapshot.as_of)
        found = json.loads(people_json(view))
        jsonschema.validate(found, FORM)
        assert [each["id"] for each in found["people"]] == [each.id for each in view.people]
        assert found["people"]
        for each in found["people"]:
            consent = snapshot.program.influencers[each["id"]].consent_on(snapshot.as_of)
            assert consent is not None
            levels = {"public"} if audience == "public" else {"public", "members"}
            assert consent.recognition in levels or "name" not in each
            assert consent.contact in levels or "accounts" not in each
            assert consent.points in levels or not {"standing", "claims", "rank"} & set(each)
    text = people_json(audience_view(made_up, audience, made_up.as_of))
    assert MARK.findall(text.encode())


def test_people_json_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "export", "people-json", "--as-of", f"{DAY}"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, FORM)
    assert found["audience"] == "public"


def test_the_calendar_has_events_and_what_is_owed() -> None:
    snapshot = Session(ROOT, None, DAY).sound()
    dues = chosen(snapshot, days=30)
    read: Any = Calendar.from_ical(calendar(snapshot, dues))
    found = read.walk("VEVENT")
    assert len(found) == len(snapshot.program.events) + len(dues)
    ids = [str(each["uid"]) for each in found]
    assert len(set(ids)) == len(ids)
    days: list[Any] = [each["dtstart"].dt for each in found[-len(dues) :]]
    assert min(days) >= DAY
    assert calendar(snapshot, dues) == calendar(snapshot, dues)


def test_the_agendas_calendar_is_written_in_another_way() -> None:
    """Entry by entry the same bytes, so that somebody who reads both sees each thing once."""
    snapshot = Session(ROOT, None, DAY).sound()
    dues = chosen(snapshot, days=30)
    whole, alone = (
        made(snapshot, dues).split(b"BEGIN:VEVENT") for made in (calendar, agenda_calendar)
    )
    assert alone[1:] == whole[-len(dues) :]
    assert len(alone) == len(dues) + 1
    assert alone[0] == whole[0].replace(b"Wheelhouse\r\n", b"Wheelhouse: agenda\r\n")


def questions() -> list[tuple[str, str]]:
    """The SQL of the page: for which program, and what."""
    text = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    return re.findall(r"```sql\n-- (sqlite|duckdb)[^\n]*\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for kind, into in (("sqlite", "program.sqlite"), ("parquet", "lake")):
        command = ["--root", str(ROOT), "export", kind, "--into", str(folder / into)]
        assert main([*command, "--as-of", f"{DAY}"]) == 0
    return folder


@pytest.mark.parametrize(("program", "question"), questions())
def test_a_question_of_the_page_has_an_answer(
    program: str, question: str, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(exported)
    found: list[Any]
    if program == "sqlite":
        with closing(sqlite3.connect("program.sqlite")) as database:
            found = database.execute(question).fetchall()
    else:
        answer = duckdb.sql(question)
        assert answer is not None
        found = answer.fetchall()
    assert found


def test_the_page_asks_both() -> None:
    assert {program for program, _ in questions()} == {"sqlite", "duckdb"}
