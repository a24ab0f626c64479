"""The public holidays of the calendar's country are not known.

`country` in calendar.yml is a country by its two letters, or a part of one (`DE-BE`), whose
public holidays and weekend the holidays library knows. With any other, only Saturdays, Sundays
and the days under `closed` are free, and clocks run on days on which nobody works.

Mend it by writing the code as ISO 3166 has it, by the country without the part, or by leaving
`country` out and listing the days under `closed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.workdays import countries, supported
from goodword.model.regions import MEANT
from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """A country that the library does not have."""
    calendar = snapshot.program.calendar
    if calendar is None or calendar.country is None or supported(calendar.country):
        return
    code = calendar.country.partition("-")[0]
    meant = code if code in countries() else MEANT.get(code)
    near = f', did you mean "{meant}"?' if meant in countries() else ""
    near = near or did_you_mean(calendar.country, countries())
    yield Finding(
        calendar.place.at("country"),
        f'the public holidays of "{calendar.country}" are not known{near}',
    )


RULE = Rule("calendar-country", check, scope=Scope.FILE, only="calendar")
