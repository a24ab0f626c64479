"""What an entry of a list says of a person, as fields of a profile; or each cell that says nothing.

Every cell that the map names is read, so that all that is wrong is told at once. What is written
down is what a person would have written: names composed and without odd blanks, ids, codes, days.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.intake.hidden import judge_characters
from goodword.intake.people.cells import FIELDS, account, number, text_of
from goodword.intake.people.lists import FILE, KEY
from goodword.intake.sheet import MAIL, Refused, Unfit, address_hash
from goodword.intake.values import judge_cell
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.intake.export import Problems
    from goodword.intake.people.cells import Known
    from goodword.intake.people.list_map import PeopleMap, ReachColumn
    from goodword.intake.people.lists import Entry

_FORMULA = re.compile(r"[=+@-]")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
LOGIN = 100
"""The most characters of a login."""


@dataclass
class Someone:
    """What one entry says of somebody.

    Args:
        entry: where it stands.
        name: composed, with single blanks.
        fields: of the profile, beside name, accounts and reach.
        accounts: login and number by platform; of mail the keyed hash of the address.
        reach: figures as a profile has them.
        said: what people call them by: the name and the logins, as they are compared.
    """

    entry: Entry
    name: str
    fields: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    reach: list[dict[str, Any]] = field(default_factory=list)
    said: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Everything that is said, as one text: by it entries are put in an order of their own."""
        accounts = sorted((platform, *map(str, each)) for platform, each in self.accounts.items())
        return repr((self.name, accounts, sorted(self.fields.items()), self.reach))


@dataclass(frozen=True)
class LeftOut:
    """Somebody whom the map leaves out, and why."""

    entry: Entry
    name: str
    because: str


def read_people(
    entries: Sequence[Entry], names: PeopleMap, known: Known, problems: Problems
) -> tuple[list[Someone], list[LeftOut]]:
    """Everybody in a list, and who is left out of it; of these nothing else is read.

    Args:
        entries: the list.
        names: the map.
        known: what cells may name.
        problems: where to put what is wrong.

    Raises:
        Failure: there are addresses, and the secret of their hashes is missing.
    """
    found, left = [], []
    for entry in entries:
        reading = _Reading(entry, names, known, problems)
        said = reading.called()
        because = next((names.left_out[word] for word in said if word in names.left_out), None)
        if because is not None:
            left.append(LeftOut(entry, reading.shown(), because))
        elif (someone := reading.read(said)) is not None:
            found.append(someone)
    return found, left


class _Reading:
    """The reading of one entry."""

    def __init__(self, entry: Entry, names: PeopleMap, known: Known, problems: Problems) -> None:
        self.entry = entry
        self.names = names
        self.known = known
        self.problems = problems

    def cell(self, column: str) -> Any:
        """What a column says; None for nothing."""
        value = self.entry.cells.get(alike(column))
        if isinstance(value, str):
            value = unicodedata.normalize("NFC", value).strip()
            return None if not value or alike(value) in self.names.nothing else value
        return value or None if isinstance(value, list | dict) else value

    def wrong(self, column: str, why: str, hint: str = "") -> None:
        """Something is wrong with a cell."""
        self.problems.at(self.entry.file.path, self.entry.mark(column), why, hint)

    def shown(self) -> str:
        """The name as it stands there, short, whatever it holds."""
        parts = (self.cell(column) for column in self.names.columns["name"])
        return " ".join(" ".join(str(each) for each in parts if each is not None).split())[:100]

    def called(self) -> tuple[str, ...]:
        """What the map may call the person by: the name and the logins, as written."""
        words = [self.shown()]
        for platform, columns in self.names.accounts.items():
            value = self.cell(columns.login)
            if isinstance(value, str | int) and platform != MAIL:  # no address is in git
                words += [account(str(value), platform)[0], str(value)]
        return tuple(dict.fromkeys(alike(each).removeprefix("@") for each in words if each))

    def read(self, said: tuple[str, ...]) -> Someone | None:
        """All that is said; None where a name is missing, which is told."""
        before = self.problems.count
        name = self._name()
        someone = Someone(self.entry, name, said=said)
        for key, columns in self.names.columns.items():
            if key != "name":
                self._field(someone, key, columns)
        for platform in self.names.accounts:
            self._account(someone, platform)
        for figure in self.names.reach:
            self._figure(someone, figure)
        return someone if self.problems.count == before else None

    def _name(self) -> str:
        columns = self.names.columns["name"]
        try:
            parts = [text_of(self.cell(column), f'"{column}"') for column in columns]
            name = " ".join(" ".join(filter(None, parts)).split())
            judge_cell(name, f'the name "{name[:60]}"')
            if not name:
                self.wrong(columns[0], "there is no name", "write one, or leave the row out")
            elif _FORMULA.match(name) or not any(map(str.isalpha, name)):
                self.wrong(columns[0], f'"{name[:60]}" is no name', "write their name")
        except (Refused, Unfit) as why:
            self.wrong(columns[0], why.english)
            return ""
        return name

    def _field(self, someone: Someone, key: str, columns: tuple[str, ...]) -> None:
        """A field; of one thing the first column that says something counts, of several all."""
        read, several = FIELDS[key]
        meant = self.names.values.get(key, {})
        found: list[Any] = []
        for column in columns:
            value = self.cell(column)
            if value is None:
                continue
            try:
                found += read(value, f'"{column}"', meant, self.known, self.names)
            except (Refused, Unfit) as why:
                hint = "" if column in (FILE, KEY) else f"mend it, or say in the map: values.{key}"
                self.wrong(column, why.english, hint)
            if found and not several:
                break
        if found:
            someone.fields[key] = list(dict.fromkeys(found)) if several else found[0]

    def _account(self, someone: Someone, platform: str) -> None:
        columns = self.names.accounts[platform]
        value = self.cell(columns.login)
        of = self.cell(columns.number) if columns.number else None
        if value is None:
            if of is not None:
                what = f'"{columns.number}" has a number, and "{columns.login}" no {platform} login'
                self.wrong(columns.number or "", what)
            return
        try:
            someone.accounts[platform] = self._held(platform, columns.login, value, of)
        except (Refused, Unfit) as why:
            self.wrong(columns.login, why.english)

    def _held(self, platform: str, column: str, value: Any, of: Any) -> tuple[str, str | None]:
        """Login and number of an account; of mail the keyed hash of the address.

        Raises:
            Unfit: it is none.
        """
        text = text_of(value, f'"{column}"')
        judge_characters(text, f'"{column}"')
        if platform == MAIL:
            address = text.removeprefix("mailto:").strip()
            if not _ADDRESS.fullmatch(address):
                raise Unfit(f'"{column}" is no mail address')
            return address_hash(address, self.known.key), None
        login, part = account(text, platform)
        if not login or len(login) > LOGIN or any(map(str.isspace, login)):
            raise Unfit(f'"{column}" is "{text[:60]}", which is no account')
        return login, number(of, f"the number of {platform}") or part

    def _figure(self, someone: Someone, figure: ReachColumn) -> None:
        value = self.cell(figure.column)
        if value is None:
            return
        try:
            whole = self.known.whole(value, f'"{figure.column}"', self.names.decimal)
        except (Refused, Unfit) as why:
            self.wrong(figure.column, why.english)
            return
        entry: dict[str, Any] = {
            "channel": figure.channel,
            "measure": figure.measure,
            "value": whole,
            "date": figure.date,
        }
        if figure.source:
            entry["source"] = figure.source
        someone.reach.append(entry)
