"""What an action does to people's points, in a sentence each: the difference of two snapshots."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from goodword.audience.tier_names import names_on
from goodword.reports.no_points import Changed, decided_for_nothing, reasons, short_of, unmoved
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.ledger import Account
    from goodword.snapshot import Snapshot


def effect(before: Snapshot, after: Snapshot, people: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each person.

    Such as `+100 points for ana, pending until 2 June 2026, now 20 short of Gold`, or
    `ana: 300 held, 120 left to spend`. Who brought one of them and gets something for it has a
    sentence too.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
        people: ids of those to look at.
    """
    found: list[str] = []
    changed = Changed(before, after)
    asked = set(people)
    for person in sorted(asked | set(_who_brought(before, after, asked))):
        old, new = before.ledger.account(person), after.ledger.account(person)
        gained = new.awarded - old.awarded
        moved = () if gained else tuple(_moved(old, new))
        tier = tuple(_tier(after, old, new)) if gained or new.window != old.window else ()
        tier += tuple(_others(after, old, new))
        if gained:
            unit = "point" if abs(gained) == 1 else "points"
            cut = dict.fromkeys(short_of(changed, person))
            kept = tuple(f"{each}, which were there before" for each in _longer(old, new))
            told = (*_points(old, new), *_milestones(old, new), *kept, *tier, *cut)
            brought = () if person in asked else ("for whom they brought",)
            parts = (f"{gained:+} {unit} for {person}", *brought, *told)
            found.append(", ".join(parts))
        elif moved or tier:
            found += _for_nothing(dict.fromkeys(decided_for_nothing(changed, person)), person)
            found.append(f"{person}: {', '.join((*moved, *tier))}")
        else:
            found += _nothing(before, changed, person)
    return tuple(found)


def _who_brought(before: Snapshot, after: Snapshot, people: set[str]) -> Iterator[str]:
    """Who has other points for having brought one of these people, and is none of them."""
    if not after.program.settings.referral:
        return
    profiles = (after.program.influencers.get(each) for each in people)
    named = {each.referred_by for each in profiles if each is not None and each.referred_by}
    for who in (named & after.program.influencers.keys()) - people:
        if before.ledger.account(who).awarded != after.ledger.account(who).awarded:
            yield who


def _milestones(old: Account, new: Account) -> Iterator[str]:
    """Milestones that are reached with it, which follow from what was approved."""
    had = {(each.milestone.id, each.period) for each in old.milestones}
    for each in new.milestones:
        if (each.milestone.id, each.period) not in had:
            name, points = each.milestone.name.first, each.milestone.points
            yield f"{points} of them for reaching {name}" if points else f"{name} reached"


def _nothing(before: Snapshot, changed: Changed, person: str) -> Iterator[str]:
    """Why no points of a person moved."""
    why = tuple(dict.fromkeys(reasons(changed, person)))
    same = tuple(dict.fromkeys(unmoved(before, changed.after, person)))
    if not same:
        yield from _for_nothing(why, person) if why else (f"no points for {person}",)
        return
    yield from _for_nothing(why, person)
    yield f"{person}: {'; '.join(same)}"


def _for_nothing(why: Iterable[str], person: str) -> Iterator[str]:
    if reason := "; ".join(why):
        yield f"no points for {person}: {reason}"


def _points(old: Account, new: Account) -> Iterator[str]:
    """Where the points that were gained are."""
    if new.awarded < old.awarded:
        yield f"{new.spendable} left to spend"
    elif new.pending > old.pending:
        known = {lot.order for lot in old.lots}
        days = [lot.available for lot in new.lots if lot.order not in known and lot.pending]
        if days:
            yield f"pending until {Texts('en').day(date.fromordinal(max(days)))}"
    elif new.spendable > old.spendable:
        yield "to spend now"
    else:
        yield "all counted"


def _moved(old: Account, new: Account) -> Iterator[str]:
    """From where to where points went, where none were gained."""
    taken = new.reversed - old.reversed
    owed = max(0, new.arrears - old.arrears)
    spent = new.spent - old.spent
    if taken > owed:
        yield f"{taken - owed} taken back"
    if owed:
        yield f"{owed} owed"
    if taken < 0:
        yield f"{-taken} given back"
    if new.held > old.held:
        yield f"{new.held - old.held} held"
    if spent > 0:
        yield f"{spent} spent"
    freed = (old.held - new.held) - max(0, spent) + max(0, -spent)
    if freed > 0:
        yield f"{freed} free again"
    if new.spendable != old.spendable:
        yield f"{new.spendable} left to spend"
    if new.standing != old.standing:
        yield f"standing {new.standing}"
    yield from _longer(old, new)


def _longer(old: Account, new: Account) -> Iterator[str]:
    """Lots that can be spent longer than before, by an extension or an approved claim.

    Or less long, where an extension is made void from its own day on. Points that a request
    holds, or that still mature, last longer as well and are not to spend now.
    """
    days = {lot.order: (lot.expires, lot.safe) for lot in old.lots if lot.root is None}
    moved: dict[tuple[int, str], Counter[str]] = {}
    for lot in new.lots:
        if lot.root is not None or lot.order not in days:
            continue
        expired, safe = days[lot.order]
        if lot.expires > expired or lot.safe > safe:
            until = lot.expires if lot.expires > expired else lot.safe, ""
        elif lot.expires < expired:
            until = max(lot.expires, lot.safe), " only"
        else:
            continue
        places = {"active": lot.active, "held": lot.held, "pending": lot.pending}
        moved.setdefault(until, Counter()).update(places)
    for (last, only), left in sorted(moved.items()):
        if left.total():
            day = Texts("en").day(date.fromordinal(last))
            word = "to spend" if left.total() == left["active"] else "good"
            others = [f", {left[place]} of them {place}" for place in _NOT_YET if left[place]]
            yield f"{left.total()} {word} until {day}{only}{''.join(others)}"


_NOT_YET = ("held", "pending")
"""Places of points that are there and cannot be spent now."""


def _tier(after: Snapshot, old: Account, new: Account) -> Iterator[str]:
    tiers = after.program.tiers.first.tiers_on(after.as_of) if after.program.tiers else ()
    names = {tier.id: tier.name.first for tier in tiers}
    ids = list(names)
    if new.tier != old.tier and new.tier is not None:
        yield f"now {names.get(new.tier, new.tier)}"
    following = ids.index(new.tier) + 1 if new.tier in ids else 0
    if new.to_rise and following < len(ids):
        yield f"now {new.to_rise} short of {names[ids[following]]}"


def _others(after: Snapshot, old: Account, new: Account) -> Iterator[str]:
    """Tiers of other ladders than the first that are others now."""
    had, names = old.other_tiers, names_on(after.program, after.as_of)
    for ladder, tier in sorted(new.other_tiers.items()):
        if tier is not None and tier != had.get(ladder):
            yield f"now {next(iter(names[tier].values()))}"
