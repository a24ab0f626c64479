"""What a promise is: a named check over two revisions, whose module's docstring is its manual."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Place
    from goodword.guard.change import Change


class Breach(NamedTuple):
    """A promise that is not kept: where, what is wrong, what to do about it, and its weight."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise.

    Args:
        name: as shown in brackets behind a message; the module's name with hyphens.
        check: yields the breaches; must not raise on any two programs that fit the schemas.
    """

    name: str
    check: Callable[[Change], Iterator[Breach]] = field(repr=False)

    @property
    def manual(self) -> str:
        """The promise's manual in Markdown: the docstring of its module."""
        return inspect.cleandoc(sys.modules[self.check.__module__].__doc__ or "")
