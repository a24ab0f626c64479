"""Both portals of a comparison, built side by side, and which of their pages differ."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from goodword.cli.session import progress
from goodword.diagnostics import Failure
from goodword.portal.build import Setting, build_portal
from goodword.reports.diff import portal_views
from goodword.reports.diff_rows import Page
from goodword.resources import site_directory
from goodword.source import own_site
from goodword.source.copies import aside, can_double

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.cli.comparing import Pair
    from goodword.model.settings import Settings
    from goodword.portal.page import Desk
    from goodword.source.trees import Tree

BASE, HEAD = "base", "head"
"""Names of the two folders."""


def setting(
    root: Path,
    tree: Tree,
    settings: Settings,
    epoch: int,
    desk: Desk | Callable[[], Desk] | None = None,
) -> Setting:
    """What a portal of these files is made with.

    Args:
        root: the program's folder, which keeps shells between runs.
        tree: the files, whose own pages and templates are used.
        settings: of the program.
        epoch: seconds, the time that the build states.
        desk: what only staff's portal shows, or what gives it.
    """
    logo = settings.portal.logo
    return Setting(
        work=root / ".goodword",
        site=site_directory(),
        own=own_site.files(tree, site_directory(), settings.languages),
        epoch=epoch,
        logo=own_site.file(tree, logo) if logo else None,
        agenda=desk,
        aside=partial(aside, holds=True) if can_double() else None,
    )


def preview(pair: Pair, into: Path, today: date) -> tuple[Page, ...]:
    """Build both portals and say which pages differ by content, by path.

    Where the portal without the change cannot be built, every page is new.

    Args:
        pair: the two programs.
        into: the folder in which they are made, as `base` and `head`.
        today: the day on which it is asked, whose permissions hold.

    Raises:
        Failure: the portal with the change cannot be built.
    """
    had, have = portal_views(*pair.sides, today)
    head = pair.head
    _build(pair, head.tree, head.loaded.program.settings, have, into / HEAD)
    try:
        _build(pair, pair.tree, pair.loaded.program.settings, had, into / BASE)
    except Failure as failure:
        without = Failure(f"{pair.revision}: {failure.message}", failure.hint)
        return (*_differing(None, into / HEAD), Page("not built", without.message))
    return tuple(_differing(into / BASE, into / HEAD))


def _build(pair: Pair, tree: Tree, settings: Settings, view: View, into: Path) -> None:
    # Both state the same time, so that no page differs by it alone.
    made_with = setting(pair.head.root, tree, settings, pair.head.epoch)
    with progress("building") as advance:
        build_portal(view, into, made_with, (lambda _, n: advance(n, 0)) if advance else None)


def _differing(base: Path | None, head: Path) -> Iterator[Page]:
    old, new = (_pages(base) if base else {}), _pages(head)
    for path in sorted(old.keys() | new.keys()):
        if path not in old:
            yield Page("added", path)
        elif path not in new:
            yield Page("removed", path)
        elif old[path].read_bytes() != new[path].read_bytes():
            yield Page("changed", path)


def _pages(folder: Path) -> dict[str, Path]:
    """The pages of a portal by their path in it."""
    return {each.relative_to(folder).as_posix(): each for each in folder.rglob("*.html")}
