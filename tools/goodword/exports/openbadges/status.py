"""Which badges hold: a list of bits in which everybody's badge has a place of its own.

A place follows from the key and the badge, so that no list of places is kept anywhere. A bit is 0
where a badge holds, and 1 everywhere else: whatever is no longer known of (somebody was erased)
holds no more, with nothing that would remember it.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING

from goodword.exports.openbadges.keys import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.exports.openbadges.keys import Signer

SIZE = 1 << 22
"""Bits of the list: half a MiB, which some verifiers stop at the double of."""


def places(names: Sequence[str], signer: Signer) -> dict[str, int]:
    """A place for each badge, no two the same.

    Args:
        names: of badges, the oldest first: where two would have the same place, the later one
            takes its next.
        signer: from whose key places follow.
    """
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in names:
        turn = 0
        while (place := _place(name, turn, signer)) in taken:
            turn += 1
        taken.add(place)
        found[name] = place
    return found


def _place(name: str, turn: int, signer: Signer) -> int:
    return int.from_bytes(signer.derived("place", name, str(turn))[:8], "big") % SIZE


def bits(holding: Iterable[int]) -> str:
    """The list as Bitstring Status List 1.0 has it: gzip, in base 64, after a `u`.

    Args:
        holding: places of the badges that hold; the first one is the highest bit of a byte.
    """
    found = bytearray(b"\xff") * (SIZE // 8)
    for place in holding:
        found[place // 8] &= ~(0x80 >> place % 8)
    return "u" + encoded(_gzip(bytes(found)))


def _gzip(data: bytes) -> bytes:
    """RFC 1952 without name, time or system, so that the same bits are the same bytes."""
    pressed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    body = pressed.compress(data) + pressed.flush()
    return head + body + pack("<II", zlib.crc32(data), len(data))
