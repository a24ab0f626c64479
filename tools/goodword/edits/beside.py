"""What belongs beside the data of a program: schemas for editors, and the bytes of a checkout.

New files begin with a line that says where their schema lies. An editor that finds none there
completes nothing and says nothing, so the schemas are laid there with the first such file.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits.disk import failure, write_file
from goodword.source import characters

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = "schemas"
ATTRIBUTES = (
    "# The same bytes in every checkout, also where git is set to write CR LF.\n"
    f"{characters.ATTRIBUTES}\n"
)
"""What a program has in .gitattributes."""


def lay_beside(root: Path, schemas: Path, *, begun: bool) -> tuple[str, ...]:
    """Lay there what is missing; what is there already stays as it is.

    Args:
        root: the program's folder.
        schemas: the folder of the schemas that the tool judges by.
        begun: the program itself has just been begun, so that .gitattributes belongs to it too.

    Returns:
        what was laid there, for a sentence.

    Raises:
        Failure: the folder may not be written.
    """
    laid = []
    try:
        if begun and not (root / ".gitattributes").exists():
            (root / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
            laid.append(".gitattributes")
        target = root / SCHEMAS
        if not (target.exists() or target.is_symlink()):
            parts = root.__class__(mkdtemp(prefix=f".{SCHEMAS}.", dir=root))
            for path in sorted(schemas.glob("*.schema.json")):
                shutil.copyfile(path, parts / path.name)
            parts.chmod(root.stat().st_mode & 0o777)
            parts.replace(target)
            laid.append(f"{SCHEMAS}/ (for editors)")
    except OSError as error:
        raise Failure(
            f"{error.filename}: {(error.strerror or str(error)).lower()}",
            "the files of the program are written; only what editors use is missing",
        ) from None
    return tuple(laid)


def lay_file(root: Path, path: str, data: bytes) -> None:
    """Write one file beside the data, at once; its mode is kept.

    Args:
        root: the top of the repository.
        path: POSIX path from there.
        data: what it is to hold.

    Raises:
        Failure: it may not be written, or a link or a folder stands in the way. It is as it was.
    """
    target = root / path
    beside = target.with_name(f".{target.name}.new~")
    try:
        for each in (target, *target.parents):
            if each.is_relative_to(root) and each != root and each.is_symlink():
                shown = each.relative_to(root).as_posix()
                raise Failure(f"{path} leads through the symbolic link {shown}", "delete the link")
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise Failure(f"{path} may not be written", "change its permissions")
        write_file(beside, data, mode)
        beside.replace(target)
    except OSError as error:
        raise failure(error) from None
    finally:
        with suppress(OSError):
            beside.unlink()


def delete_file(root: Path, path: str) -> None:
    """Delete one file beside the data; a folder that is empty then goes too.

    Args:
        root: the top of the repository.
        path: POSIX path from there.

    Raises:
        Failure: it may not be deleted.
    """
    target = root / path
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise failure(error) from None
    with suppress(OSError):
        target.parent.rmdir()
