"""Codes of countries and languages by the names that people write."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError

from goodword.nearest import alike
from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def country_codes(tags: Iterable[str]) -> Mapping[str, str]:
    """Letters of countries (ISO 3166-1) by name, in those languages and in English.

    Args:
        tags: BCP 47 tags; of two languages that mean two countries the first counts.

    Returns:
        by the name as it is compared (`alike`).
    """
    found: dict[str, str] = {}
    for locale in _locales(tags):
        for code, name in sorted(locale.territories.items()):
            if len(code) == 2 and code.isalpha():
                found.setdefault(alike(name), code)
    return found


def language_codes(tags: Iterable[str]) -> Mapping[str, str]:
    """Tags of languages by name, in those languages, in English and in the language itself.

    Args:
        tags: BCP 47 tags.

    Returns:
        by the name as it is compared (`alike`).
    """
    found: dict[str, str] = {}
    for locale in _locales(tags):
        for code, name in sorted(locale.languages.items()):
            if code.isalpha() and code != "mul":
                found.setdefault(alike(name), code)
    for code, name in _own_names():
        found.setdefault(name, code)
    return found


@cache
def _own_names() -> tuple[tuple[str, str], ...]:
    """Codes of languages that have two letters, each with the name in the language itself."""
    found = []
    for code in sorted(filter(None, map(str, Locale("en").languages))):
        own = _locale(code) if len(code) == 2 else None
        if own is not None and (name := own.languages.get(code)):
            found.append((code, alike(name)))
    return tuple(found)


def _locales(tags: Iterable[str]) -> Iterator[Locale]:
    for tag in dict.fromkeys((*map(primary, tags), "en")):
        locale = _locale(tag)
        if locale is not None:
            yield locale


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None
