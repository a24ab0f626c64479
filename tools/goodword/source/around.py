"""What decides an answer beside the files of a program: the tool, Python, and what git ignores.

Each part is a value that is only compared. Where one cannot be told there is none, and nothing
that was kept is believed.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import TZPATH

from goodword import __version__
from goodword.diagnostics import Failure
from goodword.resources import own_folders
from goodword.source.repository import answer, refusal, start
from goodword.source.stats import look, token
from goodword.source.trees.listing import ROOTS, beside_roots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMPILED = frozenset({"__pycache__"})


class Tool(NamedTuple):
    """What the tool is made of.

    Args:
        state: a value that is another when the tool, a library or Python is.
        newest: nanoseconds since 1970 at which the last of it changed.
    """

    state: str
    newest: int


def tool() -> Tool | None:
    """The tool as it is: its own files, be it installed or a checkout, and what it stands on.

    To install a library changes the times of the folder that it is installed into.
    """
    newest = 0
    parts: list[object] = [__version__, sys.version, sys.implementation.cache_tag, sys.flags]
    for folder in own_folders():
        seen = look(folder.parent, [folder.name], passed_over=_COMPILED)
        if seen is None:
            return None
        newest = max(newest, seen.newest)
        parts.append(seen.digest)
    for place in (*sys.path, *TZPATH):
        known = token(place) if place else None
        newest = max(newest, known[-1]) if known else newest
        parts.append((place, known))
    who = (os.geteuid(), os.getegid(), sorted(os.getgroups()))  # who cannot read a file is told so
    return Tool(repr((parts, who)), newest)


class Ignored(NamedTuple):
    """What decides which files git ignores.

    Args:
        state: a value that is another when that may be.
        tracked: what the file system knows of git's index, which says what is tracked. That
            matters only where a file fits a pattern: what is tracked is never ignored.
        newest: nanoseconds since 1970 at which the last of its files changed.
        absent: what the file system knows of where files would come that are not there; it
            changes when one comes and goes again, and much else changes it too.
    """

    state: str
    tracked: str = ""
    newest: int = 0
    absent: str = ""


def ignored(root: Path) -> Ignored | None:
    """Git's settings, the files of patterns outside the folders of data, and its index.

    Settings are compared as git says them, with all that they include. Without git, and outside
    a repository, nothing is ignored. None where git refuses.
    """
    try:
        where = whereabouts(root)
        if where is None:
            return Ignored("outside")
        settings, program = ask(root, "config", "--list", "-z"), ask(root, "version")
    except Failure:
        return Ignored("no git") if which("git") is None else None
    if settings is None or program is None:
        return None
    top, index, exclude = where
    states: list[object] = [str(top), settings, program, str(index)]
    newest, absent = 0, []
    try:
        patterns = [*pattern_files(root, top, settings)]
    except RuntimeError:
        return None  # nobody knows where the user's home is
    for path in (index, exclude, *patterns):
        if not path.is_absolute():
            return None  # git looks for it from a folder of its own
        known = token(path)
        if path is not index:
            states.append((str(path), known))
        if known is None:
            absent.append(_above(path))
        elif not stat.S_ISREG(known[0]):
            return None  # where a link leads may change unseen
        else:
            newest = max(newest, known[-1])
    return Ignored(repr(states), repr(token(index)), newest, repr(absent))


class Beside(NamedTuple):
    """The program's folder itself.

    Args:
        names: of what in it was meant to lie in the folders of data.
        changed: nanoseconds since 1970 at which it changed last.
    """

    names: tuple[str, ...]
    changed: int


def beside_data(root: Path) -> Beside | None:
    """The program's folder as it is; None where it cannot be looked at."""
    try:
        changed = root.stat().st_ctime_ns
        names = sorted(each.name for each in root.iterdir() if beside_roots(each.name))
    except OSError:
        return None
    return Beside(tuple(names), changed)


def fits_none(root: Path, names: Iterable[str] = ROOTS) -> bool:
    """Whether no tracked file of some folders fits a pattern of what git is to ignore.

    Where none that is not tracked does either, the index says nothing of what is ignored.
    """
    try:
        return ask(root, "ls-files", "-ci", "--exclude-standard", "-z", "--", *names) in {
            None,
            b"",
        }
    except Failure:
        return which("git") is None


def hides_patterns(root: Path) -> bool:
    """Whether patterns are taken from git's index, since their files are left out of the folder."""
    try:
        named = ("--no-literal-pathspecs", "ls-files", "-t", "-z", "--", ":(top)*.gitignore")
        found = ask(root, *named)
    except Failure:
        return True
    return found is None or any(each.startswith(b"S") for each in found.split(b"\0"))


_WHERE = ("rev-parse", "--show-toplevel", "--git-path", "index", "--git-path", "info/exclude")
_NOWHERE = b"not a git repository"


class Whereabouts(NamedTuple):
    """Where a repository is: its topmost folder, its index, and its file of patterns."""

    top: Path
    tracked: Path
    exclude: Path


def whereabouts(root: Path) -> Whereabouts | None:
    """Where the repository is in which a folder lies; None where it lies in none.

    Raises:
        Failure: git is missing, or refuses, or does not say where.
    """
    said = ask(root, *_WHERE)
    if said is None:
        return None
    lines = said.split(b"\n")
    if len(lines) != 4:
        raise refusal(said)
    return Whereabouts(*(root / os.fsdecode(each) for each in lines[:3]))


def ask(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where there is no repository.

    Raises:
        Failure: git is missing, or refuses.
    """
    process = start(root, *arguments)
    output, errors = answer(process)
    if process.returncode == 0:
        return output
    if _NOWHERE in errors:
        return None
    raise refusal(errors)


def pattern_files(root: Path, top: Path, settings: bytes) -> Iterator[Path]:
    """Files of patterns that hold below the root and lie outside what a walk looks at.

    Raises:
        RuntimeError: one lies in the home of a user who has none.
    """
    folder = root.resolve()
    for above in (folder, *folder.parents):
        yield above / ".gitignore"
        if above == top:
            break
    stated = [
        value
        for name, _, value in (each.partition(b"\n") for each in settings.split(b"\0"))
        if name == b"core.excludesfile"
    ]
    if stated and stated[-1]:
        yield Path(os.fsdecode(stated[-1])).expanduser()
        return
    home = os.environ.get("XDG_CONFIG_HOME")
    yield (Path(home) if home else Path("~/.config").expanduser()) / "git" / "ignore"


def _above(path: Path) -> tuple[int, ...] | None:
    """What the file system knows of the nearest folder above a path that is there."""
    for folder in path.parents:
        known = token(folder)
        if known is not None:
            return known
    return None
