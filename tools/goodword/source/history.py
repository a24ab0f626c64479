"""Commits as values: who changed what, when, and whether one revision is contained in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.source.repository import Repository

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
            id_, parents, author, email, authored, committed, subject = fields[
                start : start + len(_FIELDS)
            ]
            yield Commit(
                id_,
                tuple(parents.split()),
                author,
                email,
                _seconds(authored),
                _seconds(committed),
                subject,
            )

    def contains(self, base: str, head: str) -> bool:
        """Whether the first revision is the second or one of its ancestors.

        Raises:
            Failure: there is no such revision.
        """
        first, second = self.repository.commit(base), self.repository.commit(head)
        return self.repository.succeeds("merge-base", "--is-ancestor", first, second)


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
