"""What belongs beside the data of a program: schemas for editors, and the bytes of a checkout.

New files begin with a line that says where their schema lies. An editor that finds none there
completes nothing and says nothing, so the schemas are laid there with the first such file.
"""

from __future__ import annotations

import shutil
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source.characters import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = "schemas"
_ATTRIBUTES = (
    f"# The same bytes in every checkout, also where git is set to write CR LF.\n{ATTRIBUTES}\n"
)


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
            (root / ".gitattributes").write_text(_ATTRIBUTES, encoding="utf-8")
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
