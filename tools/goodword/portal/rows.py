"""A table of a sheet as HTML: pages have hundreds of cells, and each would call a macro."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from goodword.portal.sheet import MadeRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from goodword.portal.page import Tab
    from goodword.portal.sheet import Cell, Column, Table

_ALONE = ' dir="auto">'
_ROW, _NO_ROW = '<tr role="row">', "</tr>\n"
_MORE, _NO_MORE = '<span class="gw-more-of"><bdi>', "</bdi></span>"
CURRENT = ' aria-current="page"'
_EACH = "&<>\"'"
_SIGNS = re.compile(f"[{_EACH}]")
"""What is escaped in HTML."""


def rows(table: Table, title: str, to: Callable[[str], str]) -> Markup:
    """The table, which narrow screens show row by row as blocks.

    The roles keep it a table for who hears it.

    Args:
        table: what it shows.
        title: of its section, by which it is known where it has none of its own.
        to: makes the address of a page of the portal.
    """
    heads = "".join(
        f'<th scope="col" role="columnheader"{_number(each)}>{escape(each.title)}</th>'
        for each in table.columns
    )
    fields = fields_of(table.columns, to)
    label = escape(table.title or title)
    made = [
        f'<div class="gw-table" tabindex="0" role="region" aria-label="{label}">\n',
        '<table class="gw-rows gw-sheet" role="table">\n',
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n',
    ]
    made += [
        row[0].text
        if row[0].__class__ is MadeRow
        else f"{_ROW}{''.join([f(cell) for f, cell in zip(fields, row, strict=False)])}{_NO_ROW}"
        for row in table.rows
    ]
    made.append("</tbody>\n</table>\n</div>")
    return Markup("".join(made))  # noqa: S704 - every text in it was escaped here


def prose_of(column: Column) -> Callable[[Sequence[str], Sequence[str]], list[str]]:
    """What makes the fields of a column, not the first, of texts and their quiet lines.

    They are those of such cells, without making these. All texts were escaped, as `escaped` does.
    """
    quiet, labelled = f"{_quiet(column)}{_ALONE}", f"{_labelled(column)}{_ALONE}"

    def fields(texts: Sequence[str], more: Sequence[str]) -> list[str]:
        return [
            f"{labelled if text else quiet}{text}{_MORE}{each}{_NO_MORE}</td>"
            for text, each in zip(texts, more, strict=True)
        ]

    return fields


def code_of(column: Column) -> Callable[[Sequence[str]], list[str]]:
    """The same of paths, ids or commands alone."""
    opened = f"{_labelled(column)}><code>"
    return lambda texts: [f"{opened}{text}</code></td>" for text in texts]


def escaped(texts: Sequence[str]) -> Sequence[str]:
    """Texts with what HTML reads otherwise escaped: nearly always none of very many has any."""
    every = "".join(texts)
    return [*map(_safe, texts)] if any(sign in every for sign in _EACH) else texts


def _quiet(column: Column) -> str:
    return f'<td role="cell"{_number(column)}'


def _labelled(column: Column) -> str:
    return f'{_quiet(column)} data-gw-label="{escape(column.title)}"'


def made_rows(rows: Iterable[str]) -> tuple[tuple[MadeRow], ...]:
    """Rows of the fields of each, one after the other, as `fields_of` and its like make them."""
    # What MadeRow(...) does, without its call: there are some hundred thousand of them.
    new, none = tuple.__new__, ("", "", "", "", "", False)
    return tuple([(new(MadeRow, (f"{_ROW}{row}{_NO_ROW}", *none)),) for row in rows])


def fields_of(
    columns: Sequence[Column], to: Callable[[str], str]
) -> tuple[Callable[[Cell], str], ...]:
    """What makes a field of each column of its cell.

    Args:
        columns: of a table.
        to: makes the address of a page of the portal.
    """
    if not columns:
        return ()
    first, *others = columns
    opened = f'<th scope="row" role="rowheader"{_number(first)}'

    def head(cell: Cell) -> str:
        return f"{opened}{_told(cell, to)}</th>"

    return (head, *(_field_of(each, to) for each in others))


def _field_of(column: Column, to: Callable[[str], str]) -> Callable[[Cell], str]:
    """What makes a field of one column, not the first."""
    # A field without a text says no heading; nearly all others are a text alone.
    quiet, labelled = _quiet(column), _labelled(column)
    bare, named = f"{quiet}{_ALONE}</td>", f"{labelled}{_ALONE}"

    def field(cell: Cell) -> str:
        text, path, mark, more, language, english, code = cell
        if path or mark or more or language or english or code:
            return f"{labelled if text else quiet}{_told(cell, to)}</td>"
        if text:
            return f"{named}{escape(text) if _SIGNS.search(text) else text}</td>"
        return bare

    return field


def tabs_of(tabs: Sequence[Tab], here: str, label: str, to: Callable[[str], str]) -> Markup:
    """The row of staff's pages.

    Args:
        tabs: the pages.
        here: path of the one in which the page at hand is.
        label: what the row is called.
        to: makes the address of a page of the portal.
    """
    items = "".join(
        f'<li><a href="{escape(to(tab.path))}"'
        f"{CURRENT if tab.path == here else ''}>{escape(tab.title)}</a></li>"
        for tab in tabs
    )
    opened = f'<nav class="gw-contents gw-desk" aria-label="{escape(label)}">'
    return Markup(f"{opened}<ul>{items}</ul></nav>")  # noqa: S704 - every text in it was escaped here


def _told(cell: Cell, to: Callable[[str], str]) -> str:
    """What follows the name of a field's element: its last attribute, and its content."""
    text, path, mark, more, language, english, code = cell
    if path:
        return f">{_field(cell, to)}"
    if not (mark or language or english):
        # Nearly all fields: figures, days, words, and where something stands.
        made = f"><code>{_safe(text)}</code>" if code else f' dir="auto">{_safe(text)}'
        return f"{made}{_MORE}{_safe(more)}{_NO_MORE}" if more else made
    return _alone(cell) if more else _often(cell)


