"""Whose points and tiers are not what they were, and why: the lines that make the difference.

The causes of a person add up to the difference of the two accounts: what a rule did is the
difference of two programs that differ in that rule alone, what records did is the difference of
the account's lines by the record that they come from.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.entries import MOVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodword.changes.steps import Step
    from goodword.diagnostics import Place
    from goodword.ledger.account import Account, Climb
    from goodword.ledger.entries import Entry
    from goodword.snapshot import Snapshot

FIGURES = (
    *("standing", "spendable", "pending", "held", "spent", "expired", "reversed", "arrears"),
    *("forgiven", "awarded"),
)
"""Figures of an account that are compared."""
_BESIDE = ("tier", "to_stay", "to_rise", "expiring")
"""What else is looked at: a threshold that rises touches people whose points stay."""
SHOWN = ("standing", "spendable", "pending")
"""Figures of which causes are told."""
_AWARDS = frozenset(
    {
        "awarded",
        "available",
        "cap-restored",
        "adjusted",
        "adjusted-spendable",
        "milestone",
        "referral",
    }
)
"""Lines that give points: one of them that is gone is a promise taken back."""


class Cause(NamedTuple):
    """Why figures of a person are not what they were.

    Args:
        place: the record, or the rule.
        reason: in words.
        standing: points that it adds or takes away.
        spendable: likewise.
        pending: likewise.
        rule: whether a rule does it.
        undone: whether points that had been given are not given any more, with nobody's decision.
    """

    place: Place
    reason: str
    standing: int
    spendable: int
    pending: int
    rule: bool = False
    undone: bool = False


class Move(NamedTuple):
    """A person whose account is not what it was.

    Args:
        id: whose.
        before: the account as it was.
        after: the account as it is.
        causes: why, the greatest first.
    """

    id: str
    before: Account
    after: Account
    causes: tuple[Cause, ...]

    @property
    def size(self) -> int:
        """How much moves, to put the largest first."""
        return max(map(abs, _gains(self.before, self.after)))


class Touch(NamedTuple):
    """What a rule does to one person.

    Args:
        id: whose.
        standing: points that it adds or takes away.
        spendable: likewise.
        pending: likewise.
        up: whether it brings a higher tier, on any ladder.
        down: whether it brings a lower one or none any more, on any ladder.
        lost: points that the person has less by it, to spend or standing, whichever is more.
    """

    id: str
    standing: int
    spendable: int
    pending: int
    up: bool
    down: bool
    lost: int


class Touched(NamedTuple):
    """What one rule does: its files, and what it does to everyone whose account it changes."""

    places: tuple[Place, ...]
    people: tuple[Touch, ...]

    def total(self, figure: str) -> int:
        """What it adds to a figure of all of them."""
        return sum(getattr(each, figure) for each in self.people)


def changed(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Ids of those whose account is not what it was, sorted."""
    old, new = before.ledger, after.ledger
    found = []
    for who in sorted(old.members.keys() | new.members.keys()):
        one, other = old.account(who), new.account(who)
        if one is not other and _seen(one) != _seen(other):
            found.append(who)
    return tuple(found)


def _seen(account: Account) -> tuple[object, ...]:
    figures = tuple(getattr(account, name) for name in (*FIGURES, *_BESIDE))
    # Who is no member stands on no ladder, and one that is new is nothing to them.
    climbs = (each for each in account.ladders if each.prefix and (each.tier or each.to_rise))
    return (*figures, tuple(map(_lacking, climbs)))


def _lacking(climb: Climb) -> tuple[object, ...]:
    """A tier of another ladder, and what is short to keep it and of the next."""
    short = (tuple(each.short for each in asked) for asked in (climb.to_stay, climb.to_rise))
    return (climb.ladder, climb.tier, climb.rises_to, *short)


def _tiers(account: Account) -> dict[str, str | None]:
    """Tiers by ladder; that of the first under no id, whatever it is called."""
    return {"": account.tier, **account.other_tiers}


def _moved(old: Account, new: Account) -> Iterator[tuple[str | None, str | None]]:
    """Tiers that are others, before and after, ladder by ladder."""
    was, now = _tiers(old), _tiers(new)
    for each in sorted(was.keys() | now.keys()):
        if was.get(each) != now.get(each):
            yield was.get(each), now.get(each)


def moves(every: tuple[Step, ...]) -> tuple[Move, ...]:
    """Everyone whose account is not what it was, with the reasons, the largest moves first.

    Args:
        every: the steps between the two programs.
    """
    first, last = every[0].before, every[-1].after
    rules = every[:-1]
    of_rules: dict[str, list[Cause]] = {}
    for step in rules:
        for who in changed(step.before, step.after):
            of_rules.setdefault(who, []).append(_of_rule(step, who))
    records = every[-1]
    broken = last.program.broken.files
    of_records = frozenset(changed(records.before, records.after))
    found = []
    for who in changed(first, last):
        causes = list(of_rules.get(who, ()))
        if who in of_records:
            causes += (
                each._replace(undone=False) if each.place.path in broken else each
                for each in _of_records(records, who)
            )
        causes.sort(key=_greatest)
        move = Move(who, first.ledger.account(who), last.ledger.account(who), tuple(causes))
        if any(_moved(move.before, move.after)) and not any(map(_acts, causes)):
            move = move._replace(causes=_of_profile(first, last, who) or move.causes)
        found.append(move)
    return tuple(sorted(found, key=lambda each: (-each.size, each.id)))


