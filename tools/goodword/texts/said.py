"""Sentences as they are found out: a key and what its slots hold, said later in any language.

The command line says them in English as files write things: ids, days and figures as they are.
Pages say them in the reader's language, things by what they are called there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Named(NamedTuple):
    """Something of the program that has a name in each language.

    Args:
        kind: `person`, `staff`, `tier`, `cycle`, one of the groups of texts that have words for
            what files say, or a kind of the names that pages are given.
        id: its id, or the word that files have for it.
        written: what the command line says; the id where it is empty.
    """

    kind: str
    id: str
    written: str = ""


class English(NamedTuple):
    """What there is in English alone; in another language it stands beside the sentence."""

    text: str


class Row(NamedTuple):
    """Several things in a row; `either` where one of them holds."""

    of: tuple[Slot, ...]
    either: bool = False


class Said(NamedTuple):
    """A sentence, or a part of one.

    Args:
        key: of the texts.
        values: what its slots hold, by name.
        number: on which its form depends, and what the slot `{number}` holds; None for no such.
    """

    key: str
    values: Mapping[str, Slot] = {}
    number: int | None = None

    def english(self) -> tuple[str, ...]:
        """What of it there is in English alone."""
        found: list[str] = []
        for each in self.values.values():
            if isinstance(each, English):
                found.append(each.text)
            elif isinstance(each, Said):
                found += each.english()
        return tuple(found)


Slot = str | int | date | Named | English | Row | Said
"""What a slot may hold."""


def row(ids: tuple[str, ...] | list[str]) -> Row:
    """People in a row, by their ids."""
    return Row(tuple(Named("person", each) for each in ids))
