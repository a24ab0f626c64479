"""What somebody would like is said twice, contradicts itself, or on a day on which nobody asked.

What holds are the entries of the newest day, all of them. So nothing stands twice on a day, and
`none`, which is nothing for now, stands alone. The day is one on which the person was on the map
and had not gone (left, declined, opted out or dead), and not before the program began.

Mend it by leaving an entry out or by the day; what is said anew is an entry of a later day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.told import GONE
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each entry that is one too many, or of a day on which it cannot have been said."""
    for person in snapshot.program.influencers.values():
        if person.wants:
            yield from _together(person)
            yield from _days(person, snapshot.program.settings.first_day)


def _together(person: Profile) -> Iterator[Finding]:
    """Entries of one day that cannot both hold."""
    of_day: dict[date, list[str]] = {}
    for index, want in enumerate(person.wants):
        before = of_day.setdefault(want.from_, [])
        at = person.place.at("wants", index, "what")
        if want.what in before:
            yield Finding(
                at, f"{want.what} is said twice on {want.from_}", "leave one of the two out"
            )
        elif before and "none" in (want.what, *before):
            both = f"{before[0]} and {want.what}"
            yield Finding(
                at,
                f"{both} are said on {want.from_}, none stands alone",
                "leave none out, or the others",
            )
        before.append(want.what)


def _days(person: Profile, began: date) -> Iterator[Finding]:
    for index, want in enumerate(person.wants):
        at, stage = person.place.at("wants", index, "from"), person.stage_on(want.from_)
        if want.from_ < began:
            yield Finding(
                at, f"said on {want.from_}, before the program began, on {began}", "correct the day"
            )
        elif stage is None:
            yield Finding(
                at,
                f"said on {want.from_}, before {person.id} was on the map, since "
                f"{person.history[0].date}",
                "correct the day, or begin history with the day they came onto the map",
            )
        elif stage in GONE:
            yield Finding(
                at,
                f"said on {want.from_}, when {person.id} was at the stage {stage}",
                "correct the day or the history; of who has gone nothing is asked",
            )


RULE = Rule("wants-said", check, scope=Scope.FILE)
