"""Every language has every text, with the same slots, and forms of its own."""

from __future__ import annotations

import json
import re
from datetime import date
from gettext import c2py
from io import BytesIO
from itertools import product
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from goodword.ledger.wording import limit_said
from goodword.model.groups import GroupLimit
from goodword.texts import LANGUAGES, Texts, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 3)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def read(language: str) -> Catalog:
    path = ROOT / f"tools/goodword/texts/{language}.po"
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def several(texts: str | Sequence[str] | None) -> list[str]:
    return [texts or ""] if texts is None or isinstance(texts, str) else list(texts)


def faults(language: str, found: Catalog, english: Catalog) -> list[str]:
    """What a translator has to mend, a line each."""
    own = {entry.context: entry for entry in found if entry.context}
    source = {entry.context: entry for entry in english if entry.context}
    lines = [f"{key}: is missing" for key in source if key not in own]
    lines += [f"{key}: is not asked for" for key in own if key not in source]
    if [key for key in own if key in source] != [key for key in source if key in own]:
        lines.append("the order is not that of en.po")
    if not like_unicode(language, found):
        lines.append(f"the forms for numbers are not those of {language}: {found.plural_forms}")
    for key, entry in own.items():
        given = several(entry.id if language == "en" else entry.string)
        if key in source:
            lines += [f"{key}: {fault}" for fault in amiss(entry, given, source[key])]
            if entry.pluralizable and len(given) != found.num_plurals:
                lines.append(f"{key}: has {len(given)} forms")
    return lines


def like_unicode(language: str, found: Catalog) -> bool:
    """Whether numbers share a form where the Unicode tables have them share one."""
    form, locale = c2py(found.plural_expr), Locale.parse(language)
    pairs = {(form(number), locale.plural_form(number)) for number in range(1000)}
    return len(pairs) == len({own for own, _ in pairs}) == found.num_plurals


def amiss(entry: Message, given: list[str], source: Message) -> Iterator[str]:
    asked = [slots(text) for text in several(source.id)]
    if entry.id != source.id:
        yield f"is a translation of {entry.id!r}, which is no longer the English text"
    if entry.fuzzy:
        yield "is marked fuzzy"
    if not all(given):
        yield "is not translated"
    for form, text in enumerate(given):
        if text.strip() != text:
            yield f"{text!r} has blanks around it"
        if slots(text) != asked[min(form, len(asked) - 1)]:
            yield f"{text!r} lacks a slot"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_lacks_a_text_a_slot_or_a_form(language: str) -> None:
    found = read(language)
    assert faults(language, found, read("en")) == []
    assert [str(error) for _, errors in found.check() for error in errors] == []
    written_out = (ROOT / f"tools/goodword/texts/{language}.po").read_text("utf-8")
    assert written_out.count("\nmsgctxt ") == len(found), "a key stands there twice"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "Idiomas"', 'msgstr ""', "languages: is not translated"),
        ('msgid "Languages"', 'msgid "Tongues"', "languages: is a translation of 'Tongues'"),
        ('msgctxt "languages"', 'msgctxt "tongues"', "tongues: is not asked for"),
        ('msgctxt "languages"', 'msgctxt "tongues"', "languages: is missing"),
        ('msgstr "Cifras del {day}"', 'msgstr "Cifras"', "as_of: 'Cifras' lacks a slot"),
        ('msgstr "Todo"', 'msgstr " Todo"', "all: ' Todo' has blanks around it"),
        ("plural=(n != 1)", "plural=(n > 1)", "the forms for numbers are not those of es"),
        ('msgctxt "all"', '#, fuzzy\nmsgctxt "all"', "all: is marked fuzzy"),
    ],
)
def test_a_fault_in_a_catalogue_is_not_found(before: str, after: str, fault: str) -> None:
    text = (ROOT / "tools/goodword/texts/es.po").read_text("utf-8")
    assert before in text
    broken = read_po(BytesIO(text.replace(before, after).encode()), locale="es")
    assert [line for line in faults("es", broken, read("en")) if line.startswith(fault)]


def test_a_language_is_not_left_in_english() -> None:
    for language in set(LANGUAGES) - {"en"}:
        same = [entry.context for entry in read(language) if entry.string == entry.id]
        assert len(same) < 0.03 * len(read(language)), (language, same)


