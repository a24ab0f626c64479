"""`goodword forms`: issue forms by which influencers hand things in, made of the schemas."""

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
from goodword.starter.forms import FOLDER, drift, issue_forms

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help=f"Make the issue forms in {FOLDER}: joining, handing in a claim, feedback, asking for a "
    "reward and changing one's profile, in the program's first language with the words of the "
    "others beside.",
)
@click.option("--check", is_flag=True, help="Fail where a form is not as it would be made.")
@click.option("--write", is_flag=True, help="Write them; else only show the difference.")
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
    """Show the difference, judge it, or write the files."""
    if write and (check or rev is not None):
        raise click.UsageError("--write writes into the folder: leave out --check and --rev")
    session = Session(find_root(root), rev, as_of)
    top, _ = top_of(session.root)
    wanted = issue_forms(session.sound().program.settings.languages)
    found = {path: held(top, path, rev) for path in wanted}
    if check:
        told = drift(wanted, found)
        show(DIAGNOSTICS[form](told, session.locator.text), annotations=form == "github")
        return problems.code(told, strict=strict)
    changed = {path: data for path, data in wanted.items() if found[path] != data}
    if not changed:
        write_line("the issue forms are as they are to be")
        return 0
    for path, data in changed.items():
        show(difference(path, found[path], data))
    if not write:
        write_line("dry run: nothing was written; --write writes it")
        return 0
    for path, data in changed.items():
        lay_file(top, path, data)
    write_line(f"{len(changed)} issue form{'s' if len(changed) != 1 else ''} written")
    return 0
