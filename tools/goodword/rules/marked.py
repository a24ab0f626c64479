"""Values of a program of which the schemas say more than their shape, with the way to each.

Not a rule of its own: rules about references and days ask it, so that a new field is judged as
soon as its schema says what it is.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.model.plain import Words
from goodword.model.program import KINDS
from goodword.source.schemas.annotations import Marks, marks
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Place, Pointer
    from goodword.model.program import Program

    Keep = Callable[[Any, Any], bool]
    Way = tuple["Way", str | int] | None
    Visit = Callable[[Any, Way, list["Marked"], Keep], None]


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


def marked(program: Program, word: str, keep: Keep) -> Iterator[tuple[Place, list[Marked]]]:
    """The values with an annotation, file by file; of lists each, where the list has it.

    Args:
        program: what the files say.
        word: `x-names`, `x-day`, `x-span` or `x-words`.
        keep: whether a value with its annotation is wanted; nearly none is.
    """
    visits = _visits(word)
    for kind in KINDS:
        visit = visits.get(kind.name)
        room = getattr(program, kind.room)
        if visit is None or room is None:
            continue
        for model in room.values() if kind.many else (room,):
            found: list[Marked] = []
            visit(model, None, found, keep)
            if found:
                yield model.place, found


@cache
def _visits(word: str) -> dict[str, Visit]:
    """How to go to the marked values of a model, by kind; only ways that lead to one are gone."""
    trees = {kind.name: marks(document(kind.name), word) for kind in KINDS}
    return {name: _visit(tree) for name, tree in trees.items() if tree != Marks()}


def _visit(tree: Marks) -> Visit:
    own, in_each = tree.own, _in_each(tree)
    ways = [(key, f"{key}_" * iskeyword(key) or key, _visit(sub)) for key, sub in tree.keys.items()]
    if not ways and own is not None and not isinstance(own, dict):
        return _leaf(own, in_each)

    def visit(value: Any, way: Way, found: list[Marked], keep: Keep) -> None:
        if value.__class__ is tuple:
            in_each(value, way, found, keep)
            return
        if own is not None and keep(own, value):
            found.append(Marked(own, value, way))
        detail = getattr(value, "detail", None)  # what depends on the kind of a touchpoint
        for key, attribute, below in ways:
            part = getattr(value, attribute, None)
            if part is None and detail is not None:
                part = getattr(detail, attribute, None)
            if part:
                below(part, (way, key), found, keep)

    return visit


_TEXTS = (str, date, Words)


def _leaf(own: Any, in_each: Visit) -> Visit:
    def visit(value: Any, way: Way, found: list[Marked], keep: Keep) -> None:
        if value.__class__ is tuple:
            in_each(value, way, found, keep)
        # A number or a truth value is another branch's, which has a key of the same name.
        elif isinstance(value, _TEXTS) and keep(own, value):
            found.append(Marked(own, value, way))

    return visit


def _in_each(tree: Marks) -> Visit:
    """How to go through a list, or through a mapping with free keys, which models have as pairs."""
    own, names = tree.own, tree.names
    each = _visit(tree.each) if tree.each is not None else None

    def visit(value: Any, way: Way, found: list[Marked], keep: Keep) -> None:
        for index, item in enumerate(value):
            if names is not None:
                if keep(names, item[0]):
                    found.append(Marked(names, item[0], (way, item[0])))
            elif each is not None:
                each(item, (way, index), found, keep)
            elif own is not None and keep(own, item):
                found.append(Marked(own, item, (way, index)))

    return visit
