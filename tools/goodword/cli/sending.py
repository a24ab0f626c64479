"""`goodword outbox --send` and `--begin`: whom to write to, where, and what came of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from goodword.actions.judging import judge
from goodword.addresses.keys import IDENTITY, VARIABLE, identities, key_folder, open_key
from goodword.addresses.sealed import unseal
from goodword.cli import problems
from goodword.cli.outgoing import planned
from goodword.cli.output import write_line
from goodword.cli.sent import WHY, line, told
from goodword.diagnostics import Diagnostic, Failure
from goodword.edits.writing import recover, write
from goodword.intake.sheet import secret
from goodword.model.contact import LARGEST
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.mail import mail, replies_to
from goodword.outbox.messages.message import MAIL, PORTAL
from goodword.outbox.send.ahead import Ahead, marked
from goodword.outbox.send.keeping import Book, records
from goodword.outbox.send.letter import From, deliverable, message_id
from goodword.outbox.send.sending import Left, Letter, Run
from goodword.outbox.send.server import server
from goodword.outbox.send.turn import alone
from goodword.relation.given import stands
from goodword.relation.mail import BEGUN, DEFERRED, all_in_doubt
from goodword.reports.report import counted
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from goodword.cli.session import Session
    from goodword.edits import Edit
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.messages.message import Message
    from goodword.outbox.send.keeping import Beginning
    from goodword.outbox.send.sending import Outcome
    from goodword.outbox.send.server import Server

KEY = "GOODWORD_INTAKE_KEY"


class Post(NamedTuple):
    """What a run of sending stands on.

    Args:
        session: the program.
        snapshot: the program on its day.
        server: the mail server.
        hashing: the secret of message ids.
        keys: the folder of keys.
        mine: the key of the staff who runs this.
    """

    session: Session
    snapshot: Snapshot
    server: Server
    hashing: bytes
    keys: Path
    mine: list[Any]

    @property
    def book(self) -> Book:
        """Where what is sent is written down."""
        return Book(self.session.root, self.session.as_of, clock(self.session))

    @property
    def program(self) -> Program:
        """What the files say."""
        return self.snapshot.program


def clock(session: Session) -> Callable[[], datetime]:
    """The moment, on the day that was asked for."""

    def now() -> datetime:
        found = datetime.now(UTC)
        day = session.stated_day
        return found if day is None else datetime.combine(day, found.time(), UTC)

    return now


def _post(session: Session) -> Post:
    environment = os.environ
    return Post(
        session,
        session.sound(),
        server(environment),
        secret(environment.get(KEY, "")),
        key_folder(environment.get(VARIABLE, ""), session.root),
        identities(environment.get(IDENTITY, "")),
    )


def begin(session: Session, ids: Sequence[str], limit: int | None, into: Path) -> int:
    """Note what is about to be sent, and send nothing of it.

    What a run that died has begun and has not sent stays on the list.
    """
    with alone(session.root):
        recover(session.root)
        post, ahead = _post(session), Ahead(into)
        kept = {
            each.detail.message_id or "": marked(each.detail)
            for each in _begun_ahead(post, ahead.read() if into.exists() else {})
            if isinstance(each.detail, Sent)
        }
        room = None if limit is None else max(limit - len(kept), 0)
        found = [_letter(post, each) for each in _mails(post, ids)[:room]]
        letters = [each for each in found if isinstance(each, Letter)]
        begun = _beginning(post, letters)
        if not _may(post, begun.edits):
            return 1
        ahead.keep(kept | begun.marks)
        write(session.root, begun.edits)
    left = [each for each in found if isinstance(each, Left)]
    for each in left:
        write_line(line(each), error=True)
    several = counted(len(kept) + len(letters), "message")
    write_line(f"{several} begun; --send --begun {into} sends them")
    return int(bool(left))


def _begun_ahead(post: Post, marks: Mapping[str, str]) -> list[Touchpoint]:
    """The records of what a list names, of which nothing has happened since it was written."""
    return [
        each
        for each in post.program.touchpoints.values()
        if isinstance(detail := each.detail, Sent)
        and stands(each, post.session.as_of)
        and _state(each) == BEGUN
        and marks.get(detail.message_id or "") == marked(detail)
    ]


def send(session: Session, ids: Sequence[str], limit: int | None, begun: Path | None) -> int:
    """Send what is due, or what was begun ahead."""
    with alone(session.root):
        recover(session.root)
        before = _profiles(session.root)
        post = _post(session)
        if begun is not None:
            return told(*_send_begun(post, Ahead(begun), before))
        found = [_letter(post, each) for each in _mails(post, ids)[:limit]]
        letters = [each for each in found if isinstance(each, Letter)]
        if not _may(post, _beginning(post, letters).edits):
            return 1
        outcome = _run(post, before).send(letters)
        outcome.later[:0] = [each for each in found if isinstance(each, Left)]
        if not outcome.stopped:
            outcome.sent += _on_pages(post, ids)
        return told(outcome, _doubts(post))


def _run(post: Post, before: dict[str, str], goes: Callable[[str], None] = lambda _: None) -> Run:
    def holds(message: Message) -> bool:
        return _profile(post.session.root, message.person) == before.get(message.person)

    return Run(post.server, post.book, clock(post.session), holds, goes)


def _profile(root: Path, person: str) -> str:
    return DiskTree(root).token(f"influencers/{person}/profile.yml")


def _profiles(root: Path) -> dict[str, str]:
    """What tells whether a profile, and a consent in it, has changed since."""
    folder = root / "influencers"
    people = (each.name for each in folder.iterdir()) if folder.is_dir() else ()
    return {person: _profile(root, person) for person in people}


def _mails(post: Post, ids: Sequence[str]) -> list[Message]:
    plan = planned(post.snapshot, ids, post.session.as_of)
    return [each for each in plan.messages if each.channel == MAIL]


def _on_pages(post: Post, ids: Sequence[str]) -> Iterator[Message]:
    """What stands on people's own pages and goes over no wire: noted, and so said."""
    plan = planned(post.snapshot, ids, post.session.as_of)
    for each in plan.messages:
        if each.channel == PORTAL:
            post.book.record(each)
            yield each


