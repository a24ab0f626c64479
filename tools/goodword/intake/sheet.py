"""A form as somebody filled it in: who sent it, when, and what each field says."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAIL = "mail"
"""The platform of addresses; an account of it is kept as a keyed hash, never as the address."""
SHORTEST_KEY = 16
"""The least characters of the key of addresses."""
_DIGITS = 40


class Refused(Exception):
    """What came in is not taken: a sentence that its sender understands."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Sender(NamedTuple):
    """The account that something came from, as the host, the mail server or the service says.

    Args:
        platform: `github`, `mail`, …
        login: the account's name; of mail the keyed hash of the address.
        number: the platform's number of the account; empty where there is none.
    """

    platform: str
    login: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form that was handed in.

    Args:
        form: name of the form.
        values: by field, read and judged: texts, numbers, days as text, lists.
        sender: whose it is.
        moment: when it was handed in, in UTC.
        source: what it came as, for people: the link of an issue, `mail of` and its moment.
        line: of the table that it stands in; 0 where it is alone.
    """

    form: str
    values: Mapping[str, Any]
    sender: Sender
    moment: datetime
    source: str
    line: int = 0


def address_hash(address: str, key: str) -> str:
    """What stands for a mail address in a profile: without the key nobody can try addresses.

    Args:
        address: as written; case does not matter.
        key: the program's secret.

    Raises:
        Failure: the secret is missing or short.
    """
    plain = unicodedata.normalize("NFC", address.strip()).casefold()
    found = hmac.new(secret(key), f"{MAIL}:{plain}".encode(), hashlib.sha256)
    return found.hexdigest()[:_DIGITS]


def secret(key: str) -> bytes:
    """The secret of keyed hashes, as bytes.

    Raises:
        Failure: it is missing or short.
    """
    if len(key) < SHORTEST_KEY:
        raise Failure(
            f"GOODWORD_INTAKE_KEY has fewer than {SHORTEST_KEY} characters, or is not set",
            "it is the secret by which addresses and who was erased are known; keep it outside of"
            " git",
        )
    return key.encode()
