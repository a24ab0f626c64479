"""Claims that wait, for staff: whose they are, how long they have waited, who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import day_cell, names, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader


def _row(
    claim: Mapping[str, Any], missions: Container[str], who: Callable[[str], Who], reader: Reader
) -> tuple[Cell, ...]:
    texts, state, mission = reader.texts, claim["state"], claim["mission"]
    path = f"missions/{mission}/" if mission in missions else ""
    waited = texts.count("days", claim["days"])
    reviewers = [reader.desk.jobs.get(each, each) for each in claim["reviewers"]]
    return (
        Cell(reader.name("mission", mission), path, more=claim["source"]),
        Cell(names(claim["who"], who, reader)),
        Cell(texts(f"waiting.{state}"), mark="calm" if state == "asked" else "warm"),
        day_cell(claim["since"], reader),
        Cell(waited, mark="stop") if claim["late"] else Cell(waited),
        Cell(apart(reviewers) or texts("any_staff")),
    )


@staff_page("staff/claims/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, claims, who = reader.texts, reader.desk.claims, people_of(view)
    missions = {each.id for each in view.missions}
    columns = tuple(
        Column(texts(key))
        for key in (
            *("sheet.claim", "sheet.whose", "sheet.state", "sheet.since", "sheet.waited"),
            "reviewed_by",
        )
    )
    return Sheet(
        texts("claims_lead"),
        (
            Figure(texts("sheet.waiting"), texts.number(len(claims))),
            Figure(texts("agenda.late_things"), texts.number(sum(c["late"] for c in claims))),
        ),
        (
            Table(
                "",
                columns,
                tuple(_row(each, missions, who, reader) for each in claims),
                empty=texts("claims_none"),
            ),
        ),
    )
