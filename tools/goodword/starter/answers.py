"""What a new program is begun with: the answers to six questions, and to those of the handbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from goodword.edits.naming import free_identifier, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PERSON = re.compile(
    r"(?:(?P<id>[^=<>@]*)=)?\s*(?P<name>[^<>]*?)\s*(?:<(?P<mail>[^<>]*)>)?", re.DOTALL
)

_OUTCOME = re.compile(
    r"(?P<figure>(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?)\s*(?P<percent>%(?:\s+of\b)?)?\s+(?P<name>\S.*)"
)


class Staff(NamedTuple):
    """Somebody who works for the program; without an address where none was said."""

    id: str
    name: str
    email: str = ""


class Outcome(NamedTuple):
    """By what it is seen that an objective is reached: a figure to reach, and of what."""

    figure: int | Decimal
    percent: bool
    name: str


class Objective(NamedTuple):
    """What a pillar is to bring, and the outcome by which it is seen; empty where left open."""

    pillar: str
    goal: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Handbook:
    """The answers to the handbook's questions, in its order; what is empty was left open.

    Args:
        problem: why there is to be a program.
        objectives: one for each pillar that was chosen, the most important first.
        marketplace: whom the people that we look for talk to, and where.
        influence: what greater than average reach or impact means here.
        found: what people do by which they are found.
    """

    problem: str = ""
    objectives: tuple[Objective, ...] = ()
    marketplace: str = ""
    influence: str = ""
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a program before it has a file.

    Args:
        name: what it is called.
        timezone: an IANA name.
        staff: who works for it, at least one; the first looks after people who have nobody.
        today: the day on which it is begun, that of all examples.
        started: its first day where that was an earlier one.
        languages: BCP 47 tags, the default first.
        cycle: how long a cycle is, as the schema has it.
        mode: who can read the repository, as the schema has it.
        minimal: three files, and what they cannot do without.
        handbook: None where its questions were not asked: then examples stand for the answers.
    """

    name: str
    timezone: str
    staff: tuple[Staff, ...]
    today: date
    started: date | None = None
    languages: tuple[str, ...] = ("en",)
    cycle: str = "quarter"
    mode: str = "closed"
    minimal: bool = False
    handbook: Handbook | None = None

    @property
    def first_day(self) -> date:
        """The first day of the program."""
        return self.started or self.today


def outcome(text: str) -> Outcome | None:
    """An outcome as people write it: `40 questions answered`, `12.5 % of them came back`.

    Returns:
        None where no figure stands before the words.
    """
    found = _OUTCOME.fullmatch(text.strip())
    if found is None:
        return None
    figure = Decimal(found["figure"]) if "." in found["figure"] else int(found["figure"])
    return Outcome(figure, bool(found["percent"]), found["name"])


def person(text: str, taken: Iterable[str] = ()) -> Staff | None:
    """Somebody on staff as git writes authors, `Maya Weber <maya@acme.example>`.

    Args:
        text: the name, an id and `=` before it where it is not to be made of the name, and an
            address behind it where there is one.
        taken: ids of those who were named before.

    Returns:
        None where it is not written so, an address stands in the name, or no id can be made of it.
    """
    found = _PERSON.fullmatch(text.strip())
    if found is None or not found["name"] or re.search(r"\S@\S", found["name"]):
        return None
    stated = (found["id"] or "").strip()
    made = stated or identifier(found["name"])
    if not made:
        return None
    known = set(taken)
    return Staff(
        made if stated else free_identifier(made, known),
        found["name"],
        (found["mail"] or "").strip(),
    )
