"""What only staff have: work that waits, everyone's points, stock, the register, loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.engagement import (
        AuditView,
        IncidentView,
        KpiView,
    )
    from goodword.audience.view.frame import Who, Words


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written: a path in the repository, and a line where it is known."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        """As an editor opens it: `path:line`."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim that somebody has to decide.

    Args:
        title: of the mission; `mission` is its id, which has a page.
        who: everyone whose claim it is.
        state: submitted, asked (a question to them is open) or appealed.
        since: the day it was handed in, or appealed.
        days: how long it has waited, in calendar days.
        allowed: how many it may wait.
        reviewers: names of those who may decide; empty is everyone on staff.
    """

    mission: str
    title: Words
    who: tuple[Who, ...]
    state: str
    since: date
    days: int
    allowed: int
    reviewers: tuple[str, ...]
    source: Source

    @property
    def late(self) -> bool:
        """Whether it has waited longer than it may."""
        return self.state != "asked" and self.days > self.allowed


@dataclass(frozen=True, slots=True)
class StockView:
    """A reward on the shelf: what was put there, what is left, and who hands it out."""

    id: str
    name: Words
    added: int | None
    left: int | None
    open: int
    fulfiller: str | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request for a reward that is open: `state` is requested, approved or not-covered."""

    name: Words
    who: Who
    state: str
    quantity: int
    points: int
    since: date
    days: int
    source: Source


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What a person agreed to and signed.

    Args:
        sharing: recognition, contact and points, each nobody, staff, members or public.
        given: the day of the consent in force; None where there is none.
        outdated: whether it names another version than the one in force.
        nda: version of the agreement signed last, None where there is none.
        nda_state: live, lapsing (within 30 days), lapsed or none.
    """

    who: Who
    stage: str
    version: str | None
    given: date | None
    sharing: tuple[str, str, str]
    messages: str
    outdated: bool
    nda: str | None
    signed: date | None
    expires: date | None
    nda_state: str


@dataclass(frozen=True, slots=True)
class LoopGroup:
    """The items of one department or owner; `label` empty for those that are nobody's yet."""

    label: Words
    items: int
    open: int
    overdue: int
    delivered_not_told: int
    declined_not_told: int


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """An item that is not closed: whose it is, and the clock that presses most."""

    id: str
    title: Words
    state: str
    department: Words | None
    owner: str | None
    received: date
    clock: str | None
    status: str | None
    due: date | None
    days: int
    untold: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class StaffView:
    """What staff have beside what everyone under an agreement has.

    Args:
        claims: those that wait longest first.
        accounts: those whose points staff may see, by name, then id. register: likewise.
        stock: by id. requests: the oldest first.
        departments, owners: loops by whose they are. loops: open items, most overdue first.
        measured: KPIs in the order of the strategy.
    """

    claims: tuple[WaitingClaim, ...]
    accounts: tuple[Who, ...]
    stock: tuple[StockView, ...]
    requests: tuple[RequestView, ...]
    register: tuple[RegisterView, ...]
    departments: tuple[LoopGroup, ...]
    owners: tuple[LoopGroup, ...]
    loops: tuple[OpenLoop, ...]
    measured: tuple[KpiView, ...]
    incidents: tuple[IncidentView, ...]
    audit: AuditView | None = None
