"""Claims that wait, for staff: whose they are, how long they have waited, who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import day_cell, names, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView, WaitingClaim
    from goodword.portal.page import Reader


def _row(claim: WaitingClaim, reader: Reader, missions: set[str]) -> tuple[Cell, ...]:
    texts = reader.texts
    path = f"missions/{claim.mission}/" if claim.mission in missions else ""
    waited = texts.count("days", claim.days)
    return (
        Cell(reader.text(claim.title), path, more=str(claim.source)),
        Cell(names(claim.who)),
        Cell(texts(f"waiting.{claim.state}"), mark="calm" if claim.state == "asked" else "warm"),
        day_cell(claim.since, reader),
        Cell(waited, mark="stop") if claim.late else Cell(waited),
        Cell(", ".join(claim.reviewers) or texts("any_staff")),
    )


@staff_page("staff/claims/")
def pages(view: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, claims = reader.texts, staff.claims
    missions = {mission.id for mission in view.missions}
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
            Figure(texts("agenda.late_things"), texts.number(sum(c.late for c in claims))),
        ),
        (
            Table(
                "",
                columns,
                tuple(_row(each, reader, missions) for each in claims),
                empty=texts("claims_none"),
            ),
        ),
    )
