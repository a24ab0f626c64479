"""The program's time zone is not one that the world has.

Days are days of the program's zone, written as the IANA database names it (`Europe/Berlin`).

Mend it by writing the name as the list has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """A zone that cannot be found, with the nearest name."""
    settings = snapshot.program.settings
    if snapshot.program.broken.lacks("program"):
        return
    try:
        ZoneInfo(settings.timezone)
    except (KeyError, ValueError, OSError):
        near = did_you_mean(settings.timezone, available_timezones())
        yield Finding(
            settings.place.at("timezone"), f'there is no time zone "{settings.timezone}"{near}'
        )


RULE = Rule("time-zone", check, scope=Scope.FILE)
