"""What a rule is: a named check over a snapshot, whose module's docstring is its manual page."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Place
    from goodword.snapshot import Snapshot


class Finding(NamedTuple):
    """One breach of a rule: where, what is wrong, and what to do beyond what the message says."""

    place: Place
    message: str
    hint: str = ""


class Scope(Enum):
    """What has to be known so that a rule finds in a change all that it finds in the whole.

    What is always read (program.yml, missions, rewards, events and the like) is known to each.
    """

    FILE = "file"
    """The file that changes, and the profiles of the people in it."""
    PERSON = "person"
    """All that is kept about the people in it, and who is close to them."""
    ITEM = "item"
    """The feedback in it, what that was merged with, and what everybody was told of it."""
    MISSION = "mission"
    """All claims of the missions in it."""
    PROGRAM = "program"
    """Every file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Args:
        name: as shown in brackets behind a message; the module's name with hyphens.
        check: yields the findings; must not raise on any program that fits the schemas.
        severity: error, warning or note.
        points: whether it reads the ledger; such rules are judged together, others beside them.
        scope: what it has to know, where only a part of a program was loaded.
    """

    name: str
    check: Callable[[Snapshot], Iterator[Finding]] = field(repr=False)
    severity: Severity = Severity.ERROR
    points: bool = False
    scope: Scope = Scope.PROGRAM

    @property
    def manual(self) -> str:
        """The rule's manual page in Markdown: the docstring of its module."""
        return inspect.cleandoc(sys.modules[self.check.__module__].__doc__ or "")

    @property
    def summary(self) -> str:
        """The first sentence of the manual page."""
        return self.manual.partition("\n")[0]
