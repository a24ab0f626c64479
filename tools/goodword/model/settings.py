"""program.yml: name, staff, zone, languages, cycles and the policy of points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST, CycleVersion
from goodword.model.plain import announced, day_or_none, ids, versions, words_or_none

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a platform: its login, and the number that stays when the login changes."""

    login: str
    id: int | None = None


def account(value: Any) -> Account:
    """An account from a login or from `{login, id}`."""
    if isinstance(value, str):
        return Account(value)
    number = value.get("id")
    return Account(value["login"], None if number is None else int(number))


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the brand who works for the program; `until` is the last day included."""

    id: str
    name: str
    github: Account | None = None
    emails: tuple[str, ...] = ()
    department: str | None = None
    from_: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether this person is on staff that day."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class MonthsExpiry:
    """Expiry a number of months after a lot becomes available, rounded up to an end."""

    months: int
    round_up: str = "none"


@dataclass(frozen=True, slots=True)
class PointsPolicy:
    """How points mature, expire and may be claimed from a day on; days are calendar days."""

    from_: date
    announced: date | None = None
    maturation_days: int = 0
    expiry: str | MonthsExpiry = "end-of-next-cycle"
    claim_grace_days: int = 14
    claim_max_age_cycles: int = 1
    restore_grace_days: int = 30
    escalate_above: int | None = None
    notice_days: int = 30


@dataclass(frozen=True, slots=True)
class Intake:
    """How influencers hand things in: a mail address, a form's address, or issue forms."""

    mail: str | None = None
    form: str | None = None
    issues: str | None = None


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """Address, colours, logo and audiences of the portal."""

    url: str | None = None
    colours: tuple[tuple[str, str], ...] = ()
    logo: str | None = None
    audiences: tuple[str, ...] = ("members",)


@dataclass(frozen=True, slots=True)
class Settings:
    """The program's own file."""

    place: Place = field(compare=False, repr=False)
    name: str
    brand: str | None
    purpose: Words | None
    staff: tuple[Staff, ...]
    ids: str
    timezone: str
    languages: tuple[str, ...]
    mode: str
    intake: Intake
    started: date | None
    cycle: tuple[CycleVersion, ...]
    points: tuple[PointsPolicy, ...]
    portal: PortalSettings
    schema_version: int

    @property
    def first_day(self) -> date:
        """The day from which a version without `from` holds."""
        return self.started or EARLIEST


def _expiry(value: Any) -> str | MonthsExpiry:
    if isinstance(value, dict):
        return MonthsExpiry(value["months"], value.get("round_up", "none"))
    return str(value)


def _points(data: Data, start: date) -> PointsPolicy:
    return PointsPolicy(
        start,
        announced(data.get("announced")),
        data.get("maturation_days", 0),
        _expiry(data.get("expiry", "end-of-next-cycle")),
        data.get("claim_grace_days", 14),
        data.get("claim_max_age_cycles", 1),
        data.get("restore_grace_days", 30),
        data.get("escalate_above"),
        data.get("notice_days", 30),
    )


def _cycle(data: Data, start: date) -> CycleVersion:
    return CycleVersion(start, data.get("every", "quarter"), data.get("starts_month", 1))


def _staff(data: Data) -> Staff:
    return Staff(
        data["id"],
        data["name"],
        account(data["github"]) if "github" in data else None,
        ids(data.get("emails")),
        data.get("department"),
        day_or_none(data.get("from")),
        day_or_none(data.get("until")),
    )


def read(data: Data, place: Place) -> Settings:
    """The settings of a `program` document that fits its schema."""
    started = day_or_none(data.get("started"))
    first = started or EARLIEST
    intake = data.get("intake", {})
    portal = data.get("portal", {})
    return Settings(
        place,
        data["name"],
        data.get("brand"),
        words_or_none(data.get("purpose")),
        tuple(_staff(each) for each in data["staff"]),
        data.get("ids", "handle"),
        data["timezone"],
        ids(data.get("languages", ["en"])),
        data.get("mode", "closed"),
        Intake(intake.get("mail"), intake.get("form"), intake.get("issues")),
        started,
        versions(data.get("cycle", {}), EARLIEST, "every", _cycle),
        versions(data.get("points", {}), first, "maturation_days", _points),
        PortalSettings(
            portal.get("url"),
            tuple(sorted(portal.get("colours", {}).items())),
            portal.get("logo"),
            ids(portal.get("audiences", ["members"])),
        ),
        data.get("schema_version", 1),
    )
