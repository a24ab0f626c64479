"""What a page maker hands over, and what it is given beside the View."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.relation.following import Change, Following
from goodword.relation.presence import IMPORTANT
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodword.audience.view import View, Words
    from goodword.due import Due
    from goodword.texts import Named, Said, Texts


Followed = Following
"""What somebody on staff follows, as page makers know it."""
Changed = Change
"""Something that changed there, likewise."""


def following_feed(staff: str) -> str:
    """Where the feed of what a member of staff follows lies, by their id."""
    return f"staff/following/{staff}.xml"


Line = tuple[str, str, int, int, str, str, int | None]
"""A line of an account: day, kind, points, what is spendable after it, why, and the file and line
in which that is written."""


def _no_lines(_: str) -> Sequence[Line]:
    return ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What only staff's pages show beside the View.

    Args:
        dues: everything due.
        jobs: the names of the staff whose job it is, by id.
        names: what departments, missions and their groups, rewards, feedback items, incidents,
            tiers, objectives and KPIs are called, by kind and id.
        relation, market, audit, incidents: what `goodword relation`, `candidates`, `audit` and
            `incidents` say as JSON; an empty audit where nothing was audited.
        signals: what `goodword signals` says as JSON; empty where there are none.
        communities: what `goodword communities` says as JSON; empty before the first assessment.
        important: relevance from which on a community is.
        follows: what staff follow, and what changed there since their last digests.
        conversations: what `goodword report --conversations` says; empty where there are none.
        segments: what `goodword segments` says; empty where there are none.
        budgets: those of `goodword report` on the present cycle; empty where there are none.
        objectives: `pillars` as `goodword report` has them, and the `cycles` of a history.
        loops: what is `open`, and counts by `departments` and `owners`.
        points: by id, what `goodword points` says of those whose points may be shown.
        lines: what `goodword points --explain` says of one of them beside that, worked out when it
            is asked for: all lines of everyone take more time and memory than all else.
        ahead: whether those were worked out before, so that each may be asked for again.
        terms: what is open of them, and what became of those that were by year; empty where
            nobody has one.
        claims, requests, stock: what waits to be decided, and what is on the shelf.
    """

    dues: tuple[Due, ...] = ()
    jobs: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    relation: Mapping[str, Any] = field(default_factory=dict)
    market: Mapping[str, Any] = field(default_factory=dict)
    audit: Mapping[str, Any] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    incidents: Sequence[Mapping[str, Any]] = ()
    signals: Mapping[str, Any] = field(default_factory=dict)
    conversations: Mapping[str, Any] = field(default_factory=dict)
    segments: Mapping[str, Any] = field(default_factory=dict)
    budgets: Sequence[Mapping[str, Any]] = ()
    communities: Mapping[str, Any] = field(default_factory=dict)
    important: int = IMPORTANT
    follows: Sequence[Followed] = ()
    objectives: Mapping[str, Any] = field(default_factory=dict)
    loops: Mapping[str, Any] = field(default_factory=dict)
    claims: Sequence[Mapping[str, Any]] = ()
    requests: Sequence[Mapping[str, Any]] = ()
    stock: Sequence[Mapping[str, Any]] = ()
    lines: Callable[[str], Sequence[Line]] = _no_lines
    ahead: bool = False
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is made for, and what it is made from beside the View.

    Args:
        texts: the words of the language.
        plain: reads Markdown as plain text.
        desk: what only staff have beside the View; empty for every other audience.
    """

    texts: Texts
    plain: Callable[[str], str]
    desk: Desk = field(default_factory=Desk)

    def text(self, words: Mapping[str, str] | None) -> str:
        """The reader's text of a mapping, else the first: plain, empty where there is none."""
        return self.texts.of(words).text if words else ""

    def name(self, kind: str, id_: str | None) -> str:
        """What something is called, its id where it has no name; empty for None."""
        return self.text(self.desk.names.get(kind, {}).get(id_ or "")) or id_ or ""


def condition(said: Said, view: View, reader: Reader) -> str:
    """What a condition asks for, in the reader's words; of what they may not know only that."""
    names = {
        "mission": {each.id: each.title for each in view.missions},
        "tier": {each.id: each.name for each in view.how.tiers},
    }

    def called(thing: Named) -> str:
        name = names.get(thing.kind, {}).get(thing.id)
        unknown = thing.id if thing.kind == "tier" else reader.texts("condition.some")
        return reader.plain(reader.text(name)) if name else unknown

    return reader.texts.say(said, called)


def gives(points: int, reader: Reader, *, badge: bool) -> str:
    """What who reaches a milestone gets."""
    texts = reader.texts
    found = [texts.count("points", points)] if points else []
    return apart([*found, texts("milestone.badge")] if badge else found)


@dataclass(frozen=True, slots=True)
class Step:
    """A page above this one, for the trail at its top."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of staff in their row."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A value of a page that is a list, and may be cut into pieces.

    Args:
        key: of the value: rows, or sections that have rows.
        within: the field in which a section has its rows; empty where the value itself is rows.
        name: the field of a row by which rows are sorted, for the index; empty for none.
        ids: anchors of the rows, in their order; empty where nothing leads to one.
        heads: the field of a section that is its anchor; empty where nothing leads to one.
    """

    key: str
    within: str = ""
    name: str = ""
    ids: tuple[str, ...] = ()
    heads: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A list under a heading of its own.

    Args:
        all: how many rows it has where it was cut; 0 where it was not.
        goes_on: whether it began on a piece before.
    """

    all: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language, before it is rendered.

    Args:
        path: from the language's root, empty for the start page, else ending in `/`.
        fills: path of the shell that is filled: the page's own, or that of its kind.
        template: name of the template that makes its content.
        title: plain text, in `language` where that is not the reader's.
        description: plain text of at most a few sentences.
        values: what the template is given beside the words and the View.
        trail: the pages above, from the start page on.
        search: plain text by which it is found beside its title; None where it is not found.
        names: other words by which the title is found, such as those of an id.
        lists: which values are lists; where they are long, the page is cut into pieces.
        more: path of the shell of its further pieces.
        grows_at_head: whether its lists have the newest first, so that pieces keep their rows.
        anchors: the rows of a list that other pages lead to.
        language: of the title, where that is not the reader's.
        whole: makes the page with all of its values and lists, where it is dear to have those of
            every page at hand; None where this is all of it.
    """

    path: str
    fills: str
    template: str
    title: str
    description: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    trail: tuple[Step, ...] = ()
    search: str | None = ""
    names: str = ""
    lists: tuple[Rows, ...] = ()
    more: str = ""
    grows_at_head: bool = False
    anchors: frozenset[str] = frozenset()
    language: str = ""
    whole: Callable[[], Page] | None = None
