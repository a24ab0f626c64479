"""Pages of the program's own: plain Markdown, rendered as any of its texts is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import dirname, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"""^title:\s*(["']?)(.+?)\1\s*$""", re.MULTILINE)
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
SHELLS = {1: "page/", 2: "page/page/", 3: "page/page/page/"}
"""The shell of a page by the depth of its address."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the program wrote.

    Args:
        path: its address. file: its path in the folder of its language.
        title: plain text. text: Markdown, without the title.
        language: of its text, where that is not the reader's; else empty.
    """

    path: str
    file: str
    title: str
    text: str
    language: str


def address(file: str) -> str:
    """The address of a Markdown file: `code.md` and `code/index.md` are `code/`."""
    return f"{file.removesuffix('.md')}/".removesuffix("index/")


def own_pages(files: Mapping[str, bytes], languages: Sequence[str], language: str) -> list[OwnPage]:
    """The program's pages for a language; one that it lacks is shown in the first language.

    Args:
        files: of the program's site/, by path in it.
        languages: of the portal, the default first.
        language: of the pages wanted.
    """
    found: dict[str, OwnPage] = {}
    for tag in dict.fromkeys((languages[0], language)):
        start = f"pages/{tag}/"
        for path, data in sorted(files.items()):
            if path.startswith(start):
                page = _page(path.removeprefix(start), data, "" if tag == language else tag)
                found[page.path] = page
    return [page for _, page in sorted(found.items())]


def _page(file: str, data: bytes, language: str) -> OwnPage:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    head = _HEAD.match(text)
    stated = _TITLE.search(head.group(1)) if head else None
    text = text[head.end() :] if head else text
    heading = _HEADING.match(text)
    text = text[heading.end() :] if heading else text
    path = address(file)
    title = stated.group(2) if stated else heading.group(1) if heading else path.strip("/")
    return OwnPage(path, file, title, text, language)


def resolver(page: OwnPage, to: Callable[[str, str], str]) -> Callable[[str], str | None]:
    """Makes the addresses of a page's links to other pages, which are checked as all are."""

    def resolve(link: str) -> str | None:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or parts.query or not parts.path:
            return None
        way = normpath(f"/{dirname(page.file)}/{unquote(parts.path)}")
        way = way.removesuffix("/index.html").lstrip("/")
        path = address(way) if way.endswith(".md") else f"{way}/" if way not in {"", "."} else ""
        return to(path, parts.fragment)

    return resolve
