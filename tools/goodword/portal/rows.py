"""A table of a sheet as HTML: pages have hundreds of cells, and each would call a macro."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.portal.page import Tab
    from goodword.portal.sheet import Cell, Column, Table

_ALONE = ' dir="auto">'
CURRENT = ' aria-current="page"'
_SIGNS = re.compile("[&<>\"']")
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
    classes = [_number(each) for each in table.columns]
    # A field without a text says no heading; nearly all others are a text alone.
    opened = []
    for name, each in zip(classes[1:], table.columns[1:], strict=True):
        quiet, labelled = (
            f'<td role="cell"{name}',
            f'<td role="cell"{name} data-gw-label="{escape(each.title)}"',
        )
        opened.append((quiet, labelled, f"{quiet}{_ALONE}", f"{labelled}{_ALONE}"))
    label = escape(table.title or title)
    made = [
        f'<div class="gw-table" tabindex="0" role="region" aria-label="{label}">\n',
        '<table class="gw-rows gw-sheet" role="table">\n',
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n',
    ]
    for first, *others in table.rows:
        made.append(
            f'<tr role="row"><th scope="row" role="rowheader"{classes[0]}{_told(first, to)}</th>'
        )
        for cell, (quiet, labelled, bare, named) in zip(others, opened, strict=False):
            text, path, mark, more, language, english, code = cell
            if path or mark or more or language or english or code:
                made.append(f"{labelled if text else quiet}{_told(cell, to)}</td>")
            elif text:
                made.append(f"{named}{escape(text) if _SIGNS.search(text) else text}</td>")
            else:
                made.append(f"{bare}</td>")
        made.append("</tr>\n")
    made.append("</tbody>\n</table>\n</div>")
    return Markup("".join(made))  # noqa: S704 - every text in it was escaped here


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
        return f'{made}<span class="gw-more-of"><bdi>{_safe(more)}</bdi></span>' if more else made
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
