"""Bars for figures: where each bar stands, in whole units; a template draws them as SVG.

Bars lie below each other, each under its label and beside its value, so that labels may be long,
a narrow screen shows them as large as a wide one, and no scale has to be read: every bar says its
number, and a table beside the drawing has all of them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 400
"""Of the drawing; texts are as large as they are meant to be where it is about as many pixels."""
ROW, BASELINE, TOP, BAR = 46, 15, 22, 14
"""From one bar to the next; from there to the foot of its words, to its upper edge; its height."""
LETTERS = 50
"""So many letters of label and value stand beside each other."""
LEAST = 8
"""Letters of a label that are shown however long its value is."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a bar shows.

    Args:
        label: whose it is.
        part: the filled bar; may be below 0.
        whole: the outline that it is a part of, such as items received of which some are closed;
            0 for none.
        text: the value as people read it.
        mark: a line across, such as a target; None for none.
    """

    label: str
    part: int
    whole: int
    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a bar goes, from left to right."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words: `y` of their foot, `top` of the bar; `mark` is where its line is."""

    label: str
    text: str
    y: int
    top: int
    part: Span
    whole: Span
    mark: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: the same numbers stand in a table beside it. `zero` is where bars begin."""

    id: str
    title: str
    text: str
    bars: tuple[Bar, ...]
    zero: int
    height: int
    width: int = WIDTH
    bar: int = BAR


def bars(id_: str, title: str, text: str, shares: Sequence[Share]) -> Drawing | None:
    """Bars as long as their values, from a common zero; None where all of them are 0.

    Args:
        id_: unique on the page.
        title: what is shown.
        text: what bar, outline and line mean.
        shares: from the top.
    """
    values = [value for each in shares for value in (each.part, each.whole, each.mark or 0)]
    low, high = min((0, *values)), max((0, *values))
    if low == high:
        return None

    def at(value: int) -> int:
        return (value - low) * WIDTH // (high - low)

    def span(value: int) -> Span:
        return Span(min(at(0), at(value)), abs(at(value) - at(0)))

    made = tuple(
        Bar(
            label=shortened(each.label, max(LEAST, LETTERS - columns(each.text))),
            text=each.text,
            y=index * ROW + BASELINE,
            top=index * ROW + TOP,
            part=span(each.part),
            whole=span(each.whole),
            mark=None if each.mark is None else at(each.mark),
        )
        for index, each in enumerate(shares)
    )
    return Drawing(id_, title, text, made, zero=at(0), height=len(made) * ROW)


def columns(text: str) -> int:
    """How much room a text takes, in letters: those of Chinese, Japanese and Korean take two."""
    return sum(_room(letter) for letter in text)


def _room(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def shortened(text: str, room: int) -> str:
    """The text, or its beginning with a mark that it goes on; the table has all of it."""
    if columns(text) <= room:
        return text
    kept, used = "", 1
    for letter in text:
        used += _room(letter)
        if used > room:
            break
        kept += letter
    return kept.rstrip() + "…"