def _acts(cause: Cause) -> bool:
    """Whether it moves points, or is a rule."""
    return cause.rule or any(getattr(cause, name) for name in SHOWN)


def _of_profile(first: Snapshot, last: Snapshot, who: str) -> tuple[Cause, ...]:
    """A tier that comes or goes with a person, a stage or a floor, and not with points."""
    old, new = (each.program.influencers.get(who) for each in (first, last))
    profile = new or old
    if profile is None or old == new:
        return ()
    word = "gone" if new is None else "new" if old is None else "changed"
    return (Cause(profile.place, f"{profile.place.path} {word}", 0, 0, 0),)


def _greatest(cause: Cause) -> tuple[int, str, str]:
    return (
        -max(abs(cause.standing), abs(cause.spendable), abs(cause.pending)),
        cause.place.path,
        cause.reason,
    )


def _of_rule(step: Step, who: str) -> Cause:
    old, new = step.before.ledger.account(who), step.after.ledger.account(who)
    others = f" and {len(step.places) - 1} more" if len(step.places) > 1 else ""
    reason = f"{step.places[0].path}{others} changed"
    return Cause(step.places[0], reason, *_gains(old, new), rule=True)


def _of_records(step: Step, who: str) -> list[Cause]:
    """The difference of a person's lines, by the record that they come from."""
    old, new = step.before.ledger.entries(who), step.after.ledger.entries(who)
    was, now = Counter(map(_line, old)), Counter(map(_line, new))
    came, gone = now - was, was - now
    by_path: dict[str, list[tuple[Entry, int]]] = {}
    for entries, lines, sign in ((new, came, 1), (old, gone, -1)):
        for each in entries:
            if lines[_line(each)] > 0:
                lines[_line(each)] -= 1
                by_path.setdefault(each.place.path, []).append((each, sign))
    found: list[Cause] = []
    of_tier: list[Cause] = []
    for parts in by_path.values():
        sums = dict.fromkeys(SHOWN, 0)
        for entry, sign in parts:
            for name in SHOWN:
                sums[name] += sign * MOVES[entry.kind].get(name, 0) * entry.points
        alone = not any(sums.values()) and all(each.kind == "tier" for each, _ in parts)
        entry = max(parts, key=lambda part: (part[1], abs(part[0].points)))[0]
        standing, spendable, pending = sums.values()
        undone = _undone(parts)
        cause = Cause(entry.place, entry.reason, standing, spendable, pending, undone=undone)
        (of_tier if alone else found).append(cause)
    # A tier follows from points; what gives or takes it by itself is told where nothing else is.
    return found or of_tier


def _line(entry: Entry) -> tuple[object, ...]:
    return (entry.date, entry.kind, entry.points, entry.reason, entry.place.path)


def _undone(parts: Iterable[tuple[Entry, int]]) -> bool:
    """Whether points given once are given no more, and nothing that took them back came."""
    given = sum(
        sign * entry.points
        for entry, sign in parts
        if entry.kind in _AWARDS and entry.points > 0 and entry.kind != "available"
    )
    return given < 0


def touched(every: tuple[Step, ...], ranks: Mapping[str, int]) -> tuple[Touched, ...]:
    """What each rule does, and to whom.

    Args:
        every: the steps between the two programs.
        ranks: the place of each tier, the lowest first.
    """
    return tuple(_touched(step, ranks) for step in every[:-1])


def _touched(step: Step, ranks: Mapping[str, int]) -> Touched:
    people = changed(step.before, step.after)
    old, new = step.before.ledger, step.after.ledger
    return Touched(
        step.places, tuple(_touch(old.account(who), new.account(who), ranks) for who in people)
    )


def _touch(old: Account, new: Account, ranks: Mapping[str, int]) -> Touch:
    ways = [(_rank(ranks, was), _rank(ranks, now)) for was, now in _moved(old, new)]
    up, down = any(now > was for was, now in ways), any(now < was for was, now in ways)
    lost = max(0, _worth(old) - _worth(new), old.standing - new.standing)
    return Touch(new.id, *_gains(old, new), up, down, lost)


def _gains(old: Account, new: Account) -> tuple[int, int, int]:
    """What is more, of `SHOWN`."""
    return (
        new.standing - old.standing,
        new.spendable - old.spendable,
        new.pending - old.pending,
    )


def _rank(ranks: Mapping[str, int], tier: str | None) -> int:
    return ranks.get(tier, -1) if tier else -2


def _worth(account: Account) -> int:
    """What can be spent, now or later."""
    return account.spendable + account.pending + account.held


def tier_ranks(*snapshots: Snapshot) -> dict[str, int]:
    """The place of each tier in force on its ladder, as other files name it, the lowest first.

    Those of the last program count.
    """
    found: dict[str, int] = {}
    for snapshot in snapshots:
        tiers = snapshot.program.tiers
        for before, ladder in tiers.named() if tiers else ():
            for place, tier in enumerate(ladder.tiers_on(snapshot.as_of)):
                found[f"{before}{tier.id}"] = place
    return found
