"""The folder of keys: one key a person, itself sealed to the staff, and nothing of it in git.

`recipients.txt` names the keys of the staff, a line each (`age1…`, or a public key of ssh).
`<id>.agekey` is the key of a person, encrypted to all of these. Who destroys it makes every copy
of that person's `contact.age` unreadable, those in the history of git and in clones as well.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyrage  # type: ignore[import-untyped] # it has no types

from goodword.diagnostics import Failure
from goodword.edits.disk import flush_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE = "GOODWORD_KEYS"
"""Names the folder."""
IDENTITY = "GOODWORD_IDENTITY"
"""The secret key of somebody on staff, or the file that has it."""
RECIPIENTS = "recipients.txt"
ENDING = ".agekey"
_LARGEST = 64 * 1024
_ID = re.compile(r"[a-z0-9](?:-?[a-z0-9])*")
_SECRET, _PEM = "AGE-SECRET-KEY-1", "PRIVATE KEY-----"
"""How the line of a secret key begins, and how the first line of one of ssh ends."""


def key_folder(stated: str, root: Path) -> Path:
    """The folder that has the keys.

    Args:
        stated: what the environment says.
        root: the program's folder.

    Raises:
        Failure: none is stated, there is none, or it lies where git would keep what is destroyed.
    """
    if not stated:
        raise Failure(
            f"{VARIABLE} is not set, and addresses are opened with the keys in the folder it names",
            "docs/contact.md says how such a folder is made",
        )
    folder = _path_of(stated)
    if folder is None or not folder.is_dir():
        raise Failure(f"{VARIABLE} names {stated}, which is no folder", "make it, or mend the path")
    folder = folder.resolve()
    inside = next((each for each in (folder, *folder.parents) if _kept_by_git(each)), None)
    if inside is not None or root.resolve() in (folder, *folder.parents):
        raise Failure(
            f"{VARIABLE} names a folder inside a repository, which would keep keys for good",
            "put it where git does not look, in a folder that the staff share",
        )
    return folder


def _path_of(stated: str) -> Path | None:
    """The path that the environment states; None where it can be none."""
    try:
        return Path(stated).expanduser()
    except RuntimeError:  # `~name`, of nobody on this machine
        return None


def _kept_by_git(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")


def _content(path: Path, shown: str = "") -> bytes | None:
    """What a plain file of the folder holds; None where there is none.

    Args:
        path: of the file.
        shown: what it is called in messages; empty for its path.

    Raises:
        Failure: it is no plain file, too large, or cannot be read.
    """
    shown = shown or str(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = "a symbolic link" if error.errno == errno.ELOOP else str(error.strerror).lower()
        raise Failure(f"{shown}: {why}, expected a file that can be read") from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Failure(f"{shown}: expected a plain file")
        found = file.read(_LARGEST + 1)
    if len(found) > _LARGEST:
        raise Failure(f"{shown}: larger than {_LARGEST} bytes, as no such file is")
    return found


def recipients(folder: Path) -> list[Any]:
    """The keys of the staff, to which the keys of people are sealed.

    Raises:
        Failure: there are none, or a line is none.
    """
    path = folder / RECIPIENTS
    content = _content(path)
    text = (content or b"").decode("utf-8-sig", "replace")
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1)]
    found = []
    for number, line in lines:
        if line and not line.startswith("#"):
            kind = pyrage.ssh if line.startswith("ssh-") else pyrage.x25519
            try:
                found.append(kind.Recipient.from_str(line))
            except pyrage.RecipientError:
                raise Failure(
                    f"{path}:{number}: this is no public key, expected age1… or ssh-ed25519 …",
                    "age-keygen -y KEY prints the public key of an age key",
                ) from None
    if not found:
        raise Failure(
            f"{path} names nobody who could open what is sealed",
            "write the public key of everybody on staff into it, a line each",
        )
    return found


def identities(stated: str) -> list[Any]:
    """The keys of whoever runs this.

    Args:
        stated: what the environment says: a secret key, or the path of a file with some.

    Raises:
        Failure: there is none, or others may read the file.
    """
    if not stated:
        raise Failure(
            f"{IDENTITY} is not set, and addresses are opened by a key of the staff",
            "set it to the file with your secret key",
        )
    said = stated.strip().strip("'\"")
    if len(said.splitlines()) > 1 or said.upper().startswith(_SECRET) or _PEM in said:
        return _identities(stated, IDENTITY)
    # Whatever it is, it is not shown: it may be a key that is not known as one.
    path = _path_of(stated)
    content = None if path is None else _content(path, IDENTITY)
    if path is None or content is None:
        raise Failure(f"{IDENTITY} names a file that is not there")
    if path.stat().st_mode & 0o077:
        raise Failure(
            f"{IDENTITY} names a file that others may read", "chmod 600 makes it yours alone"
        )
    return _identities(content.decode("utf-8", "replace"), IDENTITY)


def _identities(text: str, where: str) -> list[Any]:
    """The secret keys in a text; it is never shown."""
    if _PEM in text:
        try:
            return [pyrage.ssh.Identity.from_buffer(text.encode())]
        except pyrage.IdentityError:
            raise Failure(f"{where} holds a key of ssh that cannot be used here") from None
    lines = [line.strip().strip("'\"") for line in text.splitlines()]
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line and not line.startswith("#")
        ]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise Failure(f"{where} holds no secret key, expected {_SECRET}…")
    return found


@dataclass(frozen=True)
class Key:
    """The key of one person.

    Args:
        person: their id.
        identity: what opens; never shown.
        sealed: the content of the file that is to be made, None where it is there.
    """

    person: str
    identity: Any
    sealed: bytes | None = None

    def __repr__(self) -> str:
        return f"Key({self.person})"


def _path(folder: Path, person: str) -> Path:
    if not _ID.fullmatch(person):
        raise Failure("the id of a person was expected")
    return folder / f"{person}{ENDING}"


def has_key(folder: Path, person: str) -> bool:
    """Whether there is a key of that person."""
    return os.path.lexists(_path(folder, person))


def people(folder: Path) -> list[str]:
    """The ids of all who have a key, sorted."""
    names = (each.name for each in folder.iterdir() if each.name.endswith(ENDING))
    return sorted(name.removesuffix(ENDING) for name in names)


def new_key(folder: Path, person: str) -> Key:
    """A key for somebody who has none yet; `lay_down` keeps it."""
    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(f"{identity}\n".encode(), recipients(folder))
    return Key(person, identity, sealed)


def open_key(folder: Path, person: str, mine: Iterable[Any]) -> Key:
    """The key of a person, opened with a key of the staff.

    Raises:
        Failure: there is none, or none of these opens it.
    """
    path = _path(folder, person)
    content = _content(path)
    if content is None:
        raise Failure(
            f"{person} has no key in {VARIABLE}, so nobody can read their contact.age",
            f"goodword influencer contact {person} --forget takes it away; then enter it anew",
        )
    try:
        opened = pyrage.decrypt(content, list(mine))
    except pyrage.DecryptError:
        raise Failure(
            f"the key of {person} is not opened by yours ({IDENTITY}), or is damaged",
            "somebody whose key opens it seals it to you too: docs/contact.md",
        ) from None
    return Key(person, _identities(opened.decode("utf-8", "replace"), path.name)[0])


def lay_down(folder: Path, key: Key) -> None:
    """Keep a new key; readable by nobody else on this machine, and on the disk before it is used.

    Raises:
        Failure: somebody has made one meanwhile, or it cannot be written.
    """
    if key.sealed is None:
        return
    path = _path(folder, key.person)
    beside = path.with_name(f".{path.name}.{os.getpid()}~")
    try:
        write_file(beside, key.sealed, 0o600)
        try:
            os.link(beside, path)  # unlike a move it takes nobody's place
        finally:
            beside.unlink()
        flush_folder(folder)
    except FileExistsError:
        message = f"{key.person} was given a key meanwhile"
        raise Failure(message, "run the command again") from None
    except OSError as error:
        raise Failure(f"{path.name}: {str(error.strerror).lower()}, so no key was kept") from None


def seal_anew(folder: Path, person: str, mine: Iterable[Any]) -> None:
    """Seal the key of a person to who is on staff now.

    Raises:
        Failure: see `open_key`, `recipients`; the key is as it was then.
    """
    key = open_key(folder, person, mine)
    path = _path(folder, person)
    beside = path.with_name(f".{path.name}.{os.getpid()}~")
    try:
        write_file(beside, pyrage.encrypt(f"{key.identity}\n".encode(), recipients(folder)), 0o600)
        beside.replace(path)
        flush_folder(folder)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Failure(f"{path.name}: {str(error.strerror).lower()}") from None


def destroy_key(folder: Path, person: str) -> bool:
    """Destroy the key of a person, for good: their `contact.age` opens nowhere any more.

    It is overwritten before it goes, as far as a disk lets itself be told so; copies of the
    folder elsewhere are not reached.

    Returns:
        Whether there was one.

    Raises:
        Failure: it cannot be destroyed.
    """
    path = _path(folder, person)
    try:
        size = path.lstat().st_size
        if not path.is_symlink():
            handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                os.write(handle, bytes(size))
                os.fsync(handle)
            finally:
                os.close(handle)
        path.unlink()
        flush_folder(folder)
    except FileNotFoundError:
        return False
    except OSError as error:
        why = str(error.strerror).lower()
        raise Failure(f"{path.name}: {why}, so the key was not destroyed") from None
    return True
