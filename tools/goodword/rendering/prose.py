"""The program's own Markdown as HTML that is safe to stand in a page, and as plain words.

It is CommonMark with tables and no HTML, then cut down to an allow-list of tags. The output has no
pictures, no ids, no classes, no styles and no relative links, so that a page asks for nothing from
elsewhere and points at nothing that is not there.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

SCHEMES = {"http", "https", "mailto"}
TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
TAGS |= {"pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}

HIGHEST_HEADING = 3
"""Headings in a text start here: the page's own title and sections stand above them."""

WORDS_ONLY = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?'\"()](?! *\Z| {2}))*[.?]?")
"""Texts in which Markdown has nothing to do: words and quiet punctuation on one line."""

_pages = nh3.Cleaner(tags=TAGS | {"h2"}, attributes=ATTRIBUTES, url_schemes=SCHEMES)
"""For pages of a program's own: they have sections, and links that were made relative here."""
_sanitiser = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny")


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def _text_of(tokens: Sequence[Token]) -> str:
    """What a reader reads of inline tokens, without marks."""
    parts = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.children:
            parts.append(_text_of(token.children))
        else:
            parts.append(token.content)
    return "".join(parts)


def _without_pictures(tokens: list[Token]) -> list[Token]:
    """A picture becomes a link to it: a page loads nothing from elsewhere."""
    result = []
    for token in tokens:
        if token.type != "image":
            result.append(token)
            continue
        address = str(token.attrs.get("src", ""))
        opening = token.copy(type="link_open", tag="a", nesting=1, children=None, content="")
        opening.attrs = {"href": address}
        words = token.copy(type="text", tag="", attrs={}, children=None)
        words.content = _text_of(token.children or ()) or address
        closing = token.copy(type="link_close", tag="a", nesting=-1, attrs={}, children=None)
        result += [opening, words, closing]
    return result


def _quieten(tokens: Sequence[Token], lower: int = HIGHEST_HEADING - 1) -> None:
    """Fit the tokens into a page: no gaps between headings, alignment without styles."""
    last = max(lower, 1)
    for token in tokens:
        if token.type == "heading_open":
            last = min(max(int(token.tag[1]) + lower, 2), last + 1, 6)
            token.tag = f"h{last}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"
        elif token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}
        elif token.children:
            token.children = _without_pictures(token.children)


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """The HTML of a Markdown text, safe to stand in a page.

    Args:
        text: CommonMark with tables; HTML in it is shown as it is written.
    """
    if WORDS_ONLY.fullmatch(text):
        return Markup(f"<p>{html.escape(text, quote=False)}</p>\n")  # noqa: S704 - escaped here
    tokens = _markdown.parse(text)
    _quieten(tokens)
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_sanitiser.clean(made))  # noqa: S704 - this is the place that makes it safe


def page_of(text: str, resolve: Callable[[str], str | None]) -> Markup:
    """The HTML of a page that a program wrote: `markdown`, with sections and inner links.

    Args:
        text: its Markdown, without the title.
        resolve: the address of an inner link; None for one that leads elsewhere.
    """
    tokens = _markdown.parse(text)
    _quieten(tokens, 0)
    for token in tokens:
        for part in token.children or ():
            if part.type == "link_open":
                link = str(part.attrs.get("href", ""))
                scheme = link.partition(":")[0].lower() if ":" in link else ""
                inner = None if scheme in SCHEMES else resolve(link)
                if inner is not None:
                    part.attrs["href"] = inner
                elif scheme not in SCHEMES:
                    del part.attrs["href"]
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_pages.clean(made))  # noqa: S704 - sanitised, inner links were made by us


def linked(text: str, resolve: Callable[[str], str]) -> Markup:
    """The HTML of a Markdown text whose links lead to where they are resolved to.

    Args:
        text: its Markdown.
        resolve: the address of a link that it states; relative ones and none are taken out
            afterwards, and so are the titles of links.
    """
    tokens = _markdown.parse(text)
    _quieten(tokens)
    for token in tokens:
        for part in token.children or ():
            if part.type == "link_open":
                part.attrs = {"href": resolve(str(part.attrs.get("href", "")))}
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_sanitiser.clean(made))  # noqa: S704 - sanitised


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """What a reader reads of a Markdown text, on one line and without marks: not escaped."""
    if WORDS_ONLY.fullmatch(text):
        return text
    found = []
    for token in _markdown.parse(text):
        if token.type == "inline":
            found.append(_text_of(token.children or ()))
        elif token.type in {"code_block", "fence"}:
            found.append(token.content)
    return " ".join(" ".join(found).split())
