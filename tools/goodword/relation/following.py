"""What somebody on staff follows, and what changed there since their last digest.

A digest tells of whole days: of what is dated from the day of the last one on, up to the day before
its own. So what is entered on the day of a digest, after it went, stands in the next one, and
nothing stands in two. Days are those of the files; when something was entered no file says.

Nobody is named: of who moves a community it is told how many came and went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import EARLIEST
from goodword.loops.visible import effective
from goodword.model.feedback import Decided, VoidStep
from goodword.relation.assessments import known, topics_on
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.community import Assessment, Community
    from goodword.model.feedback import Feedback
    from goodword.model.program import Program
    from goodword.model.settings import Staff
    from goodword.texts.said import Slot

_WORDS = {"stance": "stance", "step": "step", "decided": "me.outcome"}
"""The group of texts that has the words for what changed."""
_ROOMS = {"community": "communities", "feedback": "feedback"}
"""Where the page of what changed lies in the portal, by kind."""
WEEK = 7
"""Days after which the next digest is due."""


class Change(NamedTuple):
    """Something that changed in what somebody follows.

    Args:
        date: its day.
        kind: `community` or `feedback`: what it is about.
        id: of that.
        what: `assessed`, `stance`, `looked` of a community; `step`, `decided`, `void` of feedback.
        word: what the stance, step or outcome is; empty of the others.
        place: where the files say so.
        assessment: the one that was made; None of all else.
        before: the one before it; None where there was none.
        came, went: how many of those who move it the one has and the other has not.
    """

    date: date
    kind: str
    id: str
    what: str
    word: str
    place: Place
    assessment: Assessment | None = None
    before: Assessment | None = None
    came: int = 0
    went: int = 0

    @property
    def key(self) -> str:
        """What makes it this change and no other: lists of these files only grow."""
        return "/".join((self.kind, self.id, *map(str, self.place.pointer), f"{self.date}"))

    @property
    def said(self) -> Said:
        """What changed, in every language."""
        found: dict[str, Slot] = {"thing": Named(self.kind, self.id)}
        made, old = self.assessment, self.before
        if made is not None:
            found |= {"relevance": made.relevance, "we": Said(f"we.{made.we}")}
            if old is None:
                return Said("changed.assessed", found)
            found |= {"before": old.relevance, "came": self.came, "went": self.went}
            return Said("changed.anew", found)
        if not self.word:
            return Said(f"changed.{self.what}", found)
        return Said("changed.word", {**found, "word": Said(f"{_WORDS[self.what]}.{self.word}")})

    @property
    def page(self) -> str:
        """The path of the page of what it is about."""
        return f"{_ROOMS[self.kind]}/{self.id}/"


class Following(NamedTuple):
    """What somebody on staff has not been told yet of what they follow.

    Args:
        staff: who.
        since: the day of their last digest; None where there was none.
        changes: the newest first.
        due: whether a digest of it is due on the day.
    """

    staff: Staff
    since: date | None
    changes: tuple[Change, ...]
    due: bool


def following(program: Program, as_of: date) -> tuple[Following, ...]:
    """Everybody on staff on a day who follows anything, in the order of the file.

    Args:
        program: what the files say.
        as_of: the day; a digest that is dated later is not known.
    """
    found = []
    for each in program.settings.staff:
        if not each.follows or not each.on(as_of):
            continue
        since = each.digest if each.digest is not None and each.digest <= as_of else None
        changes = changes_for(program, each, since, as_of)
        rested = since is None or (as_of - since).days >= WEEK
        found.append(Following(each, since, changes, rested and bool(changes)))
    return tuple(found)


def changes_for(
    program: Program, staff: Staff, since: date | None, before: date
) -> tuple[Change, ...]:
    """What changed in what somebody follows, each once, the newest first.

    Args:
        program: what the files say.
        staff: who follows it.
        since: the first day; None for all that there is.
        before: the day that is not told any more.
    """
    first = since or EARLIEST
    places = {each.community for each in staff.follows} - {None}
    topics = {each.topic for each in staff.follows} - {None}
    items = {each.item for each in staff.follows} - {None}
    found: list[Change] = []
    for community in program.communities.values():
        for each in _of_community(community, before):
            near = community.id in places
            near = near or not topics.isdisjoint(topics_on(community, each.date))
            if near and first <= each.date < before:
                found.append(each)
    for item in program.feedback.values():
        if item.id in items or item.topic in topics:
            found += (each for each in _of_item(item, before) if first <= each.date < before)
    # Of one day the order of the file counts, and the newest stands first.
    found.reverse()
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def _of_community(community: Community, before: date) -> Iterator[Change]:
    """What is dated in a file of a community before a day; to assess it is to look at it."""
    place, name = community.place, community.id
    assessed = {each.date for each in community.assessments}
    if community.reviewed is not None and community.reviewed not in assessed:
        yield Change(community.reviewed, "community", name, "looked", "", place.at("reviewed"))
    for index, each in enumerate(community.stance):
        if each.from_ > EARLIEST:
            where = place.at("stance", index)
            yield Change(each.from_, "community", name, "stance", each.stance, where)
    old: Assessment | None = None
    for at, made in reversed(known(community, before)):
        if made.date >= before:
            continue
        moved, moves = _movers(community, old), _movers(community, made)
        came, went = len(moves - moved), len(moved - moves)
        where = place.at("assessments", at)
        yield Change(made.date, "community", name, "assessed", "", where, made, old, came, went)
        old = made


def _movers(community: Community, assessment: Assessment | None) -> frozenset[str]:
    said = assessment.movers if assessment else None
    return frozenset(community.movers if said is None else said)


def _of_item(item: Feedback, before: date) -> Iterator[Change]:
    """The steps of an item that count, as they are known before a day, and those taken back."""
    for entry in effective(item.steps, before):
        step = entry.step
        what, word = ("decided", step.outcome) if isinstance(step, Decided) else ("step", step.step)
        place = item.place.at("steps", entry.place)
        yield Change(entry.date, "feedback", item.id, what, word, place)
    for index, step in enumerate(item.steps):
        if isinstance(step, VoidStep):
            yield Change(step.date, "feedback", item.id, "void", "", item.place.at("steps", index))
