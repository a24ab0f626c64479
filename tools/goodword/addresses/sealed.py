"""`contact.age`: how somebody is reached, sealed to a key of that person's own.

What is sealed is padded, so that its length says nothing of an address.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped] # it has no types

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from goodword.addresses.keys import Key

_STEP = 512
_LONGEST_EMAIL, _LONGEST_LOCAL, _LONGEST_POSTAL = 254, 64, 500
_LOCAL = re.compile(r"[^\s\x00-\x1f\x7f()<>\[\]:;@\\,\"]+")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How somebody is reached; never shown, so its text is empty of it.

    Args:
        email: an address of mail, empty for none.
        postal: lines of a postal address, empty for none.
    """

    email: str = ""
    postal: str = ""

    def __repr__(self) -> str:
        return "Addresses()"

    __str__ = __repr__


def email_fault(text: str) -> str:
    """Why a text is no address of mail, without showing it; empty where it is one."""
    if any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Cn"} for each in text):
        return "has characters that cannot be seen"
    local, at, domain = text.rpartition("@")
    if not (at and local and domain):
        return "is no address of mail, expected name@domain"
    if len(text.encode()) > _LONGEST_EMAIL or len(local.encode()) > _LONGEST_LOCAL:
        return f"is longer than the {_LONGEST_EMAIL} bytes that an address of mail may have"
    odd = local[0] == "." or local[-1] == "." or ".." in local or "=?" in local  # an encoded word
    if odd or not _LOCAL.fullmatch(local):
        return "has characters before the @ that no address of mail has"
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(each) for each in labels):
        return "names no domain after the @, expected one such as example.com"
    return ""


def postal_fault(text: str) -> str:
    """Why a text is no postal address, without showing it; empty where it can be one."""
    if len(text) > _LONGEST_POSTAL:
        return f"is longer than the {_LONGEST_POSTAL} characters that are kept of one"
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in text.replace("\n", "")):
        return "has control characters"
    return ""


def tidy(text: str) -> str:
    """An address as it is kept: composed, without blanks around it or its lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip().split("\n")
    return "\n".join(line.strip() for line in lines)


def seal(addresses: Addresses, key: Key) -> bytes:
    """The content of a `contact.age`, which that key alone opens."""
    said = {name: value for name, value in asdict(addresses).items() if value}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    body += b" " * (-len(body) % _STEP)
    sealed: bytes = pyrage.encrypt(body, [key.identity.to_public()])
    return sealed


def unseal(content: bytes, key: Key) -> Addresses:
    """What a `contact.age` says.

    Raises:
        Failure: this key does not open it, or it says nothing that is an address.
    """
    where = f"influencers/{key.person}/contact.age"
    try:
        said = json.loads(pyrage.decrypt(content, [key.identity]))
    except pyrage.DecryptError:
        raise Failure(
            f"{where} is not opened by the key of {key.person}, or is damaged",
            f"goodword influencer contact {key.person} --forget takes it away; then enter it anew",
        ) from None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
        raise Failure(f"{where} holds no addresses, expected what goodword wrote")
    found = Addresses(said.get("email", ""), said.get("postal", ""))
    # What is in it goes into mails: it may come from whoever could commit and knew the key.
    if found.email and (fault := email_fault(found.email)):
        raise Failure(f"{where}: the e-mail address in it {fault}", "enter it anew")
    return found
