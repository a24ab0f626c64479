"""A language whose every word is marked: what a page says without a mark is nobody's text.

Texts of the catalogue, dates, numbers and names of places come out between angle marks. What is
left of a page must be the program's own words, as its files have them.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from goodword import texts
from goodword.rendering import templates
from goodword.resources import schemas_directory
from goodword.texts.catalogue import Catalogue, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

LANGUAGE = "es"
"""In whose place it stands: the example has its texts in it, and its English is not the code's."""
OPEN, CLOSE = "‹", "›"
"""Around a text of the catalogue."""
FORMED, FORMED_END = "⟪", "⟫"
"""Around what the locale's tables write: days, numbers, countries."""
FORMS = (
    *("day", "time", "span", "month", "short_month", "number", "decimal", "tenths", "percent"),
    *("share", "territory", "language", "own_name", "cycle"),
)
"""What is written in the reader's form by the locale's tables."""
SHOWN = frozenset({"aria-label", "title", "alt", "placeholder", "content", "summary", "label"})
"""Attributes that a reader sees or hears."""
UNSEEN = frozenset({"script", "style"})
FREE = frozenset({"area"})
"""Keys whose words people choose, which may be those of a schema."""
OURS = frozenset({"viewport", "robots", "referrer", "generator"})
"""Names of what stands in the head for machines."""


def marked(text: str) -> str:
    """A text between the marks, its slots as they were."""
    return f"{OPEN}{text}{CLOSE}"


def _worded(text: str) -> str:
    """A text of the catalogue without its own digits: those that are left came in by a slot."""
    return re.sub(r"(?<![{\w])\d+(?![}\w])", "n", text)


def speak(patch: pytest.MonkeyPatch) -> None:
    """Let the language's texts be marked ones from now on."""

    def marks(language: str) -> Catalogue:
        found = catalogue(language)
        if language != LANGUAGE:
            return found
        words = {key: marked(_worded(text)) for key, text in found.words.items()}
        forms = {key: tuple(marked(_worded(e)) for e in each) for key, each in found.forms.items()}
        return Catalogue(words, forms, found.form_of)

    patch.setattr(texts, "catalogue", marks)
    # What was compiled for the language has its words in it.
    patch.setattr(templates, "_compiled", lambda _language: templates.Compiled())
    for name in FORMS:
        patch.setattr(texts.Texts, name, _marking(getattr(texts.Texts, name)))


def _marking(method: Any) -> Any:
    def made(self: texts.Texts, *given: Any, **more: Any) -> str:
        found = str(method(self, *given, **more))
        return f"{FORMED}{found}{FORMED_END}" if self.tag == LANGUAGE else found

    return made


class Said(HTMLParser):
    """What a page says: each of its texts, and of its attributes those that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._inside: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in UNSEEN:
            self._inside.append(tag)
        if tag == "meta" and (given.get("name") in OURS or "http-equiv" in given):
            return
        for name, text in attrs:
            if text and (name in SHOWN or (name.startswith("data-gw-") and " " in text)):
                self.texts.append(text)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.texts.append(data)


def unformed(text: str) -> Iterator[str]:
    """Numbers that stand in a text of the catalogue otherwise than the reader writes them."""
    without = re.sub(rf"{FORMED}[^{FORMED}{FORMED_END}]*{FORMED_END}", "", text)
    while without != text:  # a span is made of days
        text, without = (
            without,
            re.sub(rf"{FORMED}[^{FORMED}{FORMED_END}]*{FORMED_END}", "", without),
        )
    for own in re.findall(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}", text):
        yield from re.findall(r"(?<![\w.-])(?<!\w:)\d+(?![\w.-])", own)


def unmarked(text: str) -> Iterator[str]:
    """What stands outside the marks, where it has letters."""
    depth, piece = 0, ""
    for letter in text:
        if letter in OPEN + FORMED:
            depth += 1
        elif letter in CLOSE + FORMED_END:
            depth -= 1
            piece += "\n"
        elif depth == 0:
            piece += letter
    for each in re.split(r"[\n·]+", piece):
        said = " ".join(each.split()).strip(" ,;:()–…→+%#&")
        if any(letter.isalpha() for letter in said):
            yield said


def own_words(documents: Iterable[Any], plain: Callable[[str], str]) -> set[str]:
    """Every text that people wrote, as it stands there and as it is read when rendered.

    Words of the schemas' own (states, kinds, days of a week) are not among them: pages have others
    for these in each language.
    """
    found: set[str] = set()
    free: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.update(value.get("accounts") or ())
            free.update(str(value[key]) for key in FREE & value.keys())
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, str):
            found.update(" ".join(text.split()) for text in (value, plain(value)))

    for each in documents:
        walk(each)
    return (found - set(_words_of_schemas())) | free


def _words_of_schemas() -> Iterator[str]:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from filter(lambda each: isinstance(each, str), value.get("enum", ()))
            if isinstance(value.get("const"), str):
                yield value["const"]
            for each in value.values():
                yield from walk(each)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each)

    for path in schemas_directory().glob("*.json"):
        yield from walk(json.loads(path.read_text("utf-8")))
