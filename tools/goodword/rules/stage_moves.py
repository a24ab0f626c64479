"""A person's stages do not follow each other.

Stages move along known ways: candidate to invited, member or declined; invited to member,
declined or back to candidate; member to on-leave and back; member or on-leave to emeritus or
left; emeritus, left and declined to invited or member; any to opted-out or deceased. Nothing
follows deceased, and no stage follows itself. From opted-out only the person's own new consent
leads back. Entries are sorted by day, and `stage` and `since`, where they are given beside
`history`, are those of its newest entry.

Mend it by adding the stage between, or by correcting the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

MOVES = {
    "candidate": ("invited", "member", "declined"),
    "invited": ("member", "declined", "candidate"),
    "member": ("on-leave", "emeritus", "left"),
    "on-leave": ("member", "emeritus", "left"),
    "emeritus": ("invited", "member"),
    "left": ("invited", "member"),
    "declined": ("invited", "member"),
    "opted-out": (),
    "deceased": (),
}
"""Stages that may follow each; opted-out and deceased may follow any but themselves."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Moves that no way leads along, days out of order, and two answers for the newest."""
    for person in snapshot.program.influencers.values():
        yield from _order(person)
        yield from _stated(person)


def _order(person: Profile) -> Iterator[Finding]:
    for index in range(1, len(person.history)):
        before, entry = person.history[index - 1], person.history[index]
        place = person.place.at("history", index)
        if entry.date < before.date:
            yield Finding(
                place.at("date"),
                f"{entry.date} is before the entry above it, {before.date}",
                "sort the entries by day, the newest last",
            )
        last = before.stage in {"deceased", entry.stage}
        if entry.stage in MOVES[before.stage]:
            continue
        if entry.stage in {"opted-out", "deceased"} and not last:
            continue
        if before.stage == "opted-out" and not last:
            if any(before.date < each.from_ <= entry.date for each in person.consent):
                continue
            hint = "record the person's own new consent first"
        else:
            ways = (*MOVES[before.stage], "opted-out", "deceased")
            hint = f"from {before.stage} lead: {', '.join(ways)}"
            if before.stage == "deceased":
                hint = "nothing follows deceased"
        yield Finding(place.at("stage"), f"no way leads from {before.stage} to {entry.stage}", hint)


def _stated(person: Profile) -> Iterator[Finding]:
    newest = person.history[-1]
    if person.stated_stage not in (None, newest.stage):
        yield Finding(
            person.place.at("stage"),
            f"stage is {person.stated_stage}, the newest entry of history says {newest.stage}",
            "leave stage and since out where there is a history",
        )
    if person.stated_since not in (None, newest.date):
        yield Finding(
            person.place.at("since"),
            f"since is {person.stated_since}, the newest entry of history says {newest.date}",
            "leave stage and since out where there is a history",
        )


RULE = Rule("stage-moves", check, scope=Scope.FILE)
