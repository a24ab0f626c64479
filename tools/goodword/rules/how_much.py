"""A mission says what is worth more in a way that cannot hold, or a claim counts where it does not.

A quality with a name of its own is not called nearly as `low`, `normal` or `high`: that would be a
slip, and then those three are not there any more. A claim says `quantity` where the mission's
version of the day it occurred has a `unit`, and `key` where that of the day it was handed in has
`per`. A scale goes from the least to the most points, and each bonus has an id of its own.

Mend it by adding a version with a `unit` that begins no later than the day, by leaving `quantity`
out, by saying the `key`, or by putting the two ends of the scale, or the ids, right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.mission import USUAL
from goodword.nearest import nearest
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.model.mission import Mission, PointsVersion
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Versions of missions that cannot hold, and claims that count what is not counted."""
    program = snapshot.program
    for mission in program.missions.values():
        yield from _versions(mission)
    keyed = {each.id for each in program.missions.values() if any(x.per for x in each.points)}
    for claim in program.claims.values():
        if claim.mission in keyed and claim.key is None:
            yield from _keyless(snapshot, claim)
        if claim.many == 1 or claim.mission not in program.missions:
            continue
        version = snapshot.terms.points_version(claim.mission, claim.occurred)
        if version is not None and version.unit is None:
            since = version.from_
            yield Finding(
                claim.place.at("quantity"),
                f"{claim.quantity} of {claim.mission}, whose version from {since} has no unit",
                f"leave quantity out, or let {program.missions[claim.mission].place.path} say"
                " what is counted",
            )


def _keyless(snapshot: Snapshot, claim: Claim) -> Iterator[Finding]:
    """A claim of which nobody can say with which others it counts."""
    version = snapshot.terms.points_version(claim.mission, claim.submitted)
    if version is not None and version.per is not None:
        yield Finding(
            claim.place,
            f"it has no key, and {claim.mission} counts claims by {version.per.key.first}",
            f"say which {version.per.key.first} it is about, in key",
        )


def _versions(mission: Mission) -> Iterator[Finding]:
    for index, version in enumerate(mission.points):
        place = mission.place.at("points", index)
        yield from _slips(version, place)
        scale = version.scale
        if scale is not None and scale.least > scale.most:
            yield Finding(
                place.at("scale", "least"),
                f"the least is {scale.least}, above the most, {scale.most}",
                "let the least be no more than the most",
            )
        known: set[str] = set()
        for at, bonus in enumerate(version.bonus):
            if bonus.id in known:
                yield Finding(
                    place.at("bonus", at, "id"),
                    f'bonus "{bonus.id}" stands there twice',
                    "give each an id of its own",
                )
            known.add(bonus.id)


def _slips(version: PointsVersion, place: Place) -> Iterator[Finding]:
    for name in version.quality.own:
        meant = nearest(name, USUAL)
        if meant is not None and meant != name:
            yield Finding(
                place.at("quality", name),
                f'"{name}" is a quality of its own, did you mean "{meant}"?',
                f"write {meant}, or a name that is not taken for it",
            )


RULE = Rule("how-much", check, scope=Scope.FILE)
