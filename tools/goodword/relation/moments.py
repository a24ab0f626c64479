"""Moments as they are written: a day, or a minute of the program's zone, with or without offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def moment(text: str, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """A moment or day as written, in UTC.

    Args:
        text: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` with or without an offset.
        zone: the program's.
        end: of a plain day take the end; else its beginning.
    """
    if "T" not in text:
        day = date.fromisoformat(text) + timedelta(days=end)
        local = datetime(day.year, day.month, day.day, tzinfo=zone)
        return local.astimezone(UTC)
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.astimezone(UTC)


def hours_between(began: datetime, until: datetime) -> int:
    """Hours between two moments, begun ones counted whole; 0 where the second is earlier.

    Moments are in UTC, so that an hour which a clock skips or shows twice counts as it passed.
    """
    minutes = int((until - began).total_seconds()) // 60
    return max(0, -(-minutes // 60))


def changed(text: str, zone: ZoneInfo) -> str | None:
    """What a change of the clock does to a minute: `skipped`, `repeated`, or None for nothing.

    Args:
        text: as for `moment`; a day, or what states its offset, is never unclear.
        zone: the program's.
    """
    if "T" not in text:
        return None
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        return None
    first, second = (found.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return None
    return "skipped" if first < second else "repeated"
