"""`goodword upgrade`: a program of an older version becomes one of the installed version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword import __version__
from goodword.cli import options, problems
from goodword.cli.branch import branch_name, put_on_branch
from goodword.cli.figures import changed, unlike
from goodword.cli.output import show, write_line
from goodword.cli.pinning import pinned
from goodword.cli.published import content
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.cli.upgrade_shown import ASIDE, beside, left
from goodword.cli.upgrading import Asked, Upgrade
from goodword.diagnostics import Failure
from goodword.edits import difference
from goodword.edits.beside import delete_file, lay_file
from goodword.edits.writing import recover, write
from goodword.host.beside import held
from goodword.reports.report import counted
from goodword.source.new_branch import unlike as uncommitted
from goodword.starter.pinned import FORMS
from goodword.starter.three_ways import (
    APART,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.edits import Edit
    from goodword.starter.three_ways import Outcome

_TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help="Move a program to the installed version: its data, where its form is an older one, and "
    "what goodword laid beside it: schemas, workflows, issue forms, CODEOWNERS, settings of "
    "editors, pins. Your own edits are kept and merged; what cannot be merged is shown, left as "
    "it is, and the exit code is 1.",
)
@click.option("--write", "to_write", is_flag=True, help="Write it; else only show.")
@options.branch
@click.option(
    "--take",
    multiple=True,
    metavar="PATH",
    help="Take the new text of this file whole, without your edits, or where you deleted it; "
    "repeat for more.",
)
@click.option(
    "--keep",
    multiple=True,
    metavar="PATH",
    help="Keep your text of this file: what is new in it has been taken in, or is not wanted; "
    "repeat for more.",
)
@click.option(
    "--goodword",
    metavar="PLACE",
    help="Which goodword it is run with: a wheel, the address of one with #sha256=…, or a git "
    "commit. Default where this one was installed from.",
)
@click.option(
    "--expect",
    type=_TABLE,
    multiple=True,
    metavar="FILE.csv",
    help="What goodword points --format csv of the older version says, to be compared.",
)
@options.as_of
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Show, and write where asked; 1 where something is left to do by hand."""
    root = find_root(context.obj)
    to_write, branch = given["to_write"], given["branch"]
    if to_write and not branch:
        recover(root)
    pin = pinned(given["goodword"])
    if pin is None:
        raise click.UsageError(f'--goodword "{given["goodword"]}": expected {FORMS}')
    take, keep = (frozenset(each.removeprefix("./") for each in given[name]) for name in _CHOSEN)
    session = Session(root, "HEAD" if branch else None, given["as_of"])
    upgrade = Upgrade(session, Asked(pin, take, keep))
    return carry_out(context, upgrade, to_write=to_write, branch=branch, expect=given["expect"])


_VERSION = ("to", __version__)
_CHOSEN = ("take", "keep")


def carry_out(
    context: click.Context,
    upgrade: Upgrade,
    *,
    to_write: bool,
    branch: bool,
    expect: tuple[Path, ...] = (),
) -> int:
    """Show what an upgrade does, and write it where asked.

    Args:
        context: the command's.
        upgrade: the program on its way.
        to_write: write it.
        branch: on a branch of its own.
        expect: totals that the program must give afterwards.

    Returns:
        the exit code.
    """
    if not _data(upgrade) or not _as_stated(upgrade, expect):
        return 1
    _known(upgrade)
    beside(upgrade)
    apart = [each for each in upgrade.outcomes if each.state == APART]
    problems.tell(
        [left(each) for each in apart],
        lambda path: (upgrade.held(path) or b"").decode(errors="replace").split("\n"),
    )
    if not upgrade.edits:
        rest = f"; {counted(len(apart), 'file')} left to you" if apart else ""
        write_line(f"nothing to do: the program is of goodword {__version__}{rest}")
        return int(bool(apart))
    code = _finish(context, upgrade, to_write=to_write, branch=branch)
    if apart and to_write and not branch:
        _lay_aside(upgrade, apart)
    return code or int(bool(apart))


