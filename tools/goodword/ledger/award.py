"""Deciding a claim: what the decision will say, or why it may not be made.

`decide` judges and computes; writing the decision into the claim's file is an action's work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from goodword.ledger import disclosing, eligibility
from goodword.ledger.deciders import Refusal, may_not, witnessed
from goodword.ledger.how_much import in_scale, misfits
from goodword.ledger.leaving import reference
from goodword.ledger.ledger import compute
from goodword.ledger.limits import Places
from goodword.ledger.sharing import misstated
from goodword.ledger.terms import Terms
from goodword.ledger.visible import State, decided_on, state_on
from goodword.ledger.worth import Computed, give, recompute, split

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from goodword.ledger.ledger import Ledger
    from goodword.model.claim import Claim, Judged
    from goodword.model.plain import Shares
    from goodword.model.program import Program

__all__ = [
    "Computed",
    "Decided",
    "Verdict",
    "decide",
    "may_decide",
    "recompute",
    "too_close",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of a claim.

    Args:
        by: staff id of the reviewer.
        date: the day of the decision; what is dated later is not known.
        outcome: `approved` or `declined`.
        quality: the name of one of the mission's.
        second: staff id of the second person, who agrees on the same day.
        reason: in words; needed for a decline and for an override.
        reason_code: see the schema; `override` allows `points`, with a second person.
        points: given instead of what the versions give, with `override`; split as always. Within
            the mission's scale they are what the claim is worth, and override nothing.
        quantity: another one than the claim's; None for that.
        stated: points within the mission's scale; None where none were said.
        bonus: ids of the mission's bonuses that are added.
    """

    by: str
    date: dt.date
    outcome: str = "approved"
    quality: str = "normal"
    second: str | None = None
    reason: str | None = None
    reason_code: str | None = None
    points: int | None = None
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """The fields of a decision, as they are written.

    Args:
        outcome: `approved` or `declined`.
        by: staff id of who decides.
        date: the day of the decision.
        second: staff id of the second person, who agreed on the same day; None for nobody.
        points: given in total; 0 for a decline.
        computed: what it would be without limits.
        shares: by influencer, in the claim's order; those cut by a limit are left out.
        capped_by: the limit by influencer.
        quality: the name of one of the mission's.
        version: first day of the points version.
        judged: what has no date and was judged; None where the mission asks for nothing.
        reason: in words; None for none.
        reason_code: None for none.
        appeal: it answers the appeal, and is written there.
        available: the day on which the points become spendable; None for a decline.
        quantity: what the reviewer counted instead of the claim; None for that.
        stated: points within the mission's scale; None where none were stated.
        bonus: ids of what was added.
    """

    outcome: str
    by: str
    date: dt.date
    second: str | None = None
    points: int = 0
    computed: int = 0
    shares: Shares = ()
    capped_by: tuple[tuple[str, str], ...] = ()
    quality: str = "normal"
    version: dt.date | None = None
    judged: Judged | None = None
    reason: str | None = None
    reason_code: str | None = None
    appeal: bool = False
    available: dt.date | None = None
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()


def too_close(program: Program, claim: Claim, by: str, on: dt.date) -> Iterator[Refusal]:
    """Why a person may take no part in a decision: not on staff, too close, or a witness."""
    yield from may_not(program, by, claim.people, on)
    witness = witnessed(program, claim, by)
    if witness is not None:
        yield Refusal(witness, "let somebody else decide it")


def may_decide(program: Program, claim: Claim, by: str, on: dt.date) -> Iterator[Refusal]:
    """Why a person may not decide a claim on a day: too close to it, or no reviewer of it."""
    yield from too_close(program, claim, by, on)
    mission = program.missions.get(claim.mission)
    if mission is not None and mission.reviewers and by not in mission.reviewers:
        yield Refusal(
            f'"{by}" is no reviewer of {claim.mission}',
            f"its reviewers are {', '.join(mission.reviewers)}",
        )


