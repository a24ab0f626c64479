"""Reports as Markdown: whatever a text holds, it shows as it stands."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from goodword.formats import markdown
from goodword.reports.report import Column, Report, Table

HOSTILE = (
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "a | b",
    "`code`",
    "**bold** _and_ ~~gone~~",
    "[link](https://example.org)",
    "![image](x)",
    "# heading",
    "- list",
    "1. list",
    "1) list",
    "> quote",
    "line\nbreak",
    "&amp; &lt;",
    "back\\slash",
    "$x^2$",
    "=====",
    "-----",
    "@everyone",
    "see #12 and acme/x#3",
    "https://example.org www.example.org",
)


def rendered(*cells: str) -> str:
    table = Table((Column("what"), Column("n", "number")), tuple((c, 1) for c in cells), cells[0])
    text = markdown.report(Report(cells[0], (table,), cells))
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_text_becomes_markup(cell: str) -> None:
    html = rendered(cell)
    tags = set(re.findall(r"<(/?[a-z0-9]+)", html))
    allowed = {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td", "p"}
    assert {tag.removeprefix("/") for tag in tags} <= allowed, html
    assert html.count("<td") == 2
    shown = html.replace("\u2060", "").replace("&lt;", "<").replace("&gt;", ">")
    shown = shown.replace("&quot;", '"').replace("&amp;", "&")
    assert f"<td>{' '.join(cell.split())}</td>" in shown
    assert f"<p>{' '.join(cell.split())}</p>" in shown


@pytest.mark.parametrize(
    "cell", ["@everyone", "acme/x#3", "GH-3", "https://example.org", "www.example.org"]
)
def test_a_host_makes_a_mention_a_reference_or_a_link(cell: str) -> None:
    written = markdown.plain(cell)
    assert "\u2060" in written
    assert cell not in written


def test_numbers_do_not_stand_to_the_right() -> None:
    assert "|---|---:|" in markdown.report(
        Report("t", (Table((Column("a"), Column("b", "number")), (("x", None),)),))
    )
