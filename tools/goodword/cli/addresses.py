"""Keeping addresses: sealed to a key of each person's own, and never shown."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from goodword.addresses.keys import (
    IDENTITY,
    VARIABLE,
    destroy_key,
    has_key,
    identities,
    key_folder,
    lay_down,
    new_key,
    open_key,
)
from goodword.addresses.sealed import Addresses, email_fault, postal_fault, seal, tidy, unseal
from goodword.diagnostics import Diagnostic
from goodword.edits import Edit, digest

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.addresses.keys import (
        Key,
    )
    from goodword.cli.writing import Writing

_READ = "-"
_LARGEST = 4096
"""Of standard input so many bytes are read: more is no address."""


def keep(run: Writing, asked: list[Asked], proposal: Proposal) -> int:
    """Judge, show and write where people are reached; keys are made and destroyed with it.

    A key is on the disk before the file that it opens, and destroyed before the file goes: one
    that dies in between leaves no address behind that nobody knows of.
    """
    folder = key_folder(os.environ.get(VARIABLE, ""), run.session.root)
    edits, keys, gone = list(proposal.edits), [], []
    said = _said(asked)
    for each in asked:
        if each.get("forget"):
            edits += _taken_away(run, each.subject)
            gone.append(each.subject)
        elif each.subject in said:
            edit, key = _kept(run, folder, each.subject, said[each.subject])
            edits.append(edit)
            keys.append(key)

    def done() -> None:
        for key in keys:
            lay_down(folder, key)
        for person in gone:
            destroy_key(folder, person)

    notes = [*proposal.notes, *(_told(folder, person) for person in gone)]
    found = replace(proposal, edits=tuple(edits), notes=tuple(notes))
    return run.carry_out(found, "file", confirm=done)


def _told(folder: Path, person: str) -> str:
    if has_key(folder, person):
        return f"{person}: with --write the key is destroyed; copies of {VARIABLE} are not reached"
    return f"{person}: there is no key"


def _said(asked: list[Asked]) -> dict[str, Addresses]:
    """The addresses that were given, by person."""
    given = [each for each in asked if each.get("email") or each.get("postal")]
    found: dict[str, Addresses] = {}
    piped = [each for each in given if _READ in (each.get("email"), each.get("postal"))]
    if len(piped) > 1 or (len(given) > 1 and len({id(each.steer) for each in given}) == 1):
        raise click.UsageError("an address is one person's: name one, or many with --from")
    for each in given:
        email, postal = each.get("email") or "", each.get("postal") or ""
        if _READ in (email, postal):
            email, postal = _piped(email, postal)
        addresses = Addresses(tidy(email), tidy(postal))
        for flag, text, fault in (
            ("--email", addresses.email, email_fault),
            ("--postal", addresses.postal, postal_fault),
        ):
            if text and (why := fault(text)):
                raise click.UsageError(f"{each.subject}: {flag} {why}")
        if each.subject in found:
            raise click.UsageError(f"{each.subject} is named twice")
        found[each.subject] = addresses
    return found


def _piped(email: str, postal: str) -> tuple[str, str]:
    """What standard input says: a line, lines, or the e-mail address in the first of them."""
    content = sys.stdin.buffer.read(_LARGEST + 1)
    try:
        text = content.decode("utf-8-sig").strip()
    except ValueError:
        text = ""
    if not text or len(content) > _LARGEST:
        raise click.UsageError("standard input holds no address, expected UTF-8 text")
    if email == postal == _READ:
        email, _, postal = text.partition("\n")
        return email, postal
    return (text, postal) if email == _READ else (email, text)


def _path(person: str) -> str:
    return f"influencers/{person}/contact.age"


def _present(run: Writing, person: str) -> bytes | None:
    if person not in run.program.contacts:
        return None
    content = run.session.tree.read(_path(person), 1 << 20)
    return None if isinstance(content, Diagnostic) else content


def _taken_away(run: Writing, person: str) -> list[Edit]:
    old = _present(run, person)
    return [] if old is None else [Edit(_path(person), digest(old), None)]


def _kept(run: Writing, folder: Path, person: str, new: Addresses) -> tuple[Edit, Key]:
    """The file that says how somebody is reached; what was not named stays as it was."""
    old = _present(run, person)
    key: Key | None = None
    whole = bool(new.email and new.postal)
    readable = old is not None and not run.program.contacts[person].fault[0]
    if has_key(folder, person) or (readable and not whole):
        key = open_key(folder, person, identities(os.environ.get(IDENTITY, "")))
    if old is not None and readable and not whole and key is not None:
        there = unseal(old, key)
        new = Addresses(new.email or there.email, new.postal or there.postal)
    if key is None:
        key = new_key(folder, person)
    return Edit(_path(person), None if old is None else digest(old), seal(new, key)), key
