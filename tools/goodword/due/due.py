"""Due: something owed by a day, to whom, whose job it is, and what does it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.deciders import too_close
from goodword.loops.told import SILENT
from goodword.relation.given import stands
from goodword.texts import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.diagnostics import Place
    from goodword.model.policies import Clocks, PoliciesVersion
    from goodword.model.profile import Profile
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot
    from goodword.texts import Said


class Due(NamedTuple):
    """One thing that is owed.

    Args:
        what: the module of this room that found it.
        to: influencer ids of those it is owed to; empty where it is owed to a file alone.
        who: staff id of whose job it is.
        date: the last day on which it is in time.
        said: what is owed and why, in every language.
        place: the file to open, and the field that says so.
        command: what does it, with all that it needs.
        since: the first day on which it is shown; None for so many days ahead as one asks.
        department: whose it is; None for nobody's in particular.
        template: the message that does it, where there is one.
        hours: hours by which it is over, where hours count; 0 for the others.
        about: where a message does it, or a person in place of one, what tells it from others.
        begun: the day from which it is owed; None where `date` says all.
    """

    what: str
    to: tuple[str, ...]
    who: str
    date: dt.date
    said: Said
    place: Place
    command: str
    since: dt.date | None = None
    department: str | None = None
    template: str | None = None
    hours: int = 0
    about: str = ""
    begun: dt.date | None = None

    @property
    def why(self) -> str:
        """The same in English, without a full stop, as the command line says it."""
        return english().say(self.said)

    def late(self, as_of: dt.date) -> bool:
        """Whether it is over on a day, be it by hours."""
        return self.hours > 0 or self.date < as_of

    @property
    def advice(self) -> bool:
        """Whether it is no debt but advice, which stands apart from what is owed."""
        return self.what in {"fits", "relations"}

    def shown(self, as_of: dt.date, days: int) -> bool:
        """Whether it is shown on a day to who looks so many days ahead."""
        if self.since is not None and self.since <= as_of:
            return True
        return self.date <= as_of + dt.timedelta(days=days)


def present(snapshot: Snapshot, wanted: Iterable[str | None], near: Iterable[str] = ()) -> str:
    """The first of these who is on staff on the day, else the first of all staff who is.

    Args:
        snapshot: the program on a day.
        wanted: staff ids, the best first; None and unknown ones are passed over.
        near: influencers; who is too close to one of them is passed over while others are left.
    """
    program = snapshot.program
    everyone = [*(each for each in wanted if each is not None), *program.staff]
    here = [
        each
        for each in everyone
        if (staff := program.staff.get(each)) is not None and staff.on(snapshot.as_of)
    ]
    people = tuple(near)
    free = [each for each in here if too_close(program, each, people) is None]
    return next(iter((*free, *here, *program.staff)))


def owner(snapshot: Snapshot, person: str) -> str:
    """Whose job a person is."""
    profile = snapshot.program.influencers.get(person)
    return present(snapshot, [snapshot.program.owner_of(profile) if profile else None])


def department(snapshot: Snapshot, person: str) -> str | None:
    """The department that a person is routed to."""
    profile = snapshot.program.influencers.get(person)
    return snapshot.program.department_of(profile) if profile else None


def shared_department(snapshot: Snapshot, people: Iterable[str]) -> str | None:
    """The department that all of these people are routed to; None where there are several."""
    found = {department(snapshot, person) for person in people}
    return found.pop() if len(found) == 1 else None


def lead(snapshot: Snapshot, wanted: str | None) -> str:
    """The lead of a department, else the first of staff."""
    departments = snapshot.program.departments
    found = departments.department(wanted) if departments else None
    return present(snapshot, [found.lead if found else None])


def policies(snapshot: Snapshot, day: dt.date) -> PoliciesVersion:
    """The policies in force on a day."""
    versions = snapshot.program.policy_versions
    return in_force(versions, day) or versions[0]


def clocks(snapshot: Snapshot, person: str, day: dt.date) -> Clocks:
    """What the clocks that start on a day allow for a person."""
    return snapshot.clocks(person, day)


def silent(person: Profile | None, day: dt.date) -> bool:
    """Whether nothing is said to a person: they do not want it, or have died."""
    if person is None or person.stage_on(day) in SILENT:
        return True
    consent = person.consent_on(day)
    return consent is not None and consent.messages == "none"


def records(snapshot: Snapshot, person: str) -> Iterator[Touchpoint]:
    """The touchpoints of a person that count on the day, by date."""
    for each in snapshot.program.touchpoints_of.get(person, ()):
        if stands(each, snapshot.as_of):
            yield each


def after(day: dt.date, days: int) -> dt.date:
    """The day so many calendar days later."""
    return day + dt.timedelta(days=days)
