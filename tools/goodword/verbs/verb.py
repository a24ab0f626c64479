"""What a verb is: the rows of which a command's options, columns, prompts and manual are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]
"""What a command was given: values by the names of its flags, with `_` for `-`."""
Needs = tuple[str, ...] | Callable[[Row], Iterator[tuple[str, ...]]]
"""Names of what cannot be left out; as a function, those asked for together, step by step."""


class Field(NamedTuple):
    """What a verb can be told: an option, a column of `--from`, and a key of what it writes.

    Unless `shows` says that it is text, the schema says its type: choices, a day, a number within
    bounds, or yes and no.

    Args:
        name: of the flag, without `--`.
        help: its line in the manual.
        shows: what stands for a text in the manual.
        key: what it gives in the entry, with dots where that lies deeper; None where it is named
            like the flag, empty where the flag only steers.
        many: it may be repeated, and a cell may have several with `;`.
        apart: it is many, and what is written has an entry for each.
        default: taken where nothing is said, and named in the manual.
        flag: it has no value.
        also: what the entry says too where this was given.
        refers: what its value names, which must be there: `item`, `reward`, `claim` ….
        but: choices of the schema that are not offered.
        choices: these, where the schema has none.
        number: bounds, where they are not the schema's.
        where: the part of the program without which nobody needs it.
        spared: says for which rows nobody needs it though that part is there.
    """

    name: str
    help: str | None = None
    shows: str = ""
    key: str | None = None
    many: bool = False
    apart: bool = False
    default: Any = None
    flag: bool = False
    also: Mapping[str, Any] = {}
    refers: str = ""
    but: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    number: tuple[int, int] | None = None
    where: str = ""
    spared: Callable[[Row], bool] | None = None

    @property
    def parameter(self) -> str:
        """Its name in a row."""
        return self.name.replace("-", "_")

    @property
    def path(self) -> tuple[str, ...]:
        """Where its value lies in the entry; empty where it only steers."""
        key = self.parameter if self.key is None else self.key
        return tuple(key.split(".")) if key else ()


class Verb(NamedTuple):
    """Something that can be done to a thing of a program.

    Args:
        name: of the command.
        step: the part of the schema that it writes: a step, a kind of touchpoint, a key or, where
            empty, the whole file.
        help: its manual.
        fields: what it can be told, in the order of the manual.
        needs: what it must be told.
        subject: what it is done to: a row of the command line's SUBJECTS.
        action: the name of what does it, among ACTIONS.
        word: for one of what it changes.
        kind: the schema's name.
        into: the list of the file to which `append` adds.
        on: the key that has the day; empty for none.
        who: the key that has who does it; empty where nothing says so.
        says: what is written without being asked for.
        moment: the records of a day among which its time decides: `claims`, `redemptions` or
            `reversals`.
        closes: the field that says that something is answered or kept; who does it is not noted.
        unless: says what is wrong with a row, or nothing.
        otherwise: says for which rows another step is written, or nothing.
    """

    name: str
    step: str
    help: str
    fields: tuple[Field, ...] = ()
    needs: Needs = ()
    subject: str = ""
    action: str = ""
    word: str = ""
    kind: str = ""
    into: str = ""
    on: str = "date"
    who: str = "by"
    says: Mapping[str, Any] = {}
    moment: str = ""
    closes: str = ""
    unless: Callable[[Row], str] | None = None
    otherwise: Callable[[Row], str] | None = None

    def part(self, row: Row) -> str:
        """The part of the schema that is written for a row."""
        return (self.otherwise(row) if self.otherwise else "") or self.step

    def stages(self, row: Row) -> Iterator[tuple[str, ...]]:
        """What a row must have, each time what is asked for together."""
        if callable(self.needs):
            yield from self.needs(row)
        else:
            yield self.needs


class Group(NamedTuple):
    """The verbs of one command, with what holds for those that do not say otherwise."""

    name: str
    help: str
    verbs: tuple[Verb, ...]
    like: Verb = Verb("", "", "")

    def verb(self, name: str) -> Verb:
        """The verb of that name, whole."""
        found = next(each for each in self.verbs if each.name == name)
        plain = Verb("", "", "")._asdict()
        said = {key: each for key, each in found._asdict().items() if each != plain[key]}
        return self.like._replace(**said)


def verb(name: str, step: str, help_: str, *fields: Field, **more: Any) -> Verb:
    """A verb of its fields, in the order of its manual; `more` is what else a verb has."""
    return Verb(name, step, help_, fields, **more)


def group(name: str, help_: str, *verbs: Verb, like: Verb) -> Group:
    """A group of its verbs."""
    return Group(name, help_, verbs, like)
