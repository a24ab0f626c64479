"""The market map, for staff: everyone on it, the unreachable and the critical too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import (
    number_cell,
    people_of,
    sought_tables,
    staff_page,
    who_cell,
)
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

TERMS = ("reach", "relevance", "activity", "helpfulness")
STANCES = {"supportive": "good", "critical": "warm"}


def _row(each: dict[str, Any], who: Who, reader: Reader) -> tuple[Cell, ...]:
    texts, stance = reader.texts, each["stance"]
    ranks = {name: term["rank"] for name, term in each["terms"].items()}
    score = each["score"]
    return (
        who_cell(who, more=reader.name("department", each["department"])),
        number_cell(each["place"], reader),
        Cell("" if score is None else texts.tenths(round(score * 10))),
        *(number_cell(ranks.get(name), reader) for name in TERMS),
        Cell(texts(f"contact.{each['contact'].replace(' ', '-')}")),
        Cell(
            texts.named("stance", stance),
            mark=STANCES.get(stance, ""),
            more="" if each["reachable"] else texts("staff.not_reachable"),
        ),
    )


@staff_page("staff/market/")
def pages(view: View, _staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, who, market = reader.texts, people_of(view), reader.desk.market
    people, coverage = market.get("candidates", ()), market.get("coverage", {})
    contact = coverage.get("contact", ())
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
            texts.number(sum(each["contact"] == name for each in people)),
        )
        for name in contact
    )
    rows = tuple(_row(each, who(each["id"]), reader) for each in people)
    top = market.get("top")
    help_ = ""
    if top:
        usual = texts.number(coverage["usual"])
        help_ = texts("market_coverage", top=texts.number(top), usual=usual)
    tables = (
        *sought_tables(market.get("sought", {}), reader),
        Table("", columns, rows, help=help_),
    )
    return Sheet(
        texts("market_lead"),
        figures if people else (),
        tables,
        (texts("market_note"),),
    )
