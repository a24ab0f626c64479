"""influencers/<id>/contact.age: e-mail and postal address, sealed to a key of the person's own.

Without keys nothing of it can be read, but its head says whether it is such a file and to how many
keys it is sealed (the age file format, version 1: c2sp.org/age).
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from goodword.diagnostics import Place

LARGEST = 16 * 1024
"""No two addresses need more bytes."""
_BEGINS = b"age-encryption.org/v1\n"
_ARMORED = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SEALED = 32
"""The least bytes behind the head: a nonce and the seal of nothing."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A sealed file of addresses, as far as it is known without a key.

    Args:
        influencer: whose.
        digest: begins that of its content: it changes whenever an address is entered.
        fault: what is wrong with the file, and what to do; empty where nothing is.
    """

    influencer: str
    digest: str
    fault: tuple[str, str] = ("", "")
    place: Place = field(default=Place(""), compare=False)

    @classmethod
    def read(cls, content: bytes, path: str) -> Contact:
        """What is known of a file, of which `LARGEST` bytes and one more were read at most."""
        digest = hashlib.sha256(content).hexdigest()[:16]
        return cls(path.split("/")[1], digest, _fault(content), Place(path))


def _fault(content: bytes) -> tuple[str, str]:
    anew = "take it out, and enter the addresses with goodword influencer contact"
    if len(content) > LARGEST:
        return f"larger than {LARGEST} bytes, as no sealed addresses are", anew
    if content.startswith(_ARMORED):
        return "sealed as text (armor), expected the binary form", anew
    if not content.startswith(_BEGINS):
        told = "an address in clear text stays in the history of git until it is erased there"
        return "no age file: what it holds may be read by everybody", f"{anew}; {told}"
    head, line, rest = content.partition(b"\n--- ")
    seal, _, body = rest.partition(b"\n")
    if not line or len(body) < _SEALED or not _is_seal(seal):
        return "an age file that was cut off or damaged", anew
    stanzas = [each.split(b" ")[1:2] for each in head.split(b"\n") if each.startswith(b"-> ")]
    kinds = [each[0] for each in stanzas if each and not each[0].endswith(b"grease")]
    if kinds != [b"X25519"]:
        found = "with a passphrase" if kinds == [b"scrypt"] else f"to {len(kinds)} keys"
        if len(kinds) == 1 and kinds != [b"scrypt"]:
            found = "to a key of another kind"
        return f"sealed {found}, expected one age key, the person's own", anew
    return "", ""


def _is_seal(text: bytes) -> bool:
    try:
        return len(base64.b64decode(text + b"=", validate=True)) == 32
    except ValueError:
        return False
