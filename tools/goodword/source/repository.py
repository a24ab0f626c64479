"""git: opening a repository and starting git in it, out of reach of its settings and ours.

Nothing that lies in a repository, and no variable of the environment, makes git run a program,
reach the network, or show other objects than those that were committed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import threading
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.source.ambiguous import refuse_ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SECONDS = 60
"""So long git may take for an answer. What it reads by itself (settings that include a pipe, say)
may never end."""
_ID = re.compile(rb"[0-9a-f]{40,64}\n")
_SETTINGS = (
    "core.commitGraph=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "gc.auto=0",
    "i18n.logOutputEncoding=UTF-8",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.allow=never",
)
_COMMAND = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *(part for setting in _SETTINGS for part in ("-c", setting)),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}


def start(
    folder: str | Path,
    *arguments: str,
    stdin: int = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.PIPE,
    index: str | Path | None = None,
) -> subprocess.Popen[bytes]:
    """A git process in a folder, without what the environment says to git.

    With `index` it uses the index in that file in place of the repository's.

    Raises:
        Failure: git is not installed, or the folder does not exist.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        return subprocess.Popen(
            [*_COMMAND, *arguments],
            cwd=folder,
            env=kept | _ENVIRONMENT | ({"GIT_INDEX_FILE": str(index)} if index else {}),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE if stdin == subprocess.DEVNULL else subprocess.DEVNULL,
        )
    except FileNotFoundError:
        if not Path(folder).is_dir():
            raise Failure(f"there is no folder {folder}") from None
        raise Failure("git is not installed", "install git, then run the command again") from None
    except OSError as error:
        raise Failure(f"git cannot be started: {error.strerror}") from None


def answer(process: subprocess.Popen[bytes], *, patient: bool = False) -> tuple[bytes, bytes]:
    """What a process prints, and what it says of errors.

    Raises:
        Failure: it has not ended after `SECONDS`.
    """
    try:
        return process.communicate(timeout=None if patient else SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Failure(
            f"git gave no answer in {SECONDS} seconds",
            "git config --list --show-origin shows which files its settings include",
        ) from None


@contextmanager
def _without_variables() -> Iterator[None]:
    """GitPython reads the environment by itself: which program git is, where to write traces."""
    taken = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("GIT_")}
    try:
        yield
    finally:
        os.environ.update(taken)


class Repository:
    """A git repository, and the folder in it that holds the program.

    Args:
        path: a folder of the repository, or a bare repository.

    Raises:
        Failure: git is missing, there is no repository, or git refuses it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        # git itself goes first: GitPython would read settings without end, git has a limit.
        process = start(self.path, "rev-parse", "--show-prefix")
        output, errors = answer(process)
        if process.returncode:
            raise _nowhere(self.path) if _NO_REPOSITORY in errors else refusal(errors)
        self.prefix = output.decode(errors="surrogateescape")[:-1]
        with _without_variables():
            self._open()

    def _open(self) -> None:
        # GitPython takes five times as long to import as the rest of a short command.
        from git import GitError, Repo  # noqa: PLC0415 - slow
        from git.config import GitConfigParser  # noqa: PLC0415 - slow

        class Plain(Repo):
            """A repository whose own settings are read, and none that these include."""

            def config_reader(self, config_level: Any = None) -> GitConfigParser:
                del config_level
                settings = Path(self.common_dir) / "config"
                return GitConfigParser(str(settings), read_only=True, merge_includes=False)

        try:
            with Plain(self.path, search_parent_directories=True, expand_vars=False) as found:
                self.bare = found.bare
                self.git_dir = Path(found.git_dir)
        except (GitError, OSError, ValueError):
            raise _nowhere(self.path) from None

    def run(self, *arguments: str, patient: bool = False) -> bytes:
        """What a git command prints; with patience however long, as of all of a long history.

        Raises:
            Failure: it does not end well; its message is git's own.
        """
        process = start(self.path, *arguments)
        output, errors = answer(process, patient=patient)
        if process.returncode:
            raise refusal(errors)
        return output

    def succeeds(self, *arguments: str) -> bool:
        """Whether a git command that answers by its exit code says yes."""
        process = start(self.path, *arguments)
        answer(process)
        return process.returncode == 0

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when the repository was cloned."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names.

        Raises:
            Failure: there is none.
        """
        wanted = f"{revision}^{{commit}}"
        if "\0" not in revision and not revision.startswith("-"):
            refuse_ambiguous(self.run, revision)
            process = start(self.path, "rev-parse", "--verify", "--quiet", wanted)
            output, _ = answer(process)
            if process.returncode == 0 and _ID.fullmatch(output):
                return output.decode().strip()
        if not self.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
            raise Failure("the repository has no commit yet", "commit the files first")
        hint = "git branch --all and git log show what there is"
        if self.shallow:
            hint = "the clone is shallow: git fetch --unshallow gets the rest"
        raise Failure(f"there is no revision {revision!r}", hint)


