"""What one member may have on a page of their own, which is sealed for them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.audience.record import Record


@dataclass(frozen=True, slots=True)
class Mine:
    """A member's own page.

    Args:
        record: everything kept about them that they may have.
        number: of their link, `portal_key`; another number is another link.
        sharing: who else gets what today, as it is used: recognition, contact and points, each
            with nobody, staff, members or public.
        messages: which messages they get.
        standing_cycle: points of the current cycle, which decide the place among those shown.
    """

    record: Record
    number: int
    sharing: tuple[tuple[str, str], ...]
    messages: str
    standing_cycle: int