def _letter(post: Post, message: Message) -> Letter | Left:
    """A message with where it goes, or why it cannot."""
    try:
        to = _address(post, message.person)
    except Failure as failure:
        return Left(message, "no-key", failure.message)
    if not to:
        return Left(message, "no-address")
    earlier = records(post.program, message.person, message.key, post.session.as_of)
    waits = next((each for each in earlier if _state(each) == DEFERRED), None)
    number = len(earlier) - (waits is not None)
    identity = message_id(message, number, post.hashing, post.server.sender)
    if waits is not None and isinstance(waits.detail, Sent):
        identity = waits.detail.message_id or identity
    reply = replies_to(post.program, message.by)
    return Letter(
        message,
        mail(post.program, message),
        to,
        From(post.program.settings.name, post.server.sender, reply),
        identity,
        post.program.contacts[message.person].digest,
        waits,
    )


def _state(record: Touchpoint) -> str:
    detail = record.detail
    return detail.delivery[-1].state if isinstance(detail, Sent) and detail.delivery else ""


def _address(post: Post, person: str) -> str:
    """The address of a person as the envelope has it; empty where none is kept.

    Raises:
        Failure: it cannot be opened, or its domain cannot be written in ASCII.
    """
    if person not in post.program.contacts:
        return ""
    content = post.session.tree.read(f"influencers/{person}/contact.age", LARGEST)
    if isinstance(content, Diagnostic):
        raise Failure(content.message)
    email = unseal(content, open_key(post.keys, person, post.mine)).email
    try:
        return deliverable(email) if email else ""
    except ValueError:
        raise Failure("the domain of their address cannot be written in ASCII") from None


def _beginning(post: Post, letters: Sequence[Letter]) -> Beginning:
    return post.book.beginning((each.message, each.identity, each.record) for each in letters)


def _may(post: Post, edits: tuple[Edit, ...]) -> bool:
    """Whether `check` has nothing against the records; what it has is told."""
    session = post.session
    found = judge(session.tree, edits, session.schemas, session.as_of, before=session.loaded)
    if found.refused:
        problems.tell(found.problems, found.locator.text)
        write_line("nothing was sent", error=True)
    return not found.refused


def _send_begun(post: Post, ahead: Ahead, before: dict[str, str]) -> tuple[Outcome, int]:
    """Send what was begun ahead and is still due; what is not is noted as not having gone.

    Returns:
        What came of it, and how many messages of earlier runs are in doubt.
    """
    begun = {
        (each.influencer, each.detail.key): each
        for each in _begun_ahead(post, ahead.read())
        if isinstance(each.detail, Sent)
    }
    paths = {each.place.path for each in begun.values()}
    kept = {path: each for path, each in post.program.touchpoints.items() if path not in paths}
    without = replace(post.program, touchpoints=kept)
    earlier = post._replace(snapshot=Snapshot(without, post.session.as_of))
    due = {(each.person, each.key): each for each in _mails(earlier, ())}
    letters, left = [], []
    for which, record in begun.items():
        said = due.get((which[0], which[1] or ""))
        letter = _letter(earlier, said) if said else None
        if isinstance(letter, Letter) and isinstance(record.detail, Sent):
            identity = record.detail.message_id or letter.identity
            letters.append(
                letter._replace(identity=identity, begun=record.place.path, record=record)
            )
        elif isinstance(record.detail, Sent):
            post.book.end(record.place.path, record.detail, DEFERRED)
            left.append(letter or which)
    outcome = _run(post, before, ahead.strike_off).send(letters)
    for each in left:
        if isinstance(each, Left):
            outcome.later.append(each)
        else:
            write_line(f"{each[0]} {each[1]}: {WHY['not-wanted']}", error=True)
    if not outcome.stopped:
        outcome.sent += _on_pages(post, ())
    return outcome, _doubts(earlier)


def _doubts(post: Post) -> int:
    """How many messages of earlier runs are in doubt."""
    return len(all_in_doubt(post.program, post.session.as_of))
