"""Which requests balance and stock cover, so that neither is ever below zero.

A request that is approved stands before one that is not, else the earlier stands. What is not
covered holds nothing, and takes nothing from the stock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.spending import same_day, taken_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
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
    spans = list(spans)
    for start, _, _ in spans:
        taken = sum(n for first, back, n in spans if first <= start < back)
        if taken > additions(reward, start):
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
            if account is not None and account.refused and each.place.path in account.refused:
                continue
            taken += sum(n for first, back, n in taken_spans(each, today) if first <= today < back)
    return additions(reward, today) - taken


def grant(
    program: Program,
    accounts: Mapping[str, Account],
    run: Callable[[str, frozenset[str]], Book],
    as_of: date,
) -> dict[str, frozenset[str]]:
    """The paths of covered requests, of each person with one that may not be.

    Args:
        program: rewards and requests.
        accounts: the accounts with every request granted that the balance of its day covers.
        run: makes a person's book anew with these requests and no other.
        as_of: what is dated later is left out.
    """
    last = as_of.toordinal()
    requests = [
        each
        for redemptions in program.redemptions_of.values()
        for each in redemptions
        if each.requested <= as_of and not same_day(each)
    ]
    if not requests:
        return {}
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
    suspects = {person for person, account in accounts.items() if account.refused}
    suspects |= {each.influencer for each in requests if each.reward in scarce}
    if not suspects:
        return {}
    return _in_turn(program, requests, suspects, by_reward, run, last)


def _in_turn(
    program: Program,
    requests: Iterable[Redemption],
    suspects: set[str],
    limited: Mapping[str, object],
    run: Callable[[str, frozenset[str]], Book],
    last: int,
) -> dict[str, frozenset[str]]:
    granted: dict[str, frozenset[str]] = dict.fromkeys(sorted(suspects), frozenset())
    taken: dict[str, list[Span]] = {}

    def approved(each: Redemption) -> bool:
        return each.approved is not None and each.approved.date.toordinal() <= last

    for each in sorted(requests, key=lambda r: (not approved(r), r.order, r.place.path)):
        spans = taken.get(each.reward, []) + list(taken_spans(each, last))
        if each.reward in limited and not covers(program.rewards[each.reward], spans):
            continue
        if each.influencer in suspects:
            trial = granted[each.influencer] | {each.place.path}
            book = run(each.influencer, trial)
            if any(path in trial for path in book.refused):
                continue
            granted[each.influencer] = trial
        taken[each.reward] = spans
    return granted
