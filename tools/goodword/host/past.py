"""All that a repository has of a program: every version of every file, every commit, every ref."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.erasing.files import of_person, touchpoint_of
from goodword.erasing.kept import rests, says
from goodword.erasing.traces import Said, folded, said_by
from goodword.model.paths import PACKED, row_of
from goodword.source.documents import read_document
from goodword.source.home import SETTINGS
from goodword.source.packed import line_of
from goodword.source.repository import Contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodword.erasing.kept import Rests
    from goodword.source.packed import Line
    from goodword.source.repository import Repository

_LARGEST = 1 << 30
_SIGNED = re.compile(r"([^\n:<>]*?)\s*<([^<>\s@]+@[^<>\s]+)>")
"""A name and an address, as they stand in the last lines of a message."""
_COMMIT = ("%H", "%an", "%ae", "%cn", "%ce", "%B")


class Version(NamedTuple):
    """A file as it once was: its path from the top of the repository, and its content's id."""

    path: str
    blob: str


class Word(NamedTuple):
    """A commit, tag or ref with what it says: its name, and each text of it."""

    what: str
    id: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """What a repository has kept.

    Args:
        repository: where it is kept, and which folder of it is the program's.
        versions: every content that a path ever had, and every path that a content had; sorted.
        words: commits, tags and refs.
        folders: where the program lies, and where it once lay, with a slash at the end.
    """

    repository: Repository
    versions: tuple[Version, ...]
    words: tuple[Word, ...]
    folders: tuple[str, ...] = ("",)

    @classmethod
    def of(cls, repository: Repository) -> Past:
        """All of it, on every ref."""
        versions = _versions(repository)
        known = {each.path for each in versions if each.path.endswith(SETTINGS)}
        # One that is there today is another program; one that is not is where this one once lay.
        gone = known - {each.path for each in tip(repository)}
        folders = {repository.prefix, *(each.removesuffix(SETTINGS) for each in gone)}
        longest = tuple(sorted(folders, key=lambda each: (-len(each), each)))
        return cls(repository, versions, tuple(_words(repository)), longest)

    def folder(self, path: str) -> str | None:
        """The folder of the program in which a path lies, today or once; None for elsewhere."""
        return next((each for each in self.folders if path.startswith(each)), None)

    def inside(self, path: str) -> str | None:
        """A path from the program's folder; None for what lies elsewhere in the repository."""
        folder = self.folder(path)
        return None if folder is None else path[len(folder) :]

    def contents(self, versions: list[Version]) -> Iterator[tuple[Version, bytes]]:
        """The content of each of these versions, in their order."""
        reader = Contents(self.repository.path, [each.blob for each in versions])
        try:
            for each in versions:
                data = reader.next(_LARGEST)
                if data is not None:
                    yield each, data
        finally:
            reader.close()

    def records(self, ids: Collection[str]) -> set[str]:
        """Names of all touchpoints that a person with these ids ever had, without endings."""
        paths = [self.inside(each.path) or "" for each in self.versions]
        wanted = [f"influencers/{each}/touchpoints/".encode() for each in ids]
        paths += [one.file for one in self._in_packs(wanted)]
        names = (touchpoint_of(path, each) for each in ids for path in paths)
        return {each for each in names if each is not None}

    def rests(self) -> Rests:
        """What points rest on, or once did."""
        there = [each for each in self.versions if says(self.inside(each.path) or "")]
        return rests((self.inside(each.path) or "", data) for each, data in self.contents(there))

    def said_in_claims(self, ids: Collection[str], field: str) -> Iterator[tuple[str, str]]:
        """Name of each claim that a person with these ids ever made, with a text of it."""
        found: list[tuple[str, Any]] = []
        own = [each for each in self.versions if _claim_of(self.inside(each.path) or "", ids)]
        for each, data in self.contents(own):
            found.append((each.path, read_document(data, each.path)[0]))
        wanted = [f"-{each}.".encode() for each in ids]
        found += [
            (one.file, one.says) for one in self._in_packs(wanted) if _claim_of(one.file, ids)
        ]
        for path, value in found:
            if isinstance(value, dict) and isinstance(value.get(field), str):
                yield path.rpartition("/")[2], value[field]

    def _in_packs(self, wanted: list[bytes]) -> Iterator[Line]:
        """Records that are lines of packed files, where they have one of these."""
        packs = [
            each
            for each in self.versions
            if (row := row_of(self.inside(each.path) or "")) and row.kind in PACKED
        ]
        for _, data in self.contents(packs):
            lines = (each for each in data.split(b"\n") if any(one in each for one in wanted))
            yield from (one for each in lines if (one := line_of(each)) is not None)

    def former(self, person: str, taken: Collection[str]) -> tuple[str, ...]:
        """Ids that a person had before, in the order of the alphabet.

        Git shows which profile became which. Where both also share a name or an account, and
        nobody has the old id today, it was the same person; files of two people are alike too.

        Args:
            person: their id.
            taken: ids of today.
        """
        steps = _renamed(self.repository, [f"{each}influencers" for each in self.folders])
        blobs = [each for step in steps for each in step]
        said = {
            each: said_by(read_document(data, each.path)[0]) for each, data in self.contents(blobs)
        }
        found, before = {person}, 0
        while before != len(found):
            before = len(found)
            for old, new in steps:
                was, now = (self._owner(each.path) for each in (old, new))
                same = old in said and new in said and _shares(said[old], said[new])
                if was and now in found and was not in taken and same:
                    found.add(was)
        return tuple(sorted(found - {person}))

    def _owner(self, path: str) -> str:
        """Whose profile lies there; empty for nobody's."""
        parts = (self.inside(path) or "").split("/")
        return parts[1] if len(parts) == 3 and parts[::2] == ["influencers", "profile.yml"] else ""

    def said(self, ids: Collection[str]) -> tuple[Said, frozenset[str]]:
        """What profiles ever said of a person, and the names, ids and accounts of all others.

        Args:
            ids: all that the person was ever called in files.
        """
        wanted = [
            each
            for each in self.versions
            if (row := row_of(self.inside(each.path) or "")) and row.kind in ("profile", "program")
        ]
        own, others = Said(), set[str]()
        for version, data in self.contents(wanted):
            path = self.inside(version.path) or ""
            value, _ = read_document(data, path)
            owner = path.split("/")[1]
            if self._owner(version.path) in ids:
                own |= said_by(value)
            elif path.startswith("influencers/"):
                others |= {owner} | _all(said_by(value))
            else:
                others |= _staff(value)
        mails = frozenset(self._mails(ids, own, others))
        return own | Said(mails=mails), frozenset(others)

    def _mails(self, ids: Collection[str], said: Said, others: set[str]) -> Iterator[str]:
        """Addresses under which somebody of the person's name or account committed, or was named.

        What is somebody else's too is nobody's here.
        """
        taken = {folded(each) for each in others}
        own = {*ids, *said.names, *(login for _, login in said.logins)}
        names = {folded(each) for each in own} - taken
        for word in self.words:
            pairs = [*zip(word.texts[0:4:2], word.texts[1:4:2], strict=False)]
            pairs += [(name, mail) for text in word.texts[4:] for name, mail in _signed(text)]
            for name, mail in pairs:
                if folded(name.strip()) in names and folded(mail) not in taken:
                    yield mail


