"""The key that badges are signed with, and what follows from it.

A signature is a JWS in its compact form (RFC 7515). Both ways of signing here give the same
signature for the same bytes: RS256, which Open Badges 3.0 asks every verifier to know, and EdDSA.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "GOODWORD_BADGE_KEY"
"""Where the command line finds the key."""
LEAST = 2048
"""Bits of the shortest RSA key (NIST SP 800-131A)."""
MAKE = "openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:3072 makes one"


class Signer:
    """A private key, and what others may know of it.

    Args:
        key: RSA or Ed25519.

    Attributes:
        algorithm: its name in a JWS: RS256 or EdDSA.
        public: the public part as a JWK (RFC 7517), with its thumbprint (RFC 7638) as `kid`.
    """

    def __init__(self, key: RSAPrivateKey | Ed25519PrivateKey) -> None:
        self._key = key
        self.algorithm = "RS256" if isinstance(key, RSAPrivateKey) else "EdDSA"
        needed = _public(key)
        kid = encoded(sha256(compact(needed)).digest())
        self.public = {**needed, "alg": self.algorithm, "use": "sig", "kid": kid}
        raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self._secret = hmac.digest(raw, b"goodword badges 1", sha256)

    def derived(self, what: str, *parts: str) -> bytes:
        """32 bytes that follow from the key and these words, and tell of neither.

        Args:
            what: what they are for.
            parts: of whom or what; none has a zero character.
        """
        return hmac.digest(self._secret, "\0".join((what, *parts)).encode(), sha256)

    def signed(self, payload: Mapping[str, Any], url: str) -> str:
        """A JWS of the payload.

        Args:
            payload: JSON.
            url: where the public key is found.
        """
        header = {"alg": self.algorithm, "kid": url, "typ": "JWT"}
        text = f"{encoded(compact(header))}.{encoded(compact(payload))}"
        return f"{text}.{encoded(self._signature(text.encode()))}"

    def _signature(self, data: bytes) -> bytes:
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), SHA256())
        return self._key.sign(data)


def signer(stated: str) -> Signer:
    r"""The key of a text.

    Args:
        stated: PEM, its lines apart as they are or by `\n`.

    Raises:
        Failure: there is none, or it is not of a kind that badges are signed with.
    """
    if not stated.strip():
        raise Failure(f"{VARIABLE} is not set, and badges are signed with it", MAKE)
    pem = stated.strip().replace("\\n", "\n").encode("utf-8", "surrogateescape")
    try:
        key = load_pem_private_key(pem, None)
    except TypeError:
        raise Failure(
            f"{VARIABLE} is locked with a pass phrase",
            "openssl pkey -in KEY.pem writes it without one",
        ) from None
    except ValueError:
        said = "a public key" if "PUBLIC KEY" in stated else "no private key in the form PEM"
        raise Failure(f"{VARIABLE} holds {said}", MAKE) from None
    if isinstance(key, RSAPrivateKey) and key.key_size < LEAST:
        raise Failure(f"{VARIABLE} has {key.key_size} bits, and needs {LEAST} at least", MAKE)
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise Failure(f"{VARIABLE} is neither an RSA key nor one of Ed25519", MAKE)
    return Signer(key)


def compact(value: Any) -> bytes:
    """JSON without blanks, keys in the order of their letters."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def encoded(data: bytes) -> str:
    """Base 64 for addresses, without filling (RFC 4648, 5)."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _public(key: RSAPrivateKey | Ed25519PrivateKey) -> dict[str, str]:
    """What a JWK of the public key must have (RFC 7518, 6.3.1, and RFC 8037, 2)."""
    if isinstance(key, RSAPrivateKey):
        numbers = key.public_key().public_numbers()
        return {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": encoded(raw)}


def _number(number: int) -> str:
    return encoded(number.to_bytes((number.bit_length() + 7) // 8, "big"))
