"""`goodword check`: every file and every rule, all problems at once."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import click

from goodword.cli import options
from goodword.cli.checked import checked
from goodword.cli.output import write_line
from goodword.cli.problems import code, counts, judging, tell
from goodword.cli.root import find_root
from goodword.formats.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.source.answers import Answer
    from goodword.source.places import Locator
    from goodword.source.trees import Tree


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
    folder = find_root(root)
    answer, tree = checked(folder, rev, as_of)
    shown = _within(_Files(folder, rev, tree), answer.found, paths)
    tell(shown, _lines(tree), form, folder)
    if form == "text":
        write_line(_summary(answer, shown), error=bool(shown))
    return code(shown, strict=strict)


class _Files(NamedTuple):
    """The files that were judged.

    Args:
        root: the program's folder.
        revision: of which they are; None for those on disk.
        tree: they.
    """

    root: Path
    revision: str | None
    tree: Tree


def _lines(tree: Tree) -> Callable[[str], list[str]]:
    """What gives the lines of a file; where none is asked for, nothing is imported that reads."""

    @cache
    def locator() -> Locator:
        from goodword.source.places import Locator

        return Locator(tree)

    return lambda path: locator().text(path)


def _within(
    files: _Files, found: Sequence[Diagnostic], paths: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """Those in the files and folders named, from here or from the program's folder."""
    wanted = {_inside(files, path) for path in paths}
    if not wanted or "" in wanted:
        return tuple(found)
    told = {path for each in found for path in (each.path, each.place.path)}
    for path in sorted(wanted - told):
        if not _exists(files, path):
            raise click.UsageError(f'there is nothing at "{harmless(path)}" in the program')
    folders = tuple(f"{path}/" for path in wanted)
    return tuple(
        each
        for each in found
        if any(p in wanted or p.startswith(folders) for p in (each.path, each.place.path))
    )


def _inside(files: _Files, path: str) -> str:
    """The path as the program has it, from here or else from its folder; empty for all of it."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    if here.is_relative_to(files.root) and (here.exists() or files.revision):
        path = here.relative_to(files.root).as_posix()
    path = PurePosixPath(path).as_posix()
    return "" if path == "." else path


def _exists(files: _Files, path: str) -> bool:
    if path.startswith(("/", "../")):
        return False
    if files.revision is None and os.path.lexists(files.root / path):
        return True
    from goodword.source.packs import Packs

    if Packs(files.tree).find(path) is not None:
        return True
    there = files.tree.listing().files if files.revision is not None else ()
    return any(f"{each.path}/".startswith(f"{path}/") for each in there)


def _summary(answer: Answer, shown: Sequence[Diagnostic]) -> str:
    return f"{answer.files} files, {answer.rules} rules: {counts(shown) or 'nothing to mend'}"
