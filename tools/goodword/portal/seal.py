"""Seals what one person alone may read, so that it can lie on a host that only serves files.

All of a page follows from its code, which the person has: where it lies, and its keys. The code
follows from the program's secret, the person's id and the number of their link. Nothing is drawn
by chance: the key of a content is salted with a MAC of the content and of its place, so that the
same content gives the same bytes, and no key and nonce are ever used for two contents.

A sealed file is `GWM1`, the salt (32 bytes), and AES-256-GCM of the padded content, which
vouches for the first four bytes and the path too. The browser does the same in assets/me.js.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = b"GWM1"
"""Four bytes by which a file is known; the last is the version."""
VARIABLE = "GOODWORD_PORTAL_SECRET"
"""Where the command line finds the secret."""
SHORTEST = 32
"""Letters that a secret has at least."""
CODE = 20
"""Bytes of a code: 160 bits, which are 32 letters."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: none of them is taken for another when read aloud or copied by hand."""
STEP = 16 * 1024
"""Bytes of the smallest content; each size is twice the one before."""
LEAST = 16
"""There is a multiple of so many files, so that their number does not tell that of the people."""
FOLDER = "me/"


def derive(secret: bytes, salt: bytes, info: bytes, size: int) -> bytes:
    """HKDF-SHA256 (RFC 5869).

    Args:
        secret: what is known to nobody else.
        salt: may be empty.
        info: what the result is for.
        size: bytes of the result, at most 8,160.
    """
    return HKDF(algorithm=SHA256(), length=size, salt=salt, info=info).derive(secret)


def encrypt(key: bytes, nonce: bytes, content: bytes, bound: bytes) -> bytes:
    """AES-GCM (NIST SP 800-38D): the content in cipher, then a tag of 16 bytes.

    Args:
        key: 16, 24 or 32 bytes.
        nonce: 12 bytes, never the same for two contents under one key.
        content: what is hidden.
        bound: what is not hidden, and cannot be changed either.
    """
    return AESGCM(key).encrypt(nonce, content, bound)


def checked(secret: str) -> bytes:
    """The secret as bytes.

    Raises:
        Failure: it is so short that it could be guessed.
    """
    if len(secret) < SHORTEST:
        raise Failure(
            f"{VARIABLE} has {len(secret)} characters, and needs {SHORTEST} at least",
            "openssl rand -hex 32 makes one",
        )
    return secret.encode("utf-8", "surrogateescape")


def code_of(secret: bytes, person: str, number: int) -> bytes:
    """What opens a person's page.

    Args:
        secret: the program's.
        person: influencer id.
        number: `portal_key` of the profile; another number is another code.
    """
    return derive(secret, b"", f"goodword me code 1\0{person}\0{number}".encode(), CODE)


def written(code: bytes) -> str:
    """A code as people get it: 32 letters and digits in groups of four."""
    number = int.from_bytes(code, "big")
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(8 * CODE - 5, -1, -5))
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def name_of(code: bytes) -> str:
    """The name of the file that a code opens; nothing of the person or the code is in it."""
    return f"{derive(code, b'', b'goodword me path 1', 16).hex()}.bin"


def seal(code: bytes, path: str, content: bytes) -> bytes:
    """A content sealed for whoever has the code, at that place and nowhere else.

    Args:
        code: of the page.
        path: of the file from the portal's root.
        content: of any length.
    """
    bound = FORMAT + path.encode()
    padded = _padded(content)
    authentic = derive(code, b"", b"goodword me mac 1", 32)
    salt = hmac.digest(authentic, len(bound).to_bytes(4, "big") + bound + padded, sha256)
    keys = derive(code, salt, b"goodword me content 1", 44)
    return FORMAT + salt + encrypt(keys[:32], keys[32:], padded, bound)


def _padded(content: bytes) -> bytes:
    """Its length, itself, and zeros up to a size that many others have."""
    size = STEP
    while size < len(content) + 4:
        size *= 2
    return (len(content).to_bytes(4, "big") + content).ljust(size, b"\0")


def sealed(
    secret: bytes, root: str, pages: Iterable[tuple[bytes, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """The files of everybody's pages by their names, and files of nobody among them.

    Every content begins with a mark of all of them, so that where one has changed each file has,
    and none says whose it was.

    Args:
        secret: the program's.
        root: of the language, from the portal's root: empty, or `es/`.
        pages: code and content of each person.
    """
    found = sorted(pages)
    mark = derive(secret, b"", b"goodword me mark 1", 32)
    together = hmac.new(mark, root.encode(), sha256)
    for code, content in found:
        together.update(code + len(content).to_bytes(4, "big") + content)
    head = together.digest()[:16]
    sizes = [len(content) for _, content in found] or [0]
    for number in range(-len(found) % LEAST or (0 if found else LEAST)):
        # As long as somebody's, so that a rare size is not one person's alone.
        nobody = derive(secret, b"", f"goodword me nobody 1\0{number}".encode(), CODE)
        found.append((nobody, bytes(sizes[number % len(sizes)])))
    for name, code, content in sorted((name_of(code), code, each) for code, each in found):
        yield FOLDER + name, seal(code, f"{root}{FOLDER}{name}", head + content)
