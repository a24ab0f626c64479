"""What a path states is stated otherwise inside the file.

A record's path names its day and the person, mission or reward it belongs to. The file need
not repeat them; where it does, both must agree, for two answers to one question are none. The
day in the name must be a real one: a claim's is `occurred`, a redemption's `requested`, a
feedback item's the first `received`, an incident's `began`, an event's `starts`, a term's `from`,
else `date`.

Mend it by renaming the file, or by taking the field out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.feedback import Received
from goodword.model.plain import record_name
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def _day(place: Place, key: tuple[str | int, ...], stated: date) -> Iterator[Finding]:
    path = place.path
    if not path.startswith(stated.isoformat(), path.rfind("/") + 1):
        name = record_name(path)
        yield Finding(
            place.at(*key),
            f"{key[-1]} is {stated}, the file's name says {name.date}",
            f"name the file {stated}{path.rpartition('/')[2][10:]}, or mend the day",
        )


def _id(place: Place, key: str, stated: str, named: str) -> Iterator[Finding]:
    if stated != named:
        yield Finding(
            place.at(key), f'{key} is "{stated}", the path says "{named}"', f"leave {key} out"
        )


def _records(program: Program) -> Iterator[Finding]:
    for touchpoint in program.touchpoints.values():
        yield from _day(touchpoint.place, ("date",), touchpoint.date)
    for term in program.terms.values():
        yield from _day(term.place, ("from",), term.from_)
    for redemption in program.redemptions.values():
        yield from _day(redemption.place, ("requested",), redemption.requested)
    for erasure in program.erasures.values():
        yield from _day(erasure.place, ("date",), erasure.date)
    for event in program.events.values():
        yield from _day(event.place, ("starts",), event.first_day)
    for incident in program.incidents.values():
        yield from _day(incident.place, ("began",), incident.first_day)
    for signal in program.signals.values():
        yield from _day(signal.place, ("date",), signal.first_day)


def _feedback(program: Program) -> Iterator[Finding]:
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            if isinstance(step, Received):
                yield from _day(item.place, ("steps", index, "date"), step.date)
                break


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Days and ids that differ from the path's."""
    program = snapshot.program
    written = {each: each.isoformat() for each in {c.occurred for c in program.claims.values()}}
    for claim in program.claims.values():
        path = claim.place.path
        if path.endswith(f"/{written[claim.occurred]}-{claim.influencer}.yml"):
            continue  # nearly every claim, and cheaper than taking the name apart
        name = record_name(path)
        if claim.occurred.isoformat() != name.date:
            yield from _day(claim.place, ("occurred",), claim.occurred)
        if claim.influencer != name.slug:
            yield from _id(claim.place, "influencer", claim.influencer, name.slug)
    yield from _records(program)
    yield from _feedback(program)
    for redemption in program.redemptions.values():
        path = redemption.place.path
        yield from _id(redemption.place, "influencer", redemption.influencer, path.split("/")[1])
        yield from _id(redemption.place, "reward", redemption.reward, record_name(path).slug)


RULE = Rule("stated-in-path", check, scope=Scope.FILE)
