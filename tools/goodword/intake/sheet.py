"""A form as somebody filled it in: who sent it, when, and what each field says."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from goodword.diagnostics import Failure
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAIL = "mail"
"""The platform of addresses; an account of it is kept as a keyed hash, never as the address."""
SHORTEST_KEY = 16
"""The least characters of the key of addresses."""
_DIGITS = 40


class Words(Protocol):
    """The words of a language, as `Texts` has them."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its slots filled."""


class Say(NamedTuple):
    """A sentence that its reader gets in their own language.

    Args:
        key: of the texts, without `refused.`.
        values: what its slots hold; another one is said in the same language.
    """

    key: str
    values: Mapping[str, object]

    def text(self, words: Words) -> str:
        """The sentence in a language."""
        filled = {
            name: each.text(words) if isinstance(each, Say) else each
            for name, each in self.values.items()
        }
        return words(f"refused.{self.key}", **filled)


class Refused(Exception):
    """What came in is not taken: a sentence that its sender understands.

    Args:
        key: of the sentence, without `refused.`.
        values: what its slots hold.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.why = Say(key, values)
        self.language = ""
        """Tag of the language that its sender writes; empty where that is not known."""

    @property
    def english(self) -> str:
        """The sentence as staff read it at the command line."""
        return self.why.text(Texts("en"))


class Unfit(Exception):
    """A cell of a list that staff bring over cannot be taken: what is, and what was expected.

    Args:
        english: in words.
    """

    def __init__(self, english: str) -> None:
        super().__init__(english)
        self.english = english


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
        system: what it came through: `github`, `mail`, what the table's map says, a platform.
        event: its own name there, by which it is known when it comes in once more.
        alike: what all rows of one account and moment are known by, where the table has one
            such row; empty for anything else. By it a row is known also once its text was mended.
        language: tag of the language that the form was filled in; empty for the program's first.
        line: of the table that it stands in; 0 where it is alone.
    """

    form: str
    values: Mapping[str, Any]
    sender: Sender
    moment: datetime
    source: str
    system: str
    event: str
    language: str = ""
    line: int = 0
    alike: str = ""


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