def glossary() -> dict[str, list[tuple[str, str]]]:
    """Of each language the words of the glossary, each with the one that is not used for it."""
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| ")]
    found: dict[str, list[tuple[str, str]]] = {"es": [], "nl": [], "pt": []}
    for _, *words in rows[1:]:
        for at, language in enumerate(found):
            found[language].append((words[2 * at].strip(), words[2 * at + 1].strip()))
    return found


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_one_thing_has_two_words(language: str) -> None:
    words = {entry.context: " ".join(several(entry.string)).lower() for entry in read(language)}
    all_of_it = "\n".join(words.values())
    terms = glossary()[language]
    assert len(terms) > 20
    for term, other in terms:
        assert re.search(rf"\b{term[:5]}", all_of_it), f"nobody is told of {term}"
        if other:
            found = [
                key
                for key, text in words.items()
                if re.search(rf"\b{other}", text) and key != "theme.meet"
            ]
            assert found == [], f"{other} where the glossary has {term}"


def unused(keys: Iterable[str], code: str, words: set[str]) -> list[str]:
    """Keys that nothing asks for.

    A key is asked for where it is written out, or where what stands before one of its points is
    written out with the point and a value goes on from there (`f"group.{value}"`,
    `named("group", value)`, or `'group.' ~ value` in a template). Then the value itself is a word
    of the code or of a schema. A page of the site has those of its head alone.

    Args:
        keys: of the table.
        code: of the package and the templates.
        words: all that code and schemas put in quotes.
    """
    exact = set(re.findall(r"""['"]([\w.-]+)['"]""", code))
    exact |= set(re.findall(r"^(?:title|description): ([\w.]+)$", code, re.MULTILINE))
    open_ended = set(re.findall(r"""['"]([\w.-]+)\.(?:\{|['"] ?[~+])""", code))
    open_ended |= set(re.findall(r"""[nN]amed\(\s*['"]([\w.-]+)['"]""", code))
    found = []
    for key in keys:
        steps = key.split(".")
        grouped = any(
            ".".join(steps[:at]) in open_ended and words.issuperset(steps[at:])
            for at in range(1, len(steps))
        )
        if key not in exact and not grouped and not key.startswith("theme."):
            found.append(key)
    return found


def written() -> tuple[str, set[str]]:
    site = [*(ROOT / "site").rglob("*.html"), *(ROOT / "site/pages").rglob("*.md")]
    places = [*site, *(ROOT / "tools/goodword").rglob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in places)
    schemas = "\n".join(path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json"))
    named = re.findall(r"""['"]([\w -]+)['"]""", code + schemas)
    return code, {word.replace(" ", "-") for word in named}


def test_no_text_is_without_use() -> None:
    code, words = written()
    keys = [entry.context for entry in read("en") if entry.context]
    assert unused(keys, code, words) == []


def test_a_planted_text_without_use_is_found() -> None:
    code, words = written()
    planted = ["planted_text", "page.planted_text", "agenda.planted_text", "agenda.planted.more"]
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


def test_a_share_in_tenths_is_rounded_or_is_not_in_the_readers_form() -> None:
    assert [Texts("en").share(tenths) for tenths in (0, 5, 824, 1000)] == [
        *("0%", "0.5%", "82.4%", "100%"),
    ]
    assert Texts("es").share(824) == "82,4\u00a0%"


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
    assert [Texts(tag).own_name() for tag in ("en", "es", "nl", "pt")] == [
        *("English", "Español", "Nederlands", "Português"),
    ]


def test_only_languages_with_words_are_built() -> None:
    assert known(["de", "es", "en-GB", "es-MX"]) == ("es", "en-GB")
    assert known(["de"]) == ("en",)
    assert Texts("de")("page.home") == "Home"


def test_an_unknown_value_of_a_file_is_shown_as_it_is() -> None:
    texts = Texts("en")
    assert texts.named("status", "open") == "Open"
    assert texts.named("status", "odd") == "odd"
    assert texts.named("status", "open") != "open"
    assert texts.named("status", "odd") == "odd"
    with pytest.raises(KeyError):
        texts("no_such_text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_of_a_group_that_members_read_in_the_words_of_files(language: str) -> None:
    schema = json.loads((ROOT / "schemas/groups.schema.json").read_text(encoding="utf-8"))
    keys = schema["$defs"]["limit_version"]["properties"]
    for each, every in product(keys["each"]["enum"], keys["every"]["enum"]):
        limit = GroupLimit(from_=DAY, points=100, each=each, every=every)
        said = Texts(language).say(limit_said(limit), lambda thing: f"<{thing.id}>")
        assert "<" not in said, said
