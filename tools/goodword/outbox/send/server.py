"""The mail server as the environment names it, and one connection to it."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.addresses.sealed import email_fault
from goodword.diagnostics import Failure
from goodword.outbox.send.replies import Encrypted, Plain

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST, PORT = "GOODWORD_SMTP_HOST", "GOODWORD_SMTP_PORT"
USER, PASSWORD = "GOODWORD_SMTP_USER", "GOODWORD_SMTP_PASSWORD"
FROM, TLS, CA = "GOODWORD_SMTP_FROM", "GOODWORD_SMTP_TLS", "GOODWORD_SMTP_CA"
WAYS = ("starttls", "implicit", "none")
_IMPLICIT, _SUBMISSION = 465, 587
WAIT, WAIT_FOR_ANSWER = 60.0, 600.0
"""Seconds for an answer: to a command, and to a whole message (RFC 5321, 4.5.3.2)."""
_ENHANCED = re.compile(rb"\b([245]\.[0-9]{1,3}\.[0-9]{1,3})\b")


@dataclass(frozen=True)
class Server:
    """Where mail is handed over, and as whom.

    Args:
        tls: `starttls`, `implicit`, or `none`, which only this machine is spoken to with.
        sender: the address that mails come from, and to which they come back.
        ca: a file of certificates to trust in place of those of the machine; empty for none.
        wait: seconds for an answer to a command.
        wait_for_answer: seconds for the answer to a whole message.
    """

    host: str
    port: int
    tls: str
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca: str = ""
    wait: float = WAIT
    wait_for_answer: float = WAIT_FOR_ANSWER


def server(environment: Mapping[str, str]) -> Server:
    """The server that the environment names.

    Raises:
        Failure: something is missing, or would send in clear text over a network.
    """
    host, sender = environment.get(HOST, ""), environment.get(FROM, "")
    for name, value, what in (
        (HOST, host, "the mail server"),
        (FROM, sender, "the address that mails come from"),
    ):
        if not value:
            raise Failure(f"{name} is not set: it names {what}", "docs/sending.md lists them all")
    if why := email_fault(sender):
        raise Failure(f"{FROM} {why}")
    if not sender.isascii():
        raise Failure(f"{FROM} has letters beyond ASCII, which not every server takes")
    port = environment.get(PORT, "") or str(_SUBMISSION)
    if not (port.isdecimal() and 0 < int(port) < 1 << 16):
        raise Failure(f"{PORT} is no port, expected a number such as {_SUBMISSION}")
    tls = environment.get(TLS, "") or ("implicit" if int(port) == _IMPLICIT else "starttls")
    if tls not in WAYS:
        raise Failure(f"{TLS} is one of {', '.join(WAYS)}")
    if tls == "none" and not _is_this_machine(host):
        raise Failure(
            f"{TLS} none would send everything in clear text to another machine",
            "say starttls or implicit; none is for a server on this one",
        )
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if bool(user) != bool(password):
        raise Failure(f"{USER} and {PASSWORD} belong together")
    return Server(host, int(port), tls, sender, user, password, environment.get(CA, ""))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Answer(NamedTuple):
    """What the server said: the number, and the finer one where it gave one.

    Its words are left out, for they may hold an address.
    """

    code: int
    finer: str = ""

    @property
    def took(self) -> bool:
        """Whether it agreed."""
        return 200 <= self.code < 300

    @property
    def later(self) -> bool:
        """Whether it may agree another time."""
        return 400 <= self.code < 500

    @property
    def known(self) -> bool:
        """Whether it is an answer at all, from which something follows."""
        return 200 <= self.code < 600

    @property
    def of_address(self) -> bool:
        """Whether a refusal is about the recipient's address and not about us (RFC 3463)."""
        if self.finer:
            return self.finer.startswith(("5.1.", "5.2.", "5.4."))
        return self.code in {550, 551, 553}

    def __str__(self) -> str:
        return f"{self.code} {self.finer}".strip()


class Gone(Exception):
    """The connection is lost, or cannot be used any more."""


