"""Many forms at once: what a row of any table says, and the rows that are refused beside them.

A row that is refused keeps no other one from being taken in.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.intake.handed.filled import speaking
from goodword.intake.sheet import MAIL, Refused, Say, Sender, Sheet, address_hash
from goodword.intake.sources import note
from goodword.intake.values import judge_cell, read_values
from goodword.verbs.forms import form as form_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from goodword.diagnostics import Diagnostic

LARGEST = 16 * 1024 * 1024
"""The most bytes of rows."""
MOST = 2_000
"""The most rows that are taken in at once."""
_ACCOUNT = 200
_EVENT = 200
_DIGITS = 20
_FEWER = 8


class Where(NamedTuple):
    """What rows are read with: the program's zone, and the secret for hashes of addresses."""

    zone: tzinfo
    key: str


class Handed(NamedTuple):
    """What a table holds.

    Args:
        sheets: the forms, in the order of the rows.
        refused: rows that are none: their line, and why.
        problems: what is wrong with the table as a whole, or with rows that nobody can read.
        whole: whether its rows could be told apart; else none of them is taken in.
        again: lines that say the same as one before: both.
    """

    sheets: tuple[Sheet, ...] = ()
    refused: tuple[tuple[int, Refused], ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    whole: bool = True
    again: tuple[tuple[int, int], ...] = ()


class Row(NamedTuple):
    """A row of any table.

    Args:
        line: where it stands.
        form: name of the form.
        texts: by field.
        sender: whose it is.
        moment: when it came in, in UTC.
        system: what it came through.
        event: its own name there; empty where it has none.
        language: tag of the language that its sender reads; empty for the program's first.
    """

    line: int
    form: str
    texts: Mapping[str, str]
    sender: Sender
    moment: datetime
    system: str
    event: str
    language: str


class Rows:
    """The rows of one table, as they are read."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._refused: list[tuple[int, Refused]] = []
        self._again: list[tuple[int, int]] = []
        self._events: dict[tuple[str, str], dict[str, int]] = {}

    def add(self, row: Row) -> None:
        """A row; one that says the same as one before is passed over.

        Raises:
            Refused: it says what it may not.
        """
        with speaking(row.language):
            texts = {name: judge_cell(each, f'"{name}"') for name, each in row.texts.items()}
            event = judge_cell(row.event.strip(), Say("the-event-name", {}))
            if len(event) > _EVENT or "\n" in event:
                raise Refused("event-long", most=_EVENT)
            values = read_values(form_of(row.form), texts, lambda name: name)
        said = _digest(f"{row.form} {sorted(texts.items())}")[:_FEWER]
        key = event or _key(row)
        same = self._events.setdefault((row.system, key), {})
        if said in same:
            self._again.append((row.line, same[said]))
            return
        same[said] = row.line
        if event and len(same) > 1:
            with speaking(row.language):
                raise Refused("event-twice", event=event, line=min(same.values()))
        name = event or f"{key}-{said}"
        source = note(row.system, f"{row.moment:%Y-%m-%dT%H:%M:%SZ}", name)
        about = row.sender, row.moment, source, row.system, name, row.language, row.line
        self._sheets.append(Sheet(row.form, values, *about, alike="" if event else key))

    def refuse(self, line: int, why: Refused) -> None:
        """A row that is not taken."""
        self._refused.append((line, why))

    def handed(self, problems: tuple[Diagnostic, ...], *, whole: bool) -> Handed:
        """All of it."""
        if not whole:
            return Handed(problems=problems, whole=False)
        several = {key for (_, key), same in self._events.items() if len(same) > 1}
        sheets = (replace(e, alike="") if e.alike in several else e for e in self._sheets)
        return Handed(tuple(sheets), tuple(self._refused), problems, again=tuple(self._again))


def _key(row: Row) -> str:
    """What a row without a name has in common with others: its form, account and moment."""
    who = row.sender.number or row.sender.login.casefold()
    return _digest(f"{row.form} {row.sender.platform} {who} {row.moment:%Y-%m-%dT%H:%M:%SZ}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]


def cell(value: Any) -> str:
    """A value of JSON as a table's cell has it.

    Raises:
        Refused: it is a mapping, or a list of more than words.
    """
    if isinstance(value, list):
        if any(isinstance(each, list | dict) for each in value):
            raise Refused("nested")
        return "\n".join(map(cell, value))
    if isinstance(value, dict):
        raise Refused("nested")
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def sender_of(platform: str, login: str, number: str, key: str) -> Sender:
    """Whose a row is.

    Raises:
        Refused: it does not say so.
        Failure: it is a mail address, and the secret is missing.
    """
    login = judge_cell(login.strip(), Say("the-account", {}))
    if not login or len(login) > _ACCOUNT or "\n" in login:
        raise Refused("no-sender")
    if platform == MAIL:
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", login):
            raise Refused("no-address")
        return Sender(MAIL, address_hash(login, key))
    if number and not re.fullmatch(r"[1-9][0-9]{0,23}", number):
        raise Refused("account-number")
    return Sender(platform, login, number)