_FOLDER = re.compile("repository at '(.+?)'")
_NO_REPOSITORY = b"not a git repository"
_NO_FILES = b"must be run in a work tree"


def _nowhere(path: Path) -> Failure:
    return Failure(
        f"{path} is not in a git repository", "name a folder of one, or begin one with git init"
    )


def refusal(errors: bytes) -> Failure:
    """What to say of a command that did not end well, from what git says of it."""
    text = errors.decode(errors="replace")
    if "dubious ownership" in text:
        named = _FOLDER.search(text)
        folder = shlex.quote(named[1]) if named else "FOLDER"
        return Failure(
            "git refuses the repository: it belongs to another user",
            f"git config --global --add safe.directory {folder} says that you trust it",
        )
    line = next((each for each in text.splitlines() if each.strip()), "no reason given")
    return Failure(f"git refuses: {line.removeprefix('fatal: ')}")


def ask_ignored(folder: Path, roots: Iterable[str]) -> subprocess.Popen[bytes] | None:
    """The question which files under the roots git ignores, answered by `ignored`.

    It runs while the folder is listed; None where there is no git.
    """
    flags = ("--others", "--ignored", "--exclude-standard", "--directory", "-z")
    try:
        return start(folder, "ls-files", *flags, "--", *roots)
    except Failure:
        return None


def ignored(question: subprocess.Popen[bytes] | None) -> tuple[frozenset[str], tuple[str, ...]]:
    """Files that git ignores, and folders (with a slash at the end) that it ignores whole.

    Raises:
        Failure: there is a repository and git gives no answer: what it ignores would be taken
            for the program's.
    """
    if question is None:
        return frozenset(), ()
    output, errors = answer(question)
    if question.returncode:
        if _NO_REPOSITORY in errors or _NO_FILES in errors:
            return frozenset(), ()
        raise refusal(errors)
    names = output.decode(errors="surrogateescape").split("\0")[:-1]
    folders = tuple(name for name in names if name.endswith("/"))
    return frozenset(names).difference(folders), folders


def prefix(folder: Path) -> str:
    """The way from the top of the repository to a folder, with a slash at its end.

    Empty at the top, and where there is no repository or no git.
    """
    try:
        process = start(folder, "rev-parse", "--show-prefix")
    except Failure:
        return ""
    output, _ = answer(process)
    return output.decode(errors="surrogateescape")[:-1] if process.returncode == 0 else ""


def setting(folder: Path, name: str, *, own: bool = False) -> str | None:
    """What git is set to for a folder; None where it is not set, or there is no git.

    With `own` only what the person has set for all their repositories.

    Raises:
        Failure: git gives no answer.
    """
    try:
        process = start(folder, "config", *(("--global",) if own else ()), "--get", name)
    except Failure:
        return None
    output, _ = answer(process)
    return output.decode(errors="replace").strip() or None if process.returncode == 0 else None


class Contents:
    """One `git cat-file` process that gives blob after blob.

    Args:
        folder: the repository, or a folder in it.
        blobs: ids of all that will be read, in order; None where each is asked for by `ask`.
    """

    def __init__(self, folder: Path, blobs: Sequence[str] | None = None) -> None:
        flags = ("--batch",) if blobs is None else ("--batch", "--buffer")
        process = start(folder, "cat-file", *flags, stdin=subprocess.PIPE)
        self._stdin, self._stdout = _stream(process.stdin), _stream(process.stdout)
        self.close = weakref.finalize(self, _stop, process)
        if blobs is not None:
            # A thread feeds git, so that git and the reader never wait for each other.
            lines = "".join(f"{blob}\n" for blob in blobs).encode()
            threading.Thread(target=_feed, args=(self._stdin, lines), daemon=True).start()

    def ask(self, blob: str) -> None:
        """Ask for the next blob by its id."""
        self._stdin.write(blob.encode() + b"\n")
        self._stdin.flush()

    def next(self, limit: int) -> bytes | None:
        """The first `limit` + 1 bytes of the next blob; None where the repository lacks it."""
        header = self._stdout.readline().split()
        if len(header) != 3:
            return None
        size = int(header[2])
        data = self._stdout.read(min(size, limit + 1))
        left = size - len(data) + 1  # and the line end behind it
        while left > 0:
            passed = len(self._stdout.read(min(left, 1 << 20)))
            if not passed:
                return None
            left -= passed
        return data


def _feed(stream: IO[bytes], lines: bytes) -> None:
    try:
        stream.write(lines)
        stream.close()
    except (OSError, ValueError):
        return


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise Failure("git cannot be started: it has no pipe")
    return stream


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue
