"""`goodword owners`: CODEOWNERS as staff, departments and policies have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options, problems
from goodword.cli.output import show, write_line
from goodword.cli.session import Session, find_root
from goodword.edits import difference
from goodword.edits.beside import lay_file
from goodword.formats import DIAGNOSTICS
from goodword.host.beside import held, top_of
from goodword.starter.owners import PATH, code_owners, drift

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help=f"Make {PATH}, which tells GitHub who must review which paths: the program's managers "
    "(those on staff of no department, else the first of staff) what is nobody's in particular, "
    "departments their missions, owners their people. Names are the `github` accounts of staff.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Fail where it asks somebody else than it should; with --strict also where lines of "
    "people or missions are missing, so that managers are asked instead.",
)
@click.option("--write", is_flag=True, help="Write it; else only show the difference.")
@options.revision
@options.as_of
@problems.judging
@click.pass_obj
def command(
    root: str | None,
    *,
    check: bool,
    write: bool,
    rev: str | None,
    as_of: date | None,
    strict: bool,
    form: str,
) -> int:
    """Show the difference, judge it, or write the file."""
    if write and (check or rev is not None):
        raise click.UsageError("--write writes the file of the folder: leave out --check and --rev")
    session = Session(find_root(root), rev, as_of)
    top, way = top_of(session.root)
    owners = code_owners(session.sound().program, session.as_of, way)
    found = held(top, PATH, rev)
    if check:
        problem = drift(owners.text, found)
        told = [problem] if problem else []
        show(DIAGNOSTICS[form](told, session.locator.text), annotations=form == "github")
        return problems.code(told, strict=strict)
    for note in owners.notes():
        write_line(note, error=True)
    if found == owners.text.encode():
        write_line(f"{PATH} is as it is to be")
        return 0
    show(difference(PATH, found, owners.text.encode()))
    if not write:
        write_line("dry run: nothing was written; --write writes it")
        return 0
    lay_file(top, PATH, owners.text.encode())
    write_line(f"{PATH} written")
    return 0
