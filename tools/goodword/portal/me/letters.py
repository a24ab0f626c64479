"""Messages that stand on a member's own page: their subject and text as they were recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.record import Record
    from goodword.portal.page import Reader


class Part(NamedTuple):
    """A part of a line, and where it leads; empty where it is plain text."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: lines by paragraph, each in its parts; `language` where it is not the page's."""

    title: str
    day: str
    paragraphs: tuple[tuple[tuple[Part, ...], ...], ...]
    language: str = ""


def letters(record: Record, reader: Reader, portal: str | None) -> Iterator[Letter]:
    """The messages that were said on this page and nowhere else, the newest first.

    Args:
        record: the person's.
        reader: who looks, and in which words.
        portal: its address; of what a message names this alone is led to, since others' words may
            stand in one.
    """
    for each in reversed(record.touchpoints):
        facts = dict(each.facts)
        if each.kind != "message" or each.channel != "portal" or "summary" not in facts:
            continue
        title, _, rest = facts["summary"].partition("\n")
        paragraphs = (part.strip("\n").splitlines() for part in rest.split("\n\n"))
        language = facts.get("language", reader.texts.tag)
        yield Letter(
            title,
            reader.texts.day(each.date, "medium"),
            tuple(tuple(_parts(line, portal) for line in lines) for lines in paragraphs if lines),
            "" if primary(language) == primary(reader.texts.tag) else language,
        )


def _parts(line: str, portal: str | None) -> tuple[Part, ...]:
    """A line cut where an address of the portal begins and ends."""
    if not portal:
        return (Part(line),)
    found, last = [], 0
    for each in _address(portal.rstrip("/")).finditer(line):
        found += [Part(line[last : each.start()]), Part(each[0], each[0])]
        last = each.end()
    return tuple(part for part in (*found, Part(line[last:])) if part.text)


def _address(portal: str) -> re.Pattern[str]:
    """An address of a portal, standing alone or in angle brackets, without a sentence's end."""
    begins, ends = r"(?<![^\s<])", r"(?=[.,;:!?)]*(?:[\s<>]|$))"
    return re.compile(rf"{begins}{re.escape(portal)}(?:/[^\s<>]*?)?{ends}")
