"""A message as an e-mail, or as it stands on a page: both follow from the message alone."""

from __future__ import annotations

from email.message import EmailMessage
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import escape

from goodword.addresses.sealed import email_fault
from goodword.outbox.headers import POLICY, mailbox, words

if TYPE_CHECKING:
    from goodword.model.program import Program
    from goodword.outbox.messages.message import Message

LONGEST = 4000
"""Characters of a record's summary."""


def mail(program: Program, message: Message, to: str | None = None) -> EmailMessage:
    """The e-mail, without a date and an id: whoever sends it adds these.

    Args:
        program: whose staff signs it.
        message: what it says.
        to: the address; None for a draft without one.
    """
    made = EmailMessage(POLICY)
    sender = replies_to(program, message.by)
    if sender:
        made["From"] = mailbox(program.staff[message.by].name, sender)
    if to is not None:
        made["To"] = to
    made["Subject"] = words(message.subject)
    made.set_content(message.text, cte="quoted-printable")
    made.add_alternative(_page(message), subtype="html", cte="quoted-printable")
    made["Content-Language"] = message.language
    for part in made.iter_parts():
        del part["MIME-Version"]
    mark = sha256(f"{message.person}\n{message.key}".encode()).hexdigest()[:32]
    made.set_boundary(f"=_goodword_{mark}")
    return made


def on_page(message: Message) -> str:
    """What the record of a message says that stands on a person's own page: subject, then text."""
    whole = f"{message.subject}\n\n{message.text.strip()}"
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1].rstrip()}…"


def replies_to(program: Program, by: str) -> str:
    """Where replies to a member of staff go: the first of their addresses, else the program's.

    They commit under others too (`1+robot[bot]@…`); one that mail may not get to is passed over.

    Returns:
        The address; empty where there is none.
    """
    kept = (*program.staff[by].emails, program.settings.intake.mail or "")
    return next((each for each in kept if each.isascii() and not email_fault(each)), "")


def _page(message: Message) -> str:
    """The HTML as a page of its own: no style, no script, nothing from elsewhere."""
    return (
        f'<!doctype html>\n<html lang="{escape(message.language)}" dir="auto">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(message.subject)}</title>\n</head>\n'
        f"<body>\n{message.html}</body>\n</html>\n"
    )
