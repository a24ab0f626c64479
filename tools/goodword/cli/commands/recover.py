"""`goodword recover`: what a run that died left half-written is made as it was."""

from __future__ import annotations

import click

from goodword.cli.output import write_line
from goodword.cli.root import find_root
from goodword.edits.unfinished import as_they_were
from goodword.edits.writing import recover
from goodword.reports.report import counted


@click.command(
    help="Undo what a command that was killed left half-written. Until then every command that "
    "reads sees the files as they were, and refuses on a CI machine; the next command that writes "
    "does the same first.",
)
@click.option("--write", is_flag=True, help="Undo it; else only show.")
@click.pass_obj
def command(root: str | None, *, write: bool) -> int:
    """Show what is half-written, or undo it."""
    folder = find_root(root)
    before = as_they_were(folder)
    if not before:
        write_line("nothing is half-written")
        return 0
    for path in sorted(before):
        write_line(path)
    if not write:
        write_line("dry run: nothing was written; --write makes these as they were")
        return 0
    recover(folder)
    write_line(f"{counted(len(before), 'file')} as before")
    return 0
