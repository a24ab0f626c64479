"""Which goodword a program is run with: pinned by hashes, by a commit, or not at all.

Everything that it runs with is pinned by the tool's own lock. The tool itself is on no package
index, so that its place has to be said: a wheel, which pip checks by its hash, or a commit, whose
id is its hash; pip installs the latter in a call of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.resources import COMMIT, LOCK

if TYPE_CHECKING:
    from collections.abc import Mapping

WHEELS = "wheels"
"""Where a wheel lies that has no address."""
FORMS = (
    "a wheel on this machine, https://…/goodword-….whl#sha256=… or "
    "git+https://…/goodword@ and the 40 digits of a commit"
)
"""How the place of goodword can be said."""
_WHEEL = re.compile(
    r"goodword-[0-9][A-Za-z0-9.+!_]*-[A-Za-z0-9._]+-[A-Za-z0-9._]+-[a-z0-9._]+\.whl"
)
_ADDRESS = re.compile(
    r"(?P<url>https://[^\s/@#?'\"\\]+/[^\s#?'\"\\]*?(?P<name>[^/\s#?'\"\\]+\.whl))"
    r"#sha256=(?P<hash>[0-9a-f]{64})"
)
_REVISION = re.compile(r"git\+(?P<url>(?:https|ssh)://[^\s#'\"\\]+)@(?P<commit>[0-9a-f]{40})")


class Pin(NamedTuple):
    """How the goodword of a program is pinned.

    Args:
        files: what says so, by path from the program's root.
        commands: what sets it up, a line each.
        whole: whether goodword itself is pinned too.
        stated: whether it was asked for.
    """

    files: Mapping[str, bytes]
    commands: tuple[str, ...]
    whole: bool = True
    stated: bool = False


def by_wheel(lock: bytes, name: str, content: bytes) -> Pin | None:
    """Pinned by a wheel that is laid into the repository; None where it is no wheel of goodword."""
    if not _WHEEL.fullmatch(name):
        return None
    line = f"./{WHEELS}/{name} --hash=sha256:{hashlib.sha256(content).hexdigest()}"
    return Pin({LOCK: _lock(lock, line), f"{WHEELS}/{name}": content}, (_INSTALL,))


def by_text(lock: bytes, text: str) -> Pin | None:
    """Pinned by the address of a wheel with its hash, or by a commit; None where it is neither."""
    wheel = _ADDRESS.fullmatch(text)
    if wheel and _WHEEL.fullmatch(wheel["name"]):
        line = f"goodword @ {wheel['url']} --hash=sha256:{wheel['hash']}"
        return Pin({LOCK: _lock(lock, line)}, (_INSTALL,))
    revision = _REVISION.fullmatch(text)
    if revision:
        line = f"goodword @ {text}\n"
        files = {LOCK: _lock(lock, ""), COMMIT: line.encode()}
        return Pin(files, (_INSTALL, _INSTALL_COMMIT))
    return None


def not_pinned(lock: bytes) -> Pin:
    """What goodword runs with is pinned, and itself is not."""
    return Pin({LOCK: _lock(lock, "")}, (_INSTALL,), whole=False)


def of_installed(record: str | None) -> str:
    """Where the running goodword was installed from, as `by_text` reads it.

    Args:
        record: what pip wrote down of it (`direct_url.json`, PEP 610); None where nothing.

    Returns:
        a file's address (`file://…`) where it was a wheel of this machine; empty where unknown.
    """
    try:
        known = json.loads(record or "{}")
        url = str(known.get("url", ""))
        commit = known.get("vcs_info", {}).get("commit_id")
        digest = known.get("archive_info", {}).get("hashes", {}).get("sha256")
    except (ValueError, AttributeError):
        return ""
    if commit:
        return f"git+{url}@{commit}"
    if digest:
        return url if url.startswith("file://") else f"{url}#sha256={digest}"
    return ""


_INSTALL = f".venv/bin/pip install --require-hashes -r {LOCK}"
_INSTALL_COMMIT = f".venv/bin/pip install --no-deps --no-build-isolation -r {COMMIT}"
HEAD = """\
# What goodword runs with, each package with its hashes; `pip install --require-hashes -r` takes
# nothing else.
"""


def _lock(lock: bytes, line: str) -> bytes:
    """The lock with a line for goodword behind it."""
    body = lock.decode().rstrip("\n").replace(" (pyproject.toml)", "")
    if line:
        return f"{HEAD}{body}\n{line}\n".encode()
    return f"{HEAD}{ELSEWHERE}{body}\n".encode()


ELSEWHERE = (
    f"# goodword itself is not in here: a commit stands in {COMMIT} where one was named, else\n"
    "# nothing pins it, and whoever runs this program installs it as they see fit.\n"
)
