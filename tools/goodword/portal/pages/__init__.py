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

PAGES: dict[str, Callable[[View, Reader], Iterator[Page]]] = {
    each.name: import_module(f"{__name__}.{each.name}").pages for each in iter_modules(__path__)
}
"""Every page by its module, in the order of their names."""
