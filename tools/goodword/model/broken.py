"""What could not be read: files set aside because of their syntax or shape.

Nothing is said twice and nothing is said because of a broken file: a reference to what it
would have held counts as resolved, and rules about sums skip whom it names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Broken:
    """Files set aside.

    Args:
        files: kind by path.
        ids: by kind, the ids of what the files would have been.
        named: every id that their paths or readable text name: people, missions, rewards, items.
        mute: one of them has no readable text, so that it may have named anybody.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    mute: bool = False

    def __bool__(self) -> bool:
        """Whether anything was set aside."""
        return bool(self.files)

    def holds(self, kind: str, identifier: str) -> bool:
        """Whether a file set aside would have been this one, so that a reference to it stands."""
        return identifier in self.ids.get(kind, ())

    def lacks(self, kind: str) -> bool:
        """Whether any file of the kind was set aside."""
        return kind in self.ids

    def touches(self, *identifiers: str) -> bool:
        """Whether sums about any of these cannot be judged.

        A broken file names one of them or may have named anybody, or the program itself could
        not be read whole.
        """
        return bool(self.files) and (
            self.mute or "program" in self.ids or not self.named.isdisjoint(identifiers)
        )
