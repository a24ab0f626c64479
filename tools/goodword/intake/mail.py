"""A mail that was handed in: from an address that its domain's signature vouches for.

Anybody can write any address into a From line. So a mail is taken only where the program's own
mail server found a DKIM signature good (RFC 8601, its newest Authentication-Results) and the
signing domain is the one of the address, or one above it.
"""

from __future__ import annotations

import re
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from goodword.intake.filled import read_body
from goodword.intake.sheet import MAIL, Refused, Sender, Sheet, address_hash
from goodword.intake.values import read_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from goodword.intake.filled import Labels

LARGEST = 256 * 1024
"""The most bytes of a mail."""
_ONCE = ("From", "Subject", "Date", "Message-ID", "Content-Type", "To")
_ADDRESS = re.compile(r"[^\s@<>\",;:()\[\]\\]{1,64}@[A-Za-z0-9.-]{3,253}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_SIGNATURE = "\n-- \n"


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
        raise Refused(f"the mail has more than {LARGEST >> 10} KiB; leave attachments out")
    if to is None:
        raise Refused("this program takes nothing in by mail: intake.mail names no address")
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        return _sheet(message, server, to, key, languages)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError):
        raise Refused("the mail is not written as mails are") from None


def _sheet(
    message: EmailMessage, server: str, to: str, key: str, languages: Sequence[Labels]
) -> Sheet:
    for name in _ONCE:
        if len(message.get_all(name, [])) > 1:
            raise Refused(f"the mail has several lines {name}")
    if message.get("Auto-Submitted", "no").strip().lower() != "no" or "List-Id" in message:
        raise Refused("the mail was sent by a program or a list and by no person")
    address = _address(message)
    _vouched(message, server, address.rpartition("@")[2])
    if to.casefold() not in (each.casefold() for each in _addressees(message)):
        raise Refused(f"the mail does not go to {to}")
    form, texts = read_body(_body(message), languages)
    names = {each.name: languages[0].fields[form.name, each.name] for each in form.fields}
    values = read_values(form, texts, names.__getitem__)
    moment = _received(message)
    sender = Sender(MAIL, address_hash(address, key))
    return Sheet(form.name, values, sender, moment, f"mail of {moment:%Y-%m-%dT%H:%M:%SZ}")


def _address(message: EmailMessage) -> str:
    """The one address that the mail is from."""
    header = message.get("From")
    if header is None or header.defects:
        raise Refused("the mail does not say whom it is from, as mails do")
    found = [each.addr_spec for each in header.addresses]
    if len(found) != 1 or not _ADDRESS.fullmatch(found[0]):
        raise Refused("the mail does not say one address that it is from")
    return str(found[0]).casefold()


def _addressees(message: EmailMessage) -> list[str]:
    lines = (message.get(name) for name in ("To", "Cc"))
    return [each.addr_spec for line in lines if line is not None for each in line.addresses]


def _vouched(message: EmailMessage, server: str, domain: str) -> None:
    """Whether the newest results are the own server's, and good for the domain of the address."""
    results = [
        " ".join(str(each).split()) for each in message.get_all("Authentication-Results", [])
    ]
    newest = _plain(results[0]) if results else ""
    parts = [each.strip() for each in newest.split(";")]
    if not parts[0] or parts[0].split()[0].casefold() != server.casefold():
        raise Refused(f"{server} did not judge the mail: its Authentication-Results are not newest")
    for part in parts[1:]:
        words = part.split()
        if not words or words[0].casefold() != "dkim=pass":
            continue
        signers = [each[9:] for each in words[1:] if each.casefold().startswith("header.d=")]
        signer = signers[0].casefold() if len(signers) == 1 else ""
        if _DOMAIN.fullmatch(signer) and f".{domain}".endswith(f".{signer}"):
            return
    raise Refused(f"no good signature (DKIM) of {domain} is on the mail, so it may be anybody's")


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
        raise Refused("the mail has attachments; leave them out and say links")
    part = message.get_body(("plain",))
    if part is None:
        raise Refused("the mail has no plain text; send it as plain text")
    text = str(part.get_content()).replace("\r\n", "\n")
    return text.partition(_SIGNATURE)[0]


def _received(message: EmailMessage) -> datetime:
    """When the own server took it: the newest Received line, not what the sender dates it."""
    newest = str(message.get("Received", "")).rpartition(";")[2].strip()
    try:
        found = parsedate_to_datetime(newest)
    except (ValueError, TypeError):
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("the mail does not say when the server took it")
    return found.astimezone(UTC)
