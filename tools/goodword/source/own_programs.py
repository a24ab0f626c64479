"""Programs that a repository's own settings name for git to run, and how git is kept from it.

What a person has set for all their repositories (a filter of large files, what signs) is theirs
and runs. What stands in the settings of the repository came with it, as from an archive, and does
not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.source.repository import setting, start

if TYPE_CHECKING:
    from pathlib import Path

_THEIRS = frozenset({"local", "worktree"})
_FILTER = re.compile(r"(filter\..*)\.(?:clean|smudge|process|required)", re.DOTALL)
_SIGNS = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.ssh.defaultkeycommand": "",
}
"""What signs, and what git takes where nothing is set."""


def without_own_programs(folder: Path) -> tuple[str, ...]:
    """Arguments for git, before its command, that put aside what the repository's settings name.

    Raises:
        Failure: git gives no answer.
    """
    process = start(folder, "config", "--show-scope", "--name-only", "--list", "-z")
    output, _ = process.communicate()
    parts = output.decode(errors="surrogateescape").split("\0")[:-1]
    found: dict[str, str] = {}
    for scope, name in zip(parts[::2], parts[1::2], strict=False):
        if scope not in _THEIRS:
            continue
        driver = _FILTER.fullmatch(name)
        if driver:
            empty = {f"{driver[1]}.{key}": "" for key in ("clean", "smudge", "process")}
            found |= {**empty, f"{driver[1]}.required": "false"}
        elif name in _SIGNS:
            found[name] = setting(folder, name, own=True) or _SIGNS[name]
    return tuple(part for name, value in found.items() for part in ("-c", f"{name}={value}"))
