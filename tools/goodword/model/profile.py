"""influencers/<id>/profile.yml: who a person is to the program, their stages and consents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.days import EARLIEST, in_force
from goodword.model.claim import second
from goodword.model.plain import day, day_or_none, ids, words_or_none
from goodword.model.settings import account
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.claim import Second
    from goodword.model.plain import Data, Words
    from goodword.model.settings import Account
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class StageEntry:
    """The stage a person entered that day; `by` is the staff id of who recorded it."""

    date: dt.date
    stage: str
    by: str | None = None
    reason: str | None = None

    @property
    def from_(self) -> dt.date:
        """The first day of the stage."""
        return self.date


@dataclass(frozen=True, slots=True)
class Consent:
    """Who may see what, from a day on.

    `recognition`, `contact` and `points` are each one of nobody, staff, members, public;
    `messages` one of all, essential, portal-only, none.
    """

    from_: dt.date
    version: str | None = None
    source: str | None = None
    recognition: str = "staff"
    contact: str = "staff"
    points: str = "staff"
    messages: str = "essential"


@dataclass(frozen=True, slots=True)
class Nda:
    """A signed non-disclosure agreement; `expires` is the last day on which it holds."""

    version: str
    signed: dt.date
    expires: dt.date | None = None

    def on(self, day: dt.date) -> bool:
        """Whether it is live that day."""
        return self.signed <= day and (self.expires is None or day <= self.expires)


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody too close to decide on; valid both ways. One of the ids is set."""

    influencer: str | None
    staff: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A figure of reach on a channel, with its day and source."""

    channel: str
    measure: str
    value: int
    date: dt.date
    source: str | None


@dataclass(frozen=True, slots=True)
class TierFloor:
    """A tier given by hand from a day to a day, both included; `second` is who else agreed."""

    from_: dt.date
    until: dt.date | None
    tier: str
    by: str
    reason: str
    second: Second | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A person on the map; `id` is the folder's name."""

    place: Place = field(compare=False, repr=False)
    id: str
    name: str
    pronouns: str | None
    history: tuple[StageEntry, ...]
    owner: str | None
    department: str | None
    category: str | None
    stance: str
    reachable: bool
    region: str | None
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    communities: tuple[str, ...]
    relations: tuple[Relation, ...]
    staff: str | None
    referred_by: str | None
    accounts: tuple[tuple[str, Account], ...]
    reach: tuple[Reach, ...]
    consent: tuple[Consent, ...]
    nda: tuple[Nda, ...]
    asks_per_quarter: int
    portal_key: int
    tier_floor: tuple[TierFloor, ...]
    bio: Words | None
    links: tuple[str, ...]
    stated_stage: str | None
    stated_since: dt.date | None
    snoozed: tuple[Snooze, ...] = ()

    @property
    def stage(self) -> str:
        """The stage of the newest entry."""
        return self.history[-1].stage

    @property
    def since(self) -> dt.date:
        """The day of the newest entry."""
        return self.history[-1].date

    def stage_on(self, day: dt.date) -> str | None:
        """The stage on a day, None before the first entry."""
        entry = in_force(self.history, day)
        return entry.stage if entry else None

    def consent_on(self, day: dt.date) -> Consent | None:
        """The consent in force on a day, None where none was given."""
        return in_force(self.consent, day)

    def nda_on(self, day: dt.date) -> bool:
        """Whether an agreement is live on a day."""
        return any(each.on(day) for each in self.nda)


def _stage_entry(data: Data) -> StageEntry:
    return StageEntry(day(data["date"]), data["stage"], data.get("by"), data.get("reason"))


def _consent(data: Data) -> Consent:
    return Consent(
        day(data["from"]),
        data.get("version"),
        data.get("source"),
        data.get("recognition", "staff"),
        data.get("contact", "staff"),
        data.get("points", "staff"),
        data.get("messages", "essential"),
    )


def _floor(data: Data) -> TierFloor:
    return TierFloor(
        day(data["from"]),
        day_or_none(data.get("until")),
        data["tier"],
        data["by"],
        data["reason"],
        second(data.get("second")),
    )


def _reach(data: Data) -> Reach:
    return Reach(
        data["channel"], data["measure"], data["value"], day(data["date"]), data.get("source")
    )


def read(data: Data, place: Place) -> Profile:
    """The profile of a document that fits its schema.

    Owner, department and languages that are left out are None or empty here; `Program`
    says what stands for them.
    """
    stage, since = data.get("stage"), day_or_none(data.get("since"))
    history = tuple(_stage_entry(each) for each in data.get("history", []))
    if not history:
        history = (StageEntry(since or EARLIEST, stage or "candidate"),)
    return Profile(
        place,
        place.path.split("/")[1],
        data["name"],
        data.get("pronouns"),
        history,
        data.get("owner"),
        data.get("department"),
        data.get("category"),
        data.get("stance", "neutral"),
        data.get("reachable", True),
        data.get("region"),
        ids(data.get("languages")),
        ids(data.get("topics")),
        ids(data.get("communities")),
        tuple(
            Relation(each.get("influencer"), each.get("staff"), each.get("kind"))
            for each in data.get("relations", [])
        ),
        data.get("staff"),
        data.get("referred_by"),
        tuple((name, account(value)) for name, value in data.get("accounts", {}).items()),
        tuple(_reach(each) for each in data.get("reach", [])),
        tuple(_consent(each) for each in data.get("consent", [])),
        tuple(
            Nda(each["version"], day(each["signed"]), day_or_none(each.get("expires")))
            for each in data.get("nda", [])
        ),
        data.get("capacity", {}).get("asks_per_quarter", 3),
        data.get("portal_key", 1),
        tuple(_floor(each) for each in data.get("tier_floor", [])),
        words_or_none(data.get("bio")),
        ids(data.get("links")),
        stage,
        since,
        snoozes(data) if "snoozed" in data else (),
    )
