"""`goodword example`: a made-up program of any size, written into a new folder."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from goodword.cli.options import Day
from goodword.cli.output import write_line
from goodword.cli.session import progress
from goodword.diagnostics import Failure
from goodword.edits.beside import lay_beside
from goodword.reports.report import counted
from goodword.resources import schemas_directory
from goodword.starter.example import LARGEST, SHAPES, example, expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOLD_EVERY = 500
"""After how many files the bar moves."""


@click.command(
    help="Write a made-up program into DIR, a folder that is new or empty. The same numbers and "
    "the same seed give the same bytes, on any machine and any day.",
)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--members",
    type=click.IntRange(1, 100_000),
    default=40,
    show_default=True,
    help="How many people are on the map; of the shape mvp 4000 unless said.",
)
@click.option(
    "--years",
    type=click.IntRange(1, 50),
    default=2,
    show_default=True,
    help="How long the program has run; of the shape mvp 5 unless said.",
)
@click.option(
    "--shape",
    type=click.Choice(SHAPES),
    default=SHAPES[0],
    show_default=True,
    help="mvp: members have yearly terms, and the program grows to five times its people.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 10**9),
    default=1,
    show_default=True,
    help="Another seed makes other people.",
)
@click.option(
    "--until",
    type=Day(),
    metavar="DAY",
    default=date(2026, 10, 31),
    show_default="2026-10-31",
    help="The last day on which something happened.",
)
@click.pass_context
def command(
    context: click.Context,
    /,
    directory: Path,
    members: int,
    years: int,
    shape: str,
    seed: int,
    until: date,
) -> int:
    """Write the files beside DIR first; DIR appears when all of them are there."""
    if shape == "mvp":
        stated = context.get_parameter_source
        members = LARGEST[0] if stated("members") is ParameterSource.DEFAULT else members
        years = LARGEST[1] if stated("years") is ParameterSource.DEFAULT else years
    target = directory.absolute()
    _refuse_unless_new(target)
    # A program of fifty years that ends in 1920 would begin before the first day a file may name.
    if until.year - years < 1901:
        raise click.UsageError(f"a program of {years} years cannot end on {until}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        parts = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise Failure(f"{target.parent}: {error.strerror or error}") from error
    try:
        with progress("writing") as advance:
            files = example(members, years, seed, until, shape=shape)
            count = _write(parts, files, advance, expected(members, years, shape))
        parts.chmod(0o777 & ~_umask())
        lay_beside(parts, schemas_directory(), begun=True)
        parts.replace(target)
    except OSError as error:
        raise Failure(
            f"{directory}: {error.strerror or error}", "nothing was left behind"
        ) from error
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    write_line(f"{counted(count, 'file')} in {directory}")
    return 0


def _refuse_unless_new(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise click.UsageError(f"{target} is no folder")
    try:
        held = next(target.iterdir(), None) if target.is_dir() else None
    except OSError as error:
        raise Failure(f"{target}: {error.strerror or error}") from error
    if held is not None:
        raise click.UsageError(f"{target} is not empty; name a new folder")


def _write(
    root: Path,
    files: Iterator[tuple[str, bytes]],
    advance: Callable[[int, int], None] | None,
    total: int,
) -> int:
    """Write all files below a folder and say how many they were."""
    start, folders, count = os.fspath(root), set[str](), 0
    for path, data in files:
        name = f"{start}/{path}"
        folder = name[: name.rfind("/")]
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        # os.open costs half of what Path.write_bytes does, and there are 140,000 files.
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)
        count += 1
        if advance is not None and count % _TOLD_EVERY == 0:
            advance(min(count, total), total)
    return count


def _umask() -> int:
    """The permissions that new files do without; reading them means setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
