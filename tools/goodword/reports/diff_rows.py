"""What a comparison may show to whoever reads it: the rows, for staff or for another audience.

Staff have everything but what people keep to themselves. Any other audience has what its Views
hold, and nothing else: figures, missions, items and claims are compared as they stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.audience.sharing import NOTHING
from goodword.changes.moves import SHOWN
from goodword.changes.people import GONE, MOVED, NEW, STAGE, PersonChange
from goodword.diagnostics import Place
from goodword.ledger.ranking import standings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodword.audience.people import People
    from goodword.audience.sharing import Sharing
    from goodword.changes import Changes, Move
    from goodword.changes.decided import ClaimChange, RequestChange
    from goodword.changes.loops import LoopChange
    from goodword.changes.moves import Cause, Touched
    from goodword.changes.promises import Promise
    from goodword.changes.records import RecordChange
    from goodword.changes.rules import RuleChange
    from goodword.ledger.account import Account

_RECOGNITION = frozenset(
    {"name", "pronouns", "bio", "links", "languages", "topics", "region", "communities"}
)
"""Keys of a profile that are shown to those to whom a person is named."""


class Page(NamedTuple):
    """A page of the portal that was added, changed or removed, by its path."""

    what: str
    path: str


class Shift(NamedTuple):
    """A figure before and after; None where it cannot be had."""

    before: int | str | None
    after: int | str | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A person whose points, tier or rank move.

    Args:
        id: whose.
        who: the name with the id, or the id alone.
        figures: standing, spendable, pending, tier, rank, what lacks for the next tier, and the
            day after which the first of the points expire.
        causes: why.
        sure: whether every file that says something of the person could be read.
        others: tiers on all ladders but the first, as other files name them, by ladder.
    """

    id: str
    who: str
    figures: Mapping[str, Shift]
    causes: tuple[Cause, ...]
    sure: bool = True
    others: Mapping[str, Shift] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether a figure is not what it was."""
        return any(was != now for was, now in (*self.figures.values(), *self.others.values()))

    @property
    def tiers(self) -> int:
        """How many tiers are not what they were, on whatever ladders."""
        return sum(was != now for was, now in (self.figures["tier"], *self.others.values()))

    @property
    def moves(self) -> int:
        """How much moves, to put the largest first."""
        return max(abs(self.gain(name)) for name in SHOWN)

    def gain(self, name: str) -> int:
        """By how much a figure rises."""
        was, now = self.figures[name]
        return now - was if isinstance(was, int) and isinstance(now, int) else 0


@dataclass(frozen=True, slots=True)
class Rows:
    """All that a comparison shows, after the gate.

    Args:
        moves: whose points, tier or rank move, the largest moves first.
        hidden: how many others move who show their points to nobody.
        reranked: how many others change rank because of these.
    """

    people: tuple[PersonChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    offers: tuple[RuleChange, ...] = ()
    relation: tuple[RuleChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    requests: tuple[RequestChange, ...] = ()
    loops: tuple[LoopChange, ...] = ()
    moves: tuple[MoveRow, ...] = ()
    touched: tuple[Touched, ...] = ()
    promises: tuple[Promise, ...] = ()
    records: tuple[RecordChange, ...] = ()
    hidden: int = 0
    reranked: int = 0


def _first(account: Account) -> str | None:
    return account.expiring[0][0].isoformat() if account.expiring else None


class Gate:
    """Who may be named to staff, and with what.

    Args:
        before: what may be shown of the program as it was.
        after: of the program as it is.

    Where somebody was erased, whoever is gone is not called by their id either.
    """

    def __init__(self, before: People, after: People) -> None:
        self.before = before
        self.after = after
        old, new = (each.snapshot.program.erasures for each in (before, after))
        self.erased = bool(new.keys() - old.keys())
        people = (each.snapshot.program.influencers.keys() for each in (before, after))
        self._gone = frozenset(next(people) - next(people)) if self.erased else frozenset()
        self._ranks = tuple(
            {each.id: each.rank for each in standings(one.ledger.members, one.cycle)}
            for one in (before.snapshot, after.snapshot)
        )

    def may(self, person: str) -> Sharing:
        """What may be shown of a person now; of one who is gone what might be."""
        if person in self.after.snapshot.program.influencers:
            return self.after.may(person)
        return NOTHING if self.erased else self.before.may(person)

    def who(self, person: str) -> str:
        """A person as staff may have them: of one who is gone the id alone."""
        if person in self.after.snapshot.program.influencers:
            name = self.after.who(person).name
            return f"{name} ({person})" if name else person
        return "somebody who was erased" if self.erased else person

    def names(self, people: Iterable[str]) -> tuple[str, ...]:
        """The same of several."""
        return tuple(map(self.who, people))

    def moves(self, found: Iterable[Move]) -> Iterator[MoveRow]:
        """The moves of those who show their points."""
        shown = (self._move(each) for each in found if self.may(each.id).points)
        yield from (each for each in shown if each.changes)

    def reranked(self, moved: Collection[str]) -> int:
        """How many others have another rank because of those who move."""
        old, new = self._ranks
        both = (old.keys() & new.keys()).difference(moved)
        return sum(old[each] != new[each] for each in both)

    def _move(self, move: Move) -> MoveRow:
        old, new = self._ranks
        broken = (self.before.snapshot.program.broken, self.after.snapshot.program.broken)
        had, has = move.before.other_tiers, move.after.other_tiers
        return MoveRow(
            move.id,
            self.who(move.id),
            {
                **{n: Shift(getattr(move.before, n), getattr(move.after, n)) for n in SHOWN},
                "tier": Shift(move.before.tier, move.after.tier),
                "rank": Shift(old.get(move.id), new.get(move.id)),
                "to_rise": Shift(move.before.to_rise, move.after.to_rise),
                "expires": Shift(_first(move.before), _first(move.after)),
            },
            move.causes,
            sure=not any(each.touches(move.id) for each in broken),
            others={each: Shift(had.get(each), has.get(each)) for each in had | has},
        )

    def people(self, found: Iterable[PersonChange]) -> Iterator[PersonChange]:
        """What changed of people, without what they show to nobody."""
        for each in found:
            if each.what == GONE and self.erased:
                yield PersonChange("", GONE, None, None, Place(""))
                continue
            may = self.may(each.id)
            key = each.what.partition("[")[0].partition(".")[0]
            hidden = (key in _RECOGNITION and not may.recognition) or (
                key == "accounts" and not may.contact
            )
            if each.what in (NEW, GONE, MOVED, STAGE) or not hidden:
                yield each
            else:
                yield each._replace(before=None, after=None)

    def _names_erased(self, *texts: str | None) -> bool:
        """Whether a text calls somebody by the id who was erased."""
        return any(re.search(rf"\b{who}\b", text) for who in self._gone for text in texts if text)

    def _offer(self, change: RuleChange) -> RuleChange:
        if self._names_erased(change.before, change.after):
            return change._replace(before=None, after=None)
        return change

    def _related(self, change: RuleChange) -> RuleChange:
        """The same of what is told of relationships, whose name may be a person's too."""
        each = self._offer(change)
        if self._names_erased(each.id, each.place.path):
            return each._replace(id="", place=Place(""))
        return each

    def claims(self, found: Iterable[ClaimChange]) -> Iterator[ClaimChange]:
        """Claims, without the points of people who show theirs to nobody."""
        for change in found:
            people = tuple("" if who in self._gone else who for who in change.people)
            each = change._replace(people=people)
            if self._names_erased(each.place.path):
                each = each._replace(place=Place(""))
            if all(self.may(person).points for person in change.people):
                yield each
            else:
                yield each._replace(points_before=None, points=None)

    def requests(self, found: Iterable[RequestChange]) -> Iterator[RequestChange]:
        """Requests for rewards of those who show their points."""
        yield from (each for each in found if self.may(each.influencer).points)

    def rows(self, found: Changes) -> Rows:
        """All that staff may have of what changed."""
        moves = tuple(self.moves(found.moves))
        return Rows(
            people=tuple(self.people(found.people)),
            rules=found.rules,
            offers=tuple(map(self._offer, found.offers)),
            relation=tuple(map(self._related, found.relation)),
            claims=tuple(self.claims(found.claims)),
            requests=tuple(self.requests(found.requests)),
            loops=found.loops,
            moves=moves,
            touched=tuple(map(self._touched, found.touched)),
            promises=tuple(self._promises(found.promises)),
            records=found.records,
            hidden=sum(not self.may(each.id).points for each in found.moves),
            reranked=self.reranked({each.id for each in found.moves}),
        )

    def _touched(self, rule: Touched) -> Touched:
        shown = (each for each in rule.people if self.may(each.id).points)
        return rule._replace(people=tuple(shown))

    def _promises(self, found: Iterable[Promise]) -> Iterator[Promise]:
        for each in found:
            losses = tuple(loss for loss in each.losses if self.may(loss[0]).points)
            if losses:
                yield each._replace(losses=losses)
