"""What templates of the portal write behind a bar; the sandbox makes calls of functions dearer."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from goodword.portal import search
from goodword.rendering.prose import markdown, plain
from goodword.rendering.templates import each_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from goodword.audience.view import Words
    from goodword.texts import Texts


_MOST = 1 << 13
"""What is kept at most of each filter."""


def filters(texts: Texts, to: Callable[..., str]) -> dict[str, Callable[..., Any]]:
    """The filters of one language, by name.

    Args:
        texts: the reader's words.
        to: makes the address of a page of the language.
    """
    words = partial(_words, texts)

    @lru_cache(maxsize=_MOST, typed=True)
    def count(number: int, key: str) -> str:
        return texts.count(key, number)

    @lru_cache(maxsize=_MOST)
    def day(day: date, form: str = "medium") -> str:
        return texts.day(day, form)

    return {
        "also": search.also,
        "bdi": _isolated,
        "count": count,
        "cycle": texts.cycle,
        "day": day,
        "line": lambda said: words(said, plain),
        "named": lambda value, group: texts.named(group, value),
        "number": texts.number,
        "prose": partial(_prose, texts),
        "t": texts.__call__,
        "to": each_time(to),
        "words": _once(words),
    }


def _once(make: Callable[[Words], Markup]) -> Callable[[Words], Markup]:
    """Makes of each mapping once what thousands of lines show: a mission's title, a tier's name."""
    kept: dict[int, tuple[Words, Markup]] = {}  # a mapping that is kept shares its id with no other

    def made(words: Words) -> Markup:
        found = kept.get(id(words))
        if found is None:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[id(words)] = (words, make(words))
        return found[1]

    return made


def _words(texts: Texts, words: Words, read: Callable[[str], str] = str) -> Markup:
    """The reader's text of a mapping, marked with its language where that is another.

    It is set apart from what stands around it, whichever way it is written.
    """
    chosen = texts.of(words)
    text = escape(read(chosen.text))
    if not chosen.language:
        return Markup(f"<bdi>{text}</bdi>")  # noqa: S704 - escaped here
    language = escape(chosen.language)
    return Markup(f'<span lang="{language}" dir="auto">{text}</span>')  # noqa: S704 - escaped here


def _prose(texts: Texts, words: Words, style: str = "") -> Markup:
    """The same for Markdown, as a block."""
    chosen = texts.of(words)
    language = f' lang="{escape(chosen.language)}"' if chosen.language else ""
    name = f' class="{escape(style)}"' if style else ""
    body = str(markdown(chosen.text)).replace("<table>", '<table class="gw-rows">')
    return Markup(f'<div{name}{language} dir="auto">{body}</div>')  # noqa: S704 - sanitised Markdown, in which a tag is no text


def _isolated(texts: Iterable[str]) -> Markup:
    """Names in a row, each set apart from the others, whichever way it is written."""
    return Markup(", ").join(Markup("<bdi>{}</bdi>").format(text) for text in texts)
