"""The records of a day by whose times it is known what came before what.

A day stands in the name of a file, or in what it holds, in the one form in which days are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.source.holding import hints, holding

if TYPE_CHECKING:
    from datetime import date

    from goodword.part.reading import Documents


def of_that_day(documents: Documents, kind: str, day: date) -> list[str]:
    """Paths of the records of a kind that may be of a day.

    Args:
        documents: finds them.
        kind: `claims`, `redemptions` or `reversals`, which are of claims or by hand.
        day: the day.
    """
    text = day.isoformat()
    held, finder = holding([text]), documents.finder
    folders = []
    if kind in {"claims", "reversals"}:
        folders += [f"missions/{each}/claims" for each in finder.folders("missions")]
    if kind in {"redemptions", "reversals"}:
        room = "touchpoints" if kind == "reversals" else kind
        folders += [f"influencers/{each}/{room}" for each in finder.folders("influencers")]

    def wanted(path: str, data: bytes) -> bool:
        return path.rpartition("/")[2].startswith(text) or held(data)

    return finder.among(folders, wanted, hints([text]))