def _claim_of(path: str, ids: Collection[str]) -> bool:
    row = row_of(path)
    return row is not None and row.kind == "claim" and any(of_person(path, each) for each in ids)


def _signed(text: str) -> Iterator[tuple[str, str]]:
    for found in _SIGNED.finditer(text):
        yield found[1].strip(), found[2]


def _all(said: Said) -> set[str]:
    logins = {login for _, login in said.logins}
    return {*said.names, *logins, *said.links, *(number for _, number in said.numbers)}


def _staff(value: object) -> set[str]:
    """Ids, names and addresses of the staff that a program.yml names."""
    people = value.get("staff") if isinstance(value, dict) else None
    found: set[str] = set()
    for each in people if isinstance(people, list) else ():
        if isinstance(each, dict):
            found |= {str(each[key]) for key in ("id", "name") if key in each}
            found |= {str(mail) for mail in each.get("emails") or ()}
    return found


def tip(repository: Repository, revision: str = "HEAD") -> Iterator[Version]:
    """The files of a commit."""
    output = repository.run("ls-tree", "-r", "-z", "--full-tree", revision)
    for each in output.decode(errors="surrogateescape").split("\0"):
        about, _, path = each.partition("\t")
        if path and about.split()[1] == "blob":
            yield Version(path, about.split()[2])


