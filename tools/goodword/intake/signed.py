"""By what a mail is known when it comes in once more: its name, and the signatures on it.

Whoever has a signed mail can send it again under another name, since not every domain signs the
name; and a mail may come in twice over two ways, signed anew on one. So both count. They are kept
as keyed hashes, for a name may hold an address.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from goodword.intake.sheet import MAIL, Refused, secret

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import EmailMessage

_MOST = 4
"""The most signatures of one domain; a mail has one, or two while keys are changed."""
_SHORTEST = 32
"""The least bytes of a signature; of those in use the shortest has 64."""
_DIGITS = 20
_EVENT = re.compile(rf"[ms][0-9a-f]{{{_DIGITS}}}(?:\.s[0-9a-f]{{{_DIGITS}}}){{0,{_MOST}}}")


def signatures(message: EmailMessage, signer: str) -> tuple[bytes, ...]:
    """The signatures of a domain, the bytes of each.

    Args:
        message: the mail.
        signer: the domain that the server found a good signature of.

    Raises:
        Refused: there is none, there are too many, or one leaves a part of the body open.
    """
    found = []
    for line in message.get_all("DKIM-Signature", []):
        tags = _tags(str(line))
        if tags.get("d", "").casefold().rstrip(".") != signer:
            continue
        if "l" in tags:
            raise Refused("partly-signed", domain=signer)
        if len(signature := _bytes(tags.get("b", ""))) >= _SHORTEST:
            found.append(signature)
    if not found:
        raise Refused("no-signature", domain=signer)
    if len(found) > _MOST:
        raise Refused("signatures", domain=signer, count=len(found), most=_MOST)
    return tuple(dict.fromkeys(found))


def event_of(message: EmailMessage, signed: Iterable[bytes], key: str) -> str:
    """What a mail is known by: `m` and a hash of its name, `s` and one of each signature.

    Args:
        message: the mail.
        signed: its signatures.
        key: the program's secret.
    """
    name = " ".join(str(message.get("Message-ID", "")).split())
    parts = [_part("m", name.encode(errors="surrogateescape"), key)] if name else []
    return ".".join([*parts, *(_part("s", each, key) for each in sorted(signed))])


def parts(system: str, event: str) -> tuple[str, ...]:
    """All by which an event is known: of a mail each part, of anything else its name.

    Args:
        system: where it came from.
        event: its name there.
    """
    return tuple(event.split(".")) if system == MAIL and _EVENT.fullmatch(event) else (event,)


def _part(letter: str, data: bytes, key: str) -> str:
    found = hmac.new(secret(key), f"{letter}:".encode() + data, hashlib.sha256)
    return f"{letter}{found.hexdigest()[:_DIGITS]}"


def _tags(line: str) -> dict[str, str]:
    """The tags of a signature (RFC 6376, 3.2), without blanks; of two equal ones the first."""
    found: dict[str, str] = {}
    for each in line.split(";"):
        name, _, value = each.partition("=")
        found.setdefault("".join(name.split()), "".join(value.split()))
    return found


def _bytes(text: str) -> bytes:
    """The bytes that the text stands for, so that another way of writing them is no other one."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return text.encode(errors="surrogateescape")
