"""Builds portals for tests: shells are made once a session, since each takes a second."""

from __future__ import annotations

import functools
import tempfile
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.portal.build import Setting, build_portal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.portal.build import PortalSummary

SITE = Path(__file__).parent.parent / "site"


@functools.cache
def work() -> Path:
    """Where shells are kept for this run of the tests."""
    folder = tempfile.TemporaryDirectory(prefix="goodword-shells-")
    KEPT.append(folder)
    return Path(folder.name)


KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the run ends."""


def build(view: View, destination: Path, **changed: Any) -> PortalSummary:
    """Build with the built-in site."""
    return build_portal(view, destination, Setting(**{"work": work(), "site": SITE, **changed}))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def pages(folder: Path) -> dict[str, str]:
    """HTML of every page by its path, that of an index by its folder."""
    found = {path: data.decode() for path, data in tree(folder).items() if path.endswith(".html")}
    return {path.removesuffix("index.html"): page for path, page in found.items()}


class Parsed(HTMLParser):
    """Tags with their attributes, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, attribute: str) -> list[str]:
        """Values of an attribute on all elements of a kind."""
        return [given[attribute] for name, given in self.tags if name == tag and attribute in given]


SPARED = {
    *("id", "audience", "state", "group", "status", "step", "clock", "expiry", "expiry_round_up"),
    *("objective", "pillar", "conversation", "mission", "tier", "stage", "reuse", "cycle_every"),
    *("figures", "lanes", "bands", "band", "terms", "contact", "values", "track", "nda_state"),
    *("severity", "baseline", "target", "newest", "sharing", "messages", "began", "ended"),
    *("stance", "kind", "every", "starts", "ends", "format", "target"),
    *("colours", "languages", "url", "logo", "region", "regions", "form", "issues", "mail"),
}
"""Fields that schemas or rules keep to words of their own, ids, codes and links."""


def poisoned(value: Any, text: str) -> Any:
    """The value with the text in the place of every text that people may write."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(poisoned(each, text) for each in value)
    if isinstance(value, dict):
        return {
            key: poisoned(each, text) if isinstance(each, str) else each
            for key, each in value.items()
        }
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: poisoned(getattr(value, field.name), text)
            for field in fields(value)
            if field.name not in SPARED
        }
        return replace(value, **changed)
    return value
