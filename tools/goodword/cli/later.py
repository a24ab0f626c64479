"""Later states of a program's files, whose permissions hold for what is shown of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.permissions import Newer
from goodword.diagnostics import Failure
from goodword.load import Alike, load
from goodword.source.repository import Repository
from goodword.source.trees import DiskTree, GitTree, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.cli.session import Session
    from goodword.source.trees import Tree


def later_states(session: Session) -> list[Newer]:
    """Later states of the files, whose permissions hold for what is shown of an earlier one.

    The working tree, the newest commit, the newest one fetched, and that of the remote's default
    branch, for one of our own may have left it before somebody withdrew; where a commit and no
    branch is checked out, the newest of the branches that hold it too. Those that are the revision
    shown, or came before it, say nothing later.
    """
    try:
        repository = Repository(session.root)
        shown = repository.commit(session.revision or "HEAD")
    except Failure:
        return []
    trees: list[tuple[Tree, bool]] = []
    known: set[str] = set()
    for name in ("HEAD", "@{upstream}", "refs/remotes/origin/HEAD", *_beyond(repository, shown)):
        try:
            commit = repository.commit(name)
        except Failure:
            continue
        if commit in known:
            continue
        known.add(commit)
        if not repository.succeeds("merge-base", "--is-ancestor", commit, shown):
            follows = repository.succeeds("merge-base", "--is-ancestor", shown, commit)
            trees.append((GitTree(repository, commit), follows))
    if session.revision is not None:
        follows = repository.succeeds("merge-base", "--is-ancestor", shown, "HEAD")
        trees.append((DiskTree(session.root), follows))
    found = []
    for tree, follows in trees:
        try:
            unchanged = _same(session.tree, tree)
            if _paths(session.tree) == unchanged == _paths(tree):
                continue  # the very files that are shown
            alike = Alike(session.loaded.program, unchanged)
            found.append(Newer(load(tree, session.schemas, alike=alike).program, follows))
        except Failure:
            continue  # no program there: nothing is known from it
    return found


def _beyond(repository: Repository, shown: str) -> Iterator[str]:
    """The newest branch, here or fetched, that goes on from a commit checked out by itself."""
    if repository.succeeds("symbolic-ref", "--quiet", "HEAD"):
        return
    newest = ("for-each-ref", "--sort=-committerdate", "--count=1", "--format=%(objectname)")
    found = repository.run(*newest, f"--contains={shown}", "refs/heads", "refs/remotes")
    if found.strip():
        yield found.decode().strip()


def _paths(tree: Tree) -> frozenset[str]:
    return frozenset(each.path for each in tree.listing().files)


def _same(one: Tree, other: Tree) -> frozenset[str]:
    """Files that hold the same in both, one of which is of a revision."""
    if isinstance(other, GitTree):
        return same(one, other)
    return same(other, one) if isinstance(one, GitTree) else frozenset()
