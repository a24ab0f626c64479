"""What `goodword influencer erase --write` does beside the files: mirror, proof, key, and words."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

from goodword.addresses.keys import (
    IDENTITY,
    VARIABLE,
    destroy_key,
    identities,
    key_folder,
    open_key,
)
from goodword.addresses.sealed import unseal
from goodword.cli.output import write_line
from goodword.diagnostics import Diagnostic, Failure
from goodword.host.mirror import Prefixed, begin, clone, commit, git, rewrite, settle
from goodword.host.proof import search
from goodword.reports.report import counted
from goodword.source.new_branch import remote
from goodword.source.trees import GitTree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from goodword.actions.judging import Judgement, Proposal
    from goodword.cli.session import Session
    from goodword.erasing.files import Files
    from goodword.host.past import Past
    from goodword.host.proof import Proof
    from goodword.source.repository import Repository

_BUSY = (
    *("rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"),
    "BISECT_LOG",
)
"""What lies in the folder of git while something has been begun and not ended."""
ELSEWHERE = (
    "every other clone: a stale one that pushes brings everything back, so all clone anew",
    (
        "the host's own copies: refs of pull requests, their texts and comments, issues, caches,"
        " artifacts of runs, forks, wikis, backups; ask the host to collect garbage"
    ),
    (
        "the portal that is on line until it is built and published again, and its copies in search"
        " engines"
    ),
    "lakes, exports and statements that were handed on, and other programs of the company",
    "mail servers, mailboxes and form services; backups of all of these and of the key folder",
)
"""What only the host and other people can do."""


def beside(root: Path) -> Path:
    """Where a mirror is put unless somebody says otherwise."""
    return root.with_name(f"{root.name}-erased.git")


def ready(repository: Repository) -> None:
    """See that what lies there is committed, on the main branch, and not behind the host.

    Raises:
        Failure: it is not.
    """
    busy = next((each for each in _BUSY if (repository.git_dir / each).exists()), None)
    if busy is not None:
        raise Failure(
            f"git is in the middle of something ({busy})", "end it or abort it, then run this again"
        )
    branch = _branch(repository)
    if branch is None:
        raise Failure(
            "a commit is checked out and no branch", "git switch to the main branch, then again"
        )
    if git(repository.path, "status", "--porcelain", "--untracked-files=normal"):
        raise Failure(
            "there are changes that are not committed, and they would not be in the mirror",
            "commit them, or take them away; git status shows them",
        )
    where = remote(repository.path)
    if where is None:
        return
    if where.base != branch:
        raise Failure(
            f"the branch here is {branch}, and that of {where.name} is {where.base}",
            f"git switch {shlex.quote(where.base)}, then again",
        )
    fetched = f"refs/remotes/{where.name}/{branch}"
    if repository.succeeds("rev-parse", "--verify", "--quiet", fetched) and not (
        repository.succeeds("merge-base", "--is-ancestor", fetched, "HEAD")
    ):
        raise Failure(
            f"{where.name}/{branch} has commits that are not here", "git pull, then run this again"
        )


def _branch(repository: Repository) -> str | None:
    with suppress(Failure):
        return repository.run("symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
    return None


def known_mails(session: Session, past: Past, ids: Collection[str]) -> tuple[frozenset[str], int]:
    """The addresses that ever were in somebody's `contact.age`, and how many do not open.

    They open where a key of the person is here and ours opens that.

    Args:
        session: its tree has the file of today, committed or not.
        past: all versions of it.
        ids: all that the person was ever called in files.
    """
    stated, mine = os.environ.get(VARIABLE, ""), os.environ.get(IDENTITY, "")
    paths = {f"influencers/{each}/contact.age" for each in ids}
    wanted = [each for each in past.versions if past.inside(each.path) in paths]
    contents = {data for _, data in past.contents(wanted)}
    contents |= {data for data in map(session.tree.read, paths) if isinstance(data, bytes)}
    keys = []
    for one in ids if stated and mine else ():
        with suppress(Failure):
            keys.append(open_key(key_folder(stated, session.root), one, identities(mine)))
    found, opened = set[str](), set[bytes]()
    for content in contents:
        for key in keys:
            with suppress(Failure):
                found.add(unseal(content, key).email)
                opened.add(content)
    return frozenset(found - {""}), len(contents - opened)


def mirrored(
    repository: Repository, files: Files, proposal: Proposal, judgement: Judgement, place: Path
) -> bool:
    """Make the mirror and prove that nothing of the person is in it; false where something is.

    Args:
        repository: that of the program; it is only read.
        files: what becomes of files.
        proposal: the edits, which are committed in the mirror.
        judgement: the program as it is with them.
        place: where the mirror is to be.

    Raises:
        Failure: git or git-filter-repo refuses, or there is something where it is to be.
    """
    place = place.absolute()
    part = begin(place)
    passed = clone(repository, part)
    rewritten = rewrite(part, files, repository.prefix)
    branch = files.traces.clean(_branch(repository) or "")
    # As the mirror keeps them: what only the history before needs is not in it.
    contents = {
        each.path: None if each.new is None else files.content(each.path, each.new)
        for each in proposal.edits
    }
    if contents:
        commit(part, repository, branch, contents)
    settle(part)
    _must_be_alike(judgement, files, part, f"refs/heads/{branch}", repository.prefix)
    proof = search(part, files.traces, rewritten.gone, files.fixed)
    for line in _said(proof, rewritten.versions, passed):
        write_line(line, error=not proof.clean)
    if not proof.clean:
        write_line(f"nothing was written; {part} is no mirror: delete it", error=True)
        return False
    part.rename(place)
    write_line(f"{place}: the repository without them")
    return True


def _must_be_alike(judgement: Judgement, files: Files, mirror: Path, ref: str, prefix: str) -> None:
    """See that the newest commit of the mirror has the files that were judged.

    Raises:
        Failure: it has others, which is a mistake of this tool.
    """
    wanted = {}
    for each in judgement.tree.listing().files:
        data = judgement.tree.read(each.path)
        kept = data if isinstance(data, Diagnostic) else files.content(each.path, data)
        wanted[each.path] = kept
    tree = GitTree(Prefixed(mirror, prefix), ref)
    there = {each.path: tree.read(each.path) for each in tree.listing().files}
    for path in sorted(wanted.keys() | there.keys()):
        if wanted.get(path) != there.get(path):
            raise Failure(f"{path} in the mirror is not as it was judged", "nothing was written")


def _said(proof: Proof, versions: int, passed: tuple[str, ...]) -> Iterator[str]:
    counts = ", ".join(counted(count, kind) for kind, count in proof.objects.items() if count)
    yield f"{counted(versions, 'version')} of files rewritten"
    yield (
        f"searched: {counted(sum(proof.objects.values()), 'object')} ({counts}) and "
        f"{counted(proof.files, 'file')} beside them, in every coding; found: {len(proof.found)}"
    )
    for where, word in proof.found:
        yield f"  {where} has {word}"
    for each in proof.kept:
        yield f"  {each[:12]} is a content that was to go, and is there"
    if proof.found:
        yield "a file that cannot be rewritten goes whole with --drop PATH"
    if proof.words:
        objects = counted(proof.words, "object")
        yield f"words that may mean something else stand in {objects}: --also takes one out"
    for ref in passed:
        yield f"not in the mirror: {ref}"


def ended(root: Path, ids: Collection[str], place: Path) -> None:
    """Destroy the keys of the person, and say what is left to others."""
    try:
        folder = key_folder(os.environ.get(VARIABLE, ""), root)
        there = sum(destroy_key(folder, each) for each in ids)
        said = "destroyed: contact.age opens nowhere" if there else "not there: there was none"
        write_line(f"the person's contact key was {said}")
    except Failure as failure:
        write_line(f"the person's contact key was not destroyed: {failure.message}")
    where = remote(root)
    address = shlex.quote(where.address if where else "ADDRESS")
    mirror = shlex.quote(str(place))
    write_line("to replace what the host has (it asks for the right to force):")
    specs = " ".join(f"'+refs/{each}/*:refs/{each}/*'" for each in ("heads", "tags", "notes"))
    write_line(f"  git -C {mirror} push --prune {address} {specs}")
    write_line("branches there that were never fetched here go with it")
    write_line(f"then clone anew, and delete this repository: {shlex.quote(str(root))}")
    write_line("what this cannot reach:")
    for each in ELSEWHERE:
        write_line(f"  {each}")
