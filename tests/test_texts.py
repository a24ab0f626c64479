"""Every language has every text, with the same slots, and forms of its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from goodword.texts import TABLES, Texts, known

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 3)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_table_has_its_folder() -> None:
    folders = {path.parent.name for path in (ROOT / "tools/goodword/texts").glob("*/__init__.py")}
    assert folders == set(TABLES)


@pytest.mark.parametrize("language", TABLES)
def test_no_text_is_missing_in_a_language(language: str) -> None:
    assert list(TABLES[language]) == list(TABLES["en"])


@pytest.mark.parametrize("language", TABLES)
def test_no_slot_is_lost_in_a_language(language: str) -> None:
    for key, text in TABLES["en"].items():
        assert slots(TABLES[language][key]) == slots(text), key
        assert TABLES[language][key].strip() == TABLES[language][key] != "", key


def test_a_language_is_not_left_in_english() -> None:
    for language in set(TABLES) - {"en"}:
        same = [key for key, text in TABLES[language].items() if text == TABLES["en"][key]]
        assert len(same) < 25, (language, same)


def unused(keys: Iterable[str], code: str, words: set[str]) -> list[str]:
    """Keys that nothing asks for.

    A key is asked for where it is written out, or where what stands before one of its points is
    written out with the point and a value goes on from there (`f"group.{value}"`,
    `named("group", value)`, or `'group.' ~ value` in a template). Then the value itself is a word
    of the code or of a schema.

    Args:
        keys: of the table.
        code: of the package and the templates.
        words: all that code and schemas put in quotes.
    """
    exact = set(re.findall(r"""['"]([\w.-]+)['"]""", code))
    open_ended = set(re.findall(r"""['"]([\w.-]+)\.(?:\{|['"] ?[~+])""", code))
    open_ended |= set(re.findall(r"""named\(\s*['"]([\w.-]+)['"]""", code))
    found = []
    for key in keys:
        asked = re.sub(r"\.(one|other)$", "", key)
        steps = asked.split(".")
        grouped = any(
            ".".join(steps[:at]) in open_ended and words.issuperset(steps[at:])
            for at in range(1, len(steps))
        )
        if asked not in exact and not grouped and not key.startswith("theme."):
            found.append(key)
    return found


def written() -> tuple[str, set[str]]:
    places = [*(ROOT / "site").rglob("*.html"), *(ROOT / "tools/goodword").rglob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in places if "texts" not in path.parts)
    schemas = "\n".join(path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json"))
    named = re.findall(r"""['"]([\w -]+)['"]""", code + schemas)
    return code, {word.replace(" ", "-") for word in named}


def test_no_text_is_without_use() -> None:
    code, words = written()
    assert unused(TABLES["en"], code, words) == []


def test_a_planted_text_without_use_is_found() -> None:
    code, words = written()
    planted = ["planted_text", "page.planted_text", "agenda.planted_text", "agenda.planted.one"]
    assert unused([*planted, "page.staff"], code, words) == planted


@pytest.mark.parametrize(
    ("tag", "day", "number"),
    [
        ("en", "3 November 2026", "12,345"),
        ("es", "3 de noviembre de 2026", "12.345"),
        ("nl", "3 november 2026", "12.345"),
        ("pt-BR", "3 de novembro de 2026", "12.345"),
    ],
)
def test_dates_and_numbers_have_the_readers_form(tag: str, day: str, number: str) -> None:
    texts = Texts(tag)
    assert texts.day(DAY) == day
    assert texts.number(12345) == number
    assert texts.day(DAY) == day  # from its own memory


def test_one_thing_is_not_counted_as_many() -> None:
    texts = Texts("en")
    assert texts.count("points", 1) == "1 point"
    assert texts.count("points", 0) == "0 points"
    assert texts.count("points", 1200) == "1,200 points"
    assert Texts("es").count("days_left", 1_000_000) == "quedan 1.000.000 días"


def test_a_share_is_rounded_half_up() -> None:
    texts = Texts("en")
    assert [texts.percent(part, 200) for part in (0, 1, 3, 199, 200)] == [
        *("0%", "1%", "2%", "100%", "100%"),
    ]


def test_a_text_comes_in_the_readers_language_or_says_which_it_is_in() -> None:
    words = {"en": "guide", "pt-BR": "guia", "es": "guía"}
    assert (Texts("es").of(words).text, Texts("es").of(words).language) == ("guía", "")
    assert Texts("pt").of(words).text == "guia"
    assert (Texts("nl").of(words).text, Texts("nl").of(words).language) == ("guide", "en")
    assert Texts("nl").of({}).text == ""


def test_places_and_languages_have_names() -> None:
    texts = Texts("nl")
    assert texts.territory("DE") == "Duitsland"
    assert texts.territory("DE-BE") == "Duitsland (DE-BE)"
    assert texts.territory("QQ") == "QQ"
    assert texts.language("pt-BR") == "Portugees (Brazilië)"
    assert texts.language("qqq") == "qqq"
    assert texts.month(1) == "januari"
    assert [Texts(tag).own_name() for tag in TABLES] == [
        *("English", "Español", "Nederlands", "Português"),
    ]


def test_only_languages_with_a_table_are_built() -> None:
    assert known(["de", "es", "en-GB", "es-MX"]) == ("es", "en-GB")
    assert known(["de"]) == ("en",)
    assert Texts("de")("page.home") == "Home"


def test_an_unknown_value_of_a_file_is_shown_as_it_is() -> None:
    texts = Texts("en")
    assert texts.named("status", "open") == "Open"
    assert texts.named("status", "odd") == "odd"
    assert texts.has("status.open")
    assert not texts.has("status.odd")
    with pytest.raises(KeyError):
        texts("no_such_text")
