"""audits/<cycle>/<influencer>.yml: what the brand says of a relationship, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import day, day_or_none
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.plain import Data
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class BrandView:
    """What a department says of the relationship: none, aware, in-contact or working."""

    department: str
    by: str
    recorded: dt.date
    relationship: str
    last_two_way: dt.date | None


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """What the influencer says of it; `told` is yes, no or gave-none."""

    collected_by: str
    date: dt.date
    relationship: str
    wants_one: bool
    told_what_became_of_feedback: str
    may_be_named: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """One person's perception audit for a cycle, by its name."""

    place: Place = field(compare=False, repr=False)
    cycle: str
    influencer: str
    brand: tuple[BrandView, ...]
    answer: AuditAnswer | None
    snoozed: tuple[Snooze, ...] = ()

    def begun(self, day: dt.date) -> bool:
        """Whether anything of it was recorded by a day; a file that says nothing has no day."""
        days = [each.recorded for each in self.brand]
        days += [self.answer.date] if self.answer else []
        return not days or min(days) <= day


def _answer(data: Data | None) -> AuditAnswer | None:
    if data is None:
        return None
    return AuditAnswer(
        data["collected_by"],
        day(data["date"]),
        data["relationship"],
        data.get("wants_one", False),
        data.get("told_what_became_of_feedback", "gave-none"),
        data.get("may_be_named", False),
    )


def read(data: Data, place: Place) -> Audit:
    """The audit of a document that fits its schema."""
    _, _, cycle, name = place.path.split("/")
    return Audit(
        place,
        cycle,
        name[:-4],
        tuple(
            BrandView(
                each["department"],
                each["by"],
                day(each["recorded"]),
                each["relationship"],
                day_or_none(each.get("last_two_way")),
            )
            for each in data.get("brand", [])
        ),
        _answer(data.get("answer")),
        snoozes(data) if "snoozed" in data else (),
    )
