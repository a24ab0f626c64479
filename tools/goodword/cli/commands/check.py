"""`goodword check`: every file and every rule, all problems at once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.judging import judged
from goodword.cli.output import show, write_line
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Severity, arrange
from goodword.formats import DIAGNOSTICS
from goodword.formats.plain import harmless
from goodword.resources import schemas_directory
from goodword.rules import RULES
from goodword.source.repository import prefix
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
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(DIAGNOSTICS)),
    default=next(iter(DIAGNOSTICS)),
    show_default=True,
    help="How problems are written.",
)
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
    told = _from_the_top(session.root, shown) if form == "github" else shown
    show(DIAGNOSTICS[form](told, session.locator.text), annotations=form == "github")
    if form == "text":
        write_line(_summary(session, shown), error=bool(shown))
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(each.severity in counted for each in shown))


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


def _from_the_top(root: Path, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those with paths from the top of the repository, which annotations need."""
    above = prefix(root)
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if not above and workspace and root.is_relative_to(workspace):
        above = f"{root.relative_to(workspace).as_posix()}/".removeprefix("./")
    return [replace(each, place=each.place.below(above)) for each in found]


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
    counts = {severity: sum(each.severity is severity for each in shown) for severity in Severity}
    files = sum(session.loaded.counts.values())
    unjudged = [rule.name for rule in RULES if rule.history]
    parts = [
        f"{count} {name}{'s' if count != 1 else ''}" for name, count in counts.items() if count
    ]
    text = f"{files} files, {len(RULES)} rules: {', '.join(parts) or 'nothing to mend'}"
    if unjudged:
        text += f"\nnot judged without history: {', '.join(unjudged)}"
    return text
