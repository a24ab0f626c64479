"""Who brought somebody is another than base says, and points follow from it.

Where `program.yml` has a `referral`, whoever `referred_by` of a profile names gets points for what
that person does. So it is settled before: once a claim of theirs was approved in base, it is
neither entered nor changed nor taken out. Until then somebody on staff writes it down who is close
to nobody it is about, or the person who was brought, from GitHub's own address of the account that
their profile in base has. Where `decisions_recorded_by` is `anyone`, anybody does until then.

Mend it by putting back what was there; `goodword influencer adjust` gives points by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.promise import Breach, Promise
from goodword.guard.recorded_by import by_account, unfit, wanted
from goodword.guard.resting import refers
from goodword.ledger.visible import last_decision
from goodword.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Each profile of which head says otherwise who brought the person."""
    if not refers(change):
        return
    for old, new in change.touched:
        if not isinstance(new, Profile):
            continue
        was = old.referred_by if old is not None else None
        if was == new.referred_by:
            continue
        said = f"referred_by was {was or 'left out'}, is {new.referred_by or 'left out'}"
        place = new.place.at("referred_by") if new.referred_by else new.place
        first = _approved(change, new.id)
        if first is not None:
            yield Breach(
                place,
                f"{said}, and {first} was approved already",
                "put it back; goodword influencer adjust gives points by hand",
            )
        elif wanted(change) != "anyone":
            people = tuple(each for each in (was, new.referred_by) if each is not None)
            for commit in change.writers(new.place.path, _brought):
                why = unfit(change, commit, people)
                if why is not None and not by_account(change.base.program, commit, new.id):
                    who = f"by {commit.author} <{commit.email}> in {commit.id[:12]}"
                    yield Breach(place, f"{said}: {who}, {why}", "somebody on staff commits it")


def _brought(document: Profile) -> str:
    return document.referred_by or ""


def _approved(change: Change, person: str) -> str | None:
    """The path of a claim of theirs that base has approved; None for none."""
    for claim in change.base.program.claims_with.get(person, ()):
        decision = last_decision(claim)
        if decision is not None and decision.outcome == "approved":
            return claim.place.path
    return None


PROMISE = Promise("referral-kept", check)