class Line:
    """One connection to the server, over which many messages go.

    Raises:
        Failure: there is no server, it is not who it should be, or it does not let us in.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        try:
            self._smtp = _connected(server)
        except smtplib.SMTPAuthenticationError as error:
            raise Failure(
                f"the mail server did not accept {USER} and {PASSWORD} ({error.smtp_code})"
            ) from None
        except smtplib.SMTPResponseException as error:
            raise Failure(f"the mail server turned us away ({error.smtp_code})") from None
        except smtplib.SMTPNotSupportedError:
            raise Failure("the mail server offers no log-in over this connection") from None
        except UnicodeError:
            raise Failure(f"{HOST} is no name of a machine") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Failure(f"no connection to the mail server: {_reason(error)}") from None

    @property
    def international(self) -> bool:
        """Whether it takes addresses with letters beyond ASCII before the @."""
        return self._smtp.has_extn("smtputf8")

    def envelope(self, to: str, *, international: bool) -> tuple[str, Answer]:
        """Say from whom and to whom: which of both was refused, if any, and the answer.

        Raises:
            Gone: the connection is lost.
        """
        more = ["SMTPUTF8", "BODY=8BITMIME"] if international else []
        with _lost():
            self._smtp.command_encoding = "utf-8" if international else "ascii"
            answer = _answer(*self._smtp.mail(self._server.sender, more))
            if not answer.took:
                return self._refused("sender", answer)
            answer = _answer(*self._smtp.rcpt(to))
            return ("", answer) if answer.took else self._refused("recipient", answer)

    def _refused(self, which: str, answer: Answer) -> tuple[str, Answer]:
        if answer.code == _CLOSING or not answer.known:
            raise Gone(answer)
        self._reset()
        return which, answer

    def _reset(self) -> None:
        if not _answer(*self._smtp.rset()).took:
            raise Gone

    def may_send(self) -> Answer:
        """Ask whether the message may come; 354 where it may. Nothing of it is sent yet.

        Raises:
            Gone: the connection is lost.
        """
        with _lost():
            self._smtp.putcmd("data")
            answer = _answer(*self._smtp.getreply())
            if answer.code != _GO_ON:
                self._refused("message", answer)
            return answer

    def send(self, content: bytes) -> Answer:
        """Send the message, for which the server waits, to its end.

        Raises:
            Gone: the connection is lost, or the answer says nothing: it may have been taken.
        """
        with _lost():
            sock = self._smtp.sock
            if sock is None:
                raise Gone
            sock.settimeout(self._server.wait_for_answer)
            self._smtp.send(_dotted(content))
            answer = _answer(*self._smtp.getreply())
            if not answer.known or 300 <= answer.code < 400:
                raise Gone
            sock.settimeout(self._server.wait)
            return answer

    def close(self, *, politely: bool) -> None:
        """End it; `politely` where the server is not known to have gone."""
        try:
            if politely:
                self._smtp.quit()
        except (smtplib.SMTPException, OSError, ValueError):
            pass
        finally:
            self._smtp.close()


_GO_ON, _CLOSING = 354, 421


class _lost:  # noqa: N801 - read as a statement
    """Turns everything that a connection may die of into `Gone`."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, smtplib.SMTPException | OSError | ValueError | EOFError):
            raise Gone from None


def _answer(code: int, words: bytes) -> Answer:
    found = _ENHANCED.search(words[:200])
    return Answer(code, found[1].decode() if found else "")


def _dotted(content: bytes) -> bytes:
    """A message as it goes over the wire: lines end in CR LF, and none is the end's lone point."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    dotted = (b"." + line if line.startswith(b".") else line for line in lines)
    return b"\r\n".join([*dotted, b".", b""])


def _connected(server: Server) -> smtplib.SMTP:
    found: smtplib.SMTP
    context = _context(server) if server.tls != "none" else None
    name = _own_name()
    if server.tls == "implicit":
        found = Encrypted(server.host, server.port, name, timeout=server.wait, context=context)
    else:
        found = Plain(server.host, server.port, name, timeout=server.wait)
    try:
        if context is not None and server.tls == "starttls":
            _encrypt(found, context)
        found.ehlo_or_helo_if_needed()
        if server.user:
            found.login(server.user, server.password)
    except BaseException:
        found.close()
        raise
    return found


def _encrypt(line: smtplib.SMTP, context: ssl.SSLContext) -> None:
    line.ehlo_or_helo_if_needed()
    if not line.has_extn("starttls"):
        raise Failure(
            "the mail server offers no STARTTLS, so nothing is sent: it would go in clear",
            f"port {_IMPLICIT} with {TLS} implicit is the other way",
        )
    line.starttls(context=context)


def _context(server: Server) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=server.ca or None)
    except (OSError, ssl.SSLError) as error:
        raise Failure(f"{CA} names no file of certificates: {_reason(error)}") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _own_name() -> str:
    """What we say we are called: the machine's name would tell strangers of it."""
    return "[127.0.0.1]"


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message.lower()})"
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "it hung up"
    if type(error) is smtplib.SMTPException:
        return "it offers no log-in that we know"
    text = getattr(error, "strerror", "") or type(error).__name__
    return str(text).lower()
