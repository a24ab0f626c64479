"""A View with its names in the order of one reader's language; the gate knows no reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import LeaderboardPlace, RewardView, View, Who, Words
    from goodword.audience.view.staff import StaffView
    from goodword.texts import Texts

    Key = tuple[str, str, str]


def ordered(view: View, texts: Texts) -> View:
    """The same View: what stands by name, or by name where all else is equal, as the reader has it.

    Args:
        view: what the audience may have.
        texts: the words of the reader's language.
    """

    def words(text: Words) -> Key:
        return texts.order(texts.of(text).text)

    def who(people: Iterable[Who]) -> tuple[Who, ...]:
        return tuple(sorted(people, key=lambda each: (_named(each, texts), each.id)))

    def price(reward: RewardView) -> tuple[bool, int, Key, str]:
        return reward.points is None, reward.points or 0, words(reward.name), reward.id

    def places(board: Iterable[LeaderboardPlace]) -> tuple[LeaderboardPlace, ...]:
        return tuple(sorted(board, key=lambda p: (p.rank, _named(p.who, texts), p.who.id)))

    board = view.leaderboard
    return replace(
        view,
        people=tuple(
            sorted(view.people, key=lambda each: (texts.order(each.name or each.id), each.id))
        ),
        communities=tuple(
            replace(each, people=who(each.people))
            for each in sorted(view.communities, key=lambda each: (words(each.name), each.id))
        ),
        rewards=tuple(sorted(view.rewards, key=price)),
        items=tuple(
            replace(each, originators=who(each.originators)) if len(each.originators) > 1 else each
            for each in view.items
        ),
        loops=replace(
            view.loops,
            departments=tuple(sorted(view.loops.departments, key=lambda each: words(each.label))),
        ),
        leaderboard=replace(
            board,
            cycle=places(board.cycle),
            improved=places(board.improved),
            newcomers=places(board.newcomers),
        ),
        staff=_staff(view.staff, texts) if view.staff else None,
    )


def _named(who: Who, texts: Texts) -> Key:
    return texts.order(who.name or who.id)


def _staff(staff: StaffView, texts: Texts) -> StaffView:
    return replace(
        staff,
        accounts=tuple(sorted(staff.accounts, key=lambda each: (_named(each, texts), each.id))),
        register=tuple(
            sorted(staff.register, key=lambda each: (_named(each.who, texts), each.who.id))
        ),
    )
