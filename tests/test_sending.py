"""Messages handed to a real mail server: each once, and what becomes of it is on record."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.addresses.sealed import email_fault
from goodword.diagnostics import Failure
from goodword.load import load
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.mail import mail
from goodword.outbox.messages.message import Message
from goodword.outbox.send.keeping import Book, records
from goodword.outbox.send.letter import From, addressed, deliverable, message_id
from goodword.outbox.send.sending import Letter, Run
from goodword.outbox.send.server import Answer, Line, Server, server
from goodword.relation.mail import failed_for_good, in_doubt, stopped
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.mail_server import (
    DROP,
    HANG,
    PASSWORD,
    TAKE_AND_DROP,
    USER,
    Mailbox,
    Post,
    certificate,
)
from tests.test_claim_commands import FILES, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.send.sending import Outcome

DAY = dt.date(2026, 11, 29)
NOW = dt.datetime(2026, 11, 29, 7, 0, tzinfo=dt.UTC)
SECRET = b"of the sixty-four letters that openssl makes"
SENDER = From("Acme, Champions", "champions@example.com", "maya@example.com")
SCHEMAS = Schemas.load(schemas_directory())
PEOPLE = ("ana", "ben", "cleo", "dan", "eve", "fay")


def message(person: str, key: str = "welcome/rules", **more: object) -> Message:
    said: dict[str, object] = {
        "key": key,
        "person": person,
        "template": "rules",
        "sequence": "welcome",
        "step": "rules",
        "language": "pt",
        "importance": "all",
        "channel": "mail",
        "subject": "Olá, bem-vinda",
        "html": "<p>Olá</p>\n",
        "text": "Olá\n",
        "refs": (),
        "by": "maya",
        "due": DAY,
    }
    return Message(**{**said, **more})  # type: ignore[arg-type] # the fields of a message


class Office:
    """A program, a mail server, and runs that send from the one over the other."""

    def __init__(self, root: Path, box: Mailbox, known: Server) -> None:
        self.root, self.box, self.server = root, box, known
        for path, text in FILES.items():
            put(root, path, text)
        for person in PEOPLE:
            said = f'name: {person.title()}\nstage: member\nsince: "2025-01-01"\n'
            put(root, f"influencers/{person}/profile.yml", said)

    @property
    def program(self) -> Program:
        loaded = load(DiskTree(self.root), SCHEMAS)
        assert loaded.diagnostics == ()
        return loaded.program

    def letter(self, said: Message, to: str = "") -> Letter:
        earlier = records(self.program, said.person, said.key, DAY)
        waits = next((each for each in earlier if states(each)[-1] == "deferred"), None)
        number = message_id(said, len(earlier) - (waits is not None), SECRET, SENDER.address)
        address = to or f"{said.person}@example.com"
        made = mail(self.program, said)
        return Letter(said, made, address, SENDER, number, "0" * 16, waits)

    def send(self, *said: Message, holds: Callable[[Message], bool] = lambda _: True) -> Outcome:
        book = Book(self.root, DAY, lambda: NOW)
        run = Run(self.server, book, lambda: NOW, holds)
        return run.send([self.letter(each) for each in said])

    def states(self, person: str, key: str = "welcome/rules") -> list[list[str]]:
        return [states(each) for each in records(self.program, person, key, DAY)]


def states(record: Touchpoint) -> list[str]:
    assert isinstance(record.detail, Sent)
    return [each.state for each in record.detail.delivery]


@pytest.fixture(scope="session")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("certificate"))


def known(post: Post, pems: tuple[Path, Path]) -> Server:
    login = (USER, PASSWORD) if post.way != "none" else ("", "")
    return Server("localhost", post.bound, post.way, SENDER.address, *login, str(pems[0]))


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def office(tmp_path: Path, box: Mailbox, pems: tuple[Path, Path]) -> Iterator[Office]:
    post = Post(box, "starttls", pems)
    post.start()
    try:
        yield Office(tmp_path / "program", box, known(post, pems))
    finally:
        post.stop(no_assert=True)


def test_a_message_does_not_arrive_or_is_not_recorded(office: Office) -> None:
    outcome = office.send(*map(message, PEOPLE))
    assert [each.person for each in outcome.sent] == [*PEOPLE]
    assert not outcome.stopped
    assert office.box.connections == 2  # the server's own start is one
    assert [to for to, _ in office.box.taken] == [f"{each}@example.com" for each in PEOPLE]
    assert all(office.states(each) == [["begun", "accepted"]] for each in PEOPLE)
    text = (office.root / "influencers/ana/touchpoints/2026-11-29-welcome-rules.yml").read_text()
    assert text.splitlines()[1:] == [
        "kind: message",
        "sequence: welcome",
        "step: rules",
        "template: rules",
        "language: pt",
        f'message_id: "{office.box.taken[0][1]["Message-ID"]}"',
        "key: welcome/rules",
        "delivery:",
        '  - at: "2026-11-29T07:00:00Z"',
        "    state: begun",
        '  - at: "2026-11-29T07:00:00Z"',
        "    state: accepted",
        "    code: 250",
        "by: maya",
        "channel: mail",
        "summary: Olá, bem-vinda",
    ]
    assert "@example.com" not in text.replace(str(office.box.taken[0][1]["Message-ID"]), "")


def test_a_mail_lacks_a_header_or_has_one_of_somebody_else(office: Office) -> None:
    hostile = "Olá\r\nBcc: x@example.org\r\n\r\nbody\u2028" + "ç" * 300
    office.send(message("ana", subject=hostile, text=".\n..\nFrom me\n" + "x" * 2000 + "\n"))
    ((_, found),) = office.box.taken
    assert "Bcc" not in found
    assert str(found["Subject"]).startswith("Olá Bcc: x@example.org body ç")
    assert str(found["From"]) == '"Acme, Champions" <champions@example.com>'
    assert (str(found["Reply-To"]), str(found["To"])) == ("maya@example.com", "ana@example.com")
    assert str(found["Date"]) == "Sun, 29 Nov 2026 07:00:00 +0000"
    assert (found["Auto-Submitted"], found["Content-Language"]) == ("auto-generated", "pt")
    assert found["List-Unsubscribe"] == "<mailto:maya@example.com>"
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    said = plain.get_content().replace("\r\n", "\n")
    assert said == ".\n..\nFrom me\n" + "x" * 2000 + "\n"
    assert '<html lang="pt"' in html.get_content()
    identity = str(found["Message-ID"])
    assert "ana" not in identity.partition("@")[0]


def test_the_same_message_has_another_id_or_other_bytes(office: Office) -> None:
    said = message("ana")
    first = message_id(said, 0, SECRET, SENDER.address)
    assert first == message_id(message("ana", subject="Other"), 0, SECRET, "C@Example.com")
    others = {
        message_id(said, 1, SECRET, SENDER.address),
        message_id(message("ben"), 0, SECRET, SENDER.address),
        message_id(message("ana", "welcome/first"), 0, SECRET, SENDER.address),
        message_id(said, 0, SECRET + b"x", SENDER.address),
    }
    assert len(others | {first}) == 5
    made = [
        addressed(mail(office.program, said), said, "ana@example.com", SENDER, first, NOW)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    essential = message("ana", importance="essential")
    plain = addressed(mail(office.program, essential), essential, "a@b.org", SENDER, first, NOW)
    assert b"List-Unsubscribe" not in plain


def test_what_may_come_another_time_is_given_up(office: Office) -> None:
    """Greylisting, and a full disk after the last byte."""
    office.box.at("RCPT", "451 4.7.1 Greylisted")
    office.box.at("END", "452 4.3.1 Full")
    outcome = office.send(message("ana"), message("ben"), message("cleo"))
    assert [(each.message.person, each.why, each.answer) for each in outcome.later] == [
        ("ana", "later", "451 4.7.1"),
        ("ben", "later", "452 4.3.1"),
    ]
    assert [each.person for each in outcome.sent] == ["cleo"]
    assert (office.states("ana"), office.states("ben")) == ([], [["begun", "deferred"]])
    outcome = office.send(message("ana"), message("ben"))
    assert len(outcome.sent) == 2
    assert office.states("ana") == [["begun", "accepted"]]
    assert office.states("ben") == [["begun", "deferred", "begun", "accepted"]]
    assert set(office.box.ids().values()) == {1}


def test_a_refused_address_is_written_to_again_or_a_policy_is_taken_for_one(
    office: Office,
) -> None:
    office.box.to["ben@example.com"] = "550 5.1.1 <ben@example.com> unknown"
    office.box.to["cleo@example.com"] = "554 5.7.1 Rejected"
    office.box.to["dan@example.com"] = "550 No such user"
    office.box.at("END", "", "554 5.6.0 We do not like it")
    outcome = office.send(*map(message, PEOPLE))
    assert [(each.message.person, each.answer) for each in outcome.refused] == [
        ("ben", "550 5.1.1"),
        ("cleo", "554 5.7.1"),
        ("dan", "550"),
        ("eve", "554 5.6.0"),
    ]
    assert [each.person for each in outcome.sent] == ["ana", "fay"]
    program = office.program
    of_address = {each for each in PEOPLE if stopped_anyhow(program, each)}
    assert of_address == {"ben", "dan"}
    assert {each for each in PEOPLE if failed_for_good(program, each, DAY)} == {"cleo", "eve"}
    assert "unknown" not in everything_said(office.root)


def stopped_anyhow(program: Program, person: str) -> bool:
    """Whether a record says that the address failed; there is no contact.age in these programs."""
    found = [each.detail for each in records(program, person, "welcome/rules", DAY)]
    return any(last.contact for each in found if isinstance(each, Sent) for last in each.delivery)


def everything_said(root: Path) -> str:
    return "".join(path.read_text() for path in root.rglob("*.yml"))


def test_a_server_that_refuses_us_stops_the_mail_of_everybody(office: Office) -> None:
    office.box.to.update({f"{each}@example.com": "554 5.7.1 Relay denied" for each in PEOPLE})
    outcome = office.send(*map(message, PEOPLE))
    assert (outcome.stopped, outcome.answer) == ("no-relay", "554 5.7.1")
    assert [each.why for each in outcome.later] == ["no-relay", *["not-reached"] * 5]
    assert not any(office.states(each) for each in PEOPLE)
    office.box.to.clear()
    office.box.at("MAIL", "550 5.7.1 Not you", "550 5.7.1 Not you")
    outcome = office.send(*map(message, PEOPLE))
    assert outcome.stopped == "no-sender"
    assert not any(office.states(each) for each in PEOPLE)


def test_a_limit_of_messages_a_connection_loses_one(office: Office) -> None:
    """421 at MAIL, at RCPT, at DATA; a limit said with 452: a new connection each time."""
    office.box.at("MAIL", "", "421 4.7.0 Too many", "", "", "", "452 4.5.3 Too many")
    office.box.at("RCPT", "", "", "421 4.7.0 Too many")
    office.box.at("DATA", "", "", "", "", "421 4.3.2 Closing")
    outcome = office.send(*map(message, PEOPLE))
    assert [each.message.person for each in outcome.later] == ["eve"]
    assert office.states("eve") == [["begun", "deferred"]]
    assert len(office.send(message("eve")).sent) == 1
    assert set(office.box.ids().values()) == {1}
    assert len(office.box.taken) == 6


@pytest.mark.parametrize("taken", [False, True])
def test_a_server_that_goes_before_it_answers_is_sent_to_again(office: Office, taken: bool) -> None:
    office.box.at("END", "", TAKE_AND_DROP if taken else DROP)
    outcome = office.send(*map(message, PEOPLE))
    assert [each.person for each in outcome.doubt] == ["ben"]
    assert [each.person for each in outcome.sent] == ["ana", "cleo", "dan", "eve", "fay"]
    assert office.states("ben") == [["begun"]]
    assert len(in_doubt(office.program, "ben", DAY)) == 1
    assert len(office.box.taken) == 5 + taken


def test_a_server_that_never_answers_is_waited_for(office: Office) -> None:
    office.server = replace(office.server, wait=5.0, wait_for_answer=0.3)
    office.box.at("END", HANG)
    outcome = office.send(message("ana"), message("ben"))
    assert [each.person for each in outcome.doubt] == ["ana"]
    assert [each.person for each in outcome.sent] == ["ben"]
    office.server = replace(office.server, wait=0.3)
    office.box.at("RCPT", *[HANG] * 6)
    outcome = office.send(*map(message, PEOPLE[2:]))
    assert outcome.stopped == "hung-up"
    assert [each.why for each in outcome.later] == [*["hung-up"] * 3, "not-reached"]
    assert not any(office.states(each) for each in PEOPLE[2:])


def test_answers_that_say_nothing_are_taken_for_a_yes(office: Office) -> None:
    office.box.at("END", "xyz what", "354 go on", "250")
    outcome = office.send(message("ana"), message("ben"), message("cleo"))
    assert [each.person for each in outcome.doubt] == ["ana", "ben"]
    assert [each.person for each in outcome.sent] == ["cleo"]


def test_a_message_goes_though_it_may_not_any_more(office: Office) -> None:
    outcome = office.send(message("ana"), message("ben"), holds=lambda each: each.person != "ana")
    assert [(each.message.person, each.why) for each in outcome.later] == [("ana", "changed")]
    assert [each.person for each in outcome.sent] == ["ben"]
    assert office.states("ana") == []


def test_one_that_was_begun_on_purpose_stays_in_doubt_though_it_never_went(
    office: Office,
) -> None:
    book = Book(office.root, DAY, lambda: NOW)
    letters = []
    for person in PEOPLE:
        letter = office.letter(message(person))
        path = book.begin(letter.message, letter.identity, None)
        letters.append(letter._replace(begun=path))
    office.box.at("RCPT", "450 4.2.0 Later", "550 5.1.1 Nobody")
    office.box.at("END", "", TAKE_AND_DROP)
    outcome = Run(office.server, book, lambda: NOW, lambda each: each.person != "fay").send(letters)
    assert len(outcome.sent) == 2
    said = {person: office.states(person)[0][1:] for person in PEOPLE}
    assert said == {
        "ana": ["deferred"],
        "ben": ["refused"],
        "cleo": ["accepted"],
        "dan": [],
        "eve": ["accepted"],
        "fay": ["deferred"],
    }


def test_what_a_message_tells_of_feedback_counts_before_it_was_taken(office: Office) -> None:
    put(
        office.root,
        "program/feedback/2026-11-20-slow.yml",
        "title: Slow\nsteps:\n  - step: received\n    date: '2026-11-20'\n    from: [ana, ben]\n"
        "    channel: forum\n    summary: A large map takes minutes.\n",
    )
    key = "answer/2026-11-20-slow/1/acknowledged"
    office.box.at("END", DROP)
    office.send(*(message(each, key, sequence=None, step=None) for each in ("ana", "ben")))
    kinds = [each.kind for each in office.program.touchpoints_of["ana"]]
    assert kinds == ["message"]
    told = [each for each in office.program.touchpoints_of["ben"] if each.kind == "answer"]
    assert [(each.refs, each.detail.milestone, each.detail.automated) for each in told] == [  # type: ignore[union-attr] # an answer
        (("2026-11-20-slow",), "acknowledged", True)
    ]


@pytest.mark.parametrize("way", ["starttls", "implicit", "none"])
def test_a_way_to_speak_to_a_server_does_not_work(
    way: str, tmp_path: Path, box: Mailbox, pems: tuple[Path, Path]
) -> None:
    post = Post(box, way, pems)
    post.start()
    office = Office(tmp_path / "program", box, known(post, pems))
    assert len(office.send(*map(message, PEOPLE)).sent) == len(PEOPLE)
    post.stop(no_assert=True)
    outcome = office.send(message("ana", "other"))
    assert outcome.stopped == "no-server"
    assert "refused" in outcome.answer


@pytest.mark.parametrize(
    ("post", "more", "words"),
    [
        ("starttls", {"ca": ""}, "certificate is not trusted"),
        ("implicit", {"ca": ""}, "certificate is not trusted"),
        ("starttls", {"host": "127.0.0.1", "name": "other.example"}, "certificate is not trusted"),
        ("starttls", {"days": -1}, "certificate is not trusted"),
        ("none", {"tls": "starttls"}, "offers no STARTTLS"),
        ("none", {"tls": "implicit"}, "no connection"),
        ("implicit", {"tls": "starttls"}, "hung up"),
        ("starttls", {"password": "zq-wrong-zq"}, "did not accept"),
        ("starttls", {"ca": "/dev/null"}, "names no file of certificates"),
        ("none", {"tls": "none", "user": USER, "password": PASSWORD}, "offers no log-in that"),
    ],
)
def test_a_server_that_is_not_who_it_should_be_gets_a_message(
    post: str,
    more: dict[str, str],
    words: str,
    tmp_path: Path,
    box: Mailbox,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, days = more.pop("name", "localhost"), int(more.pop("days", 2))
    pems = certificate(tmp_path, name, days)
    there = Post(box, post, pems)
    there.start()
    asked = replace(known(there, pems), **{"wait": 5.0, **more})  # type: ignore[arg-type] # fields
    try:
        with pytest.raises(Failure, match=words) as said:
            Line(asked)
    finally:
        there.stop(no_assert=True)
    assert not box.taken
    shown = f"{said.value}{asked!r}{capsys.readouterr()}"
    assert PASSWORD not in shown
    assert "zq-wrong-zq" not in shown


def test_an_address_beyond_ascii_is_bent_or_sent_to_who_cannot(
    tmp_path: Path, box: Mailbox, pems: tuple[Path, Path]
) -> None:
    assert deliverable("ana@exämple.com") == "ana@xn--exmple-cua.com"
    assert deliverable("aña@exämple.com") == "aña@xn--exmple-cua.com"
    for taken in (False, True):
        post = Post(box, "starttls", pems, smtputf8=taken)
        post.start()
        known = Server(
            "localhost", post.bound, "starttls", SENDER.address, USER, PASSWORD, f"{pems[0]}"
        )
        office = Office(tmp_path / f"{taken}", box, known)
        letter = office.letter(message("ana"), "aña@example.com")
        run = Run(office.server, Book(office.root, DAY, lambda: NOW), lambda: NOW, lambda _: True)
        outcome = run.send([letter, office.letter(message("ben"))])
        post.stop(no_assert=True)
        assert [each.person for each in outcome.sent] == (["ana", "ben"] if taken else ["ben"])
        assert [each.why for each in outcome.later] == ([] if taken else ["no-smtputf8"])
    assert str(box.taken[1][1]["To"]) == "aña@example.com"
    assert not email_fault("aña@exämple.com")


SET = {
    "GOODWORD_SMTP_HOST": "mail.example.com",
    "GOODWORD_SMTP_FROM": "champions@example.com",
    "GOODWORD_SMTP_USER": "champions",
    "GOODWORD_SMTP_PASSWORD": "zq-secret-zq",
}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"GOODWORD_SMTP_HOST": ""}, "HOST is not set"),
        ({"GOODWORD_SMTP_FROM": ""}, "FROM is not set"),
        ({"GOODWORD_SMTP_FROM": "x\r\nRCPT TO:<y@example.com>@z.org"}, "FROM has characters"),
        ({"GOODWORD_SMTP_FROM": "çx@example.com"}, "beyond ASCII"),
        ({"GOODWORD_SMTP_PORT": "0"}, "PORT is no port"),
        ({"GOODWORD_SMTP_PORT": "smtp"}, "PORT is no port"),
        ({"GOODWORD_SMTP_TLS": "off"}, "TLS is one of"),
        ({"GOODWORD_SMTP_TLS": "none"}, "in clear text to another machine"),
        ({"GOODWORD_SMTP_TLS": "none", "GOODWORD_SMTP_HOST": "127.0.0.1.example.com"}, "in clear"),
        ({"GOODWORD_SMTP_USER": ""}, "belong together"),
    ],
)
def test_settings_that_cannot_be_meant_are_used(more: dict[str, str], words: str) -> None:
    with pytest.raises(Failure, match=words) as said:
        server({**SET, **more})
    assert "zq-secret-zq" not in f"{said.value}"


def test_a_setting_is_read_as_another() -> None:
    assert (server(SET).port, server(SET).tls) == (587, "starttls")
    assert server({**SET, "GOODWORD_SMTP_PORT": "465"}).tls == "implicit"
    for host in ("localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"):
        assert (
            server({**SET, "GOODWORD_SMTP_TLS": "none", "GOODWORD_SMTP_HOST": host}).tls == "none"
        )
    assert "zq-secret-zq" not in repr(server(SET))
    assert [Answer(code).known for code in (-1, 0, 199, 250, 599, 600)] == [
        *(False, False, False),
        *(True, True, False),
    ]


def test_a_message_of_many_at_once_is_mixed_up(office: Office) -> None:
    """Two runs over one server, each with messages of its own."""
    outcomes: list[Outcome] = []
    halves = [PEOPLE[:3], PEOPLE[3:]]
    threads = [
        threading.Thread(target=lambda half=half: outcomes.append(office.send(*map(message, half))))
        for half in halves
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(len(each.sent) for each in outcomes) == len(PEOPLE)
    assert set(office.box.ids().values()) == {1}
    assert stopped(office.program, "ana", DAY) is None