def _alone(cell: Cell) -> str:
    """The same of what leads nowhere, and so is the same on each page."""
    return f"{_way(cell)}>{_field(cell, str)}"


_often = lru_cache(maxsize=1 << 12)(_alone)
"""The same of marks and of words in another language, which stand in many rows."""


def _safe(text: str) -> str:
    """The text, escaped; most has nothing to escape, which is seen sooner than escaped."""
    return str(escape(text)) if _SIGNS.search(text) else text


def _number(column: Column) -> str:
    return ' class="gw-number"' if column.number else ""


def _way(cell: Cell) -> str:
    """From which side a text is written; what stands by itself tells the browser nothing of it."""
    return ' dir="auto"' if _prose(cell) else ""


def _prose(cell: Cell) -> bool:
    return not (cell.path or cell.mark or cell.code or cell.language)


def _field(cell: Cell, to: Callable[[str], str]) -> str:
    text = str(escape(cell.text))
    language = f' lang="{escape(cell.language)}"' if cell.language else ""
    if cell.path:
        made = f'<a href="{escape(to(cell.path))}"><bdi{language}>{text}</bdi></a>'
    elif cell.mark:
        made = f'<span class="gw-tag gw-mark--{escape(cell.mark)}" dir="auto">{text}</span>'
    elif cell.code:
        made = f"<code>{text}</code>"
    elif cell.language:
        made = f'<span{language} dir="auto">{text}</span>'
    else:
        made = text
    if cell.more:
        made += f'<span class="gw-more-of"{language}><bdi>{escape(cell.more)}</bdi></span>'
    if cell.english:
        made += f'<span class="gw-more-of" lang="en"><bdi>{escape(cell.english)}</bdi></span>'
    return made
