"""influencers/<id>/profile.yml: who a person is to the program, their stages and consents."""

from __future__ import annotations

import datetime as dt

from goodword.days import EARLIEST, in_force
from goodword.model.claim import Second
from goodword.model.plain import Data, Words
from goodword.model.settings import Account, account
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze
from goodword.model.source import Source


class StageEntry(Part, frozen=True, kw_only=True):
    """The stage a person entered that day; `by` is the staff id of who recorded it."""

    date: dt.date
    stage: str
    by: str | None = None
    reason: str | None = None

    @property
    def from_(self) -> dt.date:
        """The first day of the stage."""
        return self.date


class Consent(Part, frozen=True, kw_only=True):
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


class Want(Part, frozen=True, kw_only=True):
    """What a person said on a day that they would like: one of the words of the schema."""

    from_: dt.date
    what: str
    words: str | None = None


class Nda(Part, frozen=True, kw_only=True):
    """A signed non-disclosure agreement; `expires` is the last day on which it holds."""

    version: str
    signed: dt.date
    expires: dt.date | None = None

    def on(self, day: dt.date) -> bool:
        """Whether it is live that day."""
        return self.signed <= day and (self.expires is None or day <= self.expires)


class Relation(Part, frozen=True, kw_only=True):
    """Somebody too close to decide on; valid both ways. One of the ids is set."""

    influencer: str | None = None
    staff: str | None = None
    kind: str | None = None


class Reach(Part, frozen=True, kw_only=True):
    """A figure of reach on a channel, with its day and source."""

    channel: str
    measure: str
    value: int
    date: dt.date
    source: str | None = None


class TierFloor(Part, frozen=True, kw_only=True):
    """A tier given by hand from a day to a day, both included; `second` is who else agreed."""

    from_: dt.date
    until: dt.date | None = None
    tier: str
    by: str
    reason: str
    second: Second | None = None


class Profile(Model, frozen=True, kw_only=True):
    """A person on the map; `id` is the folder's name."""

    id: str
    name: str
    pronouns: str | None = None
    history: tuple[StageEntry, ...]
    owner: str | None = None
    department: str | None = None
    category: str | None = None
    source: str | None = None
    stance: str = "neutral"
    reachable: bool = True
    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    staff: str | None = None
    employer: str | None = None
    referred_by: str | None = None
    accounts: tuple[tuple[str, Account], ...] = ()
    reach: tuple[Reach, ...] = ()
    wants: tuple[Want, ...] = ()
    consent: tuple[Consent, ...] = ()
    nda: tuple[Nda, ...] = ()
    asks_per_quarter: int = 3
    portal_key: int = 1
    tier_floor: tuple[TierFloor, ...] = ()
    bio: Words | None = None
    links: tuple[str, ...] = ()
    stated_stage: str | None = None
    stated_since: dt.date | None = None
    taken_in: tuple[Source, ...] = ()
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

    def entered_on(self, day: dt.date) -> dt.date:
        """The day on which the stage of a day began; that of the first one before it."""
        entry = in_force(self.history, day)
        return entry.date if entry else self.history[0].date

    def consent_on(self, day: dt.date) -> Consent | None:
        """The consent in force on a day, None where none was given."""
        return in_force(self.consent, day)

    def wants_on(self, day: dt.date) -> tuple[Want, ...]:
        """What they want on a day: what they said on the newest day until then."""
        newest = max((each.from_ for each in self.wants if each.from_ <= day), default=None)
        return tuple(each for each in self.wants if each.from_ == newest)

    def nda_on(self, day: dt.date) -> bool:
        """Whether an agreement is live on a day."""
        return any(each.on(day) for each in self.nda)

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """A stage may stand alone, without a history; accounts may be logins alone."""
        stage, since = data.get("stage"), data.get("since")
        alone = {"date": since or EARLIEST, "stage": stage or "candidate"}
        accounts = data.get("accounts", {})
        return {
            "id": path.split("/", 2)[1],
            "history": data.get("history") or [alone],
            "accounts": [(name, account(value)) for name, value in accounts.items()],
            "stated_stage": stage,
            "stated_since": since,
            **data.get("capacity", {}),
        }
