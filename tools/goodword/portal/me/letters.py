"""Messages that stand on a member's own page: their subject and text as they were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.record import Record
    from goodword.portal.page import Reader


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: plain lines by paragraph; `language` where it is not the page's."""

    title: str
    day: str
    paragraphs: tuple[tuple[str, ...], ...]
    language: str = ""


def letters(record: Record, reader: Reader) -> Iterator[Letter]:
    """The messages that were said on this page and nowhere else, the newest first."""
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
            tuple(tuple(lines) for lines in paragraphs if lines),
            "" if primary(language) == primary(reader.texts.tag) else language,
        )
