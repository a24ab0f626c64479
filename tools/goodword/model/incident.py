"""incidents/<date>-<slug>.yml: moments of truth, whom to alert and what was heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.feedback import Say
from goodword.model.plain import ids, words, words_or_none
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class Alert:
    """Who must hear of it: named people, and everyone in the segments."""

    ids: tuple[str, ...]
    categories: tuple[str, ...]
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    tiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody told us about it; `date` is a moment or a day as written."""

    from_: str
    date: str
    summary: str


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident; `began` and `ended` as written (a moment in the program's zone, or a day)."""

    place: Place = field(compare=False, repr=False)
    id: str
    title: Words
    kind: str
    began: str
    ended: str | None
    severity: str
    say: Say
    alert: Alert
    heard: tuple[Heard, ...]
    snoozed: tuple[Snooze, ...] = ()


def read(data: Data, place: Place) -> Incident:
    """The incident of a document that fits its schema."""
    name = place.path[place.path.rfind("/") + 1 : -4]
    say, alert = data.get("say", {}), data.get("alert", {})
    return Incident(
        place,
        name,
        words(data["title"]),
        data["kind"],
        data.get("began", name[:10]),
        data.get("ended"),
        data["severity"],
        Say(
            words_or_none(say.get("public")),
            words_or_none(say.get("members")),
            words_or_none(say.get("nda")),
        ),
        Alert(
            ids(alert.get("ids")),
            ids(alert.get("categories")),
            ids(alert.get("topics")),
            ids(alert.get("regions")),
            ids(alert.get("tiers")),
        ),
        tuple(Heard(each["from"], each["date"], each["summary"]) for each in data.get("heard", [])),
        snoozes(data) if "snoozed" in data else (),
    )
