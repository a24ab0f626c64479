"""A ladder stands in no order, or asks for what nobody can have on it.

Tiers stand from the lowest to the highest: none asks for less standing than one before it. What a
ladder does not count is not there for its conditions either, so that claims of a mission, or of a
group, that it leaves out are never enough. Days in a tier are asked for by a higher one: who must
have been in a tier to reach it reaches it by hand alone.

Mend it by putting the tiers in order, by counting what the condition is about, or by asking for
days in a lower tier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.tiers import Ladder, Tier, TiersVersion
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Tiers out of order, and conditions that nobody meets."""
    tiers = snapshot.program.tiers
    if tiers is None:
        return
    for number, (before, ladder) in enumerate(tiers.named()):
        place = tiers.place_of(number)
        counted = _counted(snapshot, ladder)
        if counted is not None and counted.isdisjoint(snapshot.program.missions):
            yield Finding(
                place.at("counts"),
                f"no mission counts for ladder {ladder.id}",
                "name missions, groups or topics that there are",
            )
        for index, version in enumerate(ladder.versions):
            below = place.at("versions", index, "tiers")
            yield from _order(version, below)
            for at, tier in enumerate(version.tiers):
                here = below.at(at, "all")
                yield from _uncounted(snapshot, ladder, tier, here)
                yield from _never(version, before, at, here)


def _order(version: TiersVersion, place: Place) -> Iterator[Finding]:
    most = 0
    for index, tier in enumerate(version.tiers):
        if tier.standing_at_least < most and (tier.standing_at_least or not tier.all):
            yield Finding(
                place.at(index),
                f"{tier.id} needs {tier.standing_at_least}, a tier before it {most}",
                "put the lowest first",
            )
        most = max(most, tier.standing_at_least)


def _counted(snapshot: Snapshot, ladder: Ladder) -> frozenset[str] | None:
    """The missions that count; None where everything does, or where that cannot be known.

    A name of nothing is a fault of its own (rule `unknown-reference`), and a file that could not
    be read may have been what is meant: neither is told a second time as what follows from it.
    """
    program, counts = snapshot.program, ladder.counts
    if counts.topics and program.broken.lacks("mission"):
        return None
    if not all(_is_there(snapshot, each) for each in (*counts.missions, *counts.groups)):
        return None
    return snapshot.terms.counted(ladder)


def _is_there(snapshot: Snapshot, name: str) -> bool:
    """Whether a mission is there, or a group with all of its missions."""
    missions = snapshot.terms.missions_of.get(name, (name,))
    return snapshot.program.missions.keys() >= {*missions}


def _uncounted(snapshot: Snapshot, ladder: Ladder, tier: Tier, place: Place) -> Iterator[Finding]:
    """Claims of what the ladder leaves out."""
    counted = _counted(snapshot, ladder)
    for index, each in enumerate(tier.all):
        if counted is None or each.of is None or not _is_there(snapshot, each.of):
            continue
        if counted.isdisjoint({each.of, *snapshot.terms.missions_of.get(each.of, ())}):
            yield Finding(
                place.at(index, "of"),
                f"claims of {each.of} count for nothing on ladder {ladder.id}",
                "name it under counts, or ask for claims of what counts",
            )


def _never(version: TiersVersion, before: str, at: int, place: Place) -> Iterator[Finding]:
    """Days in a tier, as a condition of that tier itself or of one below it."""
    ids = version.ids
    for index, each in enumerate(version.tiers[at].all):
        name = (each.tier or "").removeprefix(before)
        own = each.tier == f"{before}{name}" and name in ids
        if own and ids.index(name) >= at:
            yield Finding(
                place.at(index, "tier"),
                f"{ids[at]} asks for days in {each.tier}, which nobody has before it",
                "ask for days in a lower tier",
            )


RULE = Rule("ladders", check, scope=Scope.FILE)
