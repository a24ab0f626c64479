"""A mail server that answers without an end, drop by drop, too early, or with words that act."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.outbox.send.replies import LARGEST
from goodword.outbox.send.server import Answer, Gone, Line, Server
from tests.mail_server import certificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Talk = Callable[[socket.socket], None]


@contextmanager
def talking(talk: Talk) -> Iterator[int]:
    """A port at which each caller is talked to so."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    with caller, suppress(OSError):
                        talk(caller)

        threading.Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1])


def answering(before: str, answer: Callable[[socket.socket], None]) -> Talk:
    """Answers well until a command, and that with something else."""

    def talk(caller: socket.socket) -> None:
        if before == "":
            answer(caller)
            return
        caller.sendall(b"220 mail.example.com\r\n")
        for line in caller.makefile("rb"):
            if line.upper().startswith(before.encode()):
                answer(caller)
            else:
                caller.sendall(b"354 go on\r\n" if line[:4].upper() == b"DATA" else b"250 Ok\r\n")

    return talk


def lines_without_end(caller: socket.socket) -> None:
    for _ in range(2 * LARGEST // 500):
        caller.sendall(b"250-" + b"x" * 495 + b"\r\n")
    caller.sendall(b"250 Ok\r\n")


def one_line_without_end(caller: socket.socket) -> None:
    caller.sendall(b"250 " + b"x" * LARGEST + b"\r\n")


def drop_by_drop(caller: socket.socket) -> None:
    for each in b"250-a\r\n" * 8 + b"250 Ok\r\n":
        caller.sendall(bytes([each]))
        time.sleep(0.05)


def line_by_line(caller: socket.socket) -> None:
    for _ in range(40):
        caller.sendall(b"250-a\r\n")
        time.sleep(0.05)
    caller.sendall(b"250 Ok\r\n")


def server(port: int, **more: object) -> Server:
    return Server("127.0.0.1", port, "none", "c@example.com", wait=1.0, wait_for_answer=1.0, **more)  # type: ignore[arg-type] # fields of a server


@pytest.mark.parametrize(
    "answer", [lines_without_end, one_line_without_end, drop_by_drop, line_by_line]
)
@pytest.mark.parametrize("at", ["", "EHLO", "MAIL", "RCPT", "DATA", "SAID"])
def test_an_answer_without_end_is_read_to_its_end(
    at: str, answer: Callable[[socket.socket], None]
) -> None:
    with talking(answering(at, answer)) as port, pytest.raises((Failure, Gone)) as found:
        talk_through(port)
    if at in ("", "EHLO"):
        assert str(getattr(found.value, "message", "")) in (
            "no connection to the mail server: it hung up",
            "the mail server turned us away (500)",
        )
    else:
        assert isinstance(found.value, Gone)


def talk_through(port: int) -> None:
    line = Line(server(port))
    try:
        line.envelope("ana@example.com", international=False)
        line.may_send()
        line.send(b"SAID\r\n")
    finally:
        line.close(politely=False)


def test_a_long_answer_within_bounds_is_refused() -> None:
    def many(caller: socket.socket) -> None:
        caller.sendall(
            b"".join(b"250-X-%d\r\n" % each for each in range(500)) + b"250 SMTPUTF8\r\n"
        )

    with talking(answering("EHLO", many)) as port:
        line = Line(server(port))
        assert line.international
        line.close(politely=True)


def test_what_comes_before_encryption_is_taken_for_an_answer_after_it(tmp_path: Path) -> None:
    pem, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)

    def inject(caller: socket.socket) -> None:
        # Somebody between adds an answer in clear text, which would be read inside of TLS.
        caller.sendall(b"220 go ahead\r\n250 SMTPUTF8\r\n")
        with context.wrap_socket(caller, server_side=True) as hidden:
            for line in hidden.makefile("rb"):
                hidden.sendall(
                    b"250-PIPELINING\r\n250 SIZE 9\r\n" if line[:4] == b"ehlo" else b"250 Ok\r\n"
                )

    def talk(caller: socket.socket) -> None:
        caller.sendall(b"220 mail.example.com\r\n")
        caller.recv(1000)
        caller.sendall(b"250-mail\r\n250 STARTTLS\r\n")
        caller.recv(1000)
        inject(caller)

    with talking(talk) as port:
        line = Line(Server("localhost", port, "starttls", "c@example.com", ca=str(pem), wait=5.0))
        assert not line.international
        assert line.envelope("ana@example.com", international=False) == ("", Answer(250))
        line.close(politely=True)


@pytest.mark.parametrize(
    "said",
    [b"554 5.7.1 \x1b]0;owned\x07 ana@example.com\r\n", b"\x1b[31m\x00\xff\r\n", b"::error::x\r\n"],
)
def test_words_of_a_server_are_shown(said: bytes) -> None:
    with talking(lambda caller: caller.sendall(said)) as port, pytest.raises(Failure) as failure:
        Line(server(port))
    assert failure.value.message.isprintable()
    assert not any(each in failure.value.message for each in ("owned", "ana", "error"))


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "é" * 70 + ".example"])
def test_a_host_that_can_be_no_name_ends_in_a_traceback(host: str) -> None:
    with pytest.raises(Failure, match="GOODWORD_SMTP_HOST is no name of a machine"):
        Line(Server(host, 1, "none", "c@example.com", wait=1.0))
