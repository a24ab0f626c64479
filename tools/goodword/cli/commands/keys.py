"""`goodword keys`: whose addresses are kept, who has a key, and sealing keys to the staff anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword.addresses.keys import (
    IDENTITY,
    VARIABLE,
    has_key,
    identities,
    key_folder,
    open_key,
    people,
    recipients,
    seal_anew,
)
from goodword.addresses.sealed import unseal
from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.diagnostics import Diagnostic, Failure
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from pathlib import Path


class _Row(NamedTuple):
    person: str
    state: str
    do: str = ""


_FIELDS: tuple[Field[_Row], ...] = (
    Field("person", "person"),
    Field("state", "state"),
    Field("do", "what to do"),
)
_WELL = ("sealed", "opens")


@click.command(
    help=f"Look at the folder {VARIABLE}: whose addresses have no key, which keys open nothing, "
    f"and, where {IDENTITY} is set, whether yours opens them. 1 where something is wrong. With "
    "--renew every key is sealed to the present recipients.txt.",
)
@click.option("--renew", is_flag=True, help="Seal every key to who is on staff now.")
@click.option("--write", is_flag=True, help="Do it; else only look.")
@click.pass_obj
def command(root: str | None, *, renew: bool, write: bool) -> int:
    """Look, and seal anew where asked."""
    if write and not renew:
        raise click.UsageError("--write belongs to --renew")
    session = Session(find_root(root))
    session.sound()
    folder = key_folder(os.environ.get(VARIABLE, ""), session.root)
    stated = os.environ.get(IDENTITY, "")
    mine = identities(stated) if stated or renew else []
    rows = [_row(session, folder, person, mine) for person in _everybody(session, folder)]
    staff = counted(len(recipients(folder)), "recipient")
    wrong = sum(each.state not in _WELL for each in rows)
    note = f"{counted(len(people(folder)), 'key')}, {staff}, {wrong} wrong"
    options.show_report(Report("Keys", (table(_FIELDS, rows),), (note,), values(_FIELDS, rows)))
    if renew:
        _renew(folder, [each.person for each in rows if each.state in _WELL], mine, write=write)
    return int(wrong > 0)


def _everybody(session: Session, folder: Path) -> list[str]:
    return sorted({*session.snapshot.program.contacts, *people(folder)})


def _row(session: Session, folder: Path, person: str, mine: list[Any]) -> _Row:
    contacts = session.snapshot.program.contacts
    anew = f"goodword influencer contact {person} --forget, then enter it anew"
    if not has_key(folder, person):
        return _Row(person, "no key", anew)
    if mine:
        try:
            key = open_key(folder, person, mine)
            if person in contacts:
                content = session.tree.read(f"influencers/{person}/contact.age", 1 << 20)
                unseal(b"" if isinstance(content, Diagnostic) else content, key)
        except Failure as failure:
            return _Row(person, failure.message, failure.hint)
    if person not in contacts:
        return _Row(person, "a key and no addresses", f"goodword influencer contact {person} …")
    return _Row(person, "opens" if mine else "sealed")


def _renew(folder: Path, whose: list[str], mine: list[Any], *, write: bool) -> None:
    if not write:
        write_line(f"dry run: --write seals {counted(len(whose), 'key')} anew")
        return
    for person in whose:
        seal_anew(folder, person, mine)
    write_line(f"{counted(len(whose), 'key')} sealed anew")
