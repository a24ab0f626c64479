"""Days and moments as files state them, in the program's zone and the reader's form."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import time

    from goodword.texts import Texts


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def moment(stated: str, name: str) -> date | datetime:
    """A day, or a moment in the program's zone, as an event states it.

    Args:
        stated: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` with an offset or without.
        name: of the program's zone, which holds where no offset is stated.
    """
    if "T" not in stated:
        return date.fromisoformat(stated)
    read = datetime.fromisoformat(stated)
    here = zone(name)
    return read.astimezone(here) if read.tzinfo else read.replace(tzinfo=here)


def at(point: date | datetime) -> tuple[date, time | None]:
    """Its day, and its time where it has one."""
    return (point.date(), point.time()) if isinstance(point, datetime) else (point, None)


def stated_at(stated: str, texts: Texts, name: str) -> str:
    """A day or moment as a file states it, in the reader's form and the program's zone."""
    day, hour = at(moment(stated, name))
    return texts.day(day) + (f", {texts.time(hour)}" if hour else "")
