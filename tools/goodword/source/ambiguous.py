"""Names of revisions that may mean several commits, which a stranger's tag can bring about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = re.compile(r"(?:(?!@\{)[^~^:\0])+")
"""What a revision begins with, before it goes to parents or files."""
_FULL = re.compile(r"HEAD|[0-9a-f]{40}|[0-9a-f]{64}")
_SHORT = re.compile(r"[0-9a-f]{4,39}")
_PLACES = ("refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
"""Where git looks for a name, first place first."""


def refuse_ambiguous(run: Callable[..., bytes], revision: str) -> None:
    """Refuse a name of several commits: git takes a tag, whoever pushed it, before a branch.

    Args:
        run: gives what a git command prints in the repository.
        revision: whatever git takes as the name of a commit.

    Raises:
        Failure: the name is that of several refs, or of a ref and a commit, that differ.
    """
    name = _NAME.match(revision)
    if name is None or _FULL.fullmatch(name[0]):
        return
    wanted = [f"{place}{name[0]}" for place in _PLACES]
    listed = run("for-each-ref", "--format=%(refname)", *wanted)
    found = [each for each in listed.decode(errors="replace").splitlines() if each in wanted]
    meant = {run("rev-parse", f"{each}^{{}}").strip() for each in found}
    if found and _SHORT.fullmatch(name[0]):
        said = run("rev-parse", f"--disambiguate={name[0]}").decode().split()
        kinds = ((each, run("cat-file", "-t", each).strip()) for each in said)
        meant |= {each.encode() for each, kind in kinds if kind == b"commit"}
    if len(meant) > 1:
        what = " and ".join(found) if found[1:] else f"{found[0]} and the beginning of a commit's"
        raise Failure(f"{name[0]!r} is the name of {what}", "say it in full")
