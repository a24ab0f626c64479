"""What a verb is asked to do, and the entry that it makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal
from goodword.source.schemas import fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from goodword.diagnostics import Diagnostic
    from goodword.verbs import Verb


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for.

    Args:
        verb: what is to be done.
        subject: to what: the path of the file that is changed, or the id of a person, an item or
            what is new.
        date: the day on which it is done.
        by: staff id of who does it.
        said: what was said, by the keys of the entry; days are text, and what was not said is not
            there.
        people: ids of the influencers concerned, where the subject is no person.
        at: the time of day in UTC, where the order of a day decides.
        steer: what was said and is in no entry.
        step: the part of the schema that is written; the verb's where empty.
    """

    verb: Verb
    subject: str
    date: dt.date
    by: str
    said: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    at: str | None = None
    steer: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""

    @property
    def part(self) -> str:
        """The part of the schema that is written."""
        return self.step or self.verb.part(self.steer)

    @property
    def second(self) -> str | None:
        """The staff id of who else agrees; None for nobody."""
        said = self.said.get("second")
        return said["by"] if said else None

    def get(self, key: str) -> Any:
        """What was said under a key of the entry or to steer; None where nothing was."""
        return self.said.get(key, self.steer.get(key))

    def entry(self, schema: str = "", /, **more: Any) -> dict[str, Any]:
        """What is written: keys that this part of the schema has, in its order, with a value.

        Args:
            schema: the kind of file; the verb's where empty.
            more: what was not said, such as the constant of a step.
        """
        value = {**self.verb.says, **self.said, self.verb.who: self.by, **more}
        if self.verb.on:
            value.setdefault(self.verb.on, self.date.isoformat())
        if value.get("second"):
            value["second"] = {**value["second"], "date": self.date.isoformat()}
        if self.at is not None:
            value["at"] = self.at
        known = fields.keys(schema or self.verb.kind, self.part)
        return {key: value[key] for key in known if value.get(key) not in (None, "", (), [], {})}


def order(kind: str, part: str = "") -> tuple[str, ...]:
    """The keys of a kind of file, or of a part of it, in the order in which they stand there."""
    return tuple(fields.keys(kind, part))


def proposal(
    problems: Iterable[Diagnostic],
    edits: Iterable[Any],
    people: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> Proposal:
    """The edits, unless there is a problem."""
    found = tuple(problems)
    if found:
        return Proposal(problems=found)
    return Proposal(tuple(edits), people=tuple(sorted(set(people))), notes=tuple(notes))
