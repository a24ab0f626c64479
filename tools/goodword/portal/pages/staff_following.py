"""What staff follow: what changed there since the last digest of each, and their feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import following_feed
from goodword.portal.pages.staff import calling, day_cell, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import Named, apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Followed, Reader


def _things(each: Followed, called: Callable[[Named], str]) -> Iterator[str]:
    """What somebody follows, by what it is called here."""
    for one in each.staff.follows:
        if one.community is not None:
            yield called(Named("community", one.community))
        elif one.item is not None:
            yield called(Named("feedback", one.item))
        else:
            yield one.topic or ""


@staff_page("staff/following/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page, where anybody on staff follows anything."""
    texts, called = reader.texts, calling(view, reader)
    columns = (Column(texts("following.what")), Column(texts("presence.day")))
    there = {f"communities/{each.id}/" for each in view.communities}
    there |= {f"feedback/{each.id}/" for each in view.items}
    tables = tuple(
        Table(
            each.staff.name,
            columns,
            tuple(
                (
                    Cell(
                        texts.say(change.said, called), change.page if change.page in there else ""
                    ),
                    day_cell(change.date, reader),
                )
                for change in each.changes
            ),
            help=" ".join(
                (
                    texts("following.things", things=apart(_things(each, called))),
                    texts("following.since", day=texts.day(each.since))
                    if each.since
                    else texts("following.never"),
                )
            ),
            empty=texts("following.nothing"),
            feed=following_feed(each.staff.id),
        )
        for each in reader.desk.follows
    )
    changes = sum(len(each.changes) for each in reader.desk.follows)
    figures = (Figure(texts("following.changes"), texts.number(changes)),)
    return Sheet(texts("following_lead"), figures, tables, (texts("following_note"),))
