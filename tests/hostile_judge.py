"""Asks Chromium what acts in pages: its own parser, and what happens once they are opened."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from goodword.portal import csp
from goodword.portal.me import files as me
from goodword.rendering.prose import ATTRIBUTES, TAGS
from tests.hosting import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("page_judge.js")
BASE = "https://portal.invalid/"
"""The address that the portal is read as if from."""


class Finding(NamedTuple):
    """Something that acts: in which page, which check found it, and what it is."""

    page: str
    check: str
    what: str


class Judge:
    """Chromium's parser, and the trees of harmless pages; to be entered.

    Args:
        page: a page of the browser, for this alone.
        shells: the built shells, which no text has touched.
    """

    def __init__(self, page: Page, shells: Any) -> None:
        self._page = page
        self._shells = shells
        self._texts: dict[str, bytes] = {"/": b"<!doctype html><title>judge</title>"}
        self._stack = ExitStack()
        self.pages = 0
        self.elements = 0

    def __enter__(self) -> Self:
        self._page.goto(self._stack.enter_context(told(self._texts)))
        self._page.evaluate(SCRIPT.read_text("utf-8"))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def learn(self, name: str, pages: Mapping[str, str]) -> None:
        """Take pages with harmless texts as what pages of that name look like."""
        sources = csp.hashes(self._shells.pages.values())
        ours = {
            "policies": [csp.policy(sources), me.POLICY],
            "elements": sorted({*TAGS, "h2"}),
            "attributes": sorted(set().union(*ATTRIBUTES.values())),
        }
        self._ask("learn", name, pages, ours)

    def _ask(self, what: str, name: str, pages: Mapping[str, str], more: object) -> Any:
        """What the script says of pages, which it gets from us: they are too many for a message."""
        self._texts["/pages.json"] = json.dumps(pages).encode()
        asked = "([what, ...more]) => judge.over(what, 'pages.json', ...more)"
        return self._page.evaluate(asked, [what, name, more])

    def judge(self, name: str, pages: Mapping[str, str]) -> list[Finding]:
        """What is found in pages that should look like those of that name."""
        said = self._ask("all", name, pages, BASE)
        self.pages += said["pages"]
        self.elements += said["elements"]
        return [Finding(*each) for each in said["found"]]


def pages_of(found: Mapping[str, Mapping[str, bytes]]) -> dict[str, str]:
    """The pages of builds by audience and path."""
    return {
        f"{audience}/{path}": data.decode()
        for audience, files in found.items()
        for path, data in files.items()
        if path.endswith(".html")
    }
