"""Cuts long lists: a page with more rows than one can hold goes on in pieces beside it.

Pages say which of their values are lists; how those are cut, named and told is decided here alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Failure
from goodword.portal.page import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from goodword.portal.page import Page, Rows
    from goodword.texts import Texts

MOST = 100
"""Rows of a page, those of all its lists together."""
STEADY = 50
"""Rows of a piece of a list that grows at its head; the page itself has the others, up to MOST."""
STEPS = 60
AROUND = 3
"""Lines of an index that would be longer, and how many pieces on either side it has in any case."""
LABEL = 40
"""Letters of a row's name in the index."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the index: where it leads, what it says, and whether it is this piece."""

    path: str
    text: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What a template knows of the piece that it fills.

    Args:
        first: whether it is the page itself, which also has what is no list.
        all: rows of the whole page.
        before, after: paths of the pieces beside it; None at either end.
        sections: where each list with a title begins. parts: every piece.
    """

    first: bool = True
    all: int = 0
    before: str | None = None
    after: str | None = None
    sections: tuple[Place, ...] = ()
    parts: tuple[Place, ...] = ()


WHOLE = Piece()
"""A page that is not cut."""


class _Row(NamedTuple):
    """A row by its list, its section in there (0 where the list has none), and its place."""

    list: int
    section: int
    at: int


def pieces(page: Page, texts: Texts) -> list[Page]:
    """The page, or what stands in its place: the page with its first rows, then the others.

    Args:
        page: as its maker has it; `page_2/` and so on lie below its path, which no id can be.
        texts: the reader's words.

    Raises:
        Failure: it is long, and has no shell for its further pieces.
    """
    if page.whole:
        page = page.whole()
    count = sum(_count(rows, value) for _, rows, value in _lists(page))
    if count <= MOST:
        return [page]
    if not page.more:
        raise Failure(f"{page.path} has {count} rows and no shell for more than {MOST}")
    found = list(_rows(page))
    cuts = _cuts(count, steady=page.grows_at_head)
    last = len(cuts) - 1
    # The oldest piece of a list that grows at its head is the first: its address stays.
    numbers = range(last, 0, -1) if page.grows_at_head else range(2, last + 2)
    paths = [page.path, *(f"{page.path}page_{number}/" for number in numbers)]
    ranges = [
        texts("piece.range", first=texts.number(start + 1), last=texts.number(end))
        for start, end in cuts
    ]
    index = [
        Place(path, _label(page, found[start], text))
        for path, (start, _), text in zip(paths, cuts, ranges, strict=True)
    ]
    sections = tuple(_sections(page, found, cuts, paths))
    made = []
    for at, (path, (start, end)) in enumerate(zip(paths, cuts, strict=True)):
        piece = Piece(
            first=at == 0,
            all=count,
            before=paths[at - 1] if at else None,
            after=paths[at + 1] if at < last else None,
            sections=sections,
            parts=tuple(_near(index, at)),
        )
        kept = found[start:end]
        values = {**page.values, **_sliced(page, kept, first=at == 0), "piece": piece}
        mine = replace(page, values=values, anchors=frozenset(_anchors(page, kept)))
        made.append(mine if at == 0 else _further(mine, path, ranges[at], count, texts))
    return made


def in_pieces(
    makers: Iterable[Iterator[Page]],
    texts: Texts,
    lies: Callable[[str, str, str], None],
    *,
    later: bool = False,
) -> Iterator[Page]:
    """Every page that is made, long ones in pieces; makers begin before the first is asked for.

    Args:
        makers: of pages, each as far as it is asked for them.
        texts: the reader's words.
        lies: told of each row that links may lead to, before the first page is given: its page,
            its anchor, and the piece on which it is.
        later: give a page that can be made whole as it is; `pieces` makes what stands in its place.
    """
    started: list[Iterator[Page]] = []
    for made in makers:
        lists: list[Page] = []
        for page in made:
            lists.append(page)
            if not any(rows.ids or rows.heads for rows in page.lists):
                break
            for piece in pieces(page, texts):
                for anchor in piece.anchors:
                    lies(page.path, anchor, piece.path)
        started.append(chain(lists, made))
    return chain.from_iterable(
        [page] if later and page.whole else pieces(page, texts)
        for page in chain.from_iterable(started)
    )


def _further(page: Page, path: str, range_: str, count: int, texts: Texts) -> Page:
    """A piece that is not the page itself: it says where it belongs, and is in no index."""
    title = texts("piece.title", title=page.title, range=range_, all=texts.number(count))
    return replace(
        page,
        path=path,
        fills=page.more,
        title=title,
        trail=(*page.trail, Step(page.path, page.title)),
        search=None,
    )


def _near(index: Sequence[Place], here: int) -> Iterator[Place]:
    """The index as a piece shows it: all, or those around it and steps to the others."""
    step = -(-len(index) // STEPS)
    for at, place in enumerate(index):
        if at == here:
            yield replace(place, here=True)
        elif at % step == 0 or abs(at - here) <= AROUND or at == len(index) - 1:
            yield place


def _lists(page: Page) -> Iterator[tuple[int, Rows, Sequence[Any]]]:
    for at, rows in enumerate(page.lists):
        value: Any = page.values[rows.key]
        yield at, rows, value


def _count(rows: Rows, value: Sequence[Any]) -> int:
    return sum(len(_held(rows, each)) for each in value) if rows.within else len(value)


def _held(rows: Rows, section: Any) -> Sequence[Any]:
    held: Sequence[Any] = getattr(section, rows.within)
    return held


def _rows(page: Page) -> Iterator[_Row]:
    for at, rows, value in _lists(page):
        if not rows.within:
            yield from (_Row(at, 0, place) for place in range(len(value)))
            continue
        for number, section in enumerate(value):
            yield from (_Row(at, number, place) for place in range(len(_held(rows, section))))


def _cuts(count: int, *, steady: bool) -> list[tuple[int, int]]:
    """Where pieces begin and end."""
    if not steady:
        return [(start, min(start + MOST, count)) for start in range(0, count, MOST)]
    head = count % STEADY + STEADY
    return [(0, head), *((start, start + STEADY) for start in range(head, count, STEADY))]


def _sliced(page: Page, kept: Sequence[_Row], *, first: bool) -> Mapping[str, object]:
    """The page's lists with the rows of one piece alone.

    What never had a row says so on the page itself; a section that goes on tells how many it has.
    """
    values: dict[str, object] = {}
    for at, rows, value in _lists(page):
        mine = [row for row in kept if row.list == at]
        if not rows.within:
            places = [row.at for row in mine]
            values[rows.key] = value[places[0] : places[-1] + 1] if places else value[:0]
            continue
        sections = []
        for number, section in enumerate(value):
            places = [row.at for row in mine if row.section == number]
            held = _held(rows, section)
            if places:
                cut = held[places[0] : places[-1] + 1]
                changed = {rows.within: cut, "all": len(held), "goes_on": places[0] > 0}
                sections.append(replace(section, **changed))
            elif first and not held:
                sections.append(section)
        values[rows.key] = sections
    return values


def _sections(
    page: Page, found: Sequence[_Row], cuts: Sequence[tuple[int, int]], paths: Sequence[str]
) -> Iterator[Place]:
    """Where each section with a title begins, if there are several; of very many some."""
    named = [
        (at, number, section.title)
        for at, rows, value in _lists(page)
        if rows.within
        for number, section in enumerate(value)
        if section.title and _held(rows, section)
    ]
    if len(named) < 2:
        return
    starts: dict[tuple[int, int], int] = {}
    for place, row in enumerate(found):
        starts.setdefault((row.list, row.section), place)
    for at, number, title in named[:: -(-len(named) // STEPS)]:
        start = starts[at, number]
        path = next(path for path, (a, b) in zip(paths, cuts, strict=True) if a <= start < b)
        yield Place(path, title)


def _label(page: Page, row: _Row, text: str) -> str:
    """The range of a piece, and the name of its first row where rows are sorted by it."""
    rows = page.lists[row.list]
    if not rows.name:
        return text
    value: Any = page.values[rows.key]
    name = str(getattr(value[row.at], rows.name))
    return f"{text} · {name[:LABEL].rstrip()}{'…' if len(name) > LABEL else ''}"


def _anchors(page: Page, kept: Sequence[_Row]) -> Iterator[str]:
    for row in kept:
        rows = page.lists[row.list]
        if rows.ids:
            yield rows.ids[row.at]
        if rows.heads and row.at == 0:
            sections: Any = page.values[rows.key]
            yield getattr(sections[row.section], rows.heads)
