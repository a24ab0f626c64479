"""Whether what would be new is named already, before it is there.

What names something that is not there is said to be wrong; once it is there, rules look at it. So
a part, which has not read it, cannot judge what is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.paths import row_of
from goodword.source.finding import Finder
from goodword.source.holding import hints, holding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.source.trees import Tree

_BY_ID = frozenset({"profile", "mission", "reward", "community", "event", "incident", "feedback"})
"""Kinds that others name by an id."""


def named_before(tree: Tree, new: Iterable[str]) -> bool:
    """Whether a file names, or seems to name, what would be new.

    Args:
        tree: the files as they are.
        new: paths of new files; those of kinds that are named by ids are looked at.

    Raises:
        BeyondPart: that is not known.
    """
    ids = set()
    for path in new:
        row = row_of(path)
        if row is not None and row.kind in _BY_ID:
            parts = path.removesuffix(".yml").split("/")
            ids.add(parts[1] if row.kind in {"profile", "mission"} else parts[-1])
    if not ids:
        return False
    finder = Finder(tree)
    people, missions = finder.folders("influencers"), finder.folders("missions")
    if not ids.isdisjoint({*people, *missions}):
        return True
    held = holding(ids)

    def wanted(path: str, data: bytes) -> bool:
        return _is_named(path, ids) or held(data)

    alone = [f"influencers/{each}/profile.yml" for each in people]
    alone += [f"missions/{each}/mission.yml" for each in missions]
    folders = [f"influencers/{each}/touchpoints" for each in people]
    folders += [f"influencers/{each}/redemptions" for each in people]
    folders += [f"missions/{each}/claims" for each in missions]
    return (
        any(_is_named(path, ids) for path in _beside(finder))
        or any(held(finder.content(path) or b"") for path in (*_beside(finder), *alone))
        or bool(finder.among(folders, wanted, hints(ids)))
    )


def _beside(finder: Finder) -> list[str]:
    """Documents of program/, at any depth."""
    folders = ["program"]
    for folder in folders:
        folders += [f"{folder}/{each}" for each in finder.folders(folder)]
    return [
        f"{folder}/{name}"
        for folder in folders
        for name in finder.files(folder)
        if name.endswith(".yml")
    ]


def _is_named(path: str, ids: set[str]) -> bool:
    """Whether a record is named by one of the ids, behind its day or alone."""
    name = path.rpartition("/")[2].removesuffix(".yml")
    return name in ids or name[11:].partition(".")[0] in ids
