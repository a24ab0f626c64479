"""What a rule is: a named check over a snapshot, whose module's docstring is its manual page."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

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


class Meets(NamedTuple):
    """What in a rule depends on files far from each other.

    Where the rows of a part are the same before and after a change, nothing far away is found
    otherwise; nor is it where all things with the key of a row that is not the same are in the
    part, and all with another key of these. A row says of its thing all that the rule compares,
    and the same under each of its keys.

    Args:
        rows: key and thing, of what is in a snapshot.
        counted: whether it is known how many things in the whole have a key; else those of a row
            that is not the same are never all in a part.
        keys: the keys of the rows alone, where these are had with less; None where they are not.
    """

    rows: Callable[[Snapshot], Iterable[tuple[Hashable, Any]]]
    counted: bool = False
    keys: Callable[[Snapshot], Iterable[Hashable]] | None = None

    def keys_of(self, snapshot: Snapshot) -> Iterable[Hashable]:
        """The key of each row."""
        if self.keys is not None:
            return self.keys(snapshot)
        return (key for key, _ in self.rows(snapshot))


NOTHING = Meets(lambda _: ())
"""That of a rule which reads no profile, claim, feedback or other record."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Args:
        name: as shown in brackets behind a message; the module's name with hyphens.
        check: yields the findings; must not raise on any program that fits the schemas.
        severity: error, warning or note.
        points: whether it reads the ledger; such rules are judged together, others beside them.
        scope: what it has to know, where only a part of a program was loaded.
        meets: for a scope beyond people and items, what of it depends on what is far away; where
            that is not said, every change is judged in the whole.
        afar: whether it finds something, or says it otherwise, because of what is or is not
            anywhere; then nothing that it finds anew is believed of a part.
        only: the kind of file from which alone all that it finds follows; empty for others.
    """

    name: str
    check: Callable[[Snapshot], Iterator[Finding]] = field(repr=False)
    severity: Severity = Severity.ERROR
    points: bool = False
    scope: Scope = Scope.PROGRAM
    meets: Meets | None = None
    afar: bool = False
    only: str = ""

    @property
    def manual(self) -> str:
        """The rule's manual page in Markdown: the docstring of its module."""
        return inspect.cleandoc(sys.modules[self.check.__module__].__doc__ or "")

    @property
    def summary(self) -> str:
        """The first sentence of the manual page."""
        return self.manual.partition("\n")[0]
