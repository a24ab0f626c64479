"""Files that this user's runs leave for later runs, sealed with a secret that lies elsewhere.

A file that was damaged, changed by hand or put there by somebody else (with a repository, say)
does not fit its seal and gives nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 64 * 1024 * 1024
_SECRET_BYTES = 32


def folder_of(root: Path, *names: str) -> Path | None:
    """A folder below the root, made where it is missing; None where a link or a file is there.

    Git is told to ignore the first of them.
    """
    try:
        folder = root.absolute()
        for name in names:
            folder /= name
            with suppress(FileExistsError):
                folder.mkdir()
            if not stat.S_ISDIR(folder.lstat().st_mode):
                return None  # a link would lead us to write elsewhere
        with suppress(FileExistsError), (root / names[0] / ".gitignore").open("x") as made:
            made.write("*\n")
    except OSError:
        return None
    return folder


def seal(secret: bytes, name: str, *body: bytes) -> bytes:
    """What only the owner of the secret can say of a file's content, which may come in pieces."""
    state = hashlib.blake2b(name.encode(), key=secret, digest_size=32)
    for each in body:
        state.update(each)
    return state.hexdigest().encode()


class Bundles:
    """Sets of files, each kept as one sealed file.

    Args:
        folder: where they lie.
        secret: seals them.
        most: how many stay, newest first.
    """

    def __init__(self, folder: Path, secret: bytes, most: int) -> None:
        self._folder = folder
        self._secret = secret
        self._most = most

    @property
    def empty(self) -> bool:
        """Whether nothing is kept at all."""
        try:
            return not any(each.name[0] != "." for each in self._folder.iterdir())
        except OSError:
            return True

    def read(self, name: str) -> dict[str, bytes] | None:
        """The files by their path; None where there are none or the seal does not fit."""
        data = DiskTree(self._folder).read(name, _LARGEST)
        if not isinstance(data, bytes) or len(data) > _LARGEST:
            return None
        stated, _, body = data.partition(b"\n")
        if not hmac.compare_digest(stated, seal(self._secret, name, body)):
            return None
        index, _, rest = body.partition(b"\n")
        found, at = {}, 0
        for path, length in json.loads(index):
            found[path] = rest[at : at + length]
            at += length
        return found

    def write(self, name: str, files: Mapping[str, bytes]) -> None:
        """Keep the files, and forget the oldest of the others; does nothing where it cannot."""
        index = json.dumps([[path, len(data)] for path, data in files.items()]).encode()
        body = (index, b"\n", *files.values())  # never joined: one of them may be large
        with suppress(OSError):
            handle, made = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            with os.fdopen(handle, "wb") as file:
                file.writelines((seal(self._secret, name, *body), b"\n", *body))
            Path(made).replace(self._folder / name)
            others = [each for each in self._folder.iterdir() if each.name != name]
            others.sort(key=lambda each: each.lstat().st_mtime, reverse=True)
            for each in others[self._most :]:
                each.unlink()


def user_secret() -> bytes | None:
    """The secret of this user, made where there is none; None where it cannot be kept."""
    try:
        home = os.environ.get("XDG_CACHE_HOME", "")
        folder = (Path(home) if home.startswith("/") else Path.home() / ".cache") / "goodword"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "secret"
        if not path.exists():
            handle, name = tempfile.mkstemp(dir=folder)
            made = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
            with suppress(FileExistsError):  # another run was faster
                path.hardlink_to(made)
            made.unlink()
        known = path.stat()
        if known.st_uid != os.getuid() or known.st_mode & 0o077:
            return None
        found = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return found if len(found) == _SECRET_BYTES else None
