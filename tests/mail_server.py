"""A mail server that does as it is told: takes, delays, refuses, drops, at any command."""

from __future__ import annotations

import asyncio
import datetime as dt
import email
import ipaddress
import ssl
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from email import policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "champions", "zq-secret-zq"
DROP, TAKE_AND_DROP, HANG = "drop", "take and drop", "hang"


def certificate(folder: Path, name: str = "localhost", days: int = 2) -> tuple[Path, Path]:
    """A certificate of its own making for this machine, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=10))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_, private = folder / f"{name}{days}.pem", folder / f"{name}{days}.key"
    certificate_.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_, private


@dataclass
class Mailbox:
    """What the server has taken, and what it is to do instead.

    Args:
        faults: by command (`MAIL`, `RCPT`, `DATA`, `END`), what happens at the next ones: an
            answer, `DROP`, `TAKE_AND_DROP` or `HANG`; empty for nothing out of order.
        to: answers to RCPT by address.
        raw: to whom each went, and as it came over the wire.
    """

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[tuple[list[str], bytes]] = field(default_factory=list)
    faults: dict[str, deque[str]] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    open: int = 0
    commands: Counter[str] = field(default_factory=Counter)
    lock: Any = field(default_factory=threading.Lock)

    def at(self, command: str, *what: str) -> None:
        self.faults.setdefault(command, deque()).extend(what)

    def next(self, command: str) -> str:
        self.commands[command] += 1
        waiting = self.faults.get(command)
        return waiting.popleft() if waiting else ""

    def ids(self) -> Counter[str]:
        return Counter(str(message["Message-ID"]) for _, message in self.taken)

    def log(self) -> str:
        """What Postfix would have logged of it."""
        lines = []
        for number, (_, message) in enumerate(self.taken):
            head = "Nov 29 07:00:00 mail postfix/"
            lines += [
                f"{head}cleanup[77]: 4{number:05X}F: message-id={message['Message-ID']}",
                f"{head}qmgr[70]: 4{number:05X}F: from=<c@example.com>, size=900, nrcpt=1",
            ]
        return "\n".join(lines) + "\n"


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class Handler:
    """Asks the mailbox what to do at each command."""

    def __init__(self, box: Mailbox) -> None:
        self.box = box

    async def _fault(self, server: SMTP, command: str) -> str:
        fault = self.box.next(command)
        if fault == HANG:
            await asyncio.sleep(30)
        if fault == DROP:
            _hang_up(server)
            return "421 gone"
        return fault

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        fault = await self._fault(server, "MAIL")
        if not fault:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return fault or "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        fault = await self._fault(server, "RCPT") or self.box.to.get(address, "")
        if not fault:
            envelope.rcpt_tos.append(address)
        return fault or "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        fault = await self._fault(server, "END")
        if fault in ("", TAKE_AND_DROP):
            message = email.message_from_bytes(envelope.content, policy=policy.default)
            with self.box.lock:
                self.box.taken += [(each, message) for each in envelope.rcpt_tos]
                self.box.raw.append((envelope.rcpt_tos, envelope.content))
        if fault == TAKE_AND_DROP:
            _hang_up(server)
        return fault or "250 2.0.0 Ok: queued"


class Faulty(SMTP):
    """Also refuses DATA before a byte of it has come, and says how many talk with it."""

    def __init__(self, box: Mailbox, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.box = box
        self.talks = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self.talks:  # with STARTTLS it is made twice
            self.talks = True
            self.box.open += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.box.open -= self.talks
        self.talks = False

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the library's name
        fault = await self.event_handler._fault(self, "DATA")
        if fault:
            await self.push(fault)
        else:
            await super().smtp_DATA(arg)


class Post(Controller):
    """The server, with STARTTLS, with TLS from the start, or with neither.

    Args:
        way: as `GOODWORD_SMTP_TLS` says it.
        pems: the certificate and its key.
    """

    def __init__(
        self, box: Mailbox, way: str, pems: tuple[Path, Path], *, smtputf8: bool = True
    ) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pems)
        self.way, self.tls, self.trusted = way, context, pems[0]
        self.box = box
        self.smtputf8 = smtputf8
        super().__init__(
            Handler(box),
            hostname="127.0.0.1",
            port=0,
            ssl_context=context if way == "implicit" else None,
        )

    def factory(self) -> SMTP:
        self.box.connections += 1
        return Faulty(
            self.box,
            self.handler,
            hostname="mail.example.com",
            enable_SMTPUTF8=self.smtputf8,
            tls_context=self.tls if self.way == "starttls" else None,
            require_starttls=self.way == "starttls",
            authenticator=_known,
            auth_exclude_mechanism=["LOGIN", "PLAIN"] if self.way == "none" else None,
            auth_required=self.way == "starttls",
            auth_require_tls=self.way == "starttls",
            loop=self.loop,
        )

    def _trigger_server(self) -> None:
        """Say which port the machine gave it, then as ever."""
        self.port = self.bound
        super()._trigger_server()  # type: ignore[no-untyped-call] # the library's

    @property
    def bound(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])  # type: ignore[union-attr] # it listens


def _known(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)
