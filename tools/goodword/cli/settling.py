"""`goodword outbox --receipts` and `--bounced`: what became of messages, learned afterwards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.output import write_line
from goodword.cli.sending import clock
from goodword.cli.sent import DOUBT
from goodword.diagnostics import Failure
from goodword.edits.writing import recover
from goodword.model.touchpoint import Message as Sent
from goodword.nearest import did_you_mean
from goodword.outbox.send.keeping import Book, told_by
from goodword.outbox.send.receipts import receipts
from goodword.outbox.send.turn import alone
from goodword.relation.mail import ACCEPTED, BOUNCED, DEFERRED, REFUSED, all_in_doubt
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.cli.session import Session
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.send.receipts import Receipts

_LARGEST = 64 * 1024 * 1024


def tell_doubts(found: Sequence[Touchpoint]) -> None:
    """Say it loudly: no run goes on over it in silence."""
    for each in found:
        identity = getattr(each.detail, "message_id", None) or each.place.path
        write_line(f"IN DOUBT: {each.influencer} {each.name} {identity}", error=True)
    if found:
        write_line(DOUBT, error=True)


def settle(session: Session, file: str, *, complete: bool) -> int:
    """Settle what is in doubt by what a server says.

    Args:
        session: the program.
        file: the receipts; `-` for standard input.
        complete: the file has all that the server took, so that what is not in it was not taken.
    """
    found = receipts(_content(file))
    if complete and found.partly:
        raise click.UsageError("--complete needs a list or a log: no mail comes of what went well")
    with alone(session.root):
        recover(session.root)
        session.sound()
        book = Book(session.root, session.as_of, clock(session))
        settled = {ACCEPTED: 0, DEFERRED: 0}
        for each in all_in_doubt(session.snapshot.program, session.as_of):
            assert isinstance(each.detail, Sent)  # noqa: S101 - only messages are in doubt
            took = found.took.get(each.detail.message_id or "", False if complete else None)
            if took is not None:
                state = ACCEPTED if took else DEFERRED
                book.end(each.place.path, each.detail, state)
                settled[state] += 1
        left = len(all_in_doubt(session.snapshot.program, session.as_of)) - sum(settled.values())
    write_line(
        f"{counted(settled[ACCEPTED], 'message')} had been sent, {settled[DEFERRED]} had not and "
        f"are due again, {left} still in doubt"
    )
    _tell_back(session.snapshot.program, found, session.as_of)
    return int(left > 0)


def _tell_back(program: Program, found: Receipts, day: date) -> None:
    """Name what came back, with the command that notes it: nobody but a person believes a mail."""
    for each in program.touchpoints.values():
        identity = each.detail.message_id if isinstance(each.detail, Sent) else None
        if identity not in found.back or each.void_by(day):
            continue
        assert isinstance(each.detail, Sent)  # noqa: S101 - it has an id
        if _may_bounce(each.detail):
            status = f" ({found.back[identity]})" if found.back[identity] else ""
            write_line(f"{each.place.path}: came back{status}, not noted yet")
            write_line(f"  goodword outbox --bounced '{identity}'")
    if found.others:
        write_line(f"{counted(found.others, 'mail')} passed over: no delivery status notification")


def _content(file: str) -> bytes:
    try:
        with Path(file).open("rb") if file != "-" else sys.stdin.buffer as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise Failure(f"{file}: {str(error.strerror).lower()}") from None
    if len(content) > _LARGEST:
        raise Failure("the receipts are larger than 64 MiB", "give the part that matters")
    return content


def bounce(session: Session, named: Sequence[str]) -> int:
    """Note that messages came back: by their ids, or the newest of a person."""
    with alone(session.root):
        recover(session.root)
        program = session.sound().program
        book = Book(session.root, session.as_of, clock(session))
        chosen = [_found(program, each, session) for each in named]
        for each in dict.fromkeys(chosen):
            contact = program.contacts.get(each.influencer)
            told = told_by(program, each, session.as_of)
            book.bounce(each, told, contact.digest if contact else None)
            write_line(f"{each.place.path}: came back")
            if contact is None:
                write_line(f"no address is kept of {each.influencer}, so none is stopped")
            else:
                write_line(f"no mail goes to {each.influencer} until another address is entered")
    return 0


def _found(program: Program, name: str, session: Session) -> Touchpoint:
    messages = {
        each: each.detail
        for each in program.touchpoints.values()
        if isinstance(each.detail, Sent) and not each.void_by(session.as_of)
    }
    if name in program.influencers:
        sent = [
            each
            for each, detail in messages.items()
            if each.influencer == name and (not detail.delivery or _may_bounce(detail))
        ]
        if not sent:
            raise click.UsageError(f"no message to {name} could have come back")
        return max(sent, key=lambda each: (each.date, each.order))
    identity = name if name.startswith("<") else f"<{name}>"
    found = next((each for each, said in messages.items() if said.message_id == identity), None)
    if found is None:
        near = did_you_mean(name, program.influencers)
        raise click.UsageError(f'"{name}" is neither a person nor the id of a message{near}')
    if not _may_bounce(messages[found]):
        state = messages[found].delivery[-1].state
        raise click.UsageError(f"{found.place.path} is {state} already")
    return found


def _may_bounce(message: Sent) -> bool:
    last = message.delivery[-1].state if message.delivery else ACCEPTED
    return last not in (REFUSED, BOUNCED, DEFERRED)
