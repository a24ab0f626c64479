"""Which requests balance and stock cover, so that neither is ever below zero.

A request that is approved stands before one that is not, else the earlier stands. What is not
covered holds nothing, and takes nothing from the stock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart
from goodword.ledger.spending import same_day, taken_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from goodword.ledger.account import Account
    from goodword.ledger.book import Book
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.reward import Reward

    Span = tuple[int, int, int]


def additions(reward: Reward, day: int) -> int:
    """What has been put on the shelf by a day, losses taken off."""
    return sum(each.quantity for each in reward.stock if each.date.toordinal() <= day)


def covers(reward: Reward, spans: Iterable[Span]) -> bool:
    """Whether the stock covers all requests, each on the day of its request."""
    starts: set[int] = set()
    moves: dict[int, int] = {}
    for first, back, quantity in spans:
        starts.add(first)
        if first < back:
            moves[first] = moves.get(first, 0) + quantity
            moves[back] = moves.get(back, 0) - quantity
    taken = 0
    for day in sorted({*starts, *moves}):
        taken += moves.get(day, 0)
        if day in starts and taken > additions(reward, day):
            return False
    return True


def left_on(program: Program, accounts: Mapping[str, Account], reward: Reward, day: date) -> int:
    """How many of a reward are left on a day; only meaningful with stock entries."""
    today = day.toordinal()
    taken = 0
    for person, redemptions in program.redemptions_of.items():
        account = accounts.get(person)
        for each in redemptions:
            if each.reward != reward.id or each.requested > day:
                continue
            if account is not None and each.place.path in account.refused:
                continue
            taken += sum(n for first, back, n in taken_spans(each, today) if first <= today < back)
    return additions(reward, today) - taken


def deny(
    program: Program,
    accounts: Mapping[str, Account],
    run: Callable[[str, Mapping[str, str]], Book],
    as_of: date,
    *,
    alone: bool = False,
) -> dict[str, dict[str, str]]:
    """Why requests are not covered, by person and path; of each person with one that may not be.

    Args:
        program: rewards and requests.
        accounts: the accounts with every request granted that the balance of its day covers.
        run: makes a person's book anew without the requests named.
        as_of: what is dated later is left out.
        alone: the accounts are not everybody's.

    Raises:
        BeyondPart: a stock is scarce, so that who gets of it depends on the accounts of others.
    """
    last = as_of.toordinal()
    requests = [
        each
        for redemptions in program.redemptions_of.values()
        for each in redemptions
        if each.requested <= as_of and not same_day(each)
    ]
    by_reward: dict[str, list[Redemption]] = {}
    for each in requests:
        reward = program.rewards.get(each.reward)
        if reward is not None and reward.stock:
            by_reward.setdefault(each.reward, []).append(each)
    scarce = {
        name
        for name in sorted(by_reward)
        if not covers(
            program.rewards[name], (s for r in by_reward[name] for s in taken_spans(r, last))
        )
    }
    if scarce and alone:
        raise BeyondPart
    suspects = {person for person, account in accounts.items() if account.refused}
    suspects |= {each.influencer for each in requests if each.reward in scarce}
    if not suspects:
        return {}
    return _in_turn(program, requests, suspects, by_reward, run, last)


def _in_turn(
    program: Program,
    requests: Sequence[Redemption],
    suspects: set[str],
    limited: Collection[str],
    run: Callable[[str, Mapping[str, str]], Book],
    last: int,
) -> dict[str, dict[str, str]]:
    """Grant one request after the other, as long as all that were granted stay covered."""
    denied: dict[str, dict[str, str]] = {person: {} for person in sorted(suspects)}
    for each in requests:
        if each.influencer in suspects:
            denied[each.influencer][each.place.path] = "not its turn yet"
    taken: dict[str, list[Span]] = {}

    def approved(each: Redemption) -> bool:
        return each.approved is not None and each.approved.date.toordinal() <= last

    for each in sorted(requests, key=lambda r: (not approved(r), r.order, r.place.path)):
        path, others = each.place.path, denied.get(each.influencer)
        spans = taken.get(each.reward, []) + list(taken_spans(each, last))
        if each.reward in limited and not covers(program.rewards[each.reward], spans):
            if others is not None:
                others[path] = "the stock of that day does not cover it"
            continue
        if others is not None:
            del others[path]
            refused = run(each.influencer, others).refused
            problem = next((why for p, (_, why) in refused.items() if p not in others), None)
            if problem is not None:
                own = refused.get(path)
                others[path] = own[1] if own else "another that is approved stands before it"
                continue
        taken[each.reward] = spans
    return denied
