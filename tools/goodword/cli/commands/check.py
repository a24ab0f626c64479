"""`goodword check`: every file and every rule, all problems at once."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.judging import judged
from goodword.cli.output import write_line
from goodword.cli.problems import code, counts, judging, tell
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.diagnostics import arrange
from goodword.formats.plain import harmless
from goodword.resources import schemas_directory
from goodword.rules import RULES
from goodword.source.schema_copy import stale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic


@click.command(
    help="Judge every file by its schema and by the rules that span files. PATHS show only what "
    "is wrong in these files and folders; everything is judged all the same.",
)
@click.argument("paths", nargs=-1)
@options.revision
@options.as_of
@judging
@click.pass_obj
def command(
    root: str | None,
    paths: tuple[str, ...],
    rev: str | None,
    as_of: date | None,
    strict: bool,
    form: str,
) -> int:
    """Run the check; 1 where an error (with --strict a warning) was found."""
    session = Session(find_root(root), rev, as_of)
    found = judged(session)
    copy = stale(session.tree, schemas_directory())
    shown = _within(session, arrange((*found, copy) if copy else found), paths)
    tell(shown, session.locator.text, form, session.root)
    if form == "text":
        write_line(_summary(session, shown), error=bool(shown))
    return code(shown, strict=strict)


def _within(
    session: Session, found: Sequence[Diagnostic], paths: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """Those in the files and folders named, from here or from the program's folder."""
    wanted = {_inside(session, path) for path in paths}
    if not wanted or "" in wanted:
        return tuple(found)
    told = {each.place.path for each in found}
    for path in sorted(wanted - told):
        if not _exists(session, path):
            raise click.UsageError(f'there is nothing at "{harmless(path)}" in the program')
    folders = tuple(f"{path}/" for path in wanted)
    return tuple(
        each for each in found if each.place.path in wanted or each.place.path.startswith(folders)
    )


def _inside(session: Session, path: str) -> str:
    """The path as the program has it, from here or else from its folder; empty for all of it."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    if here.is_relative_to(session.root) and (here.exists() or session.revision):
        path = here.relative_to(session.root).as_posix()
    path = PurePosixPath(path).as_posix()
    return "" if path == "." else path


def _exists(session: Session, path: str) -> bool:
    if path.startswith(("/", "../")):
        return False
    if session.revision is None:
        return os.path.lexists(session.root / path)
    return any(f"{each.path}/".startswith(f"{path}/") for each in session.tree.listing().files)


def _summary(session: Session, shown: Sequence[Diagnostic]) -> str:
    files = sum(session.loaded.counts.values())
    return f"{files} files, {len(RULES)} rules: {counts(shown) or 'nothing to mend'}"
