"""What waits for a member's review, where members decide with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.section import Section, day_cell, table, tables, words_cell
from goodword.portal.sheet import Cell
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader


def reviews(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section | None:
    """Claims of others, what is due first first; None for whom nothing waits."""
    texts = reader.texts
    if not mine.reviews and not mine.unnamed:
        return None
    late = texts("agenda.late_things")
    pages = {each.id for each in view.missions}
    rows = (
        (
            words_cell(
                each.title, reader, f"missions/{each.mission}/" if each.mission in pages else ""
            ),
            Cell(apart(each.people)),
            day_cell(each.since, reader),
            Cell(texts.count("days", each.days)),
            Cell(
                day_cell(each.due, reader).text,
                mark="stop" if each.due < view.as_of else "",
                more=late if each.due < view.as_of else "",
            ),
        )
        for each in mine.reviews
    )
    columns = ("mission", "by_whom", "handed_in_on", "sheet.waited", "by")
    lead = [texts("me.reviews_lead")]
    if mine.unnamed:
        lead.append(texts.count("me.reviews_unnamed", mine.unnamed))
    found = tables(table("", columns, rows, reader))
    return Section("reviews", texts("me.reviews"), tuple(lead), tables=found)
