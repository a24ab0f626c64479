"""`goodword outbox`: what is due to be said today, to whom, and what is not said and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.root import find_root
from goodword.cli.segments import written_to
from goodword.cli.session import Session
from goodword.portal.write import Output
from goodword.relation.mail import all_in_doubt
from goodword.reports.people import known_people
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
    "the reason: consent and stage come first. Nothing is sent without --send. 1 where one is in "
    "doubt.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--segment",
    metavar="SEGMENT",
    help="Only people of this segment: one that asks for no stance and no wants.",
)
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
@click.option(
    "--send",
    "to_send",
    is_flag=True,
    help="Send what is due by mail and record it; the server and the keys are in the environment.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Send so many at most.")
@click.option(
    "--begin",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="LIST",
    help="Only record what is about to be sent, to be committed before; LIST keeps its ids.",
)
@click.option(
    "--begun",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="LIST",
    help="With --send: send what --begin recorded, and nothing else.",
)
@click.option(
    "--receipts",
    metavar="FILE",
    help="Settle what is in doubt: lines of an id and accepted or not-accepted, a log of "
    "Postfix, or a mail or mbox of delivery status notifications, of which those that say that "
    "something came back are named; - reads standard input.",
)
@click.option(
    "--complete",
    is_flag=True,
    help="With --receipts: FILE has all that the server took, and the rest was not taken.",
)
@click.option(
    "--bounced",
    multiple=True,
    metavar="ID",
    help="A message came back: its id, or the person whose newest it is; repeat.",
)
@click.option(
    "--codes",
    is_flag=True,
    help="Show the codes that open own pages too, with --explain or --preview: whoever sees one "
    "can read the page. What is sent or written for sending has them anyhow.",
)
@options.as_of
@options.revision
@options.report_format()
@click.pass_obj
def command(
    root: str | None,
    /,
    ids: tuple[str, ...],
    segment: str | None,
    explain: bool,
    preview: str | None,
    into: Path | None,
    to_send: bool,
    limit: int | None,
    begin: Path | None,
    begun: Path | None,
    receipts: str | None,
    complete: bool,
    bounced: tuple[str, ...],
    codes: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show what is due, write it, send it, or note what became of it."""
    from goodword.cli import outgoing, settling

    session = Session(find_root(root), rev, as_of)
    if segment is not None:
        ids = written_to(session.sound(), ids, segment)
    asked = _Asked(ids, to_send, limit, begin, begun, receipts, complete, bounced)
    if codes and (asked.acts or into is not None):
        raise click.UsageError("--codes is for what is shown; what is sent has them")
    asked.refuse(shown=rev is not None, written=sum(each is not None for each in (into, preview)))
    if asked.acts:
        return _act(session, asked)
    snapshot = session.sound()
    known_people(snapshot, ids)
    made = outgoing.planned(snapshot, ids, session.as_of, codes=codes or into is not None)
    program = snapshot.program
    if preview is not None:
        from goodword.outbox.preview import pages

        folder = Path(preview) if preview else session.root / HERE
        _folder(folder, "a preview", pages(made, program.settings.name, outgoing.reason))
        write_line(f"to look at it: {folder.resolve() / 'index.html'}")
    if into is not None:
        _folder(into, "messages", outgoing.files(made, program, outgoing.nobody))
    if preview is None and into is None:
        doubts = all_in_doubt(program, session.as_of)
        options.show_report(outgoing.report(made, program, doubts, explain=explain), form)
        settling.tell_doubts(doubts)
        return int(bool(doubts))
    return 0


class _Asked(NamedTuple):
    """What is to be done beside showing."""

    ids: tuple[str, ...]
    send: bool
    limit: int | None
    begin: Path | None
    begun: Path | None
    receipts: str | None
    complete: bool
    bounced: tuple[str, ...]

    @property
    def acts(self) -> int:
        """How many things are to be done."""
        asked = (self.send, self.begin is not None, self.receipts is not None, self.bounced)
        return sum(map(bool, asked))

    def refuse(self, *, shown: bool, written: int) -> None:
        """Refuse what does not go together."""
        wrong = {
            "--send, --begin, --receipts, --bounced, --write and --preview are one at a time": (
                self.acts + written > 1 and (self.acts > 0)
            ),
            "--rev shows; what is sent is recorded in the files as they are": (
                self.acts > 0 and shown
            ),
            "--begun belongs to --send": self.begun is not None and not self.send,
            "--complete belongs to --receipts": self.complete and self.receipts is None,
            "--limit belongs to --send or --begin": (
                self.limit is not None and not (self.send or self.begin)
            ),
            "--begun sends what was begun: name nobody, and no --limit": (
                self.begun is not None and bool(self.ids or self.limit)
            ),
        }
        for message, holds in wrong.items():
            if holds:
                raise click.UsageError(message)


def _act(session: Session, asked: _Asked) -> int:
    """Send, or note what became of what was sent."""
    from goodword.cli import sending, settling

    if asked.receipts is not None:
        return settling.settle(session, asked.receipts, complete=asked.complete)
    if asked.bounced:
        return settling.bounce(session, asked.bounced)
    if asked.ids:
        known_people(session.sound(), asked.ids)
    if asked.begin is not None:
        return sending.begin(session, asked.ids, asked.limit, asked.begin)
    return sending.send(session, asked.ids, asked.limit, asked.begun)


def _folder(folder: Path, what: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder as a whole."""
    with Output(folder, what, "goodword outbox", MARK) as output:
        for name, data in files:
            output.file(name, data)
        written: Any = output.files - 1
        output.finish()
    write_line(f"{counted(written, 'file')} written: {folder}")
