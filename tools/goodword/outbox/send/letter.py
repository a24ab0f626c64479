"""What a mail needs beside its words, to go: an address, a moment, an id."""

from __future__ import annotations

import hashlib
import hmac
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import idna

from goodword.outbox.headers import POLICY, mailbox

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

    from goodword.outbox.messages.message import Message


class From(NamedTuple):
    """Who mails come from.

    Args:
        name: the program's.
        address: that mails come from, and that the server lets through.
        reply: the address of who signs it; empty for the same.
    """

    name: str
    address: str
    reply: str = ""


def message_id(message: Message, attempt: int, secret: bytes, address: str) -> str:
    """The id of a message: the same in every run, and telling strangers nothing of the person.

    Args:
        message: whose key and person are hashed.
        attempt: which time it is begun anew, after it failed for good.
        secret: of the program's keyed hashes.
        address: that mails come from, whose domain is part of it.
    """
    said = f"message\n{message.person}\n{message.key}\n{attempt}"
    hashed = hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{hashed}@{address.rpartition('@')[2].lower()}>"


def deliverable(address: str) -> str:
    """An address as the envelope has it, with its domain in ASCII.

    Raises:
        ValueError: no name of a domain can be written so.
    """
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"


def addressed(
    made: EmailMessage, message: Message, to: str, sender: From, identity: str, now: datetime
) -> bytes:
    """A mail as it goes over the wire.

    Args:
        made: the mail without an address; it is left with one.
        message: what it says.
        to: the address, as the envelope has it.
        sender: who it comes from.
        identity: its id.
        now: the moment that it states.
    """
    del made["From"]
    made["From"] = mailbox(sender.name, sender.address)
    made["To"] = to
    if sender.reply:
        made["Reply-To"] = sender.reply
    made["Date"] = format_datetime(now)
    made["Message-ID"] = identity
    made["Auto-Submitted"] = "auto-generated"
    if message.importance == "all":
        made["List-Unsubscribe"] = f"<mailto:{quote(sender.reply or sender.address, safe='@')}>"
    return made.as_bytes(policy=POLICY.clone(utf8=not to.isascii()))
