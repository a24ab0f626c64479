"""What the program has already, by where it came from: so that nothing is made of it twice.

Imports and intake ask the same: an event of a system is one record, however often it comes in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from goodword.intake.signed import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.model.program import Program

ISSUES = "github"
"""The system whose events are links of issues."""
_NOTE = re.compile(r"(\S+) of \S+ \((.+)\)")
"""How a form's note of where it came from says system and event."""


_ROW = re.compile(r"([0-9a-f]{20})-[0-9a-f]{8}")
"""What a row without a name is called: by its account and moment, and by what it says."""


def note(system: str, moment: str, event: str) -> str:
    """Where something came from, for people, and so that it is known again.

    Args:
        system: what it came through.
        moment: when, in UTC.
        event: its name there.
    """
    return f"{system} of {moment} ({event})"


class Sources:
    """Claims, requests for rewards, feedback and changed profiles by their sources.

    Args:
        program: what the files say; None for no program yet.
    """

    def __init__(self, program: Program | None) -> None:
        self._found: dict[tuple[str, str, str], Any] = {}
        for form, system, event, record in _all(program) if program else ():
            row = _ROW.fullmatch(event)
            for part in (*parts(system, event), *((row[1],) if row else ())):
                self._found.setdefault((form, system, part), record)

    def get(self, form: str, system: str, event: str, alike: str = "") -> Any:
        """The record that came of an event; None where there is none.

        Args:
            form: what it is: `claim`, `reward`, `feedback` or `profile`.
            system: where it came from.
            event: its name there.
            alike: another name that will do, see `Sheet`.
        """
        names = (*parts(system, event), *((alike,) if alike else ()))
        found = (self._found.get((form, system, each)) for each in names)
        return next(filter(None, found), None)


def _all(program: Program) -> Iterator[tuple[str, str, str, Any]]:
    """Every record that says where it came from: form, system, event, record."""
    records: Mapping[str, Mapping[str, Any]] = {
        "claim": program.claims,
        "reward": program.redemptions,
    }
    for form, there in records.items():
        for record in there.values():
            if record.source is not None and record.source.event is not None:
                yield form, record.source.system, record.source.event, record
    for person in program.influencers.values():
        for source in person.taken_in:
            yield "profile", source.system, source.event or "", person
    for item in program.feedback.values():
        for step in item.steps:
            text = getattr(step, "source", None) or ""
            if found := _NOTE.fullmatch(text):
                yield "feedback", found[1], found[2], item
            elif text:
                yield "feedback", ISSUES, text, item
