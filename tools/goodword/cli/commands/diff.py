"""`goodword diff`: what a change of the files does, for whoever reviews it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.comparing import Pair
from goodword.cli.root import find_root
from goodword.cli.session import LARGE, Session, outlive
from goodword.cli.uncollected import uncollected
from goodword.reports.diff import diff_report
from goodword.source.copies import aside, can_double

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.reports.diff_rows import Page


@click.command(
    help="Show what changes from the revision BASE to HEAD: people, missions, rules; claims "
    "decided; whose points, tier and rank move, and why; loops; what members newly see on the "
    "portal; promises that it breaks. HEAD is the files as they are where it is not named. Both "
    "are read out of git, for the same day. In a shared or public program only what its readers "
    "may have is shown.",
)
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[HEAD]", required=False)
@options.as_of
@options.comparison_format
@click.option(
    "--preview",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Build both portals, DIR/base and DIR/head, and list the pages that differ.",
)
@click.pass_obj
def command(
    root: str | None, base: str, head: str | None, as_of: date | None, form: str, into: Path | None
) -> int:
    """Show it; 1 where files of HEAD cannot be read."""
    pair = Pair(Session(find_root(root), head, as_of), base)
    with uncollected():
        return _shown(pair, form, into)


def _pages(pair: Pair, into: Path) -> Sequence[Page]:
    """The pages that differ, of portals that are built."""
    from goodword.cli.previewing import preview

    return preview(pair, into, pair.today)


def _shown(pair: Pair, form: str, into: Path | None) -> int:
    before, after = pair.sides
    pages = _pages(pair, into) if into else ()
    large = sum(pair.head.loaded.counts.values()) > LARGE
    if large:
        outlive(pair)
    beside = aside if large and can_double() else None
    result = diff_report(before, after, pair.today, pages, beside)
    options.show_comparison(result, form, pair.spot)
    return int(bool(after.broken))
