"""Files of communities that were assessed, and of staff who follow them, for tests of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.audience.gate import audience_view
from goodword.portal.page import Desk, Reader
from goodword.rendering import prose
from goodword.reports.desk import desk_figures, desk_names
from goodword.reports.report import nowhere
from goodword.texts import Texts
from tests.relation_program import STAFF

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.snapshot import Snapshot

FORUM = "program/communities/forum.yml"


def found(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "by": "maya", "relevance": 4, "we": "none", **more}


def community(name: str, *assessments: dict[str, Any], **more: Any) -> dict[str, Any]:
    said = {"name": name.title(), **({"assessments": [*assessments]} if assessments else {})}
    return {f"program/communities/{name}.yml": {**said, **more}}


def one(follows: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return {"staff": [{**STAFF[0], "follows": follows, **more}, STAFF[1]]}


def staff_reader(on: Snapshot, audience: str) -> tuple[View, Reader]:
    """A view and a reader who was handed the desk of staff, whoever they are."""
    view = audience_view(on, audience, on.as_of)
    figures = desk_figures(on, (), nowhere)
    desk = Desk(jobs={"maya": "Maya"}, names=desk_names(on.program), **figures)
    return view, Reader(Texts("en"), prose.plain, desk)
