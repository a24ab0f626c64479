"""Which badges hold: lists of bits in which everybody's badge has a place of its own.

A place follows from the key and the badge, so that no list of places is kept anywhere. A bit is 0
where a badge holds, and 1 everywhere else: whatever is no longer known of (somebody was erased)
holds no more, with nothing that would remember it. So nothing remembers either that two badges
once had the same place, where the older of them holds no more; hence there are so many places:
of 10,000 badges, two have the same one in every twentieth program.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from goodword.exports.openbadges.keys import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.exports.openbadges.keys import Signer

SIZE = 1 << 22
"""Bits of a list: half a MiB, which some verifiers stop at the double of."""
LISTS = 1 << 8
_NONE = b"\xff" * (SIZE // 8)


class Spot(NamedTuple):
    """Where a badge stands.

    Args:
        part: number of the list.
        bit: number of the bit in it.
    """

    part: int
    bit: int


def path_of(part: int) -> str:
    """The file of a list, in the folder that has an address."""
    return f"status/{part:02x}.jwt"


def places(names: Sequence[str], signer: Signer) -> dict[str, Spot]:
    """A place for each badge, no two the same.

    Args:
        names: of badges, the oldest first: where two would have the same place, the later one
            takes its next.
        signer: from whose key places follow.
    """
    found: dict[str, Spot] = {}
    taken: set[Spot] = set()
    for name in names:
        turn = 0
        while (place := _place(name, turn, signer)) in taken:
            turn += 1
        taken.add(place)
        found[name] = place
    return found


def _place(name: str, turn: int, signer: Signer) -> Spot:
    number = int.from_bytes(signer.derived("place", name, str(turn))[:8], "big")
    return Spot(number // SIZE % LISTS, number % SIZE)


def bits(holding: Iterable[int]) -> str:
    """The list as Bitstring Status List 1.0 has it: gzip, in base 64, after a `u`.

    Args:
        holding: places of the badges that hold; the first one is the highest bit of a byte.
    """
    found = bytearray(_NONE)
    for place in holding:
        found[place // 8] &= ~(0x80 >> place % 8)
    return "u" + encoded(_gzip(bytes(found)))


@lru_cache(maxsize=1)  # most lists are empty, and come one after the other
def _gzip(data: bytes) -> bytes:
    """RFC 1952 without name, time or system, so that the same bits are the same bytes."""
    pressed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    body = pressed.compress(data) + pressed.flush()
    return head + body + pack("<II", zlib.crc32(data), len(data))
