"""A mail that was handed in: from an address that its domain's signature vouches for.

Anybody can write any address into a From line. So a mail is taken only where the program's own
mail server found a DKIM signature good (RFC 8601, its newest Authentication-Results), the signing
domain is the one of the address or one above it, and the signature covers the whole body.
"""

from __future__ import annotations

import codecs
import re
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from goodword.intake.handed.filled import read_body, speaking, spoken
from goodword.intake.sheet import MAIL, Refused, Sender, Sheet, address_hash
from goodword.intake.signed import event_of, signatures
from goodword.intake.sources import note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from goodword.intake.handed.filled import Labels

LARGEST = 256 * 1024
"""The most bytes of a mail."""
_ONCE = ("From", "Subject", "Date", "Message-ID", "Content-Type", "To")
_ADDRESS = re.compile(r"[^\s@<>\",;:()\[\]\\]{1,64}@[A-Za-z0-9.-]{3,253}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_SIGNATURE = "\n-- \n"
_LONGEST_LINE = 20_000
"""The most characters of a line of the head; longer ones are read in no useful time."""
_LONG_CONTENT = re.compile(rb"(?i)(?:^|[\r\n])content-[a-z-]+[ \t]*:(?:[^\r\n]|[\r\n]+[ \t]){2000}")
"""A line about the content that takes too long to read, in the head or in a part."""
_LONGEST_FROM = 2_000
_PARTS = 50
"""The most parts within parts, which take ever longer to read; each names its boundary."""
_CHARSETS = re.compile(
    r"utf-8|ascii|iso8859-[0-9]+|cp125[0-9]|cp874|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis"
    r"|euc_jp|euc_kr|iso2022_jp|cp949|cp932"
)
"""The charsets that mails are written in, by their names in Python, which knows stranger ones."""
_UNREADABLE = (
    *(MessageError, LookupError, ValueError, AttributeError, TypeError),
    *(RecursionError, AssertionError),
)
"""What reading a mail raises that is written as none."""


def read_mail(
    data: bytes, server: str, to: str | None, key: str, languages: Sequence[Labels]
) -> Sheet:
    """The form that a mail holds.

    Args:
        data: the message as the server stored it.
        server: the name by which the program's mail server signs its results.
        to: the address that the program takes mail at; None for none.
        key: the secret for hashes of addresses.
        languages: the labels of every language of the program.

    Raises:
        Refused: it is not taken.
    """
    if len(data) > LARGEST:
        raise Refused("mail-large", most=LARGEST >> 10)
    if to is None:
        raise Refused("no-mail")
    if data.lower().count(b"boundary") > _PARTS or _LONG_CONTENT.search(data):
        raise Refused("not-a-mail")
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        with speaking(_language(message, languages)):
            return _sheet(message, server, to, key, languages)
    except _UNREADABLE:
        raise Refused("not-a-mail") from None


def _language(message: EmailMessage, languages: Sequence[Labels]) -> str:
    """The language of the form that the mail holds, as far as that can be read."""
    try:
        return spoken(_text(message), languages)
    except (Refused, *_UNREADABLE):
        return ""


def _sheet(
    message: EmailMessage, server: str, to: str, key: str, languages: Sequence[Labels]
) -> Sheet:
    for name, line in message.raw_items():
        if len(line) > (_LONGEST_FROM if name.lower() == "from" else _LONGEST_LINE):
            raise Refused("not-a-mail")
    for name in _ONCE:
        if len(message.get_all(name, [])) > 1:
            raise Refused("line-twice", name=name)
    if message.get("Auto-Submitted", "no").strip().lower() != "no" or "List-Id" in message:
        raise Refused("automatic")
    address = _address(message)
    signer = _vouched(message, server, address.rpartition("@")[2])
    event = event_of(message, signatures(message, signer), key)
    if to.casefold() not in (each.casefold() for each in _addressees(message)):
        raise Refused("not-to", to=to)
    filled = read_body(_body(message), languages)
    moment = _received(message)
    sender = Sender(MAIL, address_hash(address, key))
    source = note(MAIL, f"{moment:%Y-%m-%dT%H:%M:%SZ}", event)
    form, language = filled.form.name, filled.labels.tag
    return Sheet(form, filled.values(), sender, moment, source, MAIL, event, language)


def _address(message: EmailMessage) -> str:
    """The one address that the mail is from."""
    header = message.get("From")
    if header is None or header.defects:
        raise Refused("no-from")
    found = [each.addr_spec for each in header.addresses]
    if len(found) != 1 or not _ADDRESS.fullmatch(found[0]):
        raise Refused("one-address")
    return str(found[0]).casefold()


def _addressees(message: EmailMessage) -> list[str]:
    lines = (message.get(name) for name in ("To", "Cc"))
    return [each.addr_spec for line in lines if line is not None for each in line.addresses]


def _vouched(message: EmailMessage, server: str, domain: str) -> str:
    """The domain that signed: by the own server's newest results, that of the address or above."""
    results = [
        " ".join(str(each).split()) for each in message.get_all("Authentication-Results", [])
    ]
    newest = _plain(results[0]) if results else ""
    parts = [each.strip() for each in newest.split(";")]
    if not parts[0] or parts[0].split()[0].casefold() != server.casefold():
        raise Refused("unjudged", server=server)
    for part in parts[1:]:
        words = part.split()
        if not words or words[0].casefold() != "dkim=pass":
            continue
        signers = [each[9:] for each in words[1:] if each.casefold().startswith("header.d=")]
        signer = signers[0].casefold() if len(signers) == 1 else ""
        if _DOMAIN.fullmatch(signer) and f".{domain}".endswith(f".{signer}"):
            return signer
    raise Refused("unsigned", domain=domain)


def _plain(results: str) -> str:
    """Results without comments, which nest, and without quoted words: senders choose their text."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for each in results:
        if escaped:
            escaped = False
        elif each == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = each != '"'
        elif each == '"' and not depth:
            quoted = True
        elif each in "()":
            depth += 1 if each == "(" else -1
        elif not depth:
            kept.append(each)
        if depth < 0:
            break
    return "" if depth or quoted else "".join(kept)


def _body(message: EmailMessage) -> str:
    if any(True for _ in message.iter_attachments()):
        raise Refused("attachments")
    text = _text(message)
    if "\ufffd" in text:
        raise Refused("broken-text")
    return text.partition(_SIGNATURE)[0]


def _text(message: EmailMessage) -> str:
    """The plain text, its lines as they were before the sender's program wrapped them."""
    part = message.get_body(("plain",))
    if part is None:
        raise Refused("no-plain")
    charset = codecs.lookup(str(part.get_content_charset("us-ascii"))).name
    if not _CHARSETS.fullmatch(charset):
        raise Refused("charset", charset=charset[:40])
    text = str(part.get_content()).replace("\r\n", "\n")
    if str(part.get_param("format", "fixed")).lower() != "flowed":
        return text
    return _unflowed(text, gap="" if str(part.get_param("delsp", "no")).lower() == "yes" else " ")


def _unflowed(text: str, gap: str) -> str:
    """The lines of a flowed text (RFC 3676): one that ends in a space goes on in the next."""
    found: list[str] = []
    open_ = False
    for line in text.split("\n"):
        plain = line.removeprefix(" ")
        if open_ and plain != "-- ":
            found[-1] += plain
        else:
            found.append(plain)
        open_ = plain.endswith(" ") and plain != "-- "
        if open_:
            found[-1] = f"{found[-1][:-1]}{gap}"
    return "\n".join(found)


def _received(message: EmailMessage) -> datetime:
    """When the own server took it: the newest Received line, not what the sender dates it."""
    newest = str(message.get("Received", "")).rpartition(";")[2].strip()
    try:
        found = parsedate_to_datetime(newest)
    except (ValueError, TypeError):
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("no-received")
    return found.astimezone(UTC)
