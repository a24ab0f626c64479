"""The pages: one module a kind, each a function of what an audience may have.

A page maker is given the View and the Reader and yields Pages; it sees nothing else. A new
kind is a module here, a template, a shell in site/pages, and its words.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Page, Reader

_NAMES = sorted((each.name for each in iter_modules(__path__)), key=lambda name: name != "home")
PAGES: dict[str, Callable[[View, Reader], Iterator[Page]]] = {
    name: import_module(f"{__name__}.{name}").pages for name in _NAMES
}
"""Every page by its module, the start page first."""
DESK = tuple(name for name in PAGES if name.startswith("staff"))
"""Those that show something of the desk, which are staff's; they follow one another."""
EARLY = tuple(PAGES)[: tuple(PAGES).index(DESK[0])]
LATER = tuple(PAGES)[len(EARLY) + len(DESK) :]
"""Those before them, and those after them."""
