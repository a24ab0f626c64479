"""The tree as it was before a run that died half-way: what every command that reads goes by.

Between two renames some files are new and some are old, and nothing in them says so. The journal
does: it holds what each of them was, and that is laid over what lies on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.edits.disk import WORK
from goodword.edits.journal import recall
from goodword.edits.writing import must_be_ours

if TYPE_CHECKING:
    from pathlib import Path


def as_they_were(root: Path) -> dict[str, bytes | None]:
    """What the files held that a run which has not ended was changing.

    Args:
        root: the repository's folder.

    Returns:
        Path to content, None for a file that was not there; empty where no run was left.

    Raises:
        Failure: the journal cannot be read, or a file in it was changed since.
    """
    if (root / WORK).is_symlink():  # what lies elsewhere was not written by a run over this folder
        return {}
    recalled = recall(root / WORK)
    if recalled is None:
        return {}
    plan, new = recalled
    for change in plan.changes:
        must_be_ours(root, change, new[change.path])
    return {change.path: change.old for change in plan.changes}
