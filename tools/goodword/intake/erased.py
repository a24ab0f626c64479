"""Who was erased: recognised by keyed hashes of their accounts, so that nobody makes them anew.

An erasure keeps hashes and no name (`program/erasures/`). Without the program's secret nobody can
try accounts against them, and nobody can recognise the person either.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.intake.people.same import folded
from goodword.intake.sheet import secret
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.intake.history.leaderboard import History
    from goodword.model.program import Program


NAME = "name"
"""The platform on which everybody's account is their name."""


def account_hashes(platform: str, login: str, number: str, key: str) -> Iterator[str]:
    """What an erasure keeps of an account: 64 hexadecimal digits for its number and for its name.

    Args:
        platform: `github`, `mail`, …; `name` for the name of somebody, as `alike` compares it.
        login: the account's name, whose case does not matter; of mail what `address_hash` gives.
        number: the platform's number of the account; empty where there is none.
        key: the program's secret.

    Raises:
        Failure: the secret is missing or short.
    """
    for what, said in (("number", number), ("login", login.casefold())):
        if said:
            text = f"erased:{platform}:{what}:{said}"
            yield hmac.new(secret(key), text.encode(), hashlib.sha256).hexdigest()


def kept_hashes(program: Program) -> frozenset[str]:
    """What all erasures of a program keep."""
    return frozenset(each for erasure in program.erasures.values() for each in erasure.hashes)


def was_erased(program: Program, platform: str, login: str, number: str, key: str) -> bool:
    """Whether the account is that of somebody who was erased.

    Args:
        program: with its erasures; where none of them keeps a hash, no secret is needed.
        platform: see `account_hashes`, as for the following.
        login: the account's name.
        number: the platform's number of the account, or empty.
        key: the program's secret.

    Raises:
        Failure: the secret is missing or short, and somebody was erased.
    """
    kept = kept_hashes(program)
    return bool(kept) and not kept.isdisjoint(account_hashes(platform, login, number, key))


def name_was_erased(program: Program, name: str, key: str) -> bool:
    """Whether somebody of that name was erased; it may have been another.

    Raises:
        Failure: the secret is missing or short, and somebody was erased.
    """
    return was_erased(program, NAME, folded(alike(name)), "", key)


def without_erased(history: History, program: Program, platform: str, key: str) -> History:
    """What an export says of everybody but those who were erased.

    Args:
        history: the export.
        program: with its erasures.
        platform: what the handles are of.
        key: the program's secret.

    Raises:
        Failure: the secret is missing or short, and somebody was erased.
    """
    gone = {
        each.id
        for each in history.people.values()
        if was_erased(program, platform, each.handle, each.number or "", key)
    }
    if not gone:
        return history
    events = tuple(each for each in history.events if each.person not in gone)
    people = {name: each for name, each in history.people.items() if name not in gone}
    erased = len(history.events) - len(events)
    return replace(history, people=people, events=events, erased=erased)
