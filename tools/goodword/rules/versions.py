"""Versions are out of order, overlap, or change a cycle in its middle.

What is in force on a day is the last version whose `from` is not after it, so the list is
sorted and no two begin on the same day. A change of the cycle takes effect on the first day of
a cycle, both of the cycle before and of its own, so that no day falls between two cycles.

Mend it by sorting the list, by giving one of two equal days another, or by moving the change
to the first day of a cycle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import EARLIEST, Cycles
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.tiers import Tiers
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Days not after the day above them, and cycles cut in their middle."""
    for place, days in _lists(snapshot.program):
        for index in range(1, len(days)):
            if days[index] <= days[index - 1]:
                same = days[index] == days[index - 1]
                yield Finding(
                    place.at(index, "from"),
                    f"{days[index]} is {'also' if same else 'before'} the from above it"
                    + ("" if same else f", {days[index - 1]}"),
                    "sort the versions by from, the newest last, each on a day of its own",
                )
    yield from _milestones(snapshot.program)
    yield from _cycles(snapshot.program)
    yield from _consents(snapshot.program)


def _milestones(program: Program) -> Iterator[Finding]:
    """The versions of each milestone stand in one list with those of all others."""
    latest: dict[str, date] = {}
    for index, each in enumerate(program.milestones.milestones if program.milestones else ()):
        before = latest.get(each.id)
        if program.milestones is not None and before is not None and each.from_ <= before:
            same = each.from_ == before
            yield Finding(
                program.milestones.place.at("milestones", index),
                f'"{each.id}" is from {each.from_}, {"as" if same else "before"} the one of that id'
                + (" above it" if same else f" above it, {before}"),
                "give each version a from of its own, the newest last",
            )
        latest[each.id] = max(each.from_, before or each.from_)


def _cycles(program: Program) -> Iterator[Finding]:
    versions = program.settings.cycle
    for index, version in enumerate(versions):
        if version.from_ == EARLIEST:
            continue
        own = Cycles([version]).of(version.from_)
        before = Cycles([versions[index - 1]]).of(version.from_) if index else own
        if own.start != version.from_ or before.start != version.from_:
            wrong = own if own.start != version.from_ else before
            yield Finding(
                program.settings.place.at("cycle", index, "from"),
                f"{version.from_} is in the middle of cycle {wrong.name}",
                f"a change of cycle takes effect on its first day: {wrong.start} or {wrong.end}",
            )


def _consents(program: Program) -> Iterator[Finding]:
    """Consent entries may share a day, for that is a change of mind; the last one counts."""
    for person in program.influencers.values():
        for index in range(1, len(person.consent)):
            entry, before = person.consent[index], person.consent[index - 1]
            if entry.from_ < before.from_:
                yield Finding(
                    person.place.at("consent", index, "from"),
                    f"{entry.from_} is before the from above it, {before.from_}",
                    "entries are only added, the newest last",
                )


def _lists(program: Program) -> Iterator[tuple[Place, Sequence[date]]]:
    settings = program.settings
    yield settings.place.at("cycle"), [each.from_ for each in settings.cycle]
    yield settings.place.at("points"), [each.from_ for each in settings.points]
    yield settings.place.at("referral"), [each.from_ for each in settings.referral]
    if program.tiers:
        yield from _ladders(program.tiers)
    if program.term_settings:
        place = program.term_settings.place
        yield place.at("versions"), [each.from_ for each in program.term_settings.versions]
    if program.questions:
        place = program.questions.place
        yield place.at("versions"), [each.from_ for each in program.questions.versions]
    if program.policies:
        place = program.policies.place
        yield place.at("versions"), [each.from_ for each in program.policies.versions]
        yield place.at("consents"), [each.from_ for each in program.policies.consents]
        yield place.at("ndas"), [each.from_ for each in program.policies.ndas]
    if program.groups:
        for index, group in enumerate(program.groups.groups):
            place = program.groups.place.at("groups", index, "limits")
            yield place, [each.from_ for each in group.limits]
    for mission in program.missions.values():
        yield mission.place.at("points"), [each.from_ for each in mission.points]
    for reward in program.rewards.values():
        yield reward.place.at("cost"), [each.from_ for each in reward.cost]
    for community in program.communities.values():
        yield community.place.at("stance"), [each.from_ for each in community.stance]


def _ladders(tiers: Tiers) -> Iterator[tuple[Place, Sequence[date]]]:
    for number, ladder in enumerate(tiers.every):
        place = tiers.place_of(number).at("versions")
        yield place, [each.from_ for each in ladder.versions]


RULE = Rule("versions", check, scope=Scope.FILE)
