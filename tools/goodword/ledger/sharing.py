"""How points of a claim are split among its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.model.plain import Shares


def split(points: int, people: Sequence[str]) -> Shares:
    """Equal shares; what is left over goes one point each to the first."""
    each, left = divmod(points, len(people))
    return tuple((person, each + (index < left)) for index, person in enumerate(people))
