"""Edits written to disk: all of them or none, however the run ends.

Before anything changes, `.goodword/journal` says how to undo it: the paths, what they held, the
folders that are made. Then the new files, written and flushed beside, are moved into place one by
one; the journal is removed last. A run that dies in between is undone by the next that writes;
until then those that read see the files as they were (`edits.unfinished`).
"""

from __future__ import annotations

import itertools
import os
import stat
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits.disk import MANY, WORK, failure, flush_folders, locked, write_file
from goodword.edits.edit import digest
from goodword.edits.journal import JOURNAL, Change, Plan, forget, recall, remember
from goodword.edits.paths import is_laid, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from goodword.edits.edit import Edit


def write(
    root: Path,
    edits: Iterable[Edit],
    progress: Callable[[int, int], None] | None = None,
    *,
    begun: bool = False,
) -> None:
    """Write all edits, or leave everything as it was.

    Args:
        root: the repository's folder.
        edits: at most one for a path.
        progress: called with how many files are in place and how many there are.
        begun: the program itself is begun with these, or brought up to date: new files, and those
            that were laid so, may lie beside the data folders.

    Raises:
        Failure: a file changed meanwhile, a path leads outside the data folders or through a
            link, the disk is full or may not be written. Nothing is changed then.
    """
    wanted = sorted(edits, key=lambda edit: edit.path)
    for before, after in itertools.pairwise(wanted):
        if before.path == after.path:
            raise Failure(f"{before.path} would be written twice")
    if not wanted:
        return
    with locked(root) as work:
        _undo_what_was_left(root, work)
        plan = Plan([_looked_at(root, edit, begun) for edit in wanted])
        plan.folders = _missing_folders(root, plan)
        try:
            _stage(work, plan)
            remember(work, plan)
            _put_in_place(root, plan, progress)
            forget(work)
        # Ctrl-C too: what was begun is undone before anything else is said.
        except BaseException as error:
            _undo(root, work, plan)
            if isinstance(error, OSError):
                raise failure(error) from None
            raise
        _clear(work)


def recover(root: Path) -> bool:
    """Undo what a run that died left half-written.

    Returns:
        Whether there was anything to undo.
    """
    if not (root / WORK / JOURNAL).is_file():
        return False
    with locked(root) as work:
        return _undo_what_was_left(root, work)


def _looked_at(root: Path, edit: Edit, begun: bool) -> Change:  # noqa: FBT001 - as `write` has it
    """The change that an edit means, if the file is as the edit expects."""
    begun = begun and (edit.expected is None or is_laid(edit.path))
    why = refusal(root, edit.path, begun=begun)
    if why:
        raise Failure(f"{edit.path} {why}")
    target = root / edit.path
    try:
        old = target.read_bytes()
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        old, mode = None, 0
    except OSError as error:
        raise failure(error) from None
    if (None if old is None else digest(old)) != edit.expected:
        raise Failure(f"{edit.path} has changed meanwhile", "run the command again")
    if old is not None and not os.access(target, os.W_OK):
        raise Failure(f"{edit.path} may not be written", "change its permissions")
    return Change(edit.path, old, mode, edit.new)


def _missing_folders(root: Path, plan: Plan) -> list[str]:
    """The folders that are to be made, outer ones first."""
    wanted = {
        str(parent)
        for change in plan.changes
        if change.new is not None
        for parent in PurePosixPath(change.path).parents
        if str(parent) != "."
    }
    return sorted(folder for folder in wanted if not (root / folder).is_dir())


def _stage(work: Path, plan: Plan) -> None:
    """Write the new contents beside, and see them on the disk."""
    stage = work / "staged"
    stage.mkdir(exist_ok=True)
    many = len(plan.changes) >= MANY
    for number, change in enumerate(plan.changes):
        if change.new is None:
            continue
        change.staged = stage / f"{number}"
        mode = change.mode if change.old is not None else None
        write_file(change.staged, change.new, mode, flush=not many)
    # One wait for the disk in place of thousands.
    if many:
        os.sync()


def _put_in_place(root: Path, plan: Plan, progress: Callable[[int, int], None] | None) -> None:
    for folder in plan.folders:
        (root / folder).mkdir(exist_ok=True)
    touched = {(root / change.path).parent for change in plan.changes}
    touched |= {(root / folder).parent for folder in plan.folders}
    for number, change in enumerate(plan.changes, 1):
        if change.staged is None:
            (root / change.path).unlink()
        else:
            change.staged.replace(root / change.path)
        if progress:
            progress(number, len(plan.changes))
    flush_folders(touched)


def _undo(root: Path, work: Path, plan: Plan) -> None:
    """Make everything as it was before the plan, and forget the plan."""
    try:
        for change in plan.changes:
            _restore(root, work, change)
        # Inner ones first: a folder goes only when it is empty.
        for folder in reversed(plan.folders):
            with suppress(OSError):  # somebody else has put something there
                (root / folder).rmdir()
        flush_folders({(root / change.path).parent for change in plan.changes})
        forget(work)
        _clear(work)
    except OSError as error:
        hint = f"what was half-written is undone by the next run that writes ({WORK}/{JOURNAL})"
        raise Failure(failure(error).message, hint) from None


def _restore(root: Path, work: Path, change: Change) -> None:
    target = root / change.path
    if change.old is None:
        with suppress(FileNotFoundError, NotADirectoryError):
            target.unlink()
        return
    try:
        # One that was never replaced keeps its times, and its watchers their peace.
        if target.read_bytes() == change.old:
            return
    except FileNotFoundError:
        pass
    staged = work / "restored"
    write_file(staged, change.old, change.mode)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _undo_what_was_left(root: Path, work: Path) -> bool:
    """Undo the plan in the journal, if a run died over it."""
    recalled = recall(work)
    if recalled is None:
        _clear(work)
        return False
    plan, new = recalled
    for folder in plan.folders:
        if refusal(root, f"{folder}/file", begun=True):
            raise Failure(f"{WORK}/{JOURNAL} names the folder {folder}", "delete the journal")
    for change in plan.changes:
        must_be_ours(root, change, new[change.path])
    _undo(root, work, plan)
    return True


def must_be_ours(root: Path, change: Change, new: str | None) -> None:
    """Refuse to undo what somebody has changed since."""
    why = refusal(root, change.path, begun=change.old is None or is_laid(change.path))
    if why:
        raise Failure(f"{change.path} {why}", f"delete {WORK}/{JOURNAL} once all is well")
    try:
        now = digest((root / change.path).read_bytes())
    except FileNotFoundError:
        now = None
    if now not in (None if change.old is None else digest(change.old), new):
        raise Failure(
            f"{change.path} was half-written by a run that died, and changed since",
            f"look at git diff, mend it, delete {WORK}/{JOURNAL}",
        )


def _clear(work: Path) -> None:
    """Delete what was written beside."""
    for path in (work / f"{JOURNAL}.new", work / "restored", *(work / "staged").glob("*")):
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        (work / "staged").rmdir()
