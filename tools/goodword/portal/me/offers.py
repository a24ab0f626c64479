"""What is set aside for a member: until when, why it is for them, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.picked import ROOMS
from goodword.portal.me.section import Section, day_cell, named, table, tables, words_cell
from goodword.portal.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader


def offers(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section | None:
    """Their offers, the newest first; None for who has none."""
    texts = reader.texts
    if not mine.offers:
        return None
    pages = {
        "reward": {each.id for each in view.rewards},
        "event": {each.id for each in view.events},
    }
    rows = (
        (
            words_cell(
                each.title,
                reader,
                f"{ROOMS[each.kind]}/{each.id}/" if each.id in pages[each.kind] else "",
                other=each.id,
            ),
            Cell(texts(f"me.fit.{each.kind}")),
            Cell(each.reason),
            day_cell(each.until, reader),
            Cell(
                named("me.value", each.state, reader), mark="good" if each.state == "open" else ""
            ),
        )
        for each in mine.offers
    )
    columns = ("what", "kind", "why", "me.column.offer_until", "state")
    found = tables(table("", columns, rows, reader))
    open_ = any(each.state == "open" for each in mine.offers)
    lead = texts("me.offers_open" if open_ else "me.offers_none")
    return Section("offers", texts("me.offers"), (lead,), tables=found)
