"""Where a redirect may lead: to a sign-in that is known, or to one that asks for a password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence


class SignIn(NamedTuple):
    """A sign-in that is known by its address.

    Args:
        host: the end of its host name, from a dot on, or the whole of it.
        path: how its path begins.
    """

    host: str
    path: str


SIGN_INS = (
    SignIn("github.com", "/login"),
    SignIn("github.com", "/pages/auth"),
    SignIn("gitlab.com", "/users/sign_in"),
    SignIn("gitlab.com", "/oauth/authorize"),
    SignIn(".cloudflareaccess.com", "/cdn-cgi/access/login"),
    SignIn("accounts.google.com", "/"),
    SignIn("login.microsoftonline.com", "/"),
    SignIn(".okta.com", "/"),
    SignIn(".auth0.com", "/"),
)
"""Of those who run many sites; others are stated (`--sign-in`) or have a password field."""
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)


def known(url: str) -> bool:
    """Whether an address is that of a sign-in which serves many sites, and pages of none."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        host = parts.hostname or ""
        for each in SIGN_INS:
            whose = host.endswith(each.host) if each.host.startswith(".") else host == each.host
            if whose and parts.path.startswith(each.path):
                return True
    return False


def asks_for_password(body: bytes) -> bool:
    """Whether a page has a field for a password."""
    return bool(_PASSWORD.search(body))


def below(url: str, stated: Sequence[str]) -> bool:
    """Whether an address is one of those stated, or begins as one."""
    return any(
        url == each or url.startswith((each.rstrip("/") + "/", each + "?")) for each in stated
    )
