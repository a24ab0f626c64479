"""Commits as values: who changed what, when, and whether one revision is contained in another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from goodword.source.repository import Repository

_LAST = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())
_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%ct", "%s")


class Commit(NamedTuple):
    """A commit as git has it; whatever a person could choose freely is not to be trusted.

    Args:
        id: in full.
        parents: their ids, in full.
        author: the name that is stated.
        email: the address that is stated.
        authored: seconds since 1970, as stated; 0 where they cannot be read.
        committed: likewise.
        subject: the first line of the message.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: int
    committed: int
    subject: str

    def authored_on(self, zone: tzinfo) -> date:
        """The day on which it says it was written."""
        return _day(self.authored, zone)

    def committed_on(self, zone: tzinfo) -> date:
        """The day on which it says it was committed."""
        return _day(self.committed, zone)


class Edit(NamedTuple):
    """What a commit did to a file; a merge did only what none of its parents has.

    Args:
        path: of the file, from the program's folder.
        before: ids of the file's content in each parent; empty where one has no such file.
        after: the id of its content in the commit; empty where the file went.
    """

    path: str
    before: tuple[str, ...]
    after: str


class History:
    """The commits of a repository.

    Args:
        repository: where they are.

    Raises:
        Failure: the clone is shallow: what is missing could say anything.
    """

    def __init__(self, repository: Repository) -> None:
        if repository.shallow:
            raise Failure(
                "the clone is shallow, and this needs the whole history",
                "git fetch --unshallow gets the rest",
            )
        self.repository = repository

    def commits(self, head: str, *, base: str = "", path: str = "") -> Iterator[Commit]:
        """The commits that a revision contains, newest first.

        Args:
            head: the revision.
            base: leaves out what this revision contains too.
            path: takes only those that changed this file or folder of the program.

        Raises:
            Failure: there is no such revision.
        """
        wanted = [self.repository.commit(head)]
        if base:
            wanted.append("^" + self.repository.commit(base))
        output = self.repository.run(
            *("log", "-z", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature"),
            *(f"--format=tformat:{'%x00'.join(_FIELDS)}", *wanted, "--"),
            *([path] if path else []),
        )
        fields = output.decode(errors="replace").split("\0")
        for start in range(0, len(fields) - 1, len(_FIELDS)):
            yield _commit(fields[start : start + len(_FIELDS)])

    def edits(
        self, head: str, *, base: str = "", path: str = "", line: bool = False
    ) -> Iterator[tuple[Commit, tuple[Edit, ...]]]:
        """The commits that a revision contains and what each did to files, oldest first.

        Args:
            head: the revision.
            base: leaves out what this revision contains too.
            path: tells only of this file or folder of the program; of all of it where empty.
            line: follows the first parent of each merge, and tells what the merge brought there.

        Raises:
            Failure: there is no such revision.
        """
        wanted = [self.repository.commit(head)]
        if base:
            wanted.append("^" + self.repository.commit(base))
        folder = self.repository.prefix
        output = self.repository.run(
            *("log", "-z", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature"),
            *("--topo-order", "--reverse", "--full-history", "--raw", "--no-abbrev"),
            *(["--first-parent", "--diff-merges=first-parent"] if line else ["-c"]),
            *("--no-renames", f"--format=tformat:{'%x00'.join(_FIELDS)}", *wanted, "--"),
            *([path or "."] if folder + path else []),  # git takes it from the program's folder
        )
        parts = output.decode(errors="surrogateescape").split("\0")
        at = 0
        while at < len(parts):
            if not parts[at].strip("\n"):
                at += 1
                continue
            commit = _commit([part.lstrip("\n") for part in parts[at : at + len(_FIELDS)]])
            at += len(_FIELDS)
            found = []
            while at < len(parts):
                raw = parts[at].lstrip("\n")
                if raw.startswith(":"):
                    name = parts[at + 1]
                    if name.startswith(folder):
                        found.append(_edit(raw, name[len(folder) :]))
                    at += 2
                elif raw:
                    break  # the id of the next commit
                else:
                    at += 1
            yield commit, tuple(found)

    def newest_day(self, head: str, zone: tzinfo, today: date | None = None) -> date:
        """The latest day on which a commit that a revision contains says it was committed.

        Not only the tip's: whoever wrote it may have chosen an early moment.

        Args:
            head: the revision.
            zone: of the days.
            today: later days are passed over, as long as there is another; None takes all.
        """
        output = self.repository.run("log", "--format=%ct", self.repository.commit(head), "--")
        seconds = sorted({_seconds(each) for each in output.decode().split("\n") if each})
        days = [_day(each, zone) for each in seconds]
        known = [each for each in days if today is None or each <= today]
        return known[-1] if known else days[0]

    def differing(self, base: str, head: str) -> list[str]:
        """Paths, from the top of the repository, of all files that two revisions do not share."""
        first, second = self.repository.commit(base), self.repository.commit(head)
        flags = ("-r", "--no-renames", "--name-only", "-z", "--no-ext-diff")
        output = self.repository.run("diff-tree", *flags, first, second)
        return output.decode(errors="surrogateescape").split("\0")[:-1]

    def signed(self, commit: Commit) -> bool:
        """Whether a commit carries a signature; whose it is, only the host knows."""
        head, _, _ = self.repository.run("cat-file", "commit", commit.id).partition(b"\n\n")
        return any(line.startswith((b"gpgsig ", b"gpgsig-sha256 ")) for line in head.split(b"\n"))

    def contains(self, base: str, head: str) -> bool:
        """Whether the first revision is the second or one of its ancestors.

        Raises:
            Failure: there is no such revision.
        """
        first, second = self.repository.commit(base), self.repository.commit(head)
        return self.repository.succeeds("merge-base", "--is-ancestor", first, second)


def _commit(fields: list[str]) -> Commit:
    # Whoever commits may write bytes into a name that no terminal takes.
    shown = [each.encode(errors="surrogateescape").decode(errors="replace") for each in fields]
    id_, parents, author, email, authored, committed, subject = shown
    return Commit(
        id_,
        tuple(parents.split()),
        author,
        email,
        _seconds(authored),
        _seconds(committed),
        subject,
    )


def _edit(raw: str, path: str) -> Edit:
    """A line of git's raw form, as in `:100644 100644 <before> <after> M`.

    Of a merge it has a colon, a mode and an id more for each further parent.
    """
    parents = len(raw) - len(raw.lstrip(":"))
    parts = raw[parents:].split(" ")
    ids = [each.strip("0") and each for each in parts[parents + 1 : 2 * parents + 2]]
    return Edit(path, tuple(ids[:-1]), ids[-1])


def _day(seconds: int, zone: tzinfo) -> date:
    # git takes moments that no calendar has; a day is left over for zones.
    return datetime.fromtimestamp(min(seconds, _LAST), zone).date()


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