def decide(
    program: Program,
    claim: Claim,
    verdict: Verdict,
    *,
    anyway: bool = False,
    places: Places | None = None,
    ledger: Callable[[], Ledger] | None = None,
) -> Decided | tuple[Refusal, ...]:
    """What a decision says, or all reasons why it cannot be made.

    Args:
        program: what the files say.
        claim: the claim; where an appeal is open, that is decided.
        verdict: what the reviewer says.
        anyway: do not wait for earlier claims that could take the last place.
        places: those of the program, as of that day or a later one; else made here.
        ledger: gives the ledger as of that day, where it is needed; else computed here.
    """
    on = verdict.date
    state = state_on(claim, on)
    refusals = [*_timing(claim, state, on), *may_decide(program, claim, verdict.by, on)]
    refusals += _others(program, claim, verdict, appealed=state is State.APPEALED)
    if verdict.outcome != "approved":
        if not verdict.reason:
            refusals.append(Refusal("a decline needs a reason", "say why, for the claimant"))
        return tuple(refusals) or _decided(verdict, None, appeal=state is State.APPEALED)
    places = places or Places(program, Terms(program))
    terms = places.terms
    verdict = _known(terms, claim, verdict)
    then = cache(ledger or (lambda: compute(program, on)))
    unmet = eligibility.unmet(program, terms, claim, then)
    mission = program.missions.get(claim.mission)
    see = f"see {mission.place.path}" if mission else ""
    refusals += [Refusal(each.message, each.hint or see, each.command) for each in unmet]
    refusals += [Refusal(each.message, each.hint) for each in misstated(claim)]
    given = give(terms, places, claim, verdict, on)
    refusals += _worth(terms, claim, given, verdict, anyway=anyway)
    if verdict.points is not None and verdict.points != given.points:
        refusals += _override(terms, claim, given, verdict)
        given = _instead(claim, given, verdict.points)
    refusals += _undisclosed(program, claim, given.points, on)
    if refusals:
        return tuple(dict.fromkeys(refusals))
    decided = _decided(verdict, given, appeal=state is State.APPEALED)
    days = timedelta(days=terms.maturation(claim.mission, on))
    kept = eligibility.judged(program, claim, lambda *of: then().tier_on(*of))
    return replace(decided, judged=kept, available=on + days)


def _known(terms: Terms, claim: Claim, verdict: Verdict) -> Verdict:
    """A verdict in the words of the mission's version: its quality, and points within its scale."""
    version = terms.points_version(claim.mission, claim.occurred)
    if version is None:
        return verdict
    if in_scale(version, verdict.points):
        verdict = replace(verdict, points=None, stated=verdict.points, reason_code=None)
    return replace(verdict, quality=version.quality.rated(verdict.quality) or verdict.quality)


def _decided(verdict: Verdict, given: Computed | None, *, appeal: bool) -> Decided:
    return Decided(
        verdict.outcome,
        verdict.by,
        verdict.date,
        verdict.second,
        given.points if given else 0,
        given.computed if given else 0,
        given.shares if given else (),
        given.capped_by if given else (),
        verdict.quality,
        given.version if given else None,
        None,
        verdict.reason,
        verdict.reason_code,
        appeal,
        quantity=verdict.quantity,
        stated=verdict.stated,
        bonus=verdict.bonus,
    )


def _others(
    program: Program, claim: Claim, verdict: Verdict, *, appealed: bool
) -> Iterator[Refusal]:
    """Who else takes part: the second person, and nobody who decided what is appealed."""
    second, first = verdict.second, claim.decision
    if second is not None and program.same_person(second, verdict.by):
        yield Refusal(f'the second person is "{second}" too', "name another staff id")
    elif second is not None:
        yield from too_close(program, claim, second, verdict.date)
    if appealed and first is not None:
        had_part = {first.by, first.second.by if first.second else first.by}
        for person in (verdict.by, second):
            if person is not None and any(program.same_person(person, p) for p in had_part):
                yield Refusal(
                    f'"{person}" took part in the decision that is appealed', "let another decide"
                )


