"""What is found out in one place is said in every language: ids, days and figures as fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Named, Said, Texts
from goodword.texts.said import English, Row, row
from tests.sample_staff import agenda
from tests.sample_view import sample

OTHERS = sorted(set(LANGUAGES) - {"en"})
CLAIM = Said("owed.claims", {"mission": Named("mission", "write-a-guide")}, 1200)
BLOCKED = Said("owed.not_approved", {"what": CLAIM, "reason": English("it was paid for")})


def called(thing: Named) -> str:
    return f"<{thing.kind} {thing.id}>"


def test_a_sentence_is_not_as_files_write_it() -> None:
    english = Texts("en")
    assert english.say(CLAIM) == "decide the claim for write-a-guide, which has waited 1200 days"
    assert english.say(CLAIM._replace(number=1)).endswith("has waited 1 day")
    assert english.say(BLOCKED).endswith("it cannot be approved: it was paid for")
    consents = Said(
        "owed.consents",
        {"people": row(["a", "b", "c"]), "version": "2", "others": Row(("1", "0"), either=True)},
    )
    assert english.say(consents) == "ask a, b and c to consent to 2; they agreed to 1 or 0"
    cycle = Said("owed.cycles", {"cycle": Named("cycle", "2026-Q1"), "day": date(2026, 4, 15)})
    assert english.say(cycle) == "close 2026-Q1: it can be since 2026-04-15"
    incident: dict[str, Any] = {
        "people": row(["a"]),
        "incident": Named("incident", "x", "Exports failed"),
    }
    moment = datetime(2026, 4, 8, 9, 30)  # noqa: DTZ001 - of the program's own zone
    said = Said("owed.incidents", {**incident, "moment": moment})
    assert english.say(said) == "tell a of the incident by 2026-04-08 09:30: Exports failed"


def test_a_page_says_ids_or_days_as_files_do() -> None:
    english, dutch = Texts("en"), Texts("nl")
    assert english.say(CLAIM, called) == (
        "decide the claim for <mission write-a-guide>, which has waited 1,200 days"
    )
    cycle = Said("owed.cycles", {"cycle": Named("cycle", "2026-Q1"), "day": date(2026, 4, 15)})
    assert (
        dutch.say(cycle, called) == "sluit het 1e kwartaal van 2026 af: dat kan sinds 15 apr 2026"
    )
    pillar = Said("owed.foundations.objective", {"pillar": Named("pillar", "reach")})
    assert dutch.say(pillar, called).startswith("zeg wat de pijler Bereik moet opleveren")


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_english_alone_stands_in_a_sentence_or_is_lost(language: str) -> None:
    said = Texts(language).say(BLOCKED)
    assert "paid" not in said
    assert said == said.strip(" :")
    assert BLOCKED.english() == ("it was paid for",)
    assert Said("owed.but", {"what": BLOCKED, "reason": English("x")}).english() == (
        *("it was paid for", "x"),
    )


@pytest.mark.parametrize("language", OTHERS)
def test_a_line_of_the_agenda_is_generic_in_a_language(language: str) -> None:
    texts, desk = Texts(language), agenda()
    dues = (*desk.dues, desk.dues[0]._replace(said=BLOCKED))
    reader = Reader(texts, plain, replace(desk, dues=dues))
    page = next(iter(PAGES["staff"](sample("staff", languages=(language, "en")), reader)))
    assert page.whole is not None
    sheet: Any = page.whole().values["sheet"]
    lines = [row[0] for table in sheet.tables for row in table.rows]
    kept = next(each for each in lines if "A tour of the works" in each.text)
    assert "Ana Lopes" in kept.text
    assert kept.english == ""
    blocked = next(each for each in lines if each.english)
    assert blocked.english == "it was paid for"
    assert ("Escribe una gu\u00eda" if language == "es" else "Write a how-to guide") in blocked.text


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_due_is_said_in_english_in_a_language(language: str) -> None:
    english, own = Texts("en").words, Texts(language).words
    keys = [key for key in english if key.startswith(("owed.", "next."))]
    assert len(keys) > 50
    assert [key for key in keys if own[key] == english[key]] == ["owed.items"]
