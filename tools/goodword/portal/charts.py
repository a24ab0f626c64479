"""Bars for figures: where each bar stands, in whole units; a template draws them as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT, FLOOR, HEADROOM = 200, 170, 30
"""Of the drawing, of the line that the bars stand on, and above the highest bar."""
PITCH, WIDTH = 80, 48
"""From one bar to the next, and of a bar."""
LEAST = 6
"""Room for so many bars at least, so that few of them are not drawn larger."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and the part of it that is filled; `top` and `part_top` count from above."""

    x: int
    width: int
    top: int
    part_top: int
    label: str
    text: str

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: the same numbers stand in a table beside it."""

    id: str
    title: str
    text: str
    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT
    floor: int = FLOOR


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as items closed of items received."""

    label: str
    part: int
    whole: int
    text: str


def bars(id_: str, title: str, text: str, shares: Sequence[Share]) -> Drawing | None:
    """Bars as high as each whole, filled up to its part; None where there is nothing to draw."""
    most = max((share.whole for share in shares), default=0)
    if most <= 0:
        return None
    room = FLOOR - HEADROOM
    made = tuple(
        Bar(
            x=index * PITCH + (PITCH - WIDTH) // 2,
            width=WIDTH,
            top=FLOOR - room * share.whole // most,
            part_top=FLOOR - room * min(share.part, share.whole) // most,
            label=share.label,
            text=share.text,
        )
        for index, share in enumerate(shares)
    )
    return Drawing(id_, title, text, made, width=max(len(made), LEAST) * PITCH)
