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
    from goodword.reports.report import Line, Report, Table

_ACTING = re.compile(r"[\\`*_{}\[\]()<>#+!|~&^$]")
_SPOKEN = re.compile(r"(?<=[@#:])(?=\w)|(?<=://)|(?<=www)(?=\.)")
"""Where a word joiner keeps a host from making a mention, a reference or a link of plain text."""
_JOINER = "\u2060"
_LIST = re.compile(r"^(\d*)([-=.])")


def report(result: Report, *, line: Line = nowhere) -> str:
    """Title, tables under their headings, and notes as paragraphs."""
    parts = [f"# {plain(result.title)}\n"]
    for table in result.tables:
        if table.title:
            parts.append(f"## {plain(table.title)}\n")
        parts.append(_laid_out(table, line))
    parts += [f"{plain(note)}\n" for note in result.sentences(line)]
    return "\n".join(parts)


def plain(text: str) -> str:
    """A text that Markdown shows as it stands, on one line."""
    shown = _SPOKEN.sub(_JOINER, harmless(" ".join(text.split())))
    shown = _ACTING.sub(lambda found: f"\\{found[0]}", shown)
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}", shown)


def _laid_out(table: Table, line: Line) -> str:
    heads = " | ".join(plain(column.name) for column in table.columns)
    ruler = "|".join("---:" if c.type == "number" else "---" for c in table.columns)
    lines = [f"| {heads} |", f"|{ruler}|"]
    for row in table.located(line):
        cells = ("" if each is None else plain(str(each)) for each in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
