"""What all models are: structs whose fields are the keys of a document, filled by msgspec.

A document has been judged by its schema before. What no type of a field can say is laid out
before: what a file leaves to its path, and values that may be written shorter than they are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, convert
from msgspec.structs import astuple, replace
from msgspec.structs import fields as fields_of

from goodword.days import EARLIEST
from goodword.diagnostics import Place
from goodword.model.plain import Data, Pairs, Words, stem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Self

    from msgspec.structs import FieldInfo


__all__ = ["Model", "Part", "fields", "made", "replace", "stated", "versions", "whole"]

BEFORE = "before"
"""Announced before the program came here, on a day that nobody wrote down."""

T = TypeVar("T")


def _key(name: str) -> str:
    """The key of a field: `from_` is written `from`, which is a word of Python."""
    return name.removesuffix("_")


def _filled(kind: type[Words | Pairs], value: Any) -> Any:
    """The value of a type that msgspec does not know."""
    return kind.of(value)


def made(kind: type[T], data: object) -> T:
    """The model of data that fits its schema."""
    return convert(data, kind, dec_hook=_filled)


class Part(Struct, frozen=True, rename=_key):
    """A mapping inside a document."""


class Model(Part, frozen=True):
    """A document; where it lies makes no difference to whether it says the same as another."""

    place: Place

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return astuple(self)[1:] == astuple(other)[1:]

    def __hash__(self) -> int:
        return hash(astuple(self)[1:])

    @classmethod
    def read(cls, data: Data, place: Place, started: date = EARLIEST) -> Self:
        """The model of a document that fits its schema.

        Args:
            data: the document; it is left as it is.
            place: where it lies.
            started: the day from which a version without `from` holds.
        """
        return convert(
            {**data, "place": place, **cls.laid_out(data, place.path, started)},
            cls,
            dec_hook=_filled,
        )

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """The keys that are not as written: from the path, or written shorter than they are.

        Args:
            data: the document; it is left as it is.
            path: where it lies; most kinds are called by the name of the file.
            started: the day from which a version without `from` holds.
        """
        return {"id": stem(path)}


@cache
def _fields(kind: type[Part]) -> tuple[FieldInfo, ...]:
    return fields_of(kind)


def fields(part: Part | type[Part]) -> tuple[FieldInfo, ...]:
    """The fields of a part or of its kind, which are looked up once a kind."""
    return _fields(part if isinstance(part, type) else type(part))


def stated(part: Part) -> dict[str, Any]:
    """The fields of a part that say more than their default, by key."""
    return {
        each.encode_name: value
        for each in fields(part)
        if (value := getattr(part, each.name)) != each.default
    }


def whole(value: Any, key: str) -> Any:
    """A mapping, or the one that a plain value stands for: that of its most important key."""
    return value if isinstance(value, dict) else {key: value}


def versions(value: Any, key: str, started: date) -> Iterable[Data]:
    """Versions from a list, or the one version that a mapping or a plain value stands for.

    Args:
        value: a list of `{from, …}`, one such mapping, or a plain value.
        key: the key that a plain value is given under.
        started: the day from which a version without `from` holds.
    """
    entries = value if isinstance(value, list) else [whole(value, key)]
    for each in entries:
        announced = {"announced": EARLIEST} if each.get("announced") == BEFORE else {}
        yield {"from": started, **each, **announced}
