"""Steps of tiers in lines: which tier, from which day on, why, and where that is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.conditions import words
from goodword.ledger.phases import TIER
from goodword.texts import Named, Said
from goodword.texts.said import Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book, Line
    from goodword.ledger.conditions import Measured
    from goodword.ledger.ladder import Ground, Ladder
    from goodword.model.tiers import Over
    from goodword.texts.said import Slot

_USUAL = {
    "entered": "line.reached",
    "reached": "line.reached",
    "fell": "line.fell",
    "changed": "line.changed",
    "left": "line.left",
}
"""Why a tier changed, by the ladder's word for it."""
_ASKED = {"entered": "line.rose", "reached": "line.rose", "fell": "line.sank"}
"""The same where more than the standing of two cycles decides."""


def steps(book: Book) -> Iterator[Line]:
    """Every step of every ladder, in the order of the file."""
    for number, ladder in enumerate(book.ladders):
        before: str | None = None
        for (day, name), ground in zip(ladder.steps, ladder.grounds, strict=True):
            if name != before:
                place = _place(book, number, day, ground)
                what = _tier(ladder.prefix, name, before)
                reason = _reason(ladder, day, ground, what, book.terms.missions_of)
                yield day, TIER, "tier", 0, 0, reason, place
                before = name


def _place(book: Book, number: int, day: int, ground: Ground) -> Place:
    """The tier that it is about; the file itself where there is only the usual ladder."""
    tiers, ladder = book.terms.program.tiers, book.ladders[number]
    assert tiers is not None  # noqa: S101 - there is no ladder without
    if ladder.usual and not tiers.ladders:
        return tiers.place
    begun = [each for each in ladder.rules.versions if each.from_ <= date.fromordinal(day)]
    place = tiers.place_of(number).at("versions", max(0, len(begun) - 1))
    return place.at("tiers", ground.tier) if ground.tier >= 0 and tiers.ladders else place


def _tier(prefix: str, name: str | None, before: str | None) -> Said:
    key = "line.no_tier" if not name else "line.tier_before" if before else "line.tier"
    slots = {"tier": name, "before": before}
    return Said(key, {slot: Named("tier", f"{prefix}{id_ or ''}") for slot, id_ in slots.items()})


def _reason(ladder: Ladder, day: int, ground: Ground, what: Said, groups: Collection[str]) -> Said:
    values: dict[str, Slot] = {"what": what}
    if ladder.measure.rich and ground.why in _ASKED:
        if not ground.asked:
            return Said("line.asks_nothing", values)
        asked = Row(tuple(asked_for(each, groups) for each in ground.asked))
        values |= {"asked": asked, "over": over_words(ladder.rules.over)}
        return Said(_ASKED[ground.why], values)
    tiers = ladder.tiers(day)
    needed = tiers[ground.tier].standing_at_least if 0 <= ground.tier < len(tiers) else 0
    values |= {"needed": needed, "standing": ground.standing}
    return Said(_USUAL[ground.why], values)


def asked_for(asked: Measured, groups: Collection[str]) -> Said:
    """What a tier asks for, and how much of it there is: `3 approved claims (there are 4)`."""
    needed = words(asked.condition, asked.needed, groups)
    return Said("line.asked", {"needed": needed, "there": asked.there})


def over_words(over: Over) -> Said:
    """What a ladder looks at, in every language: `in 2 cycles`."""
    if over.cycles is not None:
        return Said("line.cycles", {}, over.cycles)
    if over.months is not None:
        return Said("line.months", {}, over.months)
    return Said("line.ever")