def _timing(claim: Claim, state: State, on: dt.date) -> Iterator[Refusal]:
    if state is State.ABSENT:
        yield Refusal(f"{on} is before the claim was submitted, {claim.submitted}")
    elif state is State.WITHDRAWN:
        yield Refusal(f"the claim was withdrawn on {claim.withdrawn}")
    elif state is State.APPROVED or state is State.DECLINED:
        decision = claim.decision
        if decision is not None:
            hint = "a reversal takes points back" if state is State.APPROVED else ""
            yield Refusal(
                f"already {decision.outcome} by {decision.by} on {decided_on(decision)}", hint
            )
    elif state is State.SUBMITTED and claim.decision is not None:
        yield Refusal(f"already decided, on {decided_on(claim.decision)}")
    elif claim.appeal is not None and claim.appeal.decision is not None:
        yield Refusal(f"the appeal is already decided, on {decided_on(claim.appeal.decision)}")


def _undisclosed(program: Program, claim: Claim, points: int, on: dt.date) -> Iterator[Refusal]:
    """What must be disclosed first: the claimant is asked, then it is noted in the claim."""
    command = "goodword claim ask {claim} --text …"
    if any(each.asked <= on for each in claim.questions):
        command = "goodword claim disclose {claim}"
    about = disclosing.topics(program, program.missions.get(claim.mission))
    for each in disclosing.connection(program, claim, points):
        paid = bool(each.keys)
        yield Refusal(
            each.message, each.hint, "goodword claim decline {claim}" if paid else command
        )
    for each in disclosing.given(program, claim, about):
        yield Refusal(each.message, each.hint, command)


def _worth(
    terms: Terms, claim: Claim, given: Computed, verdict: Verdict, *, anyway: bool
) -> Iterator[Refusal]:
    if given.version is None:
        mission = terms.program.missions.get(claim.mission)
        opened = mission is None or mission.opens is None or mission.opens <= claim.occurred
        if mission is not None and opened:
            yield Refusal(
                f"{claim.mission} gives no points on {claim.occurred},"
                f" its first version is from {mission.points[0].from_}",
                f"add a version to {mission.place.path}",
                "goodword claim decline {claim}",
            )
        return
    version = terms.points_version(claim.mission, claim.occurred)
    if version is not None:
        yield from (Refusal(each.message, each.hint) for each in misfits(version, claim, verdict))
    limit = terms.policy(verdict.date).escalate_above
    if limit is not None and given.computed > limit and verdict.second is None:
        yield Refusal(
            f"{given.computed} points are more than {limit}, so two people decide",
            f'name the second beside "{verdict.by}" with --second',
            "goodword claim approve {claim} --second …",
        )
    if given.contested and not anyway:
        in_points = {who for who, _ in given.capped_by} <= given.up_to
        yield Refusal(
            f"{'what is left' if in_points else 'the last place'} may go to an earlier claim that"
            " is undecided:"
            f" {given.contested[0].place.path}",
            "decide that one first, or go on with --anyway",
            f"goodword claim approve {reference(given.contested[0].place.path)}",
        )


def _instead(claim: Claim, given: Computed, points: int) -> Computed:
    """Other points, split as always among those no limit cut; among all where it cut everyone.

    Who was left a part of their share is one of them, and a limit cuts nothing of it.
    """
    cut = {who for who, _ in given.capped_by} - {who for who, n in given.shares if n}
    free = [who for who in claim.people if who not in cut]
    capped = tuple(each for each in given.capped_by if each[0] in cut) if free else ()
    return replace(
        given,
        points=points,
        shares=split(points, free or claim.people, claim.parts),
        capped_by=capped,
    )


def _override(terms: Terms, claim: Claim, given: Computed, verdict: Verdict) -> Iterator[Refusal]:
    version = terms.points_version(claim.mission, claim.occurred)
    scale = version.scale if version else None
    within = f"from {scale.least} to {scale.most} can be stated with --reason; " if scale else ""
    if verdict.reason_code != "override" or not verdict.reason or verdict.second is None:
        yield Refusal(
            f"{verdict.points} points are not the {given.points} that the versions give",
            f"{within}other points need --reason and --second: why, and who else decides so",
        )
