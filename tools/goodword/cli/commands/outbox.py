"""`goodword outbox`: what is due to be said today, to whom, and what is not said and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.session import Session, find_root
from goodword.portal.write import Output
from goodword.reports.relation import known_people
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MARK = ".goodword-outbox"
"""A file by which a folder is known as one that may be replaced."""
HERE = ".goodword/outbox"
"""Where a preview lies unless another folder is named."""


@click.command(
    help="Show what is due to be said on the day, to everybody or to the IDs named, from the files "
    "alone: onboarding, decisions, answers, warnings, digests. What is not sent stands there with "
    "the reason: consent and stage come first. Nothing is sent.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--explain", is_flag=True, help="Each message with its text, and the consent by which it goes."
)
@click.option(
    "--preview",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help=f"Write pages to look at in a browser; default {HERE} in the program's folder.",
)
@click.option(
    "--write",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write an .eml for each message, messages.csv for mail merges and messages.jsonl for "
    "bots. The folder is new, empty, or one that this has written before, which is replaced.",
)
@options.as_of
@options.revision
@options.report_format()
@click.pass_obj
def command(
    root: str | None,
    /,
    ids: tuple[str, ...],
    explain: bool,
    preview: str | None,
    into: Path | None,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show what is due, or write it."""
    from goodword.cli import outgoing

    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    known_people(snapshot, ids)
    made = outgoing.planned(snapshot, ids, session.as_of)
    program = snapshot.program
    if preview is not None:
        from goodword.outbox.preview import pages

        folder = Path(preview) if preview else session.root / HERE
        _folder(folder, "a preview", pages(made, program.settings.name, outgoing.reason))
        write_line(f"to look at it: {folder.resolve() / 'index.html'}")
    if into is not None:
        _folder(into, "messages", outgoing.files(made, program, outgoing.nobody))
    if preview is None and into is None:
        options.show_report(outgoing.report(made, program, explain=explain), form)
    return 0


def _folder(folder: Path, what: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder as a whole."""
    with Output(folder, what, "goodword outbox", MARK) as output:
        for name, data in files:
            output.file(name, data)
        written: Any = output.files - 1
        output.finish()
    write_line(f"{counted(written, 'file')} written: {folder}")
