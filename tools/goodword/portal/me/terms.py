"""A member's own terms: until when, who nominated them, what was decided, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.section import Section, day_cell, table, tables, words_cell
from goodword.portal.sheet import Cell
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.record import OwnTerm
    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader


def terms(mine: Mine, _: View, reader: Reader, __: Iterable[Due]) -> Section | None:
    """Their terms, the newest first; None for who has none, as in a program without terms."""
    texts, found = reader.texts, mine.record.terms
    if not found:
        return None
    rows = (
        (
            day_cell(each.from_, reader),
            day_cell(each.until, reader),
            Cell(_nominators(each, mine, reader)),
            Cell(
                texts.named("term", each.outcome or each.state),
                more=day_cell(each.decided, reader).text,
            ),
            words_cell(each.say, reader),
        )
        for each in reversed(found)
    )
    columns = ("me.column.term_from", "me.column.term_until", "me.column.nominated_by")
    sheet = table("", (*columns, "outcome", "me.column.term_say"), rows, reader)
    return Section("terms", texts("me.terms"), (texts("me.terms_lead"),), tables=tables(sheet))


def _nominators(term: OwnTerm, mine: Mine, reader: Reader) -> str:
    """Those whom they may know by name, and how many more."""
    members = mine.nominators.get(term.from_, ())
    named = apart((*term.nominated_by, *members))
    others = term.others - len(members)
    more = reader.texts.count("and_more", others) if others else ""
    return ", ".join(each for each in (named, more) if each)