def _versions(repository: Repository) -> tuple[Version, ...]:
    top = ("log", "--all", "-m", "--root", "--raw", "-z", "--no-abbrev", "--no-renames")
    output = repository.run(
        *top, "--full-history", "--format=", "--no-notes", "--no-decorate", patient=True
    )
    parts = output.decode(errors="surrogateescape").split("\0")
    found: set[Version] = set()
    at = 0
    while at < len(parts):
        raw = parts[at].lstrip("\n")
        if not raw.startswith(":"):
            at += 1
            continue
        fields = raw.split(" ")
        for mode, blob in ((fields[0][1:], fields[2]), (fields[1], fields[3])):
            if blob.strip("0") and mode != "160000":
                found.add(Version(parts[at + 1], blob))
        at += 2
    return tuple(sorted(found))


def _renamed(repository: Repository, folders: list[str]) -> list[tuple[Version, Version]]:
    """Files of these folders that git takes for others of before: what each was, and became."""
    top = ("log", "--all", "--raw", "-z", "--no-abbrev", "-M", "--diff-filter=R", "--format=")
    output = repository.run(*top, "--no-notes", "--no-decorate", "--", *folders, patient=True)
    parts = output.decode(errors="surrogateescape").split("\0")
    found: set[tuple[Version, Version]] = set()
    for at, raw in enumerate(parts):
        fields = raw.lstrip("\n").split(" ")
        if raw.lstrip("\n").startswith(":") and len(fields) == 5 and at + 2 < len(parts):
            found.add((Version(parts[at + 1], fields[2]), Version(parts[at + 2], fields[3])))
    return sorted(found)


def _shares(one: Said, other: Said) -> bool:
    """Whether two profiles say the same account or number, or one name and no account apart."""
    names = {folded(each) for each in one.names} & {folded(each) for each in other.names}
    logins = {(where, folded(each)) for where, each in one.logins} & {
        (where, folded(each)) for where, each in other.logins
    }
    if logins or one.numbers & other.numbers:
        return True
    # Two people of one name have accounts of their own where both are there.
    apart = {where for where, _ in one.logins} & {where for where, _ in other.logins}
    return bool(names) and not apart


def _words(repository: Repository) -> Iterator[Word]:
    flags = ("--all", "-z", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature")
    output = repository.run("log", *flags, f"--format=tformat:{'%x01'.join(_COMMIT)}", patient=True)
    for each in output.decode(errors="surrogateescape").split("\0"):
        fields = each.split("\1", len(_COMMIT) - 1)
        if len(fields) == len(_COMMIT):
            yield Word("commit", fields[0], tuple(fields[1:]))
    form = "%(objecttype)%01%(refname)%01%(taggername)%01%(taggeremail)%01%(contents)%00"
    output = repository.run("for-each-ref", f"--format={form}")
    for each in output.decode(errors="surrogateescape").split("\0"):
        fields = each.strip("\n").split("\1", 4)
        if len(fields) == 5:
            kind, name, who, mail, text = fields
            texts = (who, mail.strip("<>"), "", "", text) if kind == "tag" else ("",) * 5
            yield Word("tag" if kind == "tag" else "ref", name, (*texts, name))
