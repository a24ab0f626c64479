"""Shells: each is cut at its slots once, and a page is its pieces joined.

Slots are `⟦name⟧` for text, which is escaped here, and `<!-- goodword:name -->` for HTML that a
template has made. What fills a slot is never looked at for slots again.
"""

from __future__ import annotations

import html
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goodword.probe.samples import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOT = re.compile(r"⟦([a-z]+)⟧|<!-- goodword:([a-z]+) -->")
TEXTS = frozenset({"title", "description", "program", "policy", "base"})
PARTS = frozenset(
    {"content", "breadcrumb", "languages", "logo", "feed", "footer", "staff", "release"}
)
"""All slots that there are; a shell has those it needs."""

BLANK = re.compile(r"^[ \t]+$\n?|\n{2,}", re.MULTILINE)


class Head(NamedTuple):
    """What every page of a portal has at its top.

    Args:
        logo: path of the program's logo in the portal, or None.
        release: by which the site is known to whoever asks whether strangers see it; may be empty.
    """

    logo: str | None = None
    release: str = ""

    @property
    def mark(self) -> Markup:
        """The release as the head of a page says it."""
        return Markup(mark(self.release)) if self.release else Markup()  # noqa: S704 - nonce_of takes letters only


class Shell:
    """A page of the theme, cut at its slots.

    Args:
        source: its HTML.

    Raises:
        KeyError: it has a slot that nothing fills.
    """

    def __init__(self, source: str) -> None:
        self._texts: list[str] = []
        self._slots: list[str] = []
        end = 0
        for match in SLOT.finditer(source):
            text, part = match.groups()
            if (text and text not in TEXTS) or (part and part not in PARTS):
                raise KeyError(match.group())
            self._texts.append(source[end : match.start()])
            self._slots.append(text or part)
            end = match.end()
        self._texts.append(source[end:])

    @property
    def slots(self) -> frozenset[str]:
        """Names of the slots that are still open."""
        return frozenset(self._slots)

    def fix(self, values: Mapping[str, str | Markup]) -> Shell:
        """The shell with those slots filled for all of its pages."""
        fixed = Shell("")
        fixed._texts, fixed._slots = [self._texts[0]], []
        for slot, text in zip(self._slots, self._texts[1:], strict=True):
            if slot in values:
                fixed._texts[-1] += _safe(slot, values[slot]) + text
            else:
                fixed._slots.append(slot)
                fixed._texts.append(text)
        return fixed

    def stamp(self, values: Mapping[str, str | Markup]) -> bytes:
        """The page, with every slot filled.

        Raises:
            KeyError: a value is missing.
        """
        first, *others = self._bytes
        pieces = [first]
        for slot, text in zip(self._slots, others, strict=True):
            pieces += (_safe(slot, values[slot]).encode(), text)
        return b"".join(pieces)

    @cached_property
    def _bytes(self) -> list[bytes]:
        """What stands around the slots: most of a page, and the same on each."""
        return [each.encode() for each in self._texts]


def _safe(slot: str, value: str | Markup) -> str:
    if slot in TEXTS:
        return html.escape(str(value))
    if not isinstance(value, Markup):
        raise TypeError(f"the slot {slot} takes what a template has made")
    return str(value)  # as Markup it would escape the shell that it is joined to


def tighten(source: str) -> str:
    """A shell without the empty lines that the theme's templates leave: a third of its lines."""
    if "<pre" in source or "<textarea" in source:
        return source  # there empty lines are part of the text
    return BLANK.sub(lambda found: "\n" if found.group().startswith("\n") else "", source)
