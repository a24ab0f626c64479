"""Which pages of a language there are, by path, and how search finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.portal.links import file_of
from goodword.portal.search import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.portal.page import Page


class Found:
    """The pages that were given so far: `paths` of all that ever were, and `entries` for search."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.entries: list[Entry] = []
        self._now: set[str] = set()

    def begin(self) -> None:
        """From now on pages are given anew."""
        self.entries.clear()
        self._now.clear()

    def noted(self, pages: Iterable[Page], at: int | None = None) -> Iterator[Page]:
        """The same pages, each noted as it is given.

        Args:
            pages: of the language.
            at: among the entries, where theirs stand; None for the end.

        Raises:
            Failure: two pages have one path.
        """
        after = self.entries[at:] if at is not None else []
        del self.entries[len(self.entries) - len(after) :]
        for page in pages:
            if page.path in self._now:
                raise Failure(f"two pages have the path {page.path}")
            self._now.add(page.path)
            self.paths.add(page.path)
            if page.search is not None:
                entry = Entry(file_of(page.path), page.title, page.search, page.names)
                self.entries.append(entry)
            yield page
        self.entries += after
