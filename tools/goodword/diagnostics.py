"""What is wrong, where, and what to do about it: values that every room may hand on.

A diagnostic is made where a problem is seen and shown by the formats; nothing in between
raises. `Failure` is the one exception: the run itself cannot go on (exit code 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Pointer = tuple["str | int", ...]
"""Keys and indexes from a document's root to a value, as a JSON pointer taken apart."""


class Severity(StrEnum):
    """How much a diagnostic weighs; `--strict` makes warnings count as errors."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True):
    """Where a value stands: a path in the tree and, for parts of a file, the way inside.

    Args:
        path: POSIX path from the repository's root.
        pointer: keys and indexes to the value; empty for the file as a whole.
        key: the key of the mapping entry is meant and not its value.
    """

    path: str
    pointer: Pointer = ()
    key: bool = False

    def at(self, *steps: str | int) -> Place:
        """The place of a part of this value."""
        return Place(self.path, self.pointer + steps)

    def below(self, folder: str) -> Place:
        """The same place seen from above a folder, whose name ends with a slash."""
        return Place(f"{folder}{self.path}", self.pointer, self.key)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of text: lines and columns count from 1, the end is the first column after it.

    `end_line` and `end_column` are equal to the start where only a point is known. `path` names
    the file where it is another than that of the place: a packed record stands in a line of one.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    path: str = ""


class Spot(NamedTuple):
    """A line of a file, as people are shown where something stands."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    Args:
        place: file and, where known, the pointer inside it.
        rule: name of the check, such as `yaml`, `schema` or `unknown-reference`.
        message: lower case, no full stop: what is, what was expected, where the other place is.
        hint: what to do about it, where that is more than the message says; else empty.
        mark: line and column; None for a problem of the file as a whole.
        severity: see `Severity`.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    mark: Mark | None = None
    severity: Severity = field(default=Severity.ERROR)

    @property
    def path(self) -> str:
        """The file in which it stands: that of the place, or of the mark where that names one."""
        return (self.mark and self.mark.path) or self.place.path

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Key of the one order in which diagnostics are shown: path, line, column, rule, text."""
        line, column = (self.mark.line, self.mark.column) if self.mark else (0, 0)
        return (self.path, line, column, self.rule, self.message)


def arrange(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics sorted by `Diagnostic.order`, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda each: each.order))


class Failure(Exception):
    """The run cannot go on: no program here, no git, a revision that does not exist (exit 3).

    Args:
        message: what happened, as a diagnostic's message is written.
        hint: what to do about it; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unnamed(Failure):
    """Nothing has a name that was given."""


class BeyondPart(Exception):
    """What is asked for lies beyond the part of a program that was loaded.

    Nobody ever sees it: who loads a part catches it, and loads the whole.
    """
