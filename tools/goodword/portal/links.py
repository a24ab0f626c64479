"""Inner links: made relative where they are written, and checked against what there is.

A page lies in a folder of its own and is that folder's index. Links name the file and not the
folder: not every host, and no browser that opens a folder of files, answers for a folder.

Templates make every inner link through `Links.to`, so that each one is known when the last page
is filled; nothing needs to be parsed. The links of shells are read once, when they are built.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

IDS = re.compile(r'\sid="([^"]+)"')
LINKING = {"href", "src"}


def base(path: str) -> str:
    """The way from a page to the root of its language: `../` for each folder."""
    return "../" * path.count("/")


def file_of(path: str) -> str:
    """The file of a page, which is what links to it name: that of a folder is its index."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def start(url: str, languages: Sequence[str], wanted: Iterable[str]) -> str:
    """The address of the portal's pages in the first language wanted that it has.

    Args:
        url: of the portal.
        languages: of the portal, the first of which lies at its root.
        wanted: tags, the best first; where the portal has none of them its own first is taken.
    """
    spoken = {primary(each): each for each in reversed(languages)}
    own = next((spoken[each] for each in map(primary, wanted) if each in spoken), languages[0])
    return f"{url.rstrip('/')}/" + ("" if own == languages[0] else f"{own}/")


def stated(url: str | None) -> tuple[str, str]:
    """Host and path of the address that a program states for its portal.

    The path begins and ends with one slash, and a browser takes it for a path and nothing else:
    with two, or with what it reads as one, the page's own files would be asked for elsewhere.

    Args:
        url: None for a program that states none; one that cannot be read has no host and no path.
    """
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return "", "/"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~").strip("/")
    return host, f"/{path}/" if path else "/"


class Links:
    """Makes the links of one language's pages and remembers where each of them leads: `wanted`."""

    def __init__(self) -> None:
        self._here = ""
        self.depth = ""
        """The way from the page at hand to the root of its language."""
        self.wanted: dict[tuple[str, str], str] = {}
        self._pieces: dict[tuple[str, str], str] = {}

    def at(self, path: str) -> None:
        """From now on links are made on the page of that path."""
        self._here = path
        self.depth = base(path)

    def lies(self, path: str, anchor: str, piece: str) -> None:
        """A place of a page that was cut lies on that piece of it."""
        self._pieces[path, anchor] = piece

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page of this language, and of a place on it or on a piece of it."""
        if anchor:
            path = self._pieces.get((path, anchor), path)
        self.wanted.setdefault((path, anchor), self._here)
        if anchor and path == self._here:
            return f"#{anchor}"  # the page may be open under the name of its folder
        way = self.depth + file_of(path)
        return f"{way}#{anchor}" if anchor else way

    def asset(self, path: str) -> str:
        """The address of a file that the portal itself writes."""
        return self.depth + path

    def anchored(self) -> set[str]:
        """Pages to which a link with an anchor leads; only their ids have to be known."""
        return {path for path, anchor in self.wanted if anchor}

    def broken(
        self, pages: Container[str], ids: Mapping[str, Container[str]]
    ) -> Iterator[tuple[str, str]]:
        """Links that lead nowhere: the first page that has it, and the address."""
        for (path, anchor), here in sorted(self.wanted.items()):
            if path not in pages or (anchor and anchor not in ids.get(path, ())):
                yield here, f"{path}#{anchor}" if anchor else path


class _Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in LINKING and value and tag != "base":
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def inner(path: str, page: str) -> tuple[list[tuple[str, str]], set[str]]:
    """The links of a page that stay inside the portal, as (file, anchor), and the page's ids.

    Args:
        path: of the page, from the root that addresses are compared with.
        page: its HTML.
    """
    found = _Found()
    found.feed(page)
    found.close()
    links = []
    for link in found.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or link.startswith("/"):
            continue
        if not parts.path:
            links.append((file_of(path), parts.fragment))
            continue
        way = normpath(f"{path}{'' if path.endswith('/') or not path else '/../'}{parts.path}")
        folder = parts.path.endswith(("/", "..", "."))
        links.append((file_of("" if way == "." else f"{way}/" if folder else way), parts.fragment))
    return links, found.ids


def broken_in(pages: Mapping[str, str], files: Container[str]) -> list[tuple[str, str]]:
    """Inner links of whole pages that lead nowhere, read from their HTML.

    Args:
        pages: HTML by path.
        files: every file there is, by path from the same root.
    """
    seen = {path: inner(path, page) for path, page in pages.items()}
    ids = {file_of(path): found for path, (_, found) in seen.items()}
    lost = []
    for path, (links, _) in seen.items():
        for file, anchor in links:
            if file not in files or (anchor and file in ids and anchor not in ids[file]):
                lost.append((path, f"{file}#{anchor}" if anchor else file))
    return sorted(set(lost))
