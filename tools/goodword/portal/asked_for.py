"""A portal whose pages are filled when somebody asks for them, as while it is served.

To show what a change did, the page that somebody looks at is filled, and not thousands of others.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.portal.engine import LOST
from goodword.portal.links import file_of
from goodword.portal.seal import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.portal.build import Parts
    from goodword.portal.fill import Filling
    from goodword.portal.page import Page


FURTHER = re.compile(r"page_[0-9]+/index\.html$")
"""How the file of a further piece of a page ends."""


class AskedFor:
    """A portal that is read file by file, one at a time: links are made on the page at hand.

    Args:
        parts: what it is put together from; whoever else fills pages needs parts of their own.
    """

    def __init__(self, parts: Parts) -> None:
        self.policy = parts.policy
        self._fixed = parts.fixed
        self._languages = {root: _Language(each) for root, each in parts.fillings.items()}

    def read(self, path: str) -> bytes | None:
        """A file by its path, None where there is none.

        Raises:
            Failure: a template cannot be filled, or two pages of the language have one path.
        """
        found = self._fixed.get(path)
        if found is not None:
            return found
        first, _, rest = path.partition("/")
        root = f"{first}/"
        language, inside = self._languages.get(root), rest
        if not first or language is None:
            language, inside = self._languages[""], path
        return language.read(inside)


class _Language:
    """The pages of one language."""

    def __init__(self, filling: Filling) -> None:
        self._filling = filling

    @cached_property
    def _pages(self) -> dict[str, Page]:
        """Its pages by their files; not before somebody asks for one."""
        return {file_of(each.path): each for each in self._filling.pages(later=True)}

    def read(self, path: str) -> bytes | None:
        if path == LOST:  # each answer needs it, and all else beside the pages is dear to make
            return self._filling.lost()
        page = self._page(path)
        if page is not None:
            return self._filling.page(page)
        return (self._sealed if path.startswith(FOLDER) else self._beside).get(path)

    def _page(self, path: str) -> Page | None:
        """The page of a file; one that is made only now, and its further pieces, with it."""
        found = self._pages.get(path) or self._pages.get(FURTHER.sub("index.html", path))
        if found is not None and found.whole:
            pieces = self._filling.pieces(found)
            self._pages.update((file_of(each.path), each) for each in pieces)
        return self._pages.get(path)

    @cached_property
    def _sealed(self) -> Mapping[str, bytes]:
        return dict(self._filling.sealed())

    @cached_property
    def _beside(self) -> Mapping[str, bytes]:
        return dict(self._filling.beside())
