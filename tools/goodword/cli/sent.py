"""What came of a run of sending, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.cli.output import write_line
from goodword.diagnostics import Failure
from goodword.outbox.messages.message import PORTAL
from goodword.reports.report import counted

if TYPE_CHECKING:
    from goodword.outbox.send.sending import Left, Outcome

WHY = {
    "later": "the server asks to try again later",
    "hung-up": "the connection was lost before anything was sent",
    "not-reached": "the run ended before it",
    "changed": "their profile changed while this ran",
    "not-wanted": "it is not due any more",
    "no-smtputf8": "their address has letters beyond ASCII, and this server does not take those",
    "no-address": "no e-mail address is kept of them",
    "no-key": "their address cannot be opened",
    "no-sender": "the server does not let mail come from this address",
    "no-relay": "the server does not take mail from us",
    "no-server": "the server cannot be reached",
    "refused": "the server refused it for good",
}
"""Why a message did not go, in words."""
DOUBT = (
    "nobody knows whether the server took it, so it is not sent again; goodword outbox --receipts "
    "with what the server's log says settles it"
)


def line(left: Left) -> str:
    """Who is not sent what, and why."""
    answer = f" ({left.answer})" if left.answer else ""
    return f"{left.message.person} {left.message.key}: {WHY[left.why]}{answer}"


def told(outcome: Outcome, doubts: int) -> int:
    """Say what came of it; whether all went well is the exit code, of this run alone.

    Args:
        outcome: of the run.
        doubts: so many messages of earlier runs are in doubt.

    Raises:
        Failure: the server could not be reached for any of it.
    """
    if outcome.stopped == "no-server" and not (outcome.sent or outcome.doubt or outcome.refused):
        raise Failure(outcome.answer, "nothing was sent; all of it stays due")
    for each in (*outcome.later, *outcome.refused):
        write_line(line(each), error=True)
    for message in outcome.doubt:
        write_line(f"IN DOUBT: {message.person} {message.key}: {DOUBT}", error=True)
    if outcome.stopped:
        answer = f" ({outcome.answer})" if outcome.answer else ""
        write_line(f"the run ended early: {WHY[outcome.stopped]}{answer}", error=True)
    pages = sum(each.channel == PORTAL for each in outcome.sent)
    own = f", {pages} put on people's own pages" if pages else ""
    write_line(
        f"{counted(len(outcome.sent) - pages, 'message')} sent{own}, {len(outcome.later)} not yet, "
        f"{len(outcome.refused)} refused, {len(outcome.doubt)} in doubt"
    )
    if doubts:
        write_line(f"{doubts} of earlier runs still in doubt; goodword outbox names them")
    return int(bool(outcome.later or outcome.refused or outcome.doubt or outcome.stopped))
