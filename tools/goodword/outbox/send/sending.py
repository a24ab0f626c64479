"""One run of sending: each message once, noted before it goes and after.

Whatever the server does, a message ends as one of: taken, due again, refused, or in doubt. In
doubt is what was handed over, wholly or in part, and has no answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.send.letter import addressed
from goodword.outbox.send.server import Gone, Line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from email.message import EmailMessage

    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.messages.message import Message
    from goodword.outbox.send.keeping import Book
    from goodword.outbox.send.letter import From
    from goodword.outbox.send.server import Answer, Server

_PATIENCE = 3
"""So many connections in a row may be lost before a run ends."""


class Letter(NamedTuple):
    """A message that is to go now.

    Args:
        mail: its words as a mail without an address.
        to: the address, as the envelope has it; held here alone.
        sender: who it comes from.
        identity: its id.
        contact: how the digest of the contact.age begins.
        record: of an attempt before that came to nothing, or one that was begun on purpose.
        begun: the record says already that it is being handed over.
    """

    message: Message
    mail: EmailMessage
    to: str
    sender: From
    identity: str
    contact: str
    record: Touchpoint | None = None
    begun: str = ""

    def __repr__(self) -> str:
        return f"Letter({self.message.person}, {self.message.key})"


class Left(NamedTuple):
    """A message that did not go: why, as the key of a text, and the server's answer."""

    message: Message
    why: str
    answer: str = ""


@dataclass
class Outcome:
    """What a run came to; `stopped` says why it ended early, as the key of a text."""

    sent: list[Message] = field(default_factory=list)
    later: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)
    doubt: list[Message] = field(default_factory=list)
    stopped: str = ""
    answer: str = ""


class Run:
    """A run over one server.

    Args:
        server: the mail server.
        book: where it is noted.
        now: the moment.
        holds: whether a message may still go, asked right before it does.
        goes: told the id of each before a byte of it goes.
    """

    def __init__(
        self,
        server: Server,
        book: Book,
        now: Callable[[], dt.datetime],
        holds: Callable[[Message], bool],
        goes: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._server, self._book, self._now = server, book, now
        self._holds, self._goes = holds, goes
        self._line: Line | None = None
        self._lost = 0
        self.outcome = Outcome()

    def send(self, letters: Iterable[Letter]) -> Outcome:
        """Send them in their order, until all are done or the server is of no use."""
        politely = False
        try:
            for letter in letters:
                if self.outcome.stopped:
                    self._leave(letter, "not-reached")
                elif not self._holds(letter.message):
                    self._leave(letter, "changed")
                else:
                    self._one(letter)
            politely = True
        finally:
            self._hang_up(politely=politely)
        return self.outcome

    def _leave(self, letter: Letter, why: str, answer: Answer | None = None) -> None:
        """It stays due; one that was begun on purpose is noted as not having gone."""
        if letter.begun:
            code = answer.code if answer else None
            self._book.end(letter.begun, _said(letter), "deferred", code=code)
        self.outcome.later.append(Left(letter.message, why, str(answer or "")))

    def _one(self, letter: Letter) -> None:
        """A message, with a second try over a new connection where the first one was closed."""
        for last in (False, True):
            line = self._connection(letter)
            if line is None:
                return
            if not letter.to.isascii() and not line.international:
                self._leave(letter, "no-smtputf8")
                return
            try:
                which, answer = line.envelope(letter.to, international=not letter.to.isascii())
            except Gone as gone:
                self._hang_up(politely=False)
                if last:
                    self._gone(answered=bool(gone.args))
                    self._leave(letter, "hung-up")
                continue
            if not which:
                self._hand_over(line, letter)
            elif which == "sender" and not last:
                self._hang_up(politely=True)  # a server may want few messages a connection
                continue
            else:
                self._not_wanted(letter, which, answer)
            return

    def _not_wanted(self, letter: Letter, which: str, answer: Answer) -> None:
        self._lost = 0
        if which == "sender":
            self._stop("no-sender", answer)
            self._leave(letter, "no-sender", answer)
        elif answer.later:
            self._leave(letter, "later", answer)
        elif answer.of_address:
            self._refuse(letter, answer, letter.contact)
        elif not self.outcome.sent:
            # It refuses us, not a person: to note that for everybody would stop their mail.
            self._stop("no-relay", answer)
            self._leave(letter, "no-relay", answer)
        else:
            self._refuse(letter, answer, None)

    def _refuse(self, letter: Letter, answer: Answer, contact: str | None) -> None:
        begun = letter.begun or self._book.begin(letter.message, letter.identity, letter.record)
        said = _said(letter)
        self._book.end(begun, said, "refused", code=answer.code, contact=contact)
        self.outcome.refused.append(Left(letter.message, "refused", str(answer)))

    def _hand_over(self, line: Line, letter: Letter) -> None:
        content = addressed(
            letter.mail, letter.message, letter.to, letter.sender, letter.identity, self._now()
        )
        begun = letter.begun or self._book.begin(letter.message, letter.identity, letter.record)
        letter = letter._replace(begun=begun)
        self._goes(letter.identity)
        try:
            answer = line.may_send()
        except Gone:
            self._gone()
            self._leave(letter, "hung-up")
            return
        if answer.code == _GO_ON:
            try:
                answer = line.send(content)
            except Gone:
                self._gone()
                self.outcome.doubt.append(letter.message)
                return
        self._lost = 0
        if answer.took:
            self._book.end(begun, _said(letter), "accepted", code=answer.code)
            self.outcome.sent.append(letter.message)
        elif answer.later:
            self._leave(letter, "later", answer)
        else:
            contact = letter.contact if answer.finer.startswith("5.1.") else None
            self._refuse(letter, answer, contact)

    def _connection(self, letter: Letter) -> Line | None:
        if self._line is None:
            try:
                self._line = Line(self._server)
            except Failure as failure:
                self.outcome.stopped, self.outcome.answer = "no-server", failure.message
                self._leave(letter, "not-reached")
        return self._line

    def _gone(self, *, answered: bool = False) -> None:
        """Lose the connection; one that was closed with a word says nothing of the next."""
        self._hang_up(politely=False)
        self._lost += not answered
        if self._lost >= _PATIENCE:
            self._stop("hung-up", None)

    def _stop(self, why: str, answer: Answer | None) -> None:
        self.outcome.stopped, self.outcome.answer = why, str(answer or "")

    def _hang_up(self, *, politely: bool) -> None:
        if self._line is not None:
            self._line.close(politely=politely)
            self._line = None


_GO_ON = 354


def _said(letter: Letter) -> Sent:
    return Sent(key=letter.message.key, message_id=letter.identity)
