"""Ladders as everybody may have them, and where somebody stands on each of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.record import OwnLadder
from goodword.audience.tier_names import names_of
from goodword.audience.view import LadderView, TiersVersion, TierView
from goodword.audience.words import shown
from goodword.days import in_force
from goodword.ledger.conditions import words
from goodword.ledger.explaining_tiers import over_words
from goodword.ledger.measure_deeds import asks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from goodword.audience.view import Words
    from goodword.ledger.conditions import Measured
    from goodword.model.program import Program
    from goodword.model.tiers import Ladder
    from goodword.model.tiers import TiersVersion as Version
    from goodword.snapshot import Snapshot
    from goodword.texts import Said


def ladders(snapshot: Snapshot) -> Iterator[LadderView]:
    """Every ladder in force or announced; none where there is only the usual one."""
    program, day = snapshot.program, snapshot.as_of
    tiers = program.tiers
    for each in tiers.every if tiers is not None and not tiers.plain else ():
        current = in_force(each.versions, day)
        following = tuple(
            TiersVersion(x.from_, x.announced, tiers_of(x, snapshot))
            for x in each.versions
            if x.from_ > day and x.announced is not None and x.announced <= day
        )
        if current is not None or following:
            yield LadderView(
                each.id,
                shown(each.name, program),
                over_words(each.over),
                tuple(_counts(program, each)),
                each.counts.missions,
                each.counts.topics,
                each.moves,
                tiers_of(current, snapshot) if current is not None else (),
                following,
            )


def tiers_of(version: Version, snapshot: Snapshot) -> tuple[TierView, ...]:
    """The tiers of a version, lowest first."""
    program, groups = snapshot.program, snapshot.terms.missions_of
    return tuple(
        TierView(
            each.id,
            shown(each.name, program),
            each.standing_at_least,
            tuple(shown(entitlement, program) for entitlement in each.entitlements),
            tuple(words(x, x.least, groups) for x in asks(each)) if each.all else (),
            each.keep_percent if each.keep_percent < 100 else None,
        )
        for each in version.tiers
    )


def _counts(program: Program, ladder: Ladder) -> Iterator[Words]:
    """The groups that alone count, as they are called."""
    for group in program.groups.groups if program.groups else ():
        if group.id in ladder.counts.groups:
            yield shown(group.name, program)


def own_ladders(snapshot: Snapshot, person: str) -> Iterator[OwnLadder]:
    """Where somebody stands on each ladder; nothing where there is only the usual one."""
    program, groups = snapshot.program, snapshot.terms.missions_of
    if program.tiers is None:
        return
    names = names_of(program, program.tiers.tiers_on(snapshot.as_of))
    called = {each.id: shown(each.name, program) for each in program.tiers.every}
    for each in snapshot.ledger.account(person).ladders:
        yield OwnLadder(
            each.ladder,
            called[each.ladder],
            names.get(f"{each.prefix}{each.tier}"),
            names.get(f"{each.prefix}{each.rises_to}"),
            _short(each.to_stay, groups),
            _short(each.to_rise, groups),
        )


def _short(measured: Iterable[Measured], groups: Collection[str]) -> tuple[Said, ...]:
    return tuple(words(each.condition, each.short, groups) for each in measured if each.short)
