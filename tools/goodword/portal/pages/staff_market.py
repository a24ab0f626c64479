"""The market map, for staff: everyone on it, the unreachable and the critical too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import number_cell, sheet_page, who_cell
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.audience.view.engagement import CandidateView
    from goodword.portal.page import Page, Reader

TERMS = ("reach", "relevance", "activity", "helpfulness")
STANCES = {"supportive": "good", "critical": "warm"}


def _row(each: CandidateView, reader: Reader) -> tuple[Cell, ...]:
    texts, terms = reader.texts, dict(each.terms)
    stance = texts.named("stance", each.stance)
    score = ""
    if each.score_tenths is not None:
        score = texts.tenths(each.score_tenths)
    return (
        who_cell(each.who, more=reader.text(each.department)),
        number_cell(each.place, reader),
        Cell(score),
        *(number_cell(terms.get(name), reader) for name in TERMS),
        Cell(texts(f"contact.{each.contact.replace(' ', '-')}")),
        Cell(
            stance,
            mark=STANCES.get(each.stance, ""),
            more="" if each.reachable else texts("staff.not_reachable"),
        ),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    if view.staff is None:
        return
    texts, market = reader.texts, view.staff.market
    columns = (
        Column(texts("name")),
        Column(texts("market.place"), number=True),
        Column(texts("market.score"), number=True),
        *(Column(texts(f"market.{name}"), number=True) for name in TERMS),
        Column(texts("market.contact")),
        Column(texts("staff.stance")),
    )
    figures = tuple(
        Figure(
            texts(f"contact.{name.replace(' ', '-')}"),
            texts.number(sum(each.contact == name for each in market.people)),
        )
        for name, _ in market.contact
    )
    rows = tuple(_row(each, reader) for each in market.people)
    help_ = texts("market_coverage", top=market.top, usual=market.usual) if market.top else ""
    yield sheet_page(
        reader,
        "staff/market/",
        Sheet(
            texts("market_lead"),
            figures if market.people else (),
            (Table("", columns, rows, help=help_),),
            (texts("market_note"),),
        ),
    )
