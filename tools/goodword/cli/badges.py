"""Badges as the command line makes them: the key, the addresses, and the folder."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from goodword.audience.badges import badges
from goodword.audience.gate import program_view
from goodword.cli.later import later_states
from goodword.cli.output import write_line
from goodword.exports.openbadges import Issuer, openbadges
from goodword.exports.openbadges.keys import VARIABLE, signer
from goodword.portal.write import Output
from goodword.reports.report import counted

if TYPE_CHECKING:
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


def write_badges(session: Session, into: Path, url: str) -> int:
    """Write everybody's badges and what judges them into a folder, whole or not at all.

    Args:
        session: the program on a day.
        into: the folder, new, empty, or written by this before.
        url: at which its `public/` will be served, with `/` at its end.

    Raises:
        Failure: there is no key, a file is broken, or the folder cannot be written.
    """
    signed_by = signer(os.environ.get(VARIABLE, ""))
    snapshot = session.sound()
    program = snapshot.program
    today = datetime.now(program.zone).date()
    found = badges(snapshot, today, later_states(session))
    issuer = Issuer(program_view(program), url, signed_by, program.zone, snapshot.as_of)
    into = into.resolve()
    with Output(into, "badges", "goodword export openbadges", MARK) as output:
        for path, data in openbadges(found, issuer, {}):
            output.file(path, data)
        output.finish()
    people = len({each.person for each in found})
    who = f"{counted(people, 'person', 'people')}" if people else "nobody"
    write_line(f"{into}: {counted(len(found), 'badge')} of {who}")
    write_line(f"serve {into.name}/public at {url} and hand each person their folder in people/")
    return 0
