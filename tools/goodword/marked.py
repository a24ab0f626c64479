"""Values of a program of which the schemas say more than their shape, with the way to each.

Rules about references and days ask it, and the record of a person, so that a new field is judged
and shown as soon as its schema says what it is.

Nearly no value is wanted, and there are a million. So the files of a kind are looked through
together, field by field, each value as often as it differs from others; only of files that hold
one that is wanted the ways are gone one by one.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import chain
from keyword import iskeyword
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.model.plain import Words
from goodword.model.program import KINDS
from goodword.source.schemas.annotations import Marks, marks
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from goodword.diagnostics import Place, Pointer
    from goodword.model.program import Program

    Keep = Callable[[Any, Any], bool]
    Way = tuple["Way", str | int] | None


class Marked(NamedTuple):
    """A value with an annotation: what that says, the value, and the way inside its file."""

    mark: Any
    value: Any
    way: Way

    @property
    def steps(self) -> Pointer:
        """The way from the root of the file; made for the few that are shown."""
        steps: list[str | int] = []
        way = self.way
        while way is not None:
            way, step = way
            steps.append(step)
        return tuple(reversed(steps))


def marked(
    program: Program, word: str, keep: Keep, only: str = ""
) -> Iterator[tuple[Place, list[Marked]]]:
    """The values with an annotation, file by file; of lists each, where the list has it.

    Args:
        program: what the files say.
        word: `x-names`, `x-day`, `x-span` or `x-words`.
        keep: whether a value with its annotation is wanted; nearly none is. It says the same of
            equal values.
        only: what the annotation says where nothing else is wanted; files that have no such value
            are not looked through. Empty for whatever it says.
    """
    trees = _trees(word, only)
    for kind in KINDS:
        tree = trees.get(kind.name)
        room = getattr(program, kind.room)
        if tree is None or not room:
            continue
        models = list(room.values()) if kind.many else [room]
        for index in sorted(set(_holding(tree, models, keep))):
            yield models[index].place, list(_below(tree, models[index], None, keep))


@cache
def _trees(word: str, only: str) -> Mapping[str, Marks]:
    """The ways to the marked values of a model, by kind; of kinds that have any."""
    trees = {kind.name: marks(document(kind.name), word) for kind in KINDS}
    found = {name: saying(tree, only) if only else tree for name, tree in trees.items()}
    return {name: tree for name, tree in found.items() if tree != Marks()}


def saying(tree: Marks, only: str) -> Marks:
    """Of a tree what leads to values of which nothing else is said."""
    below = {key: saying(each, only) for key, each in tree.keys.items()}
    each = saying(tree.each, only) if tree.each is not None else Marks()
    return Marks(
        tree.own if tree.own == only else None,
        {key: found for key, found in below.items() if found != Marks()},
        each if each != Marks() else None,
        tree.names if tree.names == only else None,
    )


_TEXTS = (str, date, Words)


def _says(tree: Marks, value: Any) -> bool:
    """Whether something is said of a value that is no list.

    A number or a truth value where a text or a day has its annotation is another branch's, which
    has a key of the same name.
    """
    plain = not tree.keys and not isinstance(tree.own, dict)
    return tree.own is not None and (not plain or isinstance(value, _TEXTS))


def _attribute(key: str) -> str:
    return f"{key}_" if iskeyword(key) else key


def _below(tree: Marks, value: Any, way: Way, keep: Keep) -> Iterator[Marked]:
    """What is wanted of a value and of what it holds."""
    if value.__class__ is tuple:
        yield from _in_each(tree, value, way, keep)
        return
    if _says(tree, value) and keep(tree.own, value):
        yield Marked(tree.own, value, way)
    detail = getattr(value, "detail", None)  # what depends on the kind of a touchpoint
    for key, below in tree.keys.items():
        part = getattr(value, _attribute(key), None)
        if part is None and detail is not None:
            part = getattr(detail, _attribute(key), None)
        if part:
            yield from _below(below, part, (way, key), keep)


def _in_each(tree: Marks, values: Iterable[Any], way: Way, keep: Keep) -> Iterator[Marked]:
    """The same of a list, or of a mapping with free keys, which models have as pairs."""
    for index, item in enumerate(values):
        if tree.names is not None:
            if keep(tree.names, item[0]):
                yield Marked(tree.names, item[0], (way, item[0]))
        elif tree.each is not None:
            yield from _below(tree.each, item, (way, index), keep)
        elif tree.own is not None and keep(tree.own, item):
            yield Marked(tree.own, item, (way, index))


def _holding(tree: Marks, values: Sequence[Any], keep: Keep) -> Iterator[int]:
    """The places of those values of which `_below` finds something; some more than once."""
    for kind, places, alike in _by_class(values, details=bool(tree.keys)):
        if kind is tuple:
            found = _lists_holding(tree, alike, keep)
        else:
            found = _things_holding(tree, alike, keep)
        for index in found:
            yield index if places is None else places[index]


def _by_class(
    values: Sequence[Any], *, details: bool
) -> Iterator[tuple[type, Sequence[int] | None, Sequence[Any]]]:
    """Values of one class each (and with details of one class), with their places; None for all."""
    first = values[0]
    if len(set(map(type, values))) == 1 and not (details and hasattr(first, "detail")):
        yield first.__class__, None, values
        return
    groups: dict[tuple[type, type], list[int]] = {}
    for index, value in enumerate(values):
        key = (value.__class__, getattr(value, "detail", None).__class__)
        groups.setdefault(key, []).append(index)
    for (kind, _), places in groups.items():
        yield kind, places, [values[index] for index in places]


def _things_holding(tree: Marks, values: Sequence[Any], keep: Keep) -> Iterator[int]:
    """Of values of one class that are no lists."""
    first = values[0]
    if _says(tree, first):
        yield from _wanted(tree.own, values, keep)
    detail = getattr(first, "detail", None)
    for key, below in tree.keys.items():
        name = _attribute(key)
        ways = [name] if hasattr(first, name) else []
        if detail is not None and hasattr(detail, name):
            ways.append(f"detail.{name}")
        for way in ways:
            parts = list(map(attrgetter(way), values))
            there = list(filter(None, parts))
            found = list(_holding(below, there, keep)) if there else []
            if found:
                places = [index for index, part in enumerate(parts) if part]
                yield from (places[index] for index in found)


def _lists_holding(tree: Marks, lists: Sequence[tuple[Any, ...]], keep: Keep) -> Iterator[int]:
    """Of lists."""
    items = list(chain.from_iterable(lists))
    found: Iterable[int] = ()
    if not items:
        return
    if tree.names is not None:
        found = _wanted(tree.names, list(map(itemgetter(0), items)), keep)
    elif tree.each is not None:
        found = _holding(tree.each, items, keep)
    elif tree.own is not None:
        found = _wanted(tree.own, items, keep)
    found = list(found)
    if found:
        places = [place for place, each in enumerate(lists) for _ in each]
        yield from (places[index] for index in found)


def _wanted(mark: Any, values: Sequence[Any], keep: Keep) -> Iterator[int]:
    """The places of the wanted ones; texts and days are asked about once where they are equal."""
    if isinstance(values[0], str | date):
        wanted = {value for value in set(values) if keep(mark, value)}
        if wanted:
            yield from (index for index, value in enumerate(values) if value in wanted)
        return
    for index, value in enumerate(values):
        if keep(mark, value):
            yield index
