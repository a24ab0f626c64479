"""A change that takes something from people was not announced in time.

A lower value, quality or bonus, fewer that count, less that counts of a group of missions, a higher
price or threshold, a shorter expiry, fewer points that are carried over a cycle's end, a longer
maturation, a milestone that gives less or asks for more: whoever counted on the old rule is told
`notice_days` before the new one holds, and the version says when (`announced`). What gives more
needs no notice; a limit of a group that counts something else, or in another span, may give less.

Mend it by a later `from`, or by stating the day on which it was announced. Of versions brought over
from another system, whose announcement nobody wrote down here, `announced: before` says that it was
made there.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.groups import tighter
from goodword.ledger.how_much import added, most_counted, worth_of
from goodword.rules.rule import Finding, Rule, Scope
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.ledger.terms import Terms
    from goodword.model.milestones import Milestone
    from goodword.model.mission import PointsVersion
    from goodword.model.program import Program
    from goodword.model.settings import PointsPolicy
    from goodword.model.tiers import Tier
    from goodword.snapshot import Snapshot

_YEAR = 366


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Versions that take, announced too late or not at all."""
    program = snapshot.program
    for place, what, start, announced in _takings(snapshot):
        policy = in_force(program.settings.points, start) or program.settings.points[0]
        latest = start - timedelta(days=policy.notice_days)
        if announced is None:
            yield Finding(
                place, f"{what} from {start}, announced on no day", f"announce it by {latest}"
            )
        elif announced > latest:
            days = (start - announced).days
            late = f"{days} days before" if days >= 0 else f"{-days} days after that"
            yield Finding(
                place.at("announced"),
                f"{what} from {start}, announced {late}, expected at least {policy.notice_days}"
                f"{'' if days >= 0 else ' days before'}",
                f"announce it by {latest}, or let it begin later",
            )


def _takings(snapshot: Snapshot) -> Iterator[tuple[Place, str, date, date | None]]:
    program = snapshot.program
    for mission in program.missions.values():
        for index, (before, after) in enumerate(pairwise(mission.points), 1):
            for what in _less(before, after):
                yield mission.place.at("points", index), what, after.from_, after.announced
    for reward in program.rewards.values():
        for index, (old, new) in enumerate(pairwise(reward.cost), 1):
            if new.points > old.points:
                what = f"price rises from {old.points} to {new.points}"
                yield reward.place.at("cost", index), what, new.from_, new.announced
    yield from _ladder(program)
    yield from _together(program)
    yield from _milestones(program)
    yield from _referral(program)
    for index, (past, coming) in enumerate(pairwise(program.settings.points), 1):
        place = program.settings.place.at("points", index)
        if coming.maturation_days > past.maturation_days:
            what = f"maturation grows from {past.maturation_days} to {coming.maturation_days} days"
            yield place, what, coming.from_, coming.announced
        for what in _ends(snapshot.terms, past, coming):
            yield place, what, coming.from_, coming.announced


def _less(before: PointsVersion, after: PointsVersion) -> Iterator[str]:
    """How a version of a mission gives less than the one before it."""
    if after.value < before.value:
        yield f"value falls from {before.value} to {after.value}"
    for name in before.quality.names:
        given = after.quality.rated(name)
        if given is None:
            yield f"quality {name} is gone"
            continue
        old, new = before.quality.rating(name), after.quality.rating(given)
        if old.value is None and new.value is None:
            if new.percent < old.percent:
                yield f"quality {name} falls from {old.percent} to {new.percent} %"
        elif (now := worth_of(after, given)) < (was := worth_of(before, name)):
            yield f"quality {name} falls from {was} to {now}"
    if most_counted(after) < most_counted(before):
        yield f"no more than {most_counted(after)} of a claim count"
    yield from _added_less(before, after)


def _added_less(before: PointsVersion, after: PointsVersion) -> Iterator[str]:
    most = after.scale.most if after.scale is not None else 0
    if before.scale is not None and most < before.scale.most:
        yield f"the most that can be stated falls from {before.scale.most} to {most}"
    bonus = {each.id: each.points for each in after.bonus}
    for each in before.bonus:
        if bonus.get(each.id, 0) < each.points:
            yield f"bonus {each.id} falls from {each.points} to {bonus.get(each.id, 0)}"
    every = tuple(each.id for each in before.bonus)
    if after.bonus_at_most is not None and after.bonus_at_most < added(before, every):
        yield f"all bonuses together give no more than {after.bonus_at_most}"


