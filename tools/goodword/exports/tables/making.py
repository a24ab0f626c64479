"""A table in the making: what types a model has, and how a value is had of a thing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from goodword.exports.tables.table import Foreign
from goodword.model.plain import Named, Shares
from goodword.model.shape import Part, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.exports.tables.table import Column, Row
    from goodword.model.program import Kind

    Get = Callable[[Any], Any]
    Things = Callable[[Any], Iterable[tuple[Row, Any]]]


@dataclass
class Making:
    """A table that is being made: how its things are found in a file's model, and its columns."""

    kind: Kind
    name: str
    about: str
    own: tuple[Column, ...]
    things: Things
    foreign: tuple[Foreign, ...] = ()
    leaves: list[tuple[Column, Get, bool]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns by which a row is known."""
        return tuple(each.name for each in self.own)

    def apart(self, name: str) -> str:
        """A column's name, where one that says in which row above it stands is not called so."""
        return name if name not in self.key else f"{self.name.rpartition('_')[2]}_{name}"

    def owned(self) -> tuple[tuple[Column, ...], tuple[Foreign, ...]]:
        """The columns by which another table names a row of this one."""
        if not self.kind.many and self.name == self.kind.name:
            return (), ()
        *above, last = self.own
        name = self.name.rpartition("_")[2] if "_" in self.name else self.kind.name
        column = dataclasses.replace(last, name=_free(name, above), names="")
        columns = (*above, column)
        return columns, (Foreign(tuple(each.name for each in columns), self.name, self.key),)


def _free(name: str, others: Iterable[Column]) -> str:
    taken = {each.name for each in others}
    return name if name not in taken else f"{name}_in"


class Member(NamedTuple):
    """A field of a model: its name in Python, its key in a file, its type."""

    name: str
    key: str
    hint: Any


def members(cls: type) -> dict[str, Member]:
    """The fields of a struct or dataclass by the key that each has in a file."""
    hints = get_type_hints(cls)
    if issubclass(cls, Part):
        names = [(each.name, each.encode_name) for each in fields(cls)]
    else:
        plain: Any = cls
        names = [(each.name, each.name.removesuffix("_")) for each in dataclasses.fields(plain)]
    return {key: Member(name, key, hints[name]) for name, key in names}


def attribute(get: Get, name: str) -> Get:
    """How an attribute of what `get` gives is had; None where there is none."""

    def found(thing: Any) -> Any:
        part = get(thing)
        return None if part is None else getattr(part, name, None)

    return found


def only(get: Get, cls: type) -> Get:
    """How a value is had where it is of that type; else None."""

    def found(thing: Any) -> Any:
        value = get(thing)
        return value if isinstance(value, cls) else None

    return found


def first_of(gets: list[Get]) -> Get:
    """The first of these that gives anything."""
    if len(gets) == 1:
        return gets[0]
    return lambda thing: next((v for get in gets if (v := get(thing)) is not None), None)


def branches(hint: Any) -> tuple[Any, ...]:
    """The types of a union; the type alone where it is none."""
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def is_part(hint: Any) -> bool:
    """Whether values of the type have fields of their own."""
    return isinstance(hint, type) and (issubclass(hint, Part) or dataclasses.is_dataclass(hint))


class Held(NamedTuple):
    """What a list, or a mapping with free keys, holds."""

    inner: Any
    pairs: bool


def held_in(hint: Any) -> Held:
    """What values of that type hold."""
    if hint in {Shares, Named}:
        return Held(int if hint is Shares else str, pairs=True)
    if get_origin(hint) is dict:
        return Held(get_args(hint)[1], pairs=True)
    inner = get_args(hint)[0]
    pair = get_args(inner) if get_origin(inner) is tuple else ()
    if len(pair) == 2 and pair[1] is not Ellipsis:
        return Held(pair[1], pairs=True)
    return Held(inner, pairs=False)


def entries(value: Any, *, pairs: bool) -> Iterable[tuple[Any, Any]]:
    """The entries of a list with their places, or those of a mapping with their keys."""
    if not value:
        return ()
    if pairs:
        return value.items() if isinstance(value, dict) else value
    return enumerate(value)
