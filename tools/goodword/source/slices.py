"""Slices: files that are read together, what reading them gives, and how many files are cut."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Raw
from msgspec.json import Decoder, Encoder

from goodword.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodword.source.judged import Document

# Shorter ones cost more to hand over than to read; for a longer one the others would wait.
_SHORTEST, _MEAN, _LONGEST = 256, 768, 2_048

Origin = bytes | str | Diagnostic | None
"""Where the content of a file is: here, in a blob of that id, nowhere, or on the disk."""


class Slice(NamedTuple):
    """Files that are read together.

    Args:
        items: path and kind of each.
        origins: where the content of each is.
    """

    items: Sequence[tuple[str, str]]
    origins: Sequence[Origin]


class Result(NamedTuple):
    """What reading a slice gives.

    Args:
        text: a JSON list with the value of each document, null for one that was set aside.
        aside: the documents with diagnostics, by their index.
        known: what the file system knew of the files when they were read, as `stats_told.pack`
            gives it; empty where that is nothing.
    """

    text: bytes
    aside: dict[int, Document]
    known: bytes = b""


def cut(items: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The items in slices of about a thousand.

    A slice ends at a path whose checksum says so, so that a file more or less changes one slice
    and not all that follow. One of feedback ends sooner: its files are long, and come last.
    """
    part: list[tuple[str, str]] = []
    for item in items:
        part.append(item)
        if len(part) < _SHORTEST:
            continue
        mean, longest = (_MEAN, _LONGEST) if item[1] != "feedback" else (_SHORTEST, _MEAN)
        if not zlib.crc32(item[0].encode()) % mean or len(part) >= longest:
            yield part
            part = []
    if part:
        yield part


_encode = Encoder(decimal_format="number").encode
_decode = Decoder(float_hook=Decimal).decode
_apart = Decoder(list[Raw]).decode


def dump(values: Any) -> bytes:
    """The values as JSON; fractions keep the digits that were written."""
    return _encode(values)


def apart(text: bytes) -> list[bytes]:
    """The values of a text that `dump` gave of a list, each as its own JSON."""
    return [bytes(each) for each in _apart(text)]


def parse(text: bytes) -> Any:
    """What a text that `dump` gave was made of."""
    return _decode(text)
