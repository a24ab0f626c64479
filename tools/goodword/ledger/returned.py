"""What free places gave back, of missions whose places depend on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.waiting import Restored
    from goodword.model.claim import Claim


class Returned:
    """What free places of missions that depend on each other gave back."""

    def __init__(self) -> None:
        self.rows: list[Restored] = []
        """In the order of days."""
        self.waited = False
        """Whether limits have cut anybody, so that somebody waits or waited for a place."""
        self._of: dict[int, list[Restored]] = {}

    def add(self, each: Restored) -> None:
        """Put the next one in."""
        self.rows.append(each)
        self._of.setdefault(id(each.claim), []).append(each)

    def freed(self) -> set[tuple[str, str, date, str]]:
        """What was given back: path of the claim, person, day and limit."""
        return {
            (each.claim.place.path, each.influencer, each.day, each.limit) for each in self.rows
        }

    def of(self, claim: Claim, known: date) -> set[str]:
        """The people to whom something of a claim was given back by a day."""
        return {each.influencer for each in self._of.get(id(claim), ()) if each.day <= known}

    def points(self, claim: Claim, known: date) -> dict[str, int]:
        """What was given back of a claim by a day, by person."""
        rows = (each for each in self._of.get(id(claim), ()) if each.day <= known)
        return dict(sorted((each.influencer, each.points) for each in rows))

    def claims(self, known: date) -> Iterator[Claim]:
        """The claims of which something was given back by a day, each once."""
        return (rows[0].claim for rows in self._of.values() if rows[0].day <= known)
