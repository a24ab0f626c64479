"""Reports as one page of HTML: for a browser, a mail or a printer; nothing is fetched or run.

Every text of a program is escaped; the page has no script, and a policy that allows none.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from goodword.formats.plain import harmless
from goodword.reports.report import nowhere

if TYPE_CHECKING:
    from goodword.reports.report import Line, Report, Table

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
    ".table{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;"
    "border-bottom:1px solid #8886}"
    ".number{text-align:right;font-variant-numeric:tabular-nums}.date{white-space:nowrap}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report(result: Report, *, line: Line = nowhere) -> str:
    """Title, tables under their headings, and notes as paragraphs."""
    title = _text(result.title)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>{title}</h1>\n",
        *(_laid_out(table, line) for table in result.tables),
        *(f"<p>{_text(note)}</p>\n" for note in result.sentences(line)),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8", "backslashreplace").decode()


def _text(value: object) -> str:
    return escape(harmless(" ".join(str(value).split())))


def _laid_out(table: Table, line: Line) -> str:
    kinds = [f' class="{each.type}"' if each.type != "text" else "" for each in table.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{_text(each.name)}</th>'
        for each, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{'' if each is None else _text(each)}</td>"
            for each, kind in zip(row, kinds, strict=True)
        )
        + "</tr>\n"
        for row in table.located(line)
    )
    heading = f"<h2>{_text(table.title)}</h2>\n" if table.title else ""
    return (
        f'{heading}<div class="table" tabindex="0" role="region" '
        f'aria-label="{_text(table.title or "table")}">\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
