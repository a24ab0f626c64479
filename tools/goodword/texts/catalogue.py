"""The words of one language: its gettext catalogue, by key.

`<language>.po` beside this module is all there is of a language. An entry's context (`msgctxt`)
is the key that pages and code ask for, its `msgid` the English text, its `msgstr` what a reader
gets. `en.po` is the template of all others: there each `msgstr` is empty and the `msgid` stands.
"""

from __future__ import annotations

from functools import cache
from gettext import c2py
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from goodword.resources import catalogue_file, catalogue_languages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LANGUAGES = catalogue_languages()
"""Primary languages that have a catalogue; regions of a language share it."""


class Catalogue(NamedTuple):
    """Texts by key, with `{name}` slots.

    Attributes:
        words: texts that have one form.
        forms: texts that depend on a number, one for each form of the language.
        form_of: which of the forms a number takes, as the catalogue's header says.
    """

    words: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    form_of: Callable[[int], int]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a primary language; English where it has none."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - slow

    name = language if language in LANGUAGES else "en"
    read = read_po(BytesIO(catalogue_file(name)), locale=name)
    words: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for entry in read:
        key = entry.context
        if key is None:
            continue  # the header
        given = _several(entry.string)
        texts = given if all(given) else _several(entry.id)
        if entry.pluralizable:
            forms[key] = texts
        else:
            (words[key],) = texts
    return Catalogue(words, forms, c2py(read.plural_expr))


def _several(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text, or the forms of one, as forms."""
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)
