"""`goodword blame FILE[:field]`: which commit brought a value, by whom and when."""

from __future__ import annotations

from pathlib import Path

import click

from goodword.cli import options
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.reports.blame import blame
from goodword.source.trees import GitTree


@click.command(
    help="Say of every value of FILE, or of the one named behind a colon (as in "
    "missions/write/claims/2026-08-03-ana.yml:decision.by), which commit brought it, by whom and "
    "on which day. Reads commits, not the working tree.",
)
@click.argument("file", metavar="FILE[:field]")
@options.revision
@options.report_format()
@click.pass_obj
def command(root: str | None, file: str, rev: str | None, form: str) -> int:
    """Show it."""
    session = Session(find_root(root), rev)
    name, _, field = file.partition(":")
    here = Path.cwd() / name
    path = here.relative_to(session.root).as_posix() if here.is_relative_to(session.root) else name
    tree = GitTree(session.root, rev or "HEAD")
    known = tree.token(path) or path in session.loaded.program.packed or not tree.token(name)
    result = blame(tree, path if known else name, field, session.loaded.program.zone)
    options.show_report(result, form, session.locator.spot)
    return 0
