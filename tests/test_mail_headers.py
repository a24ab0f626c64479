"""Whatever somebody is called or has written, a mail's heads say that and nothing else.

They are read here by a reader of its own, for the one of the standard library reads more into them
than other programs do.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.load import load
from goodword.outbox.headers import POLICY, mailbox, words
from goodword.outbox.mail import mail, replies_to
from goodword.outbox.send.letter import From, addressed
from goodword.outbox.send.server import Line, Server
from goodword.rendering.letters import one_line
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.mail_server import Mailbox, Post, certificate
from tests.test_claim_commands import FILES, put
from tests.test_sending import message

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program

NOW = dt.datetime(2026, 11, 29, 7, 0, tzinfo=dt.UTC)
HOSTILE = (
    "=?utf-8?q?a=0d=0aBcc:_eve@example.org?=",
    "=?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLm9yZw==?=",
    "Ünder =?utf-8?q?=0d=0a=0d=0a?= x",
    "=?utf-8?q?=41?==?utf-8?q?=41?=",
    "a\r\nBcc: eve@example.org",
    'Ana" <eve@example.org>, "',
    "eve@example.org, <eve@example.org>; (eve): \\",
    "Ein sehr langer Titel, über den man nicht in einer Zeile schreibt, und über noch einen ßatz.",
    "한국어 제목은 길고 공백이 있어서 한 줄에 들어가지 않으므로 접혀야 합니다 그래야 합니다",
    "=" * 40 + "?" * 40,
    "x" * 150,
    "\u202eevil",
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(
        st.one_of(
            st.sampled_from([*HOSTILE, "=?", "?=", "utf-8", "?q?", "=0d=0a", " ", ", ", "é" * 25]),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        ),
        max_size=9,
    ).map("".join),
)
WORD = r"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?="


def heads(content: bytes) -> dict[str, str]:
    """The heads of a mail as they stand there, each once."""
    head, _, _ = content.partition(b"\r\n\r\n")
    lines = re.split(r"\r\n(?![ \t])", head.decode("ascii"))
    assert all(len(line) <= 998 and line.strip() for line in head.decode().split("\r\n"))
    found = dict(line.split(":", 1) for line in lines)
    assert len(found) == len(lines)
    return {name: value.replace("\r\n", "").removeprefix(" ") for name, value in found.items()}


def said(head: str) -> str:
    """What words of a head say."""
    joined = re.sub(rf"({WORD}) +(?=\=\?)", r"\1", head)
    return re.sub(WORD, lambda at: base64.b64decode(at[1]).decode(), joined)


def named(head: str) -> tuple[str, str]:
    """The name and the address of somebody, of which there is one."""
    name, _, address = head.rpartition(" ")
    if name.startswith('"'):
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', name)
        return re.sub(r"\\(.)", r"\1", name[1:-1]), address
    assert not set(name) & set('"<>,;:@()[]\\')
    return said(name), address


@given(texts, texts)
def test_words_in_a_head_say_something_else(subject: str, name: str) -> None:
    made = EmailMessage(POLICY)
    made["Subject"] = words(subject)
    made["From"] = mailbox(name, "champions@example.com")
    made["To"] = "ana@example.com"
    made.set_content("x")
    found = heads(made.as_bytes())
    assert said(found["Subject"]) == one_line(subject)
    if one_line(name):
        assert named(found["From"]) == (one_line(name), "<champions@example.com>")
    else:
        assert found["From"] == "champions@example.com"
    assert found.keys() == {
        *("Subject", "From", "To", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }


def program_of(root: Path, said: str) -> Program:
    for path, text in FILES.items():
        put(root, path, text)
    put(root, "program/program.yml", said)
    loaded = load(DiskTree(root), Schemas.load(schemas_directory()))
    assert loaded.diagnostics == ()
    return loaded.program


def test_a_mail_that_went_over_a_wire_has_a_head_more(tmp_path: Path) -> None:
    program = program_of(tmp_path, FILES["program/program.yml"])
    box = Mailbox()
    server = Post(box, "none", certificate(tmp_path))
    server.start()
    try:
        line = Line(Server("127.0.0.1", server.bound, "none", "champions@example.com"))
        sent = [(subject, name) for subject in HOSTILE for name in HOSTILE]
        for subject, name in sent:
            about = message(
                "ana", subject=subject, text=f"{name}\r\n.\r\nMAIL FROM:<a@b.example>\n"
            )
            sender = From(name, "champions@example.com", "maya@example.com")
            content = addressed(
                mail(program, about), about, "ana@example.com", sender, "<1@example.com>", NOW
            )
            assert line.envelope("ana@example.com", international=False)[0] == ""
            assert line.may_send().code == 354
            assert line.send(content).took
        line.close(politely=True)
    finally:
        server.stop(no_assert=True)
    for (to, content), (subject, name) in zip(box.raw, sent, strict=True):
        found = heads(content)
        assert to == ["ana@example.com"]
        assert (said(found["Subject"]), named(found["From"])[0]) == (
            one_line(subject),
            one_line(name),
        )
        assert found.keys() == {
            *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version"),
            *("Content-Type", "Content-Language", "Auto-Submitted", "List-Unsubscribe"),
        }


@pytest.mark.parametrize(
    ("emails", "found"),
    [
        ('["1+robot[bot]@users.example.com", maya@example.com]', "maya@example.com"),
        ('["=?utf-8?q?=0d=0aBcc:?=@example.com"]', "champions@example.com"),
        ('["maya@bücher.example", "a..b@example.com"]', "champions@example.com"),
        ('["a(b)@example.com", "a@b"]', "champions@example.com"),
        ("[]", "champions@example.com"),
    ],
)
def test_an_address_of_the_staff_that_is_none_for_mail_stops_the_run(
    emails: str, found: str, tmp_path: Path
) -> None:
    program = program_of(
        tmp_path,
        "name: Acme\ntimezone: Europe/Berlin\nintake: {mail: champions@example.com}\nstaff:\n"
        f"  - id: maya\n    name: Maya Weber\n    emails: {emails}\n"
        "  - id: raj\n    name: Raj\n",
    )
    assert replies_to(program, "maya") == found
    about = message("ana")
    sender = From("Acme", "champions@example.com", replies_to(program, "maya"))
    content = addressed(
        mail(program, about), about, "ana@example.com", sender, "<1@example.com>", NOW
    )
    assert heads(content)["Reply-To"] == found
