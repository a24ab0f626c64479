"""`--branch`: what a command writes becomes a commit on a branch of its own."""

from __future__ import annotations

import shlex
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING

from goodword.cli.output import write_line
from goodword.edits.naming import identifier
from goodword.host.pull_request import page
from goodword.reports.report import counted
from goodword.source.new_branch import commit_on, free_branch, remote, unlike

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import click

    from goodword.edits import Edit

_SUBJECT = 72


def branch_name(
    context: click.Context, root: Path, edits: Sequence[Edit], things: Sequence[str] = ()
) -> str:
    """A name that no branch has: the verb, then what it is done to, where that is not stated."""
    words = [*_verb(context), *(things or _things(context, edits))]
    parts = [part for word in words for part in word.split("/")]
    return free_branch(root, "-".join(filter(None, map(identifier, parts))))


def put_on_branch(
    context: click.Context,
    root: Path,
    base: str,
    name: str,
    edits: Sequence[Edit],
    things: Sequence[str] = (),
) -> None:
    """Commit the edits, and say how they get to where they are reviewed."""
    files = {each.path: each.new for each in edits}
    say = " ".join([*_verb(context), *(things or _things(context, edits))])
    say = say if len(say) <= _SUBJECT else f"{say[: _SUBJECT - 2].rsplit(' ', 1)[0]} …"
    commit_on(root, base, name, files, say)
    count = len(files)
    line = f"{counted(count, 'file')} committed on the new branch {name}"
    write_line(f"{line}; the files here are as they were")
    left_out = unlike(root, files)
    if left_out:
        write_line(f"not in it are changes that are not committed: {', '.join(left_out)}")
    where = remote(root)
    if where is None:
        write_line(
            f"there is no remote: git remote add origin ADDRESS, then git push -u origin {name}"
        )
        return
    write_line(f"push it: git push -u {shlex.quote(where.name)} {name}")
    found = page(where.address, name, where.base)
    write_line(
        f"then open the pull request: {found}" if found else "then open a pull request there"
    )


def _verb(context: click.Context) -> list[str]:
    """The words of the command; how the program itself was called is none of them."""
    if context.parent is None:
        return []
    return [*_verb(context.parent), context.info_name or ""]


def _things(context: click.Context, edits: Sequence[Edit]) -> list[str]:
    """What was named on the command line, else the first of what is changed."""
    named: list[str] = []
    for each in context.command.params:
        value = context.params.get(each.name or "")
        if each.param_type_name == "argument" and value:
            several = value if isinstance(value, tuple | list) else [value]
            named += [each.stem if isinstance(each, PurePath) else each for each in several]
    things = [each.removesuffix(".yml") for each in named]
    if things or not edits:
        return things
    path = PurePosixPath(edits[0].path)
    return [path.parent.name if path.stem in {"profile", "mission"} else path.stem]
