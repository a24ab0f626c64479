"""News as an Atom feed (RFC 4287), for readers that look in by themselves: the same pieces.

Ids are tags (RFC 4151) of the record that a piece is about, so that a piece is not shown twice
when its title or day changes. Days are those of the records and never that of building: where
nothing is new, the feed is the same to the byte.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from goodword.portal.links import file_of, start, stated
from goodword.portal.pages.news import FEED, pieces

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view import NewsView, View, Words
    from goodword.portal.page import Reader
    from goodword.portal.pages.news import Piece

MOST = 50
"""Entries of a feed; readers keep the older ones themselves."""
NOBODY = "goodword.invalid"
"""Stands for the host of a portal whose address nobody has stated."""
ATOM = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_YEAR = "2026"
"""A tag names a time at which its host was somebody's; any will do, if it stays the same."""
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that XML 1.0 cannot hold, not even escaped."""


def address(view: View, reader: Reader) -> str:
    """Where the language's part of the portal is published; empty where nobody has said so."""
    if not view.program.url:
        return ""
    return start(view.program.url, view.program.languages, [reader.texts.tag])


def link(view: View, reader: Reader, way: str) -> Markup:
    """What the head of a page says of the feed.

    Args:
        view: as of the feed.
        reader: likewise.
        way: from the page to the root of its language.
    """
    # The theme's script takes what is `alternate` and nothing else for another language's page,
    # and asks for a sitemap beside it.
    return Markup(
        '<link rel="alternate feed" type="application/atom+xml" title="{}" href="{}{}">'
    ).format(_title(view, reader), way, FEED)


def _title(view: View, reader: Reader) -> str:
    return f"{view.program.name}: {reader.texts('page.news')}"


def feed(view: View, reader: Reader) -> bytes:
    """The news of an audience in the reader's language, the newest first.

    Args:
        view: what the audience may have.
        reader: for whom; titles in another language say so.
    """
    texts, root = reader.texts, address(view, reader)
    found = pieces(view.news[:MOST])
    # Without news the cycle's first day stands there, which does not change from day to day.
    newest = max((each.news.date for each in found), default=view.cycle.start)
    about = (_title(view, reader), texts("news_lead"), newest)
    made = begun(view, reader, "news", about, (_to(FEED, root), _to("news/", root)))
    said: dict[tuple[str, str], Words | None] = {
        **{("answer", each.id): each.say for each in view.items},
        **{("mission", each.id): each.summary for each in view.missions},
    }
    for piece in found:
        key = (piece.news.kind, piece.news.target or "")
        _entry(made, piece, piece.news.say or said.get(key), view, reader)
    return written(made)


def begun(
    view: View, reader: Reader, name: str, about: tuple[str, str, date], lies: tuple[str, str]
) -> ET.Element:
    """A feed without entries.

    Args:
        view: what the audience may have.
        reader: for whom.
        name: of its id.
        about: its title, what it is, and the day of its newest entry.
        lies: its address, and that of the page that shows the same.
    """
    title, subtitle, newest = about
    made = ET.Element("feed", {"xmlns": _SPACE, _LANG: reader.texts.tag})
    add(made, "id", tag(view, reader, name))
    add(made, "title", title)
    add(made, "subtitle", subtitle)
    add(made, "updated", moment(newest))
    for rel, kind, address_ in zip(("self", "alternate"), (ATOM, "text/html"), lies, strict=True):
        ET.SubElement(made, "link", rel=rel, type=kind, href=address_)
    add(ET.SubElement(made, "author"), "name", view.program.name)
    return made


def written(made: ET.Element) -> bytes:
    """The bytes of a feed."""
    ET.indent(made)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(made, "unicode")}\n'.encode()


def _entry(made: ET.Element, piece: Piece, said: Words | None, view: View, reader: Reader) -> None:
    news = piece.news
    entry = ET.SubElement(made, "entry")
    add(entry, "id", tag(view, reader, _name(news)))
    name = f"{news.who.name or news.who.id}: " if news.who else ""
    _words(entry, "title", news.title, reader, name)
    add(entry, "updated", moment(news.date))
    add(entry, "published", moment(news.date))
    path = piece.path or "news/"
    ET.SubElement(
        entry, "link", rel="alternate", type="text/html", href=_to(path, address(view, reader))
    )
    ET.SubElement(
        entry, "category", term=news.kind, label=reader.texts.named("news_kind", news.kind)
    )
    if said:
        _words(entry, "summary", said, reader)


def add(parent: ET.Element, name: str, text: str) -> ET.Element:
    """Add an element with a text, in which nothing stands that XML cannot hold."""
    made = ET.SubElement(parent, name)
    made.text = _NO_XML.sub("\ufffd", text)
    return made


def _words(parent: ET.Element, name: str, words: Words, reader: Reader, before: str = "") -> None:
    """A text of the program, plain, marked with its language where that is not the reader's."""
    chosen = reader.texts.of(words)
    made = add(parent, name, before + reader.plain(chosen.text))
    made.set("type", "text")
    if chosen.language:
        made.set(_LANG, chosen.language)


def _name(news: NewsView) -> str:
    """What stays the same of a piece: of a thing's own page there is one, of thanks many."""
    if news.who is None and news.target is not None:
        return f"{news.kind}/{news.target}"
    said = "\0".join((*news.title.values(), *(news.say or {}).values()))
    what = sha256(said.encode(errors="surrogatepass")).hexdigest()[:12]
    return f"{news.kind}/{news.date}/{news.target or '-'}/{what}"


def tag(view: View, reader: Reader, name: str) -> str:
    """An id of one entry of one feed: those of other audiences and languages read otherwise."""
    host = stated(view.program.url)[0] or NOBODY
    return f"tag:{host},{_YEAR}:goodword/{view.audience}/{reader.texts.tag}/{name}"


def _to(path: str, root: str) -> str:
    """An address; without one of the portal it is told from where the feed lies."""
    return f"{root or '../'}{file_of(path)}"


def moment(day: date) -> str:
    """A day as the moment at which it begins."""
    return f"{day}T00:00:00Z"
