"""Claims that wait, for staff: whose they are, how long they have waited, who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import day_cell, names, sheet_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.audience.view.staff import WaitingClaim
    from goodword.portal.page import Page, Reader


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


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    if view.staff is None:
        return
    texts, claims = reader.texts, view.staff.claims
    missions = {mission.id for mission in view.missions}
    columns = tuple(
        Column(texts(key))
        for key in (
            *("sheet.claim", "sheet.whose", "sheet.state", "sheet.since", "sheet.waited"),
            "reviewed_by",
        )
    )
    yield sheet_page(
        reader,
        "staff/claims/",
        Sheet(
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
        ),
    )
