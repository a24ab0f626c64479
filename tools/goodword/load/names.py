"""What each file of a tree is, which its path alone says; of many files, while they are read."""

from __future__ import annotations

from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Place
from goodword.model.paths import DOCUMENTS, PACKED, misplaced, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from goodword.source.trees.listing import Listing


class Names:
    """The files of a tree by their kind.

    Args:
        listing: they.
        known: kind and model of those that another program has; a kind follows from the path
            alone, so that of these it is known.

    Attributes:
        kinds: kind of each document, by its path.
        others: paths of what is no document, by kind.
        diagnostics: what is wrong with other names.
    """

    def __init__(self, listing: Listing, known: Mapping[str, tuple[str, Any]]) -> None:
        self.kinds: dict[str, str] = {}
        self.others: dict[str, list[str]] = {
            kind: [] for kind in ("statement", "contact", "message", *PACKED)
        }
        self.diagnostics = list(listing.refused)
        self._files = listing.files
        self._known = known

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return any(each.path == path for each in reversed(self._files))

    def has_ending(self, ending: str) -> bool:
        """Whether there is a file whose name ends so."""
        return any(map(str.endswith, map(itemgetter(0), self._files), repeat(ending)))

    def told(self) -> Iterator[tuple[str, str]]:
        """Path and kind of each document, in order; from the first to the last, all is told."""
        known = self._known
        for path, _, _ in self._files:
            if path in known:
                self.kinds[path] = known[path][0]
                yield path, known[path][0]
                continue
            row = row_of(path)
            if row is None:
                message, hint = misplaced(path)
                self.diagnostics.append(Diagnostic(Place(path), "misplaced-file", message, hint))
            elif row.kind in DOCUMENTS:
                self.kinds[path] = row.kind
                yield path, row.kind
            elif row.kind in self.others:
                self.others[row.kind].append(path)


class Coming:
    """The documents among some files but for the settings, each as soon as its kind is known.

    They can be gone through once. How many there are is known then; before, it is a few more.

    Args:
        names: the files, of which nothing is told yet.
        count: how many files there are.
    """

    def __init__(self, names: Names, count: int) -> None:
        self._names = names
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[str, str]]:
        count = 0
        for path, kind in self._names.told():
            if kind != "program":
                count += 1
                yield path, kind
        self._count = count


class Rest:
    """The documents but for the settings and for some others, which are looked for when asked.

    How many there are is known to a few.

    Args:
        documents: path and kind of each.
        besides: gives the paths of those others.
    """

    def __init__(
        self, documents: Sequence[tuple[str, str]], besides: Callable[[], Collection[str]]
    ) -> None:
        self._documents = documents
        self._besides = besides

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        besides = self._besides()
        for path, kind in self._documents:
            if kind != "program" and path not in besides:
                yield path, kind
