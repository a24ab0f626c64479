"""Delivery status notifications (RFC 3464), a mail or a mailbox of them: what became of ours.

A server that writes one about a message had taken it. Which message it is about says the part of
it that comes back with the notification; addresses in it are not looked at.
"""

from __future__ import annotations

import re
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIL = re.compile(rb"\A(?:From [^\r\n]*\r?\n|[A-Za-z][A-Za-z0-9-]{0,75}:[ \t])")
_NEXT = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_ID = re.compile(r"<[^<>\s]{1,990}>")
_STATUS = re.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
_SAID = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
)


class Notice(NamedTuple):
    """What a server says of a message: its id, whether it came back, and why as a number."""

    identity: str
    failed: bool
    status: str = ""


def is_mail(content: bytes) -> bool:
    """Whether a file begins as a mail or a mailbox does."""
    return _MAIL.match(content) is not None


def notices(content: bytes) -> tuple[list[Notice], int]:
    """What is said of each message, and how many of the mails say nothing of any.

    Args:
        content: of a mail, or of a mailbox in the mbox form.
    """
    found: list[Notice] = []
    others = 0
    mails = _NEXT.split(content) if content.startswith(b"From ") else [content]
    for each in mails:
        if each.strip():
            said = _notice(each)
            found += [said] if said else []
            others += said is None
    return found, others


def _notice(content: bytes) -> Notice | None:
    try:
        parts = list(message_from_bytes(content).walk())
    except RecursionError:
        return None
    if parts[0].get_content_type() != "multipart/report":
        return None
    actions = [each for part in parts if part.get_content_type() in _SAID for each in _said(part)]
    identity = next(filter(None, (_identity(part) for part in parts)), "")
    if not (actions and identity):
        return None
    failed = [status for action, status in actions if action == "failed"]
    return Notice(identity, bool(failed), failed[0] if failed else "")


def _said(part: Message) -> Iterator[tuple[str, str]]:
    """What is said of each recipient: the action, and the status where there is one."""
    for block in _BLANK.split(part.as_string()):
        fields = message_from_string(block.strip())
        action = str(fields.get("Action", "")).partition("(")[0].strip().lower()
        status = _STATUS.search(str(fields.get("Status", "")))
        if action:
            yield action, status[0] if status else ""


def _identity(part: Message) -> str:
    """The id of the message that a part brings back; empty where it is none."""
    if part.get_content_type() not in _RETURNED:
        return ""
    inside = part.get_payload()
    if isinstance(inside, list):
        fields = next((each for each in inside if isinstance(each, Message)), part)
    else:
        body = part.get_payload(decode=True)
        fields = message_from_bytes(body if isinstance(body, bytes) else b"")
    found = _ID.search(str(fields.get("Message-ID", "")))
    return found[0] if found else ""
