"""A login: the headers that a reader's browser would send, and the same with something wrong.

What is secret in it comes as a value, never by an argument of a command, and is never shown.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodword.probe.wire import Headers

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
FORMS = (
    "basic:VARIABLE (which holds user:password), header:NAME=VARIABLE or cookies:FILE (a "
    "cookies.txt, or lines name=value)"
)


@dataclass(frozen=True, slots=True)
class Login:
    """What makes a request a reader's.

    Args:
        headers: to be sent.
        user: the name, where it is one with a password.
        names: of headers that it sends.
        cookies: names of cookies that it sends.
    """

    headers: Headers = field(default=(), repr=False)
    user: str = ""
    names: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()


def login(
    stated: Sequence[str],
    environment: Mapping[str, str],
    read: Callable[[str], str],
    host: str,
) -> Login | None:
    """The login that options state; None where they state none.

    Args:
        stated: each `basic:VARIABLE`, `header:NAME=VARIABLE` or `cookies:FILE`.
        environment: what variables hold.
        read: gives the text of a file.
        host: for which cookies of a file are wanted.

    Raises:
        Failure: a form is none of these, or a variable is not set. What was stated is not
            repeated: it might be the secret itself.
    """
    headers: list[tuple[str, str]] = []
    user, cookies = "", tuple[str, ...]()
    for each in stated:
        kind, _, rest = each.partition(":")
        if kind == "basic":
            value = _held(rest, environment)
            user, colon, _ = value.partition(":")
            if not colon:
                raise Failure(f"the variable {rest} holds no user:password")
            headers.append(("Authorization", basic(value)))
        elif kind == "header" and "=" in rest:
            name, _, variable = rest.partition("=")
            if not _NAME.fullmatch(name):
                raise Failure("--login names no header", f"logins are stated as {FORMS}")
            value = _plain(_held(variable, environment), variable)
            headers.append((name, value))
            if name.lower() == "cookie":
                cookies += tuple(each.partition("=")[0].strip() for each in value.split(";"))
        elif kind == "cookies" and rest:
            pairs = _cookies(read(rest), host)
            if not pairs:
                raise Failure(f"{rest} holds no cookie for {host}")
            cookies += tuple(name for name, _ in pairs)
            headers.append(("Cookie", "; ".join(f"{k}={v}" for k, v in pairs)))
        else:
            raise Failure("--login states no login that is known", f"logins are stated as {FORMS}")
    if not headers:
        return None
    return Login(
        tuple(headers),
        user,
        tuple(name for name, _ in headers if name.lower() != "cookie"),
        cookies,
    )


def basic(pair: str) -> str:
    """The header of a user and a password, `user:password`."""
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _held(variable: str, environment: Mapping[str, str]) -> str:
    if not _VARIABLE.fullmatch(variable) or not environment.get(variable):
        raise Failure(
            "--login names a variable that is not set",
            "state the name of the variable of the environment, not what it holds",
        )
    return environment[variable]


def _plain(value: str, variable: str) -> str:
    if not value.isascii() or not value.isprintable():
        raise Failure(f"the variable {variable} holds what no header can")
    return value


def _cookies(text: str, host: str) -> list[tuple[str, str]]:
    """Name and value of each cookie for the host.

    Args:
        text: a cookies.txt as browsers' extensions and curl write it, or lines `name=value`.
        host: whose they are to be.
    """
    found: dict[str, str] = {}
    for raw in text.splitlines():
        line = raw.removeprefix("#HttpOnly_").strip()
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) == 7:
            domain = fields[0].lstrip(".").lower()
            if host == domain or (host.endswith(f".{domain}") and fields[1].upper() == "TRUE"):
                found[fields[5]] = fields[6]
        elif "=" in line:
            name, _, value = line.partition("=")
            found[name.strip()] = value.strip()
    return [
        (name, value)
        for name, value in found.items()
        if _NAME.fullmatch(name) and value.isascii() and value.isprintable() and ";" not in value
    ]
