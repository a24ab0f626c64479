"""Deciding a claim: what the decision will say, or why it may not be made.

`decide` judges and computes; writing the decision into the claim's file is an action's work.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from goodword.ledger import disclosing, eligibility
from goodword.ledger.deciders import Refusal, may_not, witnessed
from goodword.ledger.how_much import in_scale, misfits
from goodword.ledger.ledger import compute
from goodword.ledger.limits import Places
from goodword.ledger.naming import reference
from goodword.ledger.peers import agreed, is_member, may_review, repeated, reviewers_of, several
from goodword.ledger.sharing import misstated
from goodword.ledger.terms import Terms
from goodword.ledger.verdict import Decided, Verdict
from goodword.ledger.visible import State, decided_on, state_on
from goodword.ledger.worth import Computed, give, recompute, split

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from goodword.ledger.ledger import Ledger
    from goodword.ledger.peers import Agreed
    from goodword.model.claim import Claim, Judged
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


def too_close(program: Program, claim: Claim, by: str, on: dt.date) -> Iterator[Refusal]:
    """Why a person may take no part in a decision: not on staff, too close, or a witness."""
    yield from may_not(program, by, claim.people, on)
    witness = witnessed(program, claim, by)
    if witness is not None:
        yield Refusal(witness, "let somebody else decide it")


def may_decide(
    program: Program, claim: Claim, by: str, on: dt.date, *, peers: bool = False
) -> Iterator[Refusal]:
    """Why a person may not decide a claim on a day: too close to it, or no reviewer of it.

    Args:
        program: what the files say.
        claim: which.
        by: id of who decides.
        on: the day.
        peers: whether a member may, where the mission asks members.
    """
    if peers and is_member(program, by) and reviewers_of(program, claim).members is not None:
        yield from may_review(program, claim, by, on)
        return
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
    appealed = state is State.APPEALED
    refusals = [
        *_timing(claim, state, on),
        *may_decide(program, claim, verdict.by, on, peers=not appealed),
        *_others(program, claim, verdict, appealed=appealed),
    ]
    then = cache(ledger or (lambda: compute(program, on)))
    if verdict.outcome != "approved":
        if not verdict.reason:
            refusals.append(Refusal("a decline needs a reason", "say why, for the claimant"))
        if refusals:
            return tuple(refusals)
        who = _who(program, claim, verdict, appealed=appealed)
        decided = _decided(verdict, None, appeal=appealed)
        return _together(program, claim, decided, verdict, who, then)
    places = places or Places(program, Terms(program))
    terms = places.terms
    verdict = _known(terms, claim, verdict)
    who = _who(program, claim, verdict, appealed=appealed)
    unmet = eligibility.unmet(program, terms, claim, then)
    mission = program.missions.get(claim.mission)
    see = f"see {mission.place.path}" if mission else ""
    refusals += [Refusal(each.message, each.hint or see, each.command) for each in unmet]
    refusals += [Refusal(each.message, each.hint) for each in misstated(claim)]
    given = give(terms, places, claim, verdict, on)
    together = who is not None and (who.lacking > 0 or len(who.by) > 1)
    # What others have to say too gives nothing yet, and takes no place from anybody.
    anyway = anyway or (who is not None and who.lacking > 0)
    refusals += _worth(terms, claim, given, verdict, anyway=anyway, together=together)
    if verdict.points is not None and verdict.points != given.points:
        refusals += _override(terms, claim, given, verdict, several=who is not None)
        given = _instead(claim, given, verdict.points)
    refusals += _undisclosed(program, claim, given.points, on)
    if refusals:
        return tuple(dict.fromkeys(refusals))
    days = timedelta(days=terms.maturation(claim.mission, on))
    decided = replace(
        _decided(verdict, given, appeal=appealed),
        judged=_judged(program, claim, then),
        available=on + days,
    )
    return _together(program, claim, decided, verdict, who, then)


def _judged(program: Program, claim: Claim, then: Callable[[], Ledger]) -> Judged | None:
    return eligibility.judged(program, claim, lambda *of: then().tier_on(*of))


def _who(program: Program, claim: Claim, verdict: Verdict, *, appealed: bool) -> Agreed | None:
    """Who says the same together; None where one of staff decides alone, as on any appeal."""
    reviewers = reviewers_of(program, claim)
    if appealed or not several(reviewers, members=is_member(program, verdict.by)):
        return None
    found = agreed(program, claim, verdict, verdict.by, reviewers, verdict.date)
    second = verdict.second
    if second is not None and not is_member(program, verdict.by) and second not in found.by:
        return found._replace(needed=found.needed - 1)
    return found


def _together(
    program: Program,
    claim: Claim,
    decided: Decided,
    verdict: Verdict,
    who: Agreed | None,
    then: Callable[[], Ledger],
) -> Decided | tuple[Refusal, ...]:
    """A decision of several, with all who made it, or how many more there have to be."""
    if who is None:
        return decided
    if who.lacking and repeated(claim, verdict, verdict.by, verdict.date):
        more = "one more has" if who.lacking == 1 else f"{who.lacking} more have"
        return (Refusal(f'"{verdict.by}" has said the same already', f"{more} to say it"),)
    kept = decided.judged or _judged(program, claim, then)  # how many were asked for is in it
    by = who.by if len(who.by) > 1 or is_member(program, who.by[0]) else who.by[0]
    return replace(decided, by=by, judged=kept, review=True, lacking=who.lacking)


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
    yield from second_too(program, claim, verdict)
    if appealed and first is not None:
        had_part = {*first.deciders, *([first.second.by] if first.second else ())}
        for person in (verdict.by, second):
            if person is not None and any(program.same_person(person, p) for p in had_part):
                yield Refusal(
                    f'"{person}" took part in the decision that is appealed', "let another decide"
                )


def second_too(program: Program, claim: Claim, verdict: Verdict) -> Iterator[Refusal]:
    """Why the second person may not be that: the first one, or too close."""
    second = verdict.second
    if second is not None and program.same_person(second, verdict.by):
        yield Refusal(f'the second person is "{second}" too', "name another staff id")
    elif second is not None:
        yield from too_close(program, claim, second, verdict.date)


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
                f"already {decision.outcome} by {' and '.join(decision.deciders)}"
                f" on {decided_on(decision)}",
                hint,
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
    terms: Terms,
    claim: Claim,
    given: Computed,
    verdict: Verdict,
    *,
    anyway: bool,
    together: bool,
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
    alone = verdict.second is None and not together
    if limit is not None and given.computed > limit and alone:
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


def _givers(given: Computed) -> str:
    """What gives the points that are computed."""
    return "versions and limits" if given.capped_by else "the versions"


def _override(
    terms: Terms, claim: Claim, given: Computed, verdict: Verdict, *, several: bool
) -> Iterator[Refusal]:
    if several:
        yield Refusal(
            f"{verdict.points} points are not the {given.points} that {_givers(given)} give",
            "where several decide together nobody gives other points",
        )
        return
    version = terms.points_version(claim.mission, claim.occurred)
    scale = version.scale if version else None
    within = f"from {scale.least} to {scale.most} can be stated with --reason; " if scale else ""
    if verdict.reason_code != "override" or not verdict.reason or verdict.second is None:
        yield Refusal(
            f"{verdict.points} points are not the {given.points} that {_givers(given)} give",
            f"{within}other points need --reason and --second: why, and who else decides so",
        )
