"""Where a host opens a pull request for a branch, from the address that branches are pushed to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORT = re.compile(r"(?:[^@/\s]+@)?([^:/\s]+):(?!//)(.+)")
"""`git@host:owner/name`, as ssh takes it."""
_FORMS: tuple[tuple[tuple[str, ...], Callable[[str, str, str], str]], ...] = (
    (("github",), lambda at, branch, _: f"{at}/pull/new/{branch}"),
    (
        ("gitlab",),
        lambda at, branch, _: (
            f"{at}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
        ),
    ),
    (
        ("gitea", "forgejo", "codeberg"),
        lambda at, branch, base: f"{at}/compare/{base}...{branch}",
    ),
    (
        ("bitbucket",),
        lambda at, branch, _: f"{at}/pull-requests/new?source={quote(branch, safe='')}",
    ),
)
"""What the name of a host says of it, and its page for a new pull request."""


def page(address: str, branch: str, base: str) -> str:
    """The page on which a pull request for a branch is opened.

    Args:
        address: of the remote, in any form that git takes; who logs in there is left out.
        branch: that has the changes.
        base: into which they go.

    Returns:
        empty where the host is of a kind that is not known, or is no host.
    """
    where = _web(address)
    if where is None:
        return ""
    host, name = where
    at = f"https://{host}/{quote(name)}"
    for words, form in _FORMS:
        if any(word in host for word in words):
            return form(at, quote(branch), quote(base))
    return ""


def _web(address: str) -> tuple[str, str] | None:
    """Host (with the port of a web address) and path; None for a folder of this machine."""
    if "://" in address:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            return None
        if parts.scheme not in {"https", "http", "ssh", "git"} or not parts.hostname:
            return None
        host, path = parts.hostname, parts.path
        if port is not None and parts.scheme in {"https", "http"}:
            host = f"{host}:{port}"
    elif found := _SHORT.fullmatch(address):
        host, path = found[1].lower(), found[2]
    else:
        return None
    name = path.strip("/").removesuffix(".git")
    return (host, name) if name else None
