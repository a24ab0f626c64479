"""A portal that was downloaded: read out of its archive, or its folder, and never unpacked.

An archive comes from elsewhere, and whoever made it may be somebody else than is thought. So its
names are judged before one of them is asked for, nothing of it is written to a disk but a copy
without a name (of an archive inside an archive, or a squeezed one), and no more is read than a
portal can have.
"""

from __future__ import annotations

import io
import os
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import IO, TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure
from goodword.serving.answers import INDEX, LOST
from goodword.source.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MOST = 200_000
"""Files of an archive; a portal of 4,000 members has 15,000."""
LARGEST = 64 << 20
"""Bytes of a file that is read: the index of search is the largest, and has a tenth of it."""
WHOLE = 4 << 30
"""Bytes of an archive once it is unsqueezed."""
DEEPEST = 3
"""Folders above a portal in an archive; archives inside an archive."""
_POLICY = re.compile(
    r"^  Content-Security-Policy: (default-src 'none'; script-src 'self'(?: 'sha256-[\w+/]{43}=')*;"
    r" style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    r" worker-src 'self'; base-uri 'none'; form-action 'none')$",
    re.MULTILINE | re.ASCII,
)
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The policy of a portal that states none, or another than portals have."""
NOT_ONE = "give the artifact of a portal as it was downloaded: a .zip, a .tar, or its folder"


class _File(NamedTuple):
    """A file of an archive: its name there, and what reads it."""

    name: str
    read: Callable[[], bytes]


class Archive:
    """The files of one portal.

    Args:
        files: what reads each, by its path in the portal.
    """

    def __init__(self, files: Mapping[str, Callable[[], bytes]]) -> None:
        self._files = files
        stated = _POLICY.search((self.read("_headers") or b"").decode(errors="replace"))
        self.policy = stated.group(1) if stated else STRICT

    def read(self, path: str) -> bytes | None:
        """A file by its path, None where there is none.

        Raises:
            Failure: it is damaged, or larger than a file of a portal can be.
        """
        found = self._files.get(path)
        if found is None:
            return None
        try:
            return found()
        except (OSError, EOFError, RuntimeError, ValueError) as error:
            raise _damaged(path, error) from error
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, NotImplementedError) as error:
            raise _damaged(path, error) from error


@contextmanager
def opened(path: Path, audience: str | None = None) -> Iterator[Archive]:
    """The portal of an archive or a folder, which stays open as long as it is used.

    Args:
        path: a .zip, a .tar (squeezed or not), or a folder.
        audience: whose portal is shown where there are several.

    Raises:
        Failure: it is none of these, has names that no portal has, or holds no portal.
    """
    with ExitStack() as kept:
        try:
            known = path.stat()
            if stat.S_ISDIR(known.st_mode):
                files = _judged(_of_folder(path), path)
            elif stat.S_ISREG(known.st_mode):
                files = _unpacked(kept.enter_context(path.open("rb")), path, kept)
            else:
                raise Failure(f"{path} is neither a file nor a folder", NOT_ONE)
        except OSError as error:
            raise Failure(f"{path}: {(error.strerror or str(error)).lower()}", NOT_ONE) from error
        yield Archive(_chosen(files, path, audience))


def _unpacked(
    file: IO[bytes], path: Path, kept: ExitStack, depth: int = 0
) -> dict[str, Callable[[], bytes]]:
    """What reads each file of an archive, and of the one inside it where that is all of it."""
    try:
        files = _judged(_of_archive(file, path, kept), path)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError) as why:
        said = " ".join(str(why).split()) or type(why).__name__
        raise Failure(f"{path} is damaged, or no archive: {said}", NOT_ONE) from why
    inside = [name for name in files if name.endswith((".tar", ".zip", ".tar.gz", ".tgz"))]
    if len(files) == len(inside) == 1 and depth < DEEPEST:
        copy = kept.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        copy.write(Archive(files).read(inside[0]) or b"")
        return _unpacked(copy, path, kept, depth + 1)
    return files


def _of_archive(file: IO[bytes], path: Path, kept: ExitStack) -> Iterator[_File]:
    if zipfile.is_zipfile(file):
        return _of_zip(kept.enter_context(zipfile.ZipFile(file)), path)
    file.seek(0)
    if file.read(2) == b"\x1f\x8b":
        file = _unsqueezed(file, path, kept)
    file.seek(0)
    return _of_tar(file, path)


def _of_zip(packed: zipfile.ZipFile, path: Path) -> Iterator[_File]:
    for each in packed.infolist():
        kind = stat.S_IFMT(each.external_attr >> 16)
        if each.flag_bits & 0x1:
            raise Failure(f"{path}: {each.filename!a} is locked with a password", NOT_ONE)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise _no_file(path, each.filename)
        if each.orig_filename != each.filename and "\0" in each.orig_filename:
            raise _bad_name(path, each.orig_filename)
        if not each.is_dir():
            yield _File(each.filename, partial(_zipped, packed, each))


def _zipped(packed: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    if each.file_size > LARGEST:
        raise ValueError(f"it has more than {LARGEST >> 20} MiB")
    with packed.open(each) as file:
        return file.read(LARGEST)


def _of_tar(file: IO[bytes], path: Path) -> Iterator[_File]:
    with tarfile.open(fileobj=file, mode="r:") as packed:
        for each in packed:
            if each.isdir():
                continue
            if not each.isreg() or each.issparse():
                raise _no_file(path, each.name)
            yield _File(each.name, partial(_at, file, each.offset_data, each.size))


def _at(file: IO[bytes], place: int, size: int) -> bytes:
    """Bytes of an open file, read without moving in it: several may read at once."""
    if size > LARGEST:
        raise ValueError(f"it has more than {LARGEST >> 20} MiB")
    data = os.pread(file.fileno(), size, place)
    if len(data) < size:
        raise EOFError("it ends too early")
    return data


def _unsqueezed(file: IO[bytes], path: Path, kept: ExitStack) -> IO[bytes]:
    """A copy without a name; no more of it than a portal can have."""
    copy = kept.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.seek(0)
    squeezed = zlib.decompressobj(wbits=31)
    while data := file.read(1 << 20):
        while data:
            copy.write(squeezed.decompress(data, 1 << 22))
            data = squeezed.unconsumed_tail
            if copy.tell() > WHOLE:
                raise Failure(f"{path} holds more than {WHOLE >> 30} GiB", NOT_ONE)
    return copy


def _of_folder(path: Path) -> Iterator[_File]:
    for folder, folders, names in os.walk(path):
        for name in (*folders, *names):
            mode = os.lstat(os.path.join(folder, name)).st_mode  # noqa: PTH118 - os.walk has texts
            inside = Path(folder, name).relative_to(path).as_posix()
            if stat.S_ISREG(mode):
                yield _File(inside, partial(_lying, path, inside))
            elif not stat.S_ISDIR(mode):
                raise _no_file(path, inside)


def _lying(path: Path, inside: str) -> bytes:
    """A file of a folder; no link is followed, whatever has come there since."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        *folders, name = inside.split("/")
        for each in folders:
            below = os.open(each, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
            os.close(handle)
            handle = below
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with io.open(os.open(name, flags, dir_fd=handle), "rb") as file:  # noqa: UP020 - of a handle
            data = file.read(LARGEST + 1)
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise ValueError(f"it has more than {LARGEST >> 20} MiB")
    return data


def _judged(files: Iterable[_File], path: Path) -> dict[str, Callable[[], bytes]]:
    """What reads each file, by its name; refused are names that could lead elsewhere."""
    found: dict[str, Callable[[], bytes]] = {}
    taken: dict[str, str] = {}
    for name, read in files:
        plain = name.removeprefix("./")
        steps = plain.split("/")
        if (
            not plain.isprintable()
            or "\\" in plain
            or {"", ".", ".."} & set(steps)
            or re.match(r"[A-Za-z]:", plain)
            or normpath(plain) != plain
        ):
            raise _bad_name(path, name)
        other = taken.setdefault(fold(plain), name)
        if other != name or plain in found:
            raise Failure(
                f"{path}: {name!a} and {other!a} are one file on a disk that ignores case",
                "no portal has both: this is not what goodword portal has made",
            )
        found[plain] = read
        if len(found) > MOST:
            raise Failure(f"{path} holds more than {MOST:,} files", NOT_ONE)
    return found


def _chosen(
    files: Mapping[str, Callable[[], bytes]], path: Path, audience: str | None
) -> dict[str, Callable[[], bytes]]:
    """The files of one portal, by their paths in it."""
    starts = sorted(
        name.removesuffix(LOST)
        for name in files
        if name == LOST or (name.endswith(f"/{LOST}") and name.count("/") <= DEEPEST)
    )
    roots = [each for each in starts if f"{each}{INDEX}" in files and f"{each}robots.txt" in files]
    if not roots:
        raise Failure(f"{path} holds no portal", NOT_ONE)
    named = {each.rstrip("/").rpartition("/")[2]: each for each in roots}
    if len(roots) > 1 and audience not in named:
        which = ", ".join(sorted(each or "the top" for each in named))
        raise Failure(f"{path} holds several portals: {which}", "say which one with --audience")
    root = named[audience] if len(roots) > 1 and audience is not None else roots[0]
    return {name.removeprefix(root): read for name, read in files.items() if name.startswith(root)}


def _bad_name(path: Path, name: str) -> Failure:
    return Failure(
        f"{path}: {name!a} leads out of the archive, or is no name of a file",
        "this is not what goodword portal has made; do not unpack it",
    )


def _no_file(path: Path, name: str) -> Failure:
    return Failure(
        f"{path}: {name!a} is a link or a device, expected plain files",
        "this is not what goodword portal has made; do not unpack it",
    )


def _damaged(path: str, error: Exception) -> Failure:
    said = " ".join(str(error).split()) or type(error).__name__
    return Failure(f"{path} cannot be read from the archive: {said}", "download it again")
