"""Whose a badge is, for nobody but who knows the address or account it was given to.

Open Badges 3.0 (B.1.16, IdentityObject): SHA-256 of the identity followed by a salt. The salt is
in the credential, so that whoever knows an address can say whether it is this one.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodword.audience.view.badges import BadgeView
    from goodword.exports.openbadges.keys import Signer


def identity(badge: BadgeView, signer: Signer, mail: str | None) -> dict[str, Any]:
    """The hashed identity: an address where there is one, else an account, else the id.

    Args:
        badge: whose.
        signer: from whose key the salt follows.
        mail: the person's address, None where it is not known.
    """
    salt = signer.derived("salt", badge.person)[:16].hex()
    kind, value = "systemId", badge.person
    if mail:
        kind, value = "emailAddress", mail.strip().lower()
    elif badge.login:
        kind, value = "userName", badge.login.partition(":")[2]
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${sha256((value + salt).encode()).hexdigest()}",
        "identityType": kind,
        "salt": salt,
    }
