"""The map of a list of people: which columns say what, and what the list does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from goodword.diagnostics import Diagnostic, Place
from goodword.intake.import_map import explained
from goodword.model.shape import Part, made
from goodword.nearest import alike
from goodword.source.documents import LIST, locate, read_document
from goodword.source.names import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Pointer
    from goodword.source.schemas import Schemas

KIND = "people-map"
"""The name of its schema."""


class AccountColumns(Part, frozen=True):
    """The columns that hold an account: its login or link, and its number."""

    login: str
    number: str | None = None


class ReachColumn(Part, frozen=True):
    """A column of figures of reach, and what they are; `date` is written YYYY-MM-DD."""

    column: str
    channel: str
    measure: str
    date: str
    source: str | None = None


class PeopleMap(Part, frozen=True):
    """A map; what it leaves out is None or empty, as its schema says.

    Words of the list and names of people are kept as they are compared (`alike`).
    """

    ONE: ClassVar[str] = "person"
    MANY: ClassVar[str] = "people"
    NONE: ClassVar[str] = "there is nobody in the list"
    DISCREET: ClassVar[bool] = False

    path: str
    columns: Mapping[str, tuple[str, ...]]
    accounts: Mapping[str, AccountColumns] = {}
    reach: tuple[ReachColumn, ...] = ()
    values: Mapping[str, Mapping[str, str]] = {}
    nothing: frozenset[str] = frozenset()
    list: str | None = None
    separator: str | None = None
    dates: str | None = None
    decimal: str | None = None
    defaults: Mapping[str, str] = {}
    """What is written of everybody who is new, by field of the profile."""
    ids: Mapping[str, str] = {}
    left_out: Mapping[str, str] = {}
    """Why, by name or login."""

    @property
    def whose(self) -> tuple[str, ...]:
        """The columns that say who it is."""
        return self.columns["name"]

    @property
    def further(self) -> Iterator[str]:
        """Columns beside those of fields."""
        for account in self.accounts.values():
            yield account.login
            if account.number:
                yield account.number
        yield from (each.column for each in self.reach)

    def column(self, pointer: Pointer) -> str:
        """The column that a part of a profile is read from; else that of the name."""
        key, part = (*map(str, pointer), "", "")[:2]
        if key == "accounts" and part in self.accounts:
            return self.accounts[part].login
        if key == "reach" and self.reach:
            return self.reach[0].column
        return self.columns.get(key, self.columns["name"])[0]


def read_people_map(
    data: bytes, path: str, schemas: Schemas
) -> tuple[PeopleMap | None, tuple[Diagnostic, ...]]:
    """The map in a YAML file, or None and what is wrong with it.

    Args:
        data: content of the file.
        path: the file, as it was named.
        schemas: the definitions of shape.
    """
    value: Any  # a mapping once the schema agrees
    value, found = read_document(data, path, LIST)
    if found:
        return None, found
    found = tuple(explained(data, path, schemas, KIND, value)) or tuple(_faults(data, path, value))
    return (None, found) if found else (_map(value, path), ())


def _faults(data: bytes, path: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    """What no schema says: ids that no disk can hold, words that say two things.

    Two words are one where case and spaces do not matter.
    """
    people = value.get("people", {})
    words = {("values", field): said for field, said in value.get("values", {}).items()}
    words["people", "ids"] = people.get("ids", {})
    for word, who in words["people", "ids"].items():
        if wrong := fault(who):
            pointer: Pointer = ("people", "ids", word)
            yield Diagnostic(Place(path, pointer), "import", *wrong, locate(data, pointer))
    for above, said in words.items():
        first: dict[str, str] = {}
        for word in said:
            other = first.setdefault(alike(word), word)
            if said[other] != said[word]:
                pointer = (*above, word)
                message = f'"{word}" is the same word as "{other}", which says something else'
                mark = locate(data, pointer, key=True)
                yield Diagnostic(Place(path, pointer, key=True), "import", message, "", mark)


def _map(value: dict[str, Any], path: str) -> PeopleMap:
    people = dict(value.get("people", {}))
    ids, left = people.pop("ids", {}), people.pop("left_out", ())
    return made(
        PeopleMap,
        {
            **value,
            "path": path,
            "columns": {field: _several(said) for field, said in value["columns"].items()},
            "accounts": {
                platform: {"login": said} if isinstance(said, str) else said
                for platform, said in value.get("accounts", {}).items()
            },
            "values": {
                field: {alike(word): meant for word, meant in said.items()}
                for field, said in value.get("values", {}).items()
            },
            "nothing": [alike(word) for word in value.get("nothing", ())],
            "defaults": {"stage": "candidate", **people},
            "ids": {alike(word).removeprefix("@"): name for word, name in ids.items()},
            "left_out": {alike(e["person"]).removeprefix("@"): e["because"] for e in left},
        },
    )


def _several(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said
