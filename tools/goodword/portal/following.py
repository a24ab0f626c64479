"""What each of staff follows as an Atom feed of the staff portal: the same as their digest.

What stands in it is what changed since the last digest that is on record. Readers keep the older
entries themselves; ids of entries stay, so that none is shown twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from goodword.portal.feed import add, address, begun, moment, tag, written
from goodword.portal.links import base, file_of
from goodword.portal.page import following_feed
from goodword.portal.pages.staff import calling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Changed, Followed, Reader

MOST = 200
"""Entries of a feed."""
PAGE = "staff/following/"


def files(view: View, reader: Reader) -> Iterator[tuple[str, bytes]]:
    """A feed for each of staff who follows anything, with its path; none for other audiences."""
    if view.staff is None:
        return
    for each in reader.desk.follows:
        yield following_feed(each.staff.id), _feed(each, view, reader)


def _feed(each: Followed, view: View, reader: Reader) -> bytes:
    texts, path = reader.texts, following_feed(each.staff.id)
    root = address(view, reader) or base(path)
    newest = max((change.date for change in each.changes), default=each.since or view.cycle.start)
    title = f"{view.program.name}: {texts('staff_page.following')}, {each.staff.name}"
    about = (title, texts("following_lead"), newest)
    lies = (root + path, root + file_of(PAGE))
    made = begun(view, reader, f"following/{each.staff.id}", about, lies)
    there = {f"communities/{one.id}/" for one in view.communities}
    there |= {f"feedback/{one.id}/" for one in view.items}
    called = calling(view, reader)
    for change in each.changes[:MOST]:
        entry = ET.SubElement(made, "entry")
        add(entry, "id", tag(view, reader, _name(each, change)))
        add(entry, "title", texts.say(change.said, called))
        add(entry, "updated", moment(change.date))
        add(entry, "published", moment(change.date))
        where = file_of(change.page if change.page in there else PAGE)
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=root + where)
    return written(made)


def _name(each: Followed, change: Changed) -> str:
    return f"following/{each.staff.id}/{change.key}"
