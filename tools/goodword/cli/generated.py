"""Files that are made of the program and lie beside it: judged, shown, or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword import __version__
from goodword.cli import options, problems
from goodword.cli.output import show, write_line
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.edits import difference
from goodword.edits.beside import lay_file
from goodword.edits.edit import digest
from goodword.host.beside import held, top_of
from goodword.source.laid import RECORD, laid_by, record, recorded
from goodword.starter.owners import PATH as OWNERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from goodword.diagnostics import Diagnostic

    Found = Mapping[str, bytes | None]


class Generated(NamedTuple):
    """What is made of a program.

    Attributes:
        files: what each is to hold, by its path from the top of the repository.
        drift: what is said of files that hold something else, None where there is none.
        notes: what is said beside, where the difference is shown or written.
    """

    files: Mapping[str, bytes]
    drift: Callable[[Found], Sequence[Diagnostic]]
    notes: tuple[str, ...] = ()


def generating(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that makes files: `--write`, `--rev`, `--as-of` and of judging."""
    write = click.option("--write", is_flag=True, help="Write it; else only show the difference.")
    return write(options.revision(options.as_of(problems.judging(function))))


def keep(
    root: str | None,
    make: Callable[[Session, str], Generated],
    *,
    check: bool,
    write: bool,
    rev: str | None,
    as_of: date | None,
    strict: bool,
    form: str,
) -> int:
    """Show the difference, judge it, or write the files.

    Args:
        root: the program's folder as it was given.
        make: of the program, and of the way from the top of the repository to it.
        check: judge; the exit code says whether they are as they are to be.
        write: write them, where they are not.
        rev: a git revision, None for the disk.
        as_of: the day of the program.
        strict: warnings count as errors.
        form: how problems are written.
    """
    if write and (check or rev is not None):
        raise click.UsageError("--write writes into the folder: leave out --check and --rev")
    session = Session(find_root(root), rev, as_of)
    top, way = top_of(session.root)
    made = make(session, way)
    found = {path: held(top, path, rev) for path in made.files}
    if check:
        told = made.drift(found)
        problems.tell(told, session.locator.text, form, top)
        return problems.code(told, strict=strict)
    for note in made.notes:
        write_line(note, error=True)
    changed = {path: data for path, data in made.files.items() if found[path] != data}
    if not changed:
        write_line("nothing to write: all of it is there already")
        return 0
    for path, data in changed.items():
        show(difference(path, found[path], data))
    if not write:
        write_line("dry run: nothing was written; --write writes it")
        return 0
    for path, data in changed.items():
        lay_file(top, path, data)
    _note(top, way, changed)
    write_line(f"{', '.join(changed)} written")
    return 0


def _note(top: Path, way: str, changed: Mapping[str, bytes]) -> None:
    """Renew the record of what was laid, where there is one, so that these are no edits.

    CODEOWNERS is made of the program on a day, and told from edits by that.
    """
    laid = {path: digest(data) for path, data in changed.items() if path != OWNERS}
    for path in dict.fromkeys((f"{way}{RECORD}", RECORD)):
        there = held(top, path)
        known = recorded(there)
        if laid and known is not None:
            lay_file(top, path, record(laid_by(there) or __version__, known | laid))
            return
