"""program.yml: name, staff, zone, languages, cycles and the policy of points."""

from __future__ import annotations

from datetime import date
from typing import Any

from goodword.days import EARLIEST, CycleVersion
from goodword.model.plain import Data, Named, Words
from goodword.model.shape import Model, Part, versions, whole
from goodword.model.snooze import Snooze


class Account(Part, frozen=True):
    """An account on a platform: its login, and the number that stays when the login changes."""

    login: str
    id: int | None = None


def account(value: Any) -> Account:
    """An account from a login or from `{login, id}`."""
    data = whole(value, "login")
    number = data.get("id")
    return Account(data["login"], None if number is None else int(number))


class Followed(Part, frozen=True):
    """One thing that somebody on staff follows: a community, a topic or a feedback item."""

    community: str | None = None
    topic: str | None = None
    item: str | None = None


class Staff(Part, frozen=True):
    """A person of the brand who works for the program; `until` is the last day included.

    `digest` is the day of their last digest of what they follow, which told what was before it.
    """

    id: str
    name: str
    github: Account | None = None
    emails: tuple[str, ...] = ()
    department: str | None = None
    from_: date | None = None
    until: date | None = None
    follows: tuple[Followed, ...] = ()
    digest: date | None = None

    def on(self, day: date) -> bool:
        """Whether this person is on staff that day."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


class Expiry(Part, frozen=True):
    """When points can no longer be spent: one of `months`, `idle_months` and `end` says it.

    `months` count from the day they became available, `idle_months` from the day they were
    awarded or the person's last approved claim, whichever is later; `end` is that of a cycle, or
    never. `carry_at_most` is how many points are carried over a cycle's end; None for all.
    """

    months: int | None = None
    idle_months: int | None = None
    end: str | None = None
    round_up: str = "none"
    plus_days: int = 0
    carry_at_most: int | None = None


def _expiry(data: Data) -> Data:
    """A version of points whose expiry is a word where it says no more than that."""
    said = data.get("expiry")
    if not isinstance(said, dict) or "end" not in said:
        return data
    more = said.get("plus_days") or said.get("round_up", "none") != "none"
    if more or "carry_at_most" in said:
        return data
    return {**data, "expiry": said["end"]}


class PointsPolicy(Part, frozen=True):
    """How points mature, expire and may be claimed from a day on; days are calendar days."""

    from_: date
    announced: date | None = None
    maturation_days: int = 0
    expiry: str | Expiry = "end-of-next-cycle"
    claim_grace_days: int = 14
    claim_max_age_cycles: int = 1
    restore_grace_days: int = 30
    escalate_above: int | None = None
    notice_days: int = 30

    @property
    def ends(self) -> Expiry:
        """When points can no longer be spent, whichever way it is written."""
        return Expiry(end=self.expiry) if isinstance(self.expiry, str) else self.expiry


class Referral(Part, frozen=True):
    """What whoever brought somebody gets, by the day on which that person became a member.

    `points` once, with their first approved claim; `percent` of what they earn by what they do in
    their first `within_days` days, which bounds the first claim too.
    """

    from_: date
    announced: date | None = None
    points: int = 0
    percent: int = 0
    within_days: int | None = None


class Intake(Part, frozen=True):
    """How influencers hand things in: a mail address, a form's address, or issue forms."""

    mail: str | None = None
    form: str | None = None
    issues: str | None = None


class PortalSettings(Part, frozen=True):
    """Address, colours, logo and audiences of the portal."""

    url: str | None = None
    colours: Named = ()
    logo: str | None = None
    audiences: tuple[str, ...] = ("members",)


class Settings(Model, frozen=True, kw_only=True):
    """The program's own file."""

    name: str
    brand: str | None = None
    purpose: Words | None = None
    staff: tuple[Staff, ...]
    ids: str = "handle"
    timezone: str
    languages: tuple[str, ...] = ("en",)
    mode: str = "closed"
    intake: Intake = Intake()
    started: date | None = None
    cycle: tuple[CycleVersion, ...]
    points: tuple[PointsPolicy, ...]
    referral: tuple[Referral, ...] = ()
    portal: PortalSettings = PortalSettings()
    schema_version: int = 1
    snoozed: tuple[Snooze, ...] = ()

    @property
    def first_day(self) -> date:
        """The day from which a version without `from` holds."""
        return self.started or EARLIEST

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Cycles and points may have one version; how cycles are cut was always so."""
        portal = data.get("portal", {})
        first = data.get("started", EARLIEST)
        return {
            "staff": [
                {**each, "github": account(each["github"])} if "github" in each else each
                for each in data["staff"]
            ],
            "cycle": [
                {**each, "from_": each["from"]}
                for each in versions(data.get("cycle", {}), "every", EARLIEST)
            ],
            "points": [
                _expiry(each) for each in versions(data.get("points", {}), "maturation_days", first)
            ],
            "referral": [*versions(data["referral"], "points", first)]
            if "referral" in data
            else (),
            "portal": {**portal, "colours": dict(sorted(portal.get("colours", {}).items()))},
        }
