"""Tags: all of them on one page, and a page for each with what carries it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from goodword.portal.page import Page, Rows, Section, Step
from goodword.portal.tags import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Reader
    from goodword.portal.tags import Tag, Thing

SHOWN = 48
"""Of each kind of thing so many are listed; the others are counted, with the way to all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag in the list of all, with the number of things that carry it."""

    tag: Tag
    count: int


@dataclass(frozen=True, slots=True)
class Group(Section):
    """All tags of a kind."""

    title: str
    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that carries a tag; `language` of its name, where that is not the reader's."""

    path: str
    name: str
    language: str
    more: str


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind that carry a tag: those listed, and how many more there are.

    `query` chooses them on the page of the room, where it has a filter for that.
    """

    room: str
    lines: tuple[Line, ...]
    more: int
    query: str


def _line(room: str, thing: Thing, reader: Reader) -> Line:
    path = f"{room}/{thing.id}/"
    name: Any = getattr(thing, "name", None) or getattr(thing, "title", None)
    status = getattr(thing, "status", None)
    more = reader.texts.named("status", status) if status and status != "open" else ""
    if day := getattr(thing, "first_day", None):
        more = reader.texts.day(day, "medium")
    if state := getattr(thing, "state", None):
        more = reader.texts.named("state", state)
    if not isinstance(name, str):
        chosen = reader.texts.of(name or {})
        return Line(path, chosen.text or thing.id, chosen.language, more)
    return Line(path, name, "", more)


def _part(room: str, found: list[Thing], tag: Tag, reader: Reader) -> Part:
    lines = tuple(_line(room, thing, reader) for thing in found[:SHOWN])
    query = f"?{tag.kind}={quote(tag.value)}" if room == "people" else ""
    return Part(room, lines, max(len(found) - SHOWN, 0), query)


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list of all, then a page for each tag."""
    texts = reader.texts
    home, title = Step("", texts("page.home")), texts("page.tags")
    found = index(view, reader)
    groups = [
        Group(
            texts(f"tags.{kind}"),
            kind,
            tuple(Entry(tag, sum(map(len, found[tag].values()))) for tag in of_kind),
        )
        for kind, of_kind in groupby(found, key=lambda tag: tag.kind)
    ]
    yield Page(
        path="tags/",
        fills="tags/",
        template="tags.html",
        title=title,
        values={"groups": groups},
        trail=(home,),
        lists=(Rows("groups", "entries", heads="kind"),),
        more="tags/tag/",
        search=", ".join(tag.label for tag in found),
    )
    trail = (home, Step("tags/", title))
    for tag, rooms in found.items():
        yield Page(
            path=tag.path,
            fills="tags/tag/",
            template="tag.html",
            title=tag.label,
            description=texts("tag_lead", kind=texts(f"filter.{tag.kind}"), name=tag.label),
            values={
                "tag": tag,
                "parts": [_part(room, things, tag, reader) for room, things in rooms.items()],
            },
            trail=trail,
            # Whoever types a country, a language or an aim finds what has it, not its list alone.
            search="" if tag.kind == "topic" else None,
            names=tag.value.replace("-", " "),
        )
