"""A program's own history under other rules: what would have been given, had they held.

Decisions stay as people made them, with the quality and the quantity that they saw; what these are
worth is computed anew. Overrides, adjustments, requests for rewards and what was declined stay as
they are: a person said so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace as replaced
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.ledger.groups import together_with
from goodword.ledger.how_much import in_scale
from goodword.ledger.later import answers_later, with_later
from goodword.ledger.limits import Places
from goodword.ledger.terms import Terms
from goodword.ledger.visible import grown_on, last_decision, with_decision
from goodword.ledger.worth import agrees, fits, recompute
from goodword.model.groups import GroupLimit
from goodword.model.mission import NORMAL
from goodword.model.plain import Named, Shares
from goodword.model.settings import Referral
from goodword.model.shape import replace
from goodword.model.tiers import Tiers
from goodword.model.versioned import VERSIONED, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from goodword.model.claim import Claim, Decision, Reversal
    from goodword.model.groups import Group, Groups
    from goodword.model.milestones import Milestones
    from goodword.model.program import Program

KINDS = ("program", "tiers", "milestones", "policies", "groups", "mission")
"""Documents whose rules can be tried."""
_CUT = frozenset({"cycle", "consents", "ndas"})
"""Lists in them that are no rule of points: they hold as their document has them."""


class Replayed(NamedTuple):
    """What became of a history.

    Args:
        program: with decisions computed anew.
        claims: how many approved claims were computed anew, in the span.
        unrated: how many of them say what the rules do not know: a quality, a quantity, bonuses or
            stated points; they count as usual.
        before: points that these claims gave.
        after: points that they would have given.
    """

    program: Program
    claims: int
    unrated: int
    before: int
    after: int


def under_rules(
    own: Program, tried: Program, since: date, paths: Collection[str] | None = None
) -> Program:
    """A program in which the last version of rules to be tried holds since a day.

    Args:
        own: as it is; its versions hold before the day.
        tried: the same with the rules to try.
        since: the day.
        paths: documents that are tried; None for all that have such rules.
    """

    def held(was: Any, document: Any) -> Any:
        if document is None or (paths is not None and document.place.path not in paths):
            return document
        if isinstance(document, Tiers):
            return _ladders(was, document, since)
        lists = [each for each in VERSIONED[kind_of(document)] if each not in _CUT]
        return replace(
            document,
            **{
                each: _since(getattr(was, each) if was else (), getattr(document, each), since)
                for each in lists
            },
        )

    return replaced(
        tried,
        settings=held(own.settings, tried.settings),
        tiers=held(own.tiers, tried.tiers),
        milestones=_milestones(own.milestones, tried.milestones, since, paths),
        policies=held(own.policies, tried.policies),
        groups=_groups(own.groups, tried.groups, since, paths),
        missions={name: held(own.missions.get(name), x) for name, x in tried.missions.items()},
    )


def _groups(
    own: Groups | None, tried: Groups | None, since: date, paths: Collection[str] | None
) -> Groups | None:
    """Groups whose last limits hold since a day; those that are gone limit nothing from then on."""
    if tried is None or (paths is not None and tried.place.path not in paths):
        return tried
    was = {each.id: each for each in own.groups} if own else {}
    there = {each.id for each in tried.groups}
    gone = [each for each in was.values() if each.id not in there and each.limits]
    return replace(
        tried,
        groups=(
            *(
                replace(each, limits=_limits(was.get(each.id), each, since))
                for each in tried.groups
            ),
            *(replace(each, limits=_limits(each, None, since)) for each in gone),
        ),
    )


def _limits(own: Group | None, tried: Group | None, since: date) -> tuple[GroupLimit, ...]:
    """The limits of a group; without any to try, one that counts nothing."""
    before = own.limits if own else ()
    if tried is not None and tried.limits:
        return _since(before, tried.limits, since)
    if not before:
        return ()
    return _since(before, (GroupLimit(from_=since, every="ever"),), since)


def _ladders(own: Tiers | None, tried: Tiers, day: date) -> Tiers:
    """Each ladder with its versions from the day on; what it looks at holds throughout."""
    known = {each.id: each.versions for each in own.every} if own else {}
    ladders = tuple(
        replace(each, versions=_since(known.get(each.id, ()), each.versions, day))
        for each in tried.every
    )
    if tried.ladders:
        return replace(tried, ladders=ladders)
    return replace(tried, versions=ladders[0].versions)


def _milestones(
    own: Milestones | None, tried: Milestones | None, since: date, paths: Collection[str] | None
) -> Milestones | None:
    """Those to be tried: each has a list of versions of its own; what is gone gives no more."""
    if tried is None or (paths is not None and tried.place.path not in paths):
        return tried
    was, now = own.by_id() if own else {}, tried.by_id()
    found = [each for name in now for each in _since(was.get(name, ()), now[name], since)]
    for name in sorted(was.keys() - now.keys()):
        earlier = [each for each in was[name] if each.from_ < since]
        found += earlier
        found += [replace(each, from_=since, points=0, badge=False) for each in earlier[-1:]]
    return replace(tried, milestones=tuple(found))


def _over(own: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """What a program had and those to be tried have not: it holds up to a day."""
    earlier = [each for each in own if each.from_ < day]
    return (*earlier, Referral(day)) if earlier else ()


def _since(own: tuple[Any, ...], tried: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """The program's own versions up to a day, and the last of those tried from then on.

    Nothing changes where that one holds already.
    """
    if not tried:
        return _over(own, day)
    last = tried[-1]
    earlier = [each for each in own if each.from_ < day]
    then = earlier[-1] if earlier else own[0] if own else None
    if own == tried and then == last:
        return tried
    return (*earlier, replace(last, from_=day))


def replay(program: Program, since: date) -> Replayed:
    """Every approved claim of what occurred since a day, decided anew by the program's rules.

    What a limit cuts depends on the claims before it, so the decisions are computed until none of
    them changes any more; then each is what `check` would expect (rule `frozen-points`).
    """
    wanted = {
        path: claim for path, claim in program.claims.items() if _is_played(program, claim, since)
    }
    first, unrated, terms = dict(wanted), 0, Terms(program)
    for path, claim in first.items():
        known = _rated(terms, claim)
        unrated += known is not claim
        wanted[path] = known
    begun = Places(program, terms)
    now = replaced(program, claims={**program.claims, **wanted})
    # Each round settles one decision more at least, the earliest in its line and on its day.
    left = list(wanted)
    for _ in range(2 * len(wanted) + 2):
        terms = Terms(now)
        places = Places(now, terms)
        new = {}
        for path in left:
            found = _grown(_decided(now, now.claims[path], terms, places), places)
            found = _taken_back(_At(first[path], begun), _At(found, places))
            if found != now.claims[path]:
                new[path] = found
        if not new:
            break
        now = replaced(now, claims={**now.claims, **new})
        # Places are those of a mission, and of the groups it is in: no others change.
        changed = together_with(program, {each.mission for each in new.values()})
        left = [path for path, each in wanted.items() if each.mission in changed]
    after = [now.claims[path] for path in wanted]
    return Replayed(
        now, len(wanted), unrated, sum(map(_points, first.values())), sum(map(_points, after))
    )


def _is_played(program: Program, claim: Claim, since: date) -> bool:
    decision = last_decision(claim)
    return (
        decision is not None
        and decision.outcome == "approved"
        and decision.reason_code != "override"
        and claim.occurred >= since
        and claim.mission in program.missions
    )


def _points(claim: Claim) -> int:
    decision = last_decision(claim)
    if decision is None:
        return 0
    return decision.points + sum(each.points for _, _, each in grown_on(claim, date.max))


def _with(claim: Claim, decision: Decision) -> Claim:
    return with_decision(claim, decision, appeal=last_decision(claim) is not claim.decision)


def _rated(terms: Terms, claim: Claim) -> Claim:
    """The claim in words of the rules: what they do not know was as usual, or is left out."""
    version = terms.points_version(claim.mission, claim.occurred)
    decision = last_decision(claim)
    if version is None or decision is None:
        return claim
    known = {each.id for each in version.bonus}
    rated = version.quality.rated(decision.quality) or version.quality.rated(NORMAL)
    changed = replace(
        decision,
        quality=rated,
        quantity=decision.quantity if version.unit else None,
        stated=decision.stated if in_scale(version, decision.stated) else None,
        bonus=tuple(each for each in decision.bonus if each in known),
    )
    return claim if changed == decision else _with(claim, changed)


def _decided(program: Program, claim: Claim, terms: Terms, places: Places) -> Claim:
    decision = last_decision(claim)
    answers = recompute(program, claim, terms=terms, places=places)
    if decision is None or not answers or answers[0].version is None:
        return claim
    # What else was done on that day may have been known or not: what was, stays.
    if fits(decision, claim, answers):
        return claim
    given = answers[0]
    found = replace(
        decision,
        points=given.points,
        computed=given.computed,
        shares=Shares(given.shares),
        capped_by=Named(given.capped_by),
        version=given.version,
    )
    return _with(claim, found)


def _grown(claim: Claim, places: Places) -> Claim:
    """The claim with what more of it later gives, by the rules that are tried."""
    for index, each in enumerate(claim.quantity_later):
        decision = each.decision
        answers = answers_later(places, claim, index) if decision is not None else ()
        if decision is None or decision.outcome != "approved" or not answers:
            continue
        if any(agrees(decision, claim, answer) for answer in answers):
            continue
        given = answers[0]
        found = replace(
            decision,
            points=given.points,
            computed=given.computed,
            shares=Shares(given.shares),
            capped_by=Named(given.capped_by),
            version=given.version,
        )
        claim = with_later(claim, index, found)
    return claim


def _taken_back(before: _At, after: _At) -> Claim:
    """The claim with reversals that take no more than there is; who lost all of it loses all."""
    claim = after.claim
    if not before.claim.reversals:
        return claim
    old, new = before.gave, after.gave
    taken: Counter[str] = Counter()
    took: Counter[str] = Counter()
    reversals: list[Reversal] = []
    for each in before.claim.reversals:
        was, there = old(each.date), new(each.date)
        shares = []
        for person, points in each.shares:
            taken[person] += points
            left = there.get(person, 0) - took[person]
            back = left if taken[person] >= was.get(person, 0) else min(points, left)
            took[person] += back
            shares.append((person, back))
        reversals.append(replace(each, shares=Shares(shares)))
    return replace(claim, reversals=tuple(reversals))


class _At(NamedTuple):
    """A claim, and the places of the program that it is of."""

    claim: Claim
    places: Places

    def gave(self, day: date) -> dict[str, int]:
        """Points by person that it had given by a day, with what free places gave back."""
        decision = last_decision(self.claim)
        if decision is None:
            return {}
        return {**dict(decision.shares), **self.places.back(self.claim, decision, day)}
