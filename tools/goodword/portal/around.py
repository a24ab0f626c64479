"""What stands around the content of a page, which is nearly the same on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from goodword.portal.links import base, file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from goodword.portal.page import Page

    Render = Callable[[str, str, Mapping[str, object]], Markup]

TRAIL, LANGUAGES = "trail.html", "languages.html"
_HERE = "\ue000gw\ue000"
"""Stands in what is kept where each page has its own title, or its own file."""


class Around:
    """The trail at the top of the pages of one language, and the same page in other languages.

    Args:
        render: fills a template for the page of a path.
        names: of the portal's languages in themselves by their tags, the default first.
        own: tag of this one.
        changed: templates that the program has of its own: they are filled for each page, since
            they may make anything of its title.
    """

    def __init__(
        self, render: Render, names: Mapping[str, str], own: str, changed: Collection[str]
    ) -> None:
        self._render = render
        self._names = names
        self._own = own
        self._changed = changed
        self._kept: dict[tuple[Any, ...], list[str]] = {}

    def trail(self, page: Page) -> Markup:
        """The pages above a page, and its own title."""
        values = {"trail": page.trail, "title": page.title, "language": page.language}
        if TRAIL in self._changed:
            return self._render(page.path, TRAIL, values)
        key = (TRAIL, page.path.count("/"), page.trail, page.language)
        pieces = self._kept.get(key)
        if pieces is None:
            made = self._render(page.path, TRAIL, values | {"title": _HERE})
            # A step above may be called anything; the page's own title comes last.
            pieces = self._kept[key] = str(made).rsplit(_HERE, 1)
        return Markup(str(escape(page.title)).join(pieces))  # noqa: S704 - escaped here

    def languages(self, path: str) -> Markup:
        """Links to the same page in other languages; nothing where there is one language."""
        if len(self._names) == 1:
            return Markup()
        if LANGUAGES in self._changed:
            return self._render(path, LANGUAGES, {"others": self.others(path)})
        key = (LANGUAGES, path.count("/"))
        pieces = self._kept.get(key)
        if pieces is None:
            others = self._others(path, _HERE)
            made = self._render(path, LANGUAGES, {"others": others})
            pieces = self._kept[key] = str(made).split(_HERE)
        return Markup(str(escape(file_of(path))).join(pieces))  # noqa: S704 - escaped here

    def others(self, path: str) -> list[dict[str, str]]:
        """The same page in other languages."""
        return self._others(path, file_of(path))

    def _others(self, path: str, file: str) -> list[dict[str, str]]:
        first = next(iter(self._names))
        root = base(path) + ("" if self._own == first else "../")
        return [
            {
                "tag": tag,
                "name": name,
                "address": root + ("" if tag == first else f"{tag}/") + file,
            }
            for tag, name in self._names.items()
            if tag != self._own
        ]