def _data(upgrade: Upgrade) -> bool:
    """Show what becomes of the data; whether it may be done."""
    for each in upgrade.migrated.done:
        write_line(f"form {each.since} to {each.since + 1}: {each.what}")
    for edit in upgrade.migrated.edits:
        there = held(upgrade.session.root, edit.path, upgrade.session.revision)
        show(difference(edit.path, there, edit.new))
    judgement = upgrade.judgement
    if judgement is None:
        return True
    problems.tell(judgement.problems, judgement.locator.text)
    # What was not read before could not be judged: rules may now say what was so all along.
    read = not upgrade.session.snapshot.program.broken
    made = {edit.path for edit in upgrade.migrated.edits}
    if upgrade.broken & made or (read and judgement.refused):
        write_line("nothing was written", error=True)
        return False
    return _figures(upgrade)


def _figures(upgrade: Upgrade) -> bool:
    """Say whether figures are as they were; whether they may be as they are."""
    before = upgrade.session.snapshot
    unread = len(before.program.broken.files)
    if unread:
        files = counted(unread, "file")
        write_line(
            f"figures were not compared: {files} of the older form cannot be read by this version;"
            " goodword points --format csv of the older version, handed in as --expect, is compared"
        )
        return True
    found = changed(before, upgrade.after)
    if not found:
        write_line("points, leaderboard and loops are as they were")
        return True
    for line in found:
        write_line(line)
    why = [each.figures for each in upgrade.migrated.done if each.figures]
    for each in why:
        write_line(f"figures change: {each}")
    if not why:
        write_line("figures change and no step says why: nothing was written", error=True)
    return bool(why)


def _as_stated(upgrade: Upgrade, expect: tuple[Path, ...]) -> bool:
    """Show what the older version says otherwise; whether it says the same."""
    for path in expect:
        found = unlike(content(path), upgrade.after)
        for line in found:
            write_line(line)
        if found and not any(each.figures for each in upgrade.migrated.done):
            write_line(f"nothing was written: {path} says otherwise", error=True)
            return False
        write_line(f"{path}: {'said otherwise, as told above' if found else 'the same figures'}")
    return True


def _known(upgrade: Upgrade) -> None:
    """Refuse a name of a file that this version does not lay."""
    asked = upgrade.asked
    for path in sorted({*asked.take, *asked.keep}):
        if path not in upgrade.laid:
            raise click.UsageError(f"{path} is none of the files that goodword lays")
    both = sorted({*asked.take} & {*asked.keep})
    if both:
        raise click.UsageError(f"{both[0]}: --take and --keep say opposite things")


def _finish(context: click.Context, upgrade: Upgrade, *, to_write: bool, branch: bool) -> int:
    """Write it where asked: the files, or a commit on a new branch."""
    top, way = upgrade.place
    edits = upgrade.edits
    name = branch_name(context, top, edits, _VERSION) if branch else ""
    if not to_write:
        how = f"--write commits it on the new branch {name}" if name else "--write writes it"
        files = counted(len(edits), "file")
        write_line(f"dry run: nothing was written; {how} ({files})")
        return 0
    if name:
        put_on_branch(context, top, upgrade.session.base, name, edits, _VERSION)
        return 0
    _refuse_uncommitted(upgrade, edits)
    if way:
        data = {f"{way}{each.path}" for each in upgrade.migrated.edits}
        write(upgrade.session.root, upgrade.migrated.edits)
        for each in edits:
            if each.path in data:
                continue
            if each.new is None:
                delete_file(top, each.path)
            else:
                lay_file(top, each.path, each.new)
    else:
        write(top, edits, begun=True)
    write_line(f"{counted(len(edits), 'file')} written: the program is of goodword {__version__}")
    return 0


def _refuse_uncommitted(upgrade: Upgrade, edits: Iterable[Edit]) -> None:
    """Refuse to write over what is in no commit: nothing could bring it back."""
    top, _ = upgrade.place
    try:
        left = uncommitted(top, {each.path for each in edits})
    except Failure:  # there is no repository, and nothing to be committed to
        return
    there = [each for each in left if upgrade.held(each) is not None]
    if there:
        more = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise Failure(
            f"{', '.join(there[:3])}{more}: your changes are in no commit and would be lost",
            "commit them first (git commit), or put them aside (git stash); --branch leaves the"
            " files here alone",
        )


def _lay_aside(upgrade: Upgrade, apart: Iterable[Outcome]) -> None:
    """Lay the new texts of files that could not be merged where git does not look."""
    for each in apart:
        path = f"{ASIDE}/{each.path}"
        lay_file(upgrade.session.root, path, each.laid or b"")
        write_line(f"what is new in {each.path} lies in {path}")
