"""What pages say: cycles in words, nothing twice, and nothing that its reader cannot do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from goodword.audience import view as v
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.portal.rows import rows
from goodword.portal.sheet import Cell, Column, Table
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Texts, apart
from tests.portal_site import build
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

_CODE = re.compile(r"(?<![\w/-])\d{4}-[QH]\d\b")
_TEXT = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("language", "quarter", "half"),
    [
        ("en", "4th quarter of 2026", "1st half of 2026"),
        ("es", "4.º trimestre de 2026", "1.er semestre de 2026"),
        ("nl", "4e kwartaal van 2026", "1e helft van 2026"),
        ("pt", "4º trimestre de 2026", "1º semestre de 2026"),
    ],
)
def test_a_cycle_is_said_as_files_name_it(language: str, quarter: str, half: str) -> None:
    said = Texts(language).cycle
    assert (said("2026-Q4"), said("2026-H1"), said("2026")) == (quarter, half, "2026")
    assert said("a name of somebody's own") == "a name of somebody's own"


def test_a_page_names_a_cycle_as_files_do(tmp_path: Path) -> None:
    build(sample("staff", languages=("pt", "en")), tmp_path, agenda=agenda())
    pages = {
        path.relative_to(tmp_path).as_posix(): _TEXT.sub(" ", path.read_text(encoding="utf-8"))
        for path in tmp_path.rglob("*.html")
    }
    assert {path: found for path, text in pages.items() if (found := _CODE.findall(text))} == {}
    assert "4º trimestre de 2026" in pages["index.html"]
    assert "4th quarter of 2026" in pages["en/leaderboard/index.html"]


def _leads(summary: str, instructions: str) -> bool:
    view = sample()
    mission = replace(view.missions[0], summary={"en": summary}, instructions={"en": instructions})
    reader = Reader(Texts("en"), plain)
    made = PAGES["missions"](replace(view, missions=(mission,)), reader)
    lead = next(each for each in made if each.template == "mission.html").values["lead"]
    return bool(lead)


def test_a_mission_that_its_instructions_sum_up_says_them_twice() -> None:
    assert not _leads("Write it *down*.", "Write it **down**. Then send it.")
    assert _leads("Write a guide.", "Write it down. Then send it.")
    assert _leads("Send it.", "Write it down. Send it.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_or_staff_is_asked_to_change_a_profile(language: str) -> None:
    reader = Reader(Texts(language), plain)
    for audience, offered in (
        ("public", False),
        ("members", True),
        ("nda", True),
        ("staff", False),
    ):
        view = sample(audience, languages=(language,))
        view = replace(view, program=replace(view.program, intake=v.Intake(mail="a@example.org")))
        page = next(iter(PAGES["people"](view, reader)))
        assert bool(page.values["change"]) is offered, audience


ARABIC, HEBREW = "\u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f", "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize("name", [ARABIC, HEBREW, "Ana \u202eevil"])
def test_a_name_written_from_the_right_turns_our_sentence(name: str) -> None:
    texts, alone = Texts("en", isolates=True), f"\u2068{name}\u2069"
    assert texts("agenda.talk", name=name) == f"{alone}: to talk with"
    assert texts.count("points", 3) == "3 points"
    assert texts("agenda.talk", name="Zoë Müller") == "Zoë Müller: to talk with"
    assert Texts("en")("agenda.talk", name=name) == f"{name}: to talk with"
    assert apart((name, "Ana")) == f"{alone}, Ana"


def test_a_sentence_of_a_page_is_turned_by_a_name(tmp_path: Path) -> None:
    view = sample("staff", languages=("en",))
    named = replace(
        view,
        people=tuple(
            replace(each, name=ARABIC) if each.id == "ana" else each for each in view.people
        ),
    )
    build(named, tmp_path, agenda=agenda())
    page = (tmp_path / "staff/index.html").read_text("utf-8")
    assert f"Keep the promise to \u2068{ARABIC}\u2069: A tour of the works" in page


def test_a_link_has_marks_of_direction_in_what_it_fills_in() -> None:
    view = sample()
    mission = replace(view.missions[0], title={"en": ARABIC}, status="open")
    program = replace(view.program, intake=v.Intake(mail="a@example.org"))
    view = replace(view, missions=(mission,), program=program)
    reader = Reader(Texts("en", isolates=True), plain)
    made = list(PAGES["missions"](view, reader))
    subject = unquote(str(made[1].values["hand_in"])).partition("&")[0]
    assert subject == f"mailto:a@example.org?subject=Done: {ARABIC}"


def test_a_cell_is_judged_by_the_letters_of_another() -> None:
    cells = (Cell("Ana"), Cell(ARABIC), Cell(HEBREW, more="Ana"), Cell(ARABIC, language="ar"))
    columns = tuple(Column(str(each)) for each in range(4))
    made = rows(Table("", columns, (cells,)), "A title", lambda path: path)
    assert made.count('dir="auto"') == 4
    assert f'dir="auto">{ARABIC}</td>' in made
    assert f'dir="auto">{HEBREW}<span class="gw-more-of"><bdi>Ana</bdi></span></td>' in made
    assert 'dir="auto">Ana</th>' in made
    assert f'<span lang="ar" dir="auto">{ARABIC}</span>' in made
