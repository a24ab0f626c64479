"""A feed, RSS or Atom, as entries that know their lines; nothing in it is followed or expanded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat

import nh3

from goodword.intake.export import decoded
from goodword.intake.people.lists import Entry
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.intake.export import Problems
    from goodword.intake.people.lists import ListFile

FEEDS = (".xml", ".rss", ".atom", ".rdf")
"""How the names of feeds end."""
_ITEMS = frozenset({"item", "entry"})
_OWN = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/",
        "http://purl.org/dc/elements/1.1/",
    }
)
"""Namespaces whose elements have their names to themselves; those of others give way."""
_TEXTS = frozenset({"title", "description", "summary", "content", "encoded"})
"""Elements that may hold HTML."""
_DEEPEST = 60
MOST = 20_000
"""Characters of a text that are looked at; of HTML that is nested without end more take long."""
_PARTS_WORDS = {"p", "br", "div", "li"}
_BLOCK = re.compile("</?(?:p|br|div|li)>")
_cleaner = nh3.Cleaner(tags=_PARTS_WORDS, attributes={}, link_rel=None)


class _Refused(Exception):
    """The feed is one that is not read."""


@dataclass
class _Item:
    """An item while it is read: its line and texts, by name, those of other namespaces apart."""

    line: int
    own: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> Mapping[str, str]:
        """Its texts by name."""
        return {**self.other, **self.own}


class _Reading:
    """Goes through a feed, and keeps the items."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.rooted = ""
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._declared
        self._parser.EntityDeclHandler = self._declared
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._way: list[tuple[str, str]] = []
        self._item: _Item | None = None
        self._depth = 0
        self._said: list[str] = []

    @property
    def line(self) -> int:
        """The line that is read."""
        return self._parser.CurrentLineNumber

    def read(self, text: str) -> None:
        """Read all of it.

        Raises:
            ExpatError: it is no XML.
            _Refused: it declares something, or is nested too deep.
        """
        whole = True
        self._parser.Parse(text.encode("utf-8", "replace"), whole)

    def _declared(self, *_: object) -> None:
        raise _Refused("the feed declares a document type or entities, which are not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self.rooted = self.rooted or local
        self._way.append((space, local))
        if len(self._way) > _DEEPEST:
            raise _Refused(f"the feed is nested more than {_DEEPEST} deep")
        if self._item is None and local in _ITEMS:
            self._item, self._depth = _Item(self.line), len(self._way)
        self._said = []
        leads = attributes.get("href", "") if local == "link" else ""
        if leads and attributes.get("rel", "alternate") == "alternate":
            self._keep(leads)

    def _text(self, text: str) -> None:
        self._said.append(text)

    def _end(self, _: str) -> None:
        if self._item is not None and len(self._way) == self._depth:
            self.items.append(self._item)
            self._item = None
        elif self._item is not None:
            self._keep("".join(self._said))
        self._said = []
        self._way.pop()

    def _keep(self, said: str) -> None:
        """What an element of an item says: by its name, and by those above it as `author.name`."""
        text = said.strip()
        inside = self._way[self._depth :]
        if self._item is None or not text or not inside:
            return
        names = [local for _, local in inside]
        own = all(space in _OWN for space, _ in inside)
        kept = self._item.own if own else self._item.other
        kept.setdefault(".".join(names), text)
        if len(names) > 1 and names[-1] == "name":
            kept.setdefault(names[0], text)


def first_words(text: str, most: int = MOST) -> str:
    """The words of a text that lie wholly within its first characters."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"))] if " " in cut or "\n" in cut else cut


def plain(text: str) -> str:
    """A text as people read it, without the marks of HTML, on one line."""
    kept = _cleaner.clean(first_words(text))
    return " ".join(unescape(_BLOCK.sub(" ", kept)).split())


def is_feed(file: ListFile) -> bool:
    """Whether a file is one, by its name or how it begins."""
    if file.path.lower().endswith(FEEDS):
        return True
    begins = file.data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return begins.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF"))


def read_feed(file: ListFile, problems: Problems) -> tuple[Entry, ...]:
    """The items of a feed; what is wrong with it is put with the problems."""
    text = decoded(file.data, problems, wide=True)
    if text is None:
        return ()
    reading = _Reading()
    try:
        reading.read(text)
    except expat.ExpatError as error:
        problems.add(error.lineno, f"the feed cannot be read: {expat.ErrorString(error.code)}")
        return ()
    except _Refused as error:
        problems.add(reading.line, str(error), "export it without, or as CSV or JSON")
        return ()
    if reading.rooted not in {"rss", "feed", "RDF"}:
        problems.add(1, "this is no feed, expected RSS or Atom")
        return ()
    return tuple(_entries(file, reading.items))


def _entries(file: ListFile, items: list[_Item]) -> Iterator[Entry]:
    for item in items:
        cells = {
            alike(name): plain(text) if name in _TEXTS else text
            for name, text in item.cells.items()
        }
        keys = {alike(name): (name,) for name in item.cells}
        yield Entry(file, cells, item.line, (), keys)