def _ladder(program: Program) -> Iterator[tuple[Place, str, date, date | None]]:
    if program.tiers is None:
        return
    for number, (prefix, ladder) in enumerate(program.tiers.named()):
        for index, (before, after) in enumerate(pairwise(ladder.versions), 1):
            place = program.tiers.place_of(number).at("versions", index)
            old = {tier.id: tier for tier in before.tiers}
            kept = [(old[tier.id], tier) for tier in after.tiers if tier.id in old]
            raised = [y.id for x, y in kept if y.standing_at_least > x.standing_at_least]
            more = [y.id for x, y in kept if _asks_more(x, y)]
            for ids, words in ((raised, "the threshold of {} rises"), (more, "{} asks for more")):
                if ids:
                    what = words.format(", ".join(f"{prefix}{each}" for each in ids))
                    yield place, what, after.from_, after.announced


def _asks_more(before: Tier, after: Tier) -> bool:
    """Whether a tier has a condition more, or one of more, or is kept at more than it was."""
    old = {(each.measure, each.of, each.tier): each.least for each in before.all}
    more = (each.least > old.get((each.measure, each.of, each.tier), 0) for each in after.all)
    return after.keep_percent > before.keep_percent or any(more)


def _together(program: Program) -> Iterator[tuple[Place, str, date, date | None]]:
    """Limits of groups that let less count than the version before them did."""
    for at, group in enumerate(program.groups.groups if program.groups else ()):
        for index, (before, after) in enumerate(pairwise(group.limits), 1):
            what = tighter(before, after)
            if what and program.groups:
                place = program.groups.place.at("groups", at, "limits", index)
                yield place, f"{group.id}: {what}", after.from_, after.announced


def _ends(terms: Terms, past: PointsPolicy, coming: PointsPolicy) -> Iterator[str]:
    """How points of a version end sooner than those of the one before it."""
    if _sooner(terms, past, coming):
        yield "points expire sooner"
    elif past.ends.idle_months and not coming.ends.idle_months and coming.ends.end != "never":
        yield "an approved claim no longer keeps points from expiring"
    before, after = past.ends.carry_at_most, coming.ends.carry_at_most
    if after is not None and (before is None or after < before):
        yield f"no more than {after} points are carried over a cycle's end"


_SELDOM: tuple[str, ...] = tuple(key("milestones", "", ("milestones", "every"))["enum"])
"""How often a milestone can be reached, from often to once."""


def _milestones(program: Program) -> Iterator[tuple[Place, str, date, date | None]]:
    if program.milestones is None:
        return
    before: dict[str, Milestone] = {}
    for index, each in enumerate(program.milestones.milestones):
        old = before.get(each.id)
        for what in _harder(old, each) if old is not None else ():
            place = program.milestones.place.at("milestones", index)
            yield place, f"milestone {each.id}: {what}", each.from_, each.announced
        before[each.id] = each


def _harder(before: Milestone, after: Milestone) -> Iterator[str]:
    """How a version of a milestone gives less than the one before it, or asks for more."""
    if after.points < before.points:
        yield f"points fall from {before.points} to {after.points}"
    if before.badge and not after.badge:
        yield "it gives no badge any more"
    if _SELDOM.index(after.every) > _SELDOM.index(before.every):
        yield f"it can be reached once each {after.every}, before each {before.every}"
    asked = {(each.measure, each.of, each.tier): each.least for each in before.all}
    for each in after.all:
        least = asked.get((each.measure, each.of, each.tier), 0)
        if each.least > least:
            yield f"{each.measure} needed rise from {least} to {each.least}"


def _referral(program: Program) -> Iterator[tuple[Place, str, date, date | None]]:
    """A referral that gives less, or for fewer days, than the version before it."""
    for index, (before, after) in enumerate(pairwise(program.settings.referral), 1):
        place = program.settings.place.at("referral", index)
        for name in ("points", "percent"):
            was, now = getattr(before, name), getattr(after, name)
            if now < was:
                yield (
                    place,
                    f"{name} of a referral fall from {was} to {now}",
                    after.from_,
                    after.announced,
                )
        days = (after.within_days, before.within_days)
        if days[0] is not None and (days[1] is None or days[0] < days[1]):
            what = f"a referral counts for {days[0]} days"
            yield place, what, after.from_, after.announced


def _sooner(terms: Terms, past: PointsPolicy, coming: PointsPolicy) -> bool:
    """Whether points of any day of the first year of a version expire before they did."""
    first = coming.from_.toordinal()
    return any(
        terms.last_day_by(coming, day, day) < terms.last_day_by(past, day, day)
        for day in range(first, first + _YEAR)
    )


RULE = Rule("notice", check, scope=Scope.FILE)
