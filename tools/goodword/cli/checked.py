"""What `check` finds in a program: found by an earlier run on the same files, else found now.

Until that is known nothing is imported that reads or judges: to say that nothing changed takes no
model and no rules.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from goodword.cli.ahead import Ahead, listed_ahead
from goodword.diagnostics import BeyondPart, arrange
from goodword.source import answers, last
from goodword.source.answers import Answer
from goodword.source.home import UNFINISHED
from goodword.source.last import Last
from goodword.source.trees import DiskTree, GitTree, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from goodword.cli.judging import Keys
    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic
    from goodword.source.answers import Answers
    from goodword.source.stats_told import Named
    from goodword.source.trees import Tree


def checked(
    root: Path, revision: str | None, day: date | None, session: Session | None = None
) -> tuple[Answer, Tree]:
    """What is wrong with the files on a day, and the files.

    Args:
        root: the program's folder.
        revision: a git revision, None for the working tree.
        day: the day asked for, None for today.
        session: the same, where there is one already.

    Raises:
        Failure: there is no program, or no such revision.
    """
    commit = GitTree(root, revision) if revision is not None and session is None else None
    if session is not None and isinstance(session.tree, GitTree):
        commit = session.tree
    trees: list[DiskTree] = []

    def list_ahead() -> Callable[[], Named | None] | None:
        if not trees and session is None and commit is None and not _unfinished(root):
            trees.append(listed_ahead(root))
        return trees[0].named if trees and isinstance(trees[0], Ahead) else None

    kept = _kept(root, commit, list_ahead)
    if kept is not None:
        on = day or ((zone := kept.zone) and datetime.now(zone).date())
        found = kept.find(on) if on else None
        if found is None and commit is None and session is None:
            found = _after_few_changes(root, kept, day)
        if found is not None:
            return found, commit or DiskTree(root)
    if session is None:
        list_ahead()
        from goodword.cli.session import Session

        session = Session(root, revision, day)
        if commit is not None:
            session.__dict__.update(tree=commit)
        elif trees and not _unfinished(root):  # a command may have begun to write since
            session.__dict__.update(tree=trees[0])
    return _found(session, kept), session.tree


def said_before(session: Session) -> tuple[Diagnostic, ...] | None:
    """What an earlier run found in the files of a session; None where that is not known."""
    tree = session.tree
    if isinstance(tree, Overlay):
        return None
    kept = _kept(session.root, tree if isinstance(tree, GitTree) else None, None)
    found = kept.find(session.as_of) if kept else None
    return found.found if found else None


def _kept(root: Path, commit: GitTree | None, without: answers.Ahead | None) -> Answers | None:
    if commit is not None:
        repository = commit.repository
        return None if repository.bare else answers.of_commit(root, commit.commit, repository)
    return None if _unfinished(root) else answers.on_disk(root, without)


def _unfinished(root: Path) -> bool:
    return os.path.lexists(root / UNFINISHED)


def _found(session: Session, kept: Answers | None) -> Answer:
    """What is found now, and kept."""
    from goodword.cli.judging import judged
    from goodword.resources import schemas_directory
    from goodword.rules import RULES
    from goodword.source.schema_copy import stale

    keys: Keys = {}

    def tell() -> None:
        if kept is not None and isinstance(session.tree, DiskTree):
            kept.told(session.tree.told())

    found = judged(session, keys if _is_remembered(session, kept) else None, tell)
    copy = stale(session.tree, schemas_directory())
    files = sum(session.loaded.counts.values())
    answer = Answer(arrange((*found, copy) if copy else found), files, len(RULES))
    if kept is not None and not isinstance(session.tree, Overlay):
        _keep(session, kept, answer, keys)
    return answer


def _keep(session: Session, kept: Answers, answer: Answer, keys: Keys) -> None:
    """Keep what was found; of a large program so that after few changes little need be read."""
    from goodword.cli.judging import COUNTING, keys_of

    program, on = session.loaded.program, session.as_of
    logo = (program.settings.portal.logo if session.revision is None else None) or ""
    tree = session.tree if isinstance(session.tree, DiskTree) else DiskTree(session.root)
    index = kept.files.weighed(ignores=tree.ignores, free=tree.free) if kept.files else None
    beside = _way(session.root, logo)
    sound = kept.keep(on, answer, zone=program.zone, beside=beside, index=index)
    if sound and kept.files and _is_remembered(session, kept):
        keys = {
            each.name: keys[each.name] if each.name in keys else keys_of(each, session.snapshot)
            for each in COUNTING
        }
        found = Last(answer, on, program.zone.key, index, beside, {}, keys)
        last.keep(kept.files, found)


def _is_remembered(session: Session, kept: Answers | None) -> bool:
    """Whether more is kept than what was found: of large programs of which all files are sound."""
    from goodword.cli.session import LARGE

    loaded = session.loaded
    if kept is None or not kept.on_disk or sum(loaded.counts.values()) <= LARGE:
        return False
    return not (loaded.diagnostics or loaded.program.broken or loaded.program.packed)


def again(root: Path, known: Last) -> Answer:
    """What is found now, told from what was found before; see `again`, imported for it alone."""
    from goodword.cli import again

    return again.again(root, known)


def _after_few_changes(root: Path, kept: Answers, day: date | None) -> Answer | None:
    """What is found now, where that is known from few files; then it is kept."""
    known = last.find(kept.files) if kept.files else None
    if known is None or kept.files is None:
        return None
    zone = ZoneInfo(known.zone)
    if (day or datetime.now(zone).date()) != known.day:
        return None
    try:
        answer = again(root, known)
    except BeyondPart:
        return None
    index = kept.files.weighed(ignores=not (known.tracked and known.tracked[1]))
    kept.keep(known.day, answer, zone=zone, beside=known.beside, index=index)
    return answer


def _way(root: Path, path: str | None) -> list[Path]:
    """A file that lies anywhere in the program, and the folders on the way to it."""
    steps = path.split("/") if path else []
    return [root.joinpath(*steps[:count]) for count in range(1, len(steps) + 1)]
