"""Who is the same person in several programs: accounts as keyed hashes, which say no login.

The key is a secret that the programs of a company share. Only who has agreed that their accounts
may be seen is in it: by a consent entry in force on the day, and by the newest one too, so that
nobody who has withdrawn is known again by a look back.
"""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from goodword.exports.tables.table import Column, computed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Row, Table
    from goodword.model.profile import Profile
    from goodword.model.settings import Account
    from goodword.snapshot import Snapshot

GONE = frozenset({"opted-out", "deceased"})
"""Stages of people who are found in no other program."""


def accounts(key: bytes | None) -> Table:
    """The accounts of people as hashes; none without a key.

    Args:
        key: what the programs of a company share, and nobody else knows.
    """

    def make(snapshot: Snapshot) -> Iterator[Row]:
        for person, profile in snapshot.program.influencers.items() if key else ():
            if not agreed(profile, snapshot):
                continue
            known = [(name, *each) for name, account in profile.accounts for each in _by(account)]
            for position, (channel, by, value) in enumerate(sorted(known, key=_first)):
                yield person, channel, by, hashed(key or b"", channel, by, value), position == 0

    return computed(
        "person_account",
        "an account of somebody as a keyed hash, the same in every program that has the key: by "
        "its number, which stays, and by its login; one of each person's is the `first`",
        "person channel by",
        (
            Column("person", names="person", needed=True),
            Column("channel", needed=True),
            Column("by", needed=True),
            Column("hash", needed=True),
            Column("first", "boolean", needed=True),
        ),
        make,
    )


def agreed(profile: Profile, snapshot: Snapshot) -> bool:
    """Whether somebody has said that their accounts may be seen, and has not gone."""
    then = profile.consent_on(snapshot.as_of)
    if then is None or {profile.stage, profile.stage_on(snapshot.as_of)} & GONE:
        return False
    return "nobody" not in {then.contact, profile.consent[-1].contact}


def hashed(key: bytes, channel: str, by: str, value: str) -> str:
    """HMAC-SHA256 in hexadecimal digits; a login is the same in either case."""
    plain = unicodedata.normalize("NFKC", value).casefold().removeprefix("@")
    return hmac.digest(key, f"goodword account 1\0{channel}\0{by}\0{plain}".encode(), sha256).hex()


def mark(key: bytes) -> str:
    """Eight digits by which one sees that two exports had the same key; they do not tell it."""
    return hmac.digest(key, b"goodword account key 1", sha256).hex()[:8]


def _by(account: Account) -> Iterator[tuple[str, str]]:
    if account.id is not None:
        yield "id", str(account.id)
    yield "login", account.login


def _first(each: tuple[str, str, str]) -> tuple[bool, str, str]:
    channel, by, value = each
    return by != "id", channel, value
