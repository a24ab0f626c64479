"""Reports as Markdown (CommonMark with tables): for issues, comments and files to take along.

Every text of a program is written so that it shows as it stands: no markup, links, mentions,
references to issues or HTML come of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.formats.plain import harmless
from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.reports.report import Line, Report, Table

_ACTING = re.compile(r"[\\`*_{}\[\]()<>#+!|~&^$]")
_SPOKEN = re.compile(r"(?<=[@#:])(?=\w)|(?<=://)|(?<=www)(?=\.)|(?<=\b(?i:gh))(?=-\d)")
"""Where a word joiner keeps a host from making a mention, a reference or a link of plain text."""
_JOINER = "\u2060"
_CELL = 400
"""Letters of a text in a comment; of a longer one the first are shown."""
_MORE = 40
"""Letters that the line takes which says how many more rows there are."""
_LIST = re.compile(r"^(\d*)([-=.])")


def report(result: Report, *, line: Line = nowhere) -> str:
    """Title, tables under their headings, and notes as paragraphs."""
    result = result.handed() if result.handed is not None else result
    parts = [f"# {plain(result.title)}\n"]
    for table in result.tables:
        if table.title:
            parts.append(f"## {plain(table.title)}\n")
        parts.append(_laid_out(table, line))
    parts += [f"{plain(note)}\n" for note in result.sentences(line)]
    return "\n".join(parts)


def comment(result: Report, most: int, *, line: Line = nowhere) -> str:
    """A report as a comment on a pull request: what is said first, then the tables, folded.

    Where there are more rows than fit, each table keeps its first ones, whole, and says how many
    more there are.

    Args:
        result: the report.
        most: characters that the comment may have.
        line: finds the lines of places; asked for rows that are shown only.
    """
    head = f"### {plain(_cut(result.title, _CELL))}\n\n"
    notes = [f"- {plain(_cut(note, _CELL))}\n" for note in result.sentences(line)]
    frames = [_frame(each) for each in result.tables]
    left = most - len(head) - sum(len(start) + len(end) + _MORE for start, end in frames)
    said = _fitting(notes, left // 2, "- and {} more\n")
    left -= len(said)
    parts = [head, said]
    for number, (table, (start, end)) in enumerate(zip(result.tables, frames, strict=True)):
        share = left // (len(frames) - number)
        rows = _fitting(_rows(table, line, _CELL), share, "\nand {} more\n", len(table.rows))
        left -= len(rows)
        parts += [start, rows, end]
    return "".join(parts)


def _frame(table: Table) -> tuple[str, str]:
    """What stands before the rows of a folded table, and behind them."""
    count = f" ({len(table.rows)})" if len(table.rows) > 1 else ""
    title = _ACTING.sub("", harmless(table.title))
    return (
        f"\n<details><summary>{title}{count}</summary>\n\n" + "\n".join(_head(table)) + "\n",
        "\n</details>\n",
    )


def _fitting(rows: Iterable[str], most: int, more: str, count: int | None = None) -> str:
    """The first rows that fit, and how many more there are."""
    rows = list(rows) if count is None else rows
    total = len(rows) if isinstance(rows, list) else count or 0
    parts: list[str] = []
    size = 0
    for row in rows:
        if size + len(row) > most - _MORE:
            parts.append(more.format(total - len(parts)))
            break
        parts.append(row)
        size += len(row)
    return "".join(parts)


def plain(text: str) -> str:
    """A text that Markdown shows as it stands, on one line."""
    shown = _SPOKEN.sub(_JOINER, harmless(" ".join(text.split())))
    shown = _ACTING.sub(lambda found: f"\\{found[0]}", shown)
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}", shown)


def _laid_out(table: Table, line: Line) -> str:
    return "\n".join(_head(table)) + "\n" + "".join(_rows(table, line))


def _head(table: Table) -> tuple[str, str]:
    heads = " | ".join(plain(column.name) for column in table.columns)
    ruler = "|".join("---:" if c.type == "number" else "---" for c in table.columns)
    return f"| {heads} |", f"|{ruler}|"


def _rows(table: Table, line: Line, most: int | None = None) -> Iterator[str]:
    for row in table.located(line):
        cells = ("" if each is None else plain(_cut(str(each), most)) for each in row)
        yield f"| {' | '.join(cells)} |\n"


def _cut(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"
