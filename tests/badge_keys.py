"""Keys that badges are signed with in tests, new ones in each run."""

from __future__ import annotations

from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def pem(key: Any, how: Any = None) -> str:
    """A private key as text, locked where `how` says so."""
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how or NoEncryption())
    return str(text.decode())


@cache
def secrets() -> dict[str, str]:
    """A key of each kind, by the name of its algorithm."""
    return {
        "RS256": pem(generate_private_key(65537, 2048)),
        "EdDSA": pem(Ed25519PrivateKey.generate()),
    }
