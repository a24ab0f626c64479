"""Badges as the command line makes them: the key, the addresses, and the folder."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from goodword.addresses.keys import IDENTITY, identities, key_folder, open_key
from goodword.addresses.keys import VARIABLE as KEYS
from goodword.addresses.sealed import unseal
from goodword.audience.badges import badges
from goodword.audience.gate import program_view
from goodword.cli.later import later_states
from goodword.cli.output import write_line
from goodword.diagnostics import Diagnostic
from goodword.exports.openbadges import Issuer, openbadges
from goodword.exports.openbadges.keys import VARIABLE, signer
from goodword.model.contact import LARGEST
from goodword.portal.write import Output
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goodword.cli.session import Session

MARK = ".goodword-badges"


def address(_: click.Context, __: click.Parameter, value: str) -> str:
    """An address below which files are served, with `/` at its end.

    Raises:
        click.BadParameter: it is none.
    """
    try:
        found = urlsplit(value)
        port = found.port
    except ValueError:
        found, port = urlsplit(""), None
    if (
        found.scheme != "https"
        or not found.hostname
        or port == 0
        or found.query
        or found.fragment
        or "@" in found.netloc
        or not value.isascii()
        or not value.isprintable()
        or " " in value
    ):
        raise click.BadParameter(
            f'"{value}" is no address that verifiers fetch from; one is https://example.org/badges'
        )
    return value.rstrip("/") + "/"


def write_badges(session: Session, into: Path, url: str, *, by_email: bool = False) -> int:
    """Write everybody's badges and what judges them into a folder, whole or not at all.

    Args:
        session: the program on a day.
        into: the folder, new, empty, or written by this before.
        url: at which its `public/` will be served, with `/` at its end.
        by_email: whose a badge is is said by the hash of an address, where one is known.

    Raises:
        Failure: there is no key, an address cannot be opened, a file is broken, or the folder
            cannot be written.
    """
    signed_by = signer(os.environ.get(VARIABLE, ""))
    snapshot = session.sound()
    program = snapshot.program
    today = datetime.now(program.zone).date()
    found = badges(snapshot, today, later_states(session))
    issuer = Issuer(program_view(program), url, signed_by, program.zone, snapshot.as_of)
    mail = _mail(session, {each.person for each in found}) if by_email else {}
    into = into.resolve()
    with Output(into, "badges", "goodword export openbadges", MARK) as output:
        for path, data in openbadges(found, issuer, mail):
            output.file(path, data)
        output.finish()
    people = len({each.person for each in found})
    who = f"{counted(people, 'person', 'people')}" if people else "nobody"
    write_line(f"{into}: {counted(len(found), 'badge')} of {who}")
    write_line(f"serve {into.name}/public at {url} and hand each person their folder in people/")
    return 0


def _mail(session: Session, people: Iterable[str]) -> dict[str, str]:
    """Addresses of mail by person, of those who have one; nothing but their hash goes on.

    Raises:
        Failure: a key is not there, or does not open what it should.
    """
    folder = key_folder(os.environ.get(KEYS, ""), session.root)
    mine = identities(os.environ.get(IDENTITY, ""))
    contacts = session.loaded.program.contacts
    found = {}
    for person in sorted(people):
        contact = contacts.get(person)
        content = session.tree.read(contact.place.path, LARGEST) if contact else b""
        if contact is None or contact.fault[0] or isinstance(content, Diagnostic):
            continue
        addresses = unseal(content, open_key(folder, person, mine))
        if addresses.email:
            found[person] = addresses.email
    return found
