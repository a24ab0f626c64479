"""The pages: one module a kind, each a function of what an audience may have.

A page maker is given the View and the Reader and yields Pages; it sees nothing else. A new
kind is a module here, its row in PAGES, a template, and a shell in site/pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Page, Reader

_MODULES = (
    "home",
    "missions",
    "rewards",
    "feedback",
    "people",
    "leaderboard",
    "events",
    "communities",
    "news",
    "how",
    "staff",
    "staff_claims",
    "staff_points",
    "staff_stock",
    "staff_loops",
    "staff_incidents",
    "staff_relation",
    "staff_market",
    "staff_audit",
    "staff_objectives",
    "staff_register",
)
PAGES: dict[str, Callable[[View, Reader], Iterator[Page]]] = {
    name: import_module(f"{__name__}.{name}").pages for name in _MODULES
}
