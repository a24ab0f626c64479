"""What only staff have: whose points they may see, and the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Who


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
class StaffView:
    """What staff have beside what everyone under an agreement has.

    Args:
        accounts: those whose points staff may see, by name, then id. register: likewise.
    """

    accounts: tuple[Who, ...]
    register: tuple[RegisterView, ...]
