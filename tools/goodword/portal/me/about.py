"""What is known about a member, and who else sees each field of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.section import (
    Section,
    day_cell,
    fact,
    facts_cell,
    named,
    number_cell,
    table,
    tables,
    words_cell,
)
from goodword.portal.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.record import OwnSaid
    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader

GOVERNED = {
    **dict.fromkeys(
        ("name", "pronouns", "bio", "links", "languages", "topics", "region", "communities"),
        "recognition",
    ),
    "accounts": "contact",
}
"""Which part of a consent says who else sees a field; of all others staff alone."""
OWN_LANES = frozenset({"missions", "hours", "helped", "changed"})
"""What a record counts beside the lanes of a relation."""
SHARED = ("recognition", "contact", "points")


def about(mine: Mine, _: View, reader: Reader, __: Iterable[Due]) -> Section:
    """Every field with its value and who sees it, then what was agreed to."""
    texts, record, levels = reader.texts, mine.record, dict(mine.sharing)
    rows = [
        (
            Cell(named("me.fact", name, reader)),
            Cell(fact(name, value, reader, mine.names.get(name))),
            Cell(named("sharing", levels.get(GOVERNED.get(name, ""), "staff"), reader)),
        )
        for name, value in record.profile
    ]
    seen = Cell(named("sharing", levels["points"], reader))
    rows.append((Cell(texts("how.data.points.what")), Cell(""), seen))
    found = tables(
        table("", ("field", "value", "who_sees"), rows, reader),
        table(
            texts("register.consents"),
            ("since", *(f"how.data.{each}" for each in (*SHARED, "messages"))),
            (
                (
                    day_cell(day, reader),
                    *(Cell(named("sharing", dict(facts).get(each), reader)) for each in SHARED),
                    Cell(named("messages", dict(facts).get("messages"), reader)),
                )
                for day, facts in reversed(record.consents)
            ),
            reader,
        ),
    )
    lead = (texts("me.about_lead"), texts("how.data.rights"))
    return Section("about", texts("me.about"), lead, tables=found)


def kept(mine: Mine, _: View, reader: Reader, __: Iterable[Due]) -> Section:
    """What else is kept: stages, agreements, reach, communities, audits, what was given and got."""
    texts, record = reader.texts, mine.record
    found = tables(
        table(
            texts("me.stages"),
            ("since", "stage"),
            (
                (day_cell(day, reader), Cell(named("stage", stage, reader)))
                for day, stage in reversed(record.stages)
            ),
            reader,
        ),
        table(
            texts("register.ndas"),
            ("facts",),
            ((facts_cell(each, reader),) for each in record.agreements),
            reader,
        ),
        table(
            texts("market.reach"),
            ("facts",),
            ((facts_cell(each, reader),) for each in record.reach),
            reader,
        ),
        table(
            texts("me.moves"),
            ("day", "me.column.community"),
            (
                (day_cell(each.date, reader), Cell(reader.text(each.name)))
                for each in reversed(record.moves)
            ),
            reader,
        ),
        table(
            texts("me.audits"),
            ("day", "facts"),
            (
                (day_cell(each.date, reader), facts_cell(each.facts, reader))
                for each in record.answers
            ),
            reader,
        ),
        table(
            texts("me.asked"),
            ("day", "me.asked.question", "me.asked.answer"),
            (
                (
                    day_cell(each.date, reader),
                    words_cell(each.question, reader),
                    _said(each, reader),
                )
                for each in record.asked
            ),
            reader,
        ),
        *(
            table(
                texts(f"me.{name}"),
                ("what", "quantity"),
                (
                    (
                        Cell(
                            named("me.lane", each, reader)
                            if each in OWN_LANES
                            else named("lane", each, reader)
                        ),
                        number_cell(count, reader),
                    )
                    for each, count in lanes
                    if count
                ),
                reader,
            )
            for name, lanes in (("given", record.given), ("got", record.got))
        ),
    )
    return Section("kept", texts("me.kept"), tables=found)


def _said(said: OwnSaid, reader: Reader) -> Cell:
    """What they said to a question: a choice in its words, a number with the greatest one."""
    if said.kind == "choice":
        return words_cell(said.choice, reader, other=said.answer or "")
    if said.kind == "scale" and said.answer:
        return Cell("/".join(reader.texts.number(each) for each in (int(said.answer), 5)))
    if said.kind == "yes-no":
        return Cell(named("me.value", said.answer, reader))
    return Cell(said.answer or "")
