"""A decision does not keep what was true when it was made.

What has no date of its own (region, languages, topics, category, the mission's terms and status,
and in which segments somebody is) is judged when a claim is decided or a reward asked for, and kept
under `judged`; from then on `check` compares with that. So it must be what the files say in base
and in head: a change may not alter a profile, decide by it, and alter it back. Where mission or
reward have terms, `judged` is not left out. `goodword claim approve` and `goodword reward redeem`
write it.

Mend it by deciding again with the command; where profile or mission change too, merge that first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.guard.promise import Breach, Promise
from goodword.ledger import eligibility, redeeming
from goodword.model.claim import Claim
from goodword.model.mission import Eligibility, Reviewers
from goodword.model.redemption import Redemption, RedemptionJudged
from goodword.model.shape import fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from goodword.diagnostics import Place
    from goodword.guard.change import Change, Revision
    from goodword.model.claim import Decision, Judged

_ALWAYS = frozenset({"status", "eligibility", "reviewers"})
"""What is true of a mission without terms too."""
_HINT = "merge the change of profile, mission or reward first, then decide with the command"


def check(change: Change) -> Iterator[Breach]:
    """New decisions and requests, each with what base and head say."""
    for old, new in change.touched:
        if isinstance(new, Claim):
            yield from _claim(change, old, new)
        elif isinstance(new, Redemption) and old is None:
            said = [
                each
                for revision in (change.base, change.head)
                if (each := _terms(revision, new)) is not None
            ]
            yield from _compare(new.place, new.judged, said, asks=_asks(said))


def _claim(change: Change, old: Claim | None, new: Claim) -> Iterator[Breach]:
    for pointer in (("decision",), ("appeal", "decision")):
        decision = _decision(new, pointer)
        if decision is not None and _decision(old, pointer) is None:
            yield from _decided(change, new, decision, pointer)


def _decision(claim: Claim | None, pointer: tuple[str, ...]) -> Decision | None:
    part = claim if claim is None or len(pointer) == 1 else claim.appeal
    return part.decision if part is not None else None


def _decided(
    change: Change, new: Claim, decision: Decision, pointer: tuple[str, ...]
) -> Iterator[Breach]:
    said = [
        each
        for revision in (change.base, change.head)
        if (each := eligibility.judged(revision.program, new, revision.snapshot.tier_on))
        is not None
    ]
    terms = any(each.eligibility != Eligibility() or each.reviewers for each in said)
    # Who declines needs to judge nothing; what is stated is true all the same.
    if decision.judged is not None or decision.outcome == "approved":
        yield from _compare(new.place.at(*pointer), decision.judged, said, asks=terms)


def _terms(revision: Revision, redemption: Redemption) -> RedemptionJudged | None:
    """What a revision says of who asks for a reward, and of its terms on that day."""
    reward = revision.program.rewards.get(redemption.reward)
    person = revision.program.influencers.get(redemption.influencer)
    cost = in_force(reward.cost, redemption.requested) if reward else None
    if cost is None or person is None:
        return None
    if not cost.for_some:
        return RedemptionJudged()
    day = min(redemption.requested, revision.as_of)
    return redeeming.judged(revision.snapshot.ledger, person.id, cost, day)


def _asks(said: Sequence[RedemptionJudged]) -> bool:
    return any(each.tiers or each.regions or each.nda or each.segments for each in said)


def _compare(
    place: Place,
    kept: Judged | RedemptionJudged | None,
    said: Sequence[Judged | RedemptionJudged],
    *,
    asks: bool,
) -> Iterator[Breach]:
    if kept is None:
        if asks:
            message = "judged is left out, and who may have it depends on profile or tier"
            yield Breach(place, message, "decide with the command, which keeps what was judged")
        return
    for field in fields(kept):
        stated = getattr(kept, field.name)
        found = list(dict.fromkeys(getattr(each, field.name) for each in said))
        # A mission without terms keeps its status alone; that more is kept does no harm.
        if found and any(each != stated for each in found) and (asks or field.name in _ALWAYS):
            now = " and ".join(_shown(each) for each in found)
            which = "base and head say" if len(found) == 1 else "base and head differ:"
            yield Breach(
                place.at("judged", field.encode_name),
                f"judged {field.encode_name} is {_shown(stated)}, {which} {now}",
                _HINT,
            )


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, Reviewers):
        return f"{value.staff} of staff, members {value.members or 'none'}"
    if isinstance(value, Eligibility):
        set_ = [
            f"{each.encode_name}: {_shown(getattr(value, each.name))}"
            for each in fields(value)
            if getattr(value, each.name) not in ((), None, False)
        ]
        return f"terms of {'; '.join(set_)}" if set_ else "no terms"
    return (
        "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    )


PROMISE = Promise("judged-then", check)
