"""What `goodword upgrade` stands on: the repository as it is, and what this version makes of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from goodword import __version__
from goodword.actions.judging import Whole, judge
from goodword.cli.checked import said_before
from goodword.diagnostics import Failure, Severity
from goodword.edits import Edit
from goodword.edits.edit import digest
from goodword.host.beside import held, top_of
from goodword.resources import COMMIT, LOCK, former_files, schemas_directory, starter_files
from goodword.source.home import SETTINGS
from goodword.source.laid import RECORD, laid_by, numbers, record, recorded
from goodword.source.merging import merged
from goodword.source.past import Past
from goodword.starter.former import Former
from goodword.starter.forms import issue_forms
from goodword.starter.laid import same_everywhere
from goodword.starter.migrations import MIGRATIONS, Migrated, migrate
from goodword.starter.owners import PATH, code_owners
from goodword.starter.pins import moved, wheels
from goodword.starter.upgrade import Here, outcomes, recorded_after

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from goodword.actions.judging import Judgement
    from goodword.cli.session import Session
    from goodword.snapshot import Snapshot
    from goodword.starter.migrations import Migration
    from goodword.starter.pinned import Pin
    from goodword.starter.pins import Moved
    from goodword.starter.three_ways import Outcome


@dataclass(frozen=True)
class Asked:
    """What the command was given.

    Args:
        pin: how the running goodword is pinned.
        take: paths of which the new text is taken whole.
        keep: paths of which the file here stays.
    """

    pin: Pin
    take: Collection[str] = ()
    keep: Collection[str] = ()


@dataclass(frozen=True)
class Upgrade:
    """A program on its way to this version.

    Args:
        session: the files as they are.
        asked: what the command was given.
        migrations: the steps between forms of data.
    """

    session: Session
    asked: Asked
    migrations: Sequence[Migration] = MIGRATIONS

    @cached_property
    def place(self) -> tuple[Path, str]:
        """The top of the repository, and the way from there to the program's folder."""
        return top_of(self.session.root)

    @cached_property
    def migrated(self) -> Migrated:
        """What becomes of the data.

        Raises:
            Failure: the program was made for a newer version, of its data or beside it.
        """
        if not self.session.settings():
            _ = self.session.loaded  # which says where there is no program, and what to do
            return Migrated()
        newest = laid_by(self.held(self.where(RECORD)))
        if numbers(newest) > numbers(__version__):
            raise Failure(
                f"{RECORD} was written by goodword {newest}, and this is {__version__}: the program"
                " was made for a newer version",
                f"install goodword {newest} or newer, as the program pins it",
            )
        return migrate(self.session.tree, self.migrations)

    @cached_property
    def judgement(self) -> Judgement | None:
        """What `check` would newly say; None where no file of the data changes."""
        if not self.migrated.edits:
            return None
        session = self.session
        return judge(
            session.tree,
            self.migrated.edits,
            session.schemas,
            session.as_of,
            before=session.loaded,
            whole=Whole(partial(said_before, session)),
        )

    @property
    def after(self) -> Snapshot:
        """The program as it would be."""
        return self.judgement.after if self.judgement else self.session.snapshot

    def held(self, path: str) -> bytes | None:
        """What a file holds, by its path from the top of the repository."""
        return held(self.place[0], path, self.session.revision)

    def where(self, path: str) -> str:
        """Where a file lies that belongs to the program: in its folder, else at the top."""
        below = f"{self.place[1]}{path}"
        return below if self.held(below) is not None else path

    @cached_property
    def laid(self) -> dict[str, bytes]:
        """What this version lays, by path from the top of the repository."""
        folder = f"{self.place[1]}schemas"
        copies = sorted(schemas_directory().glob("*.schema.json"))
        files = {f"{folder}/{each.name}": each.read_bytes() for each in copies}
        if not any(self.held(path) is not None for path in files):
            files = {}
        for path, data in same_everywhere(starter_files()).items():
            files[self.where(path)] = data
        if SETTINGS not in self.broken:
            program = self.after.program
            files |= issue_forms(program.settings.languages, program.missions.values())
        if not self.broken:
            owners = code_owners(self.after.program, self.session.as_of, self.place[1])
            files[PATH] = owners.text.encode()
        return files

    @cached_property
    def broken(self) -> frozenset[str]:
        """Files that cannot be read, by path."""
        loaded = self.judgement.loaded if self.judgement else self.session.loaded
        errors = (each for each in loaded.diagnostics if each.severity is Severity.ERROR)
        return frozenset(each.place.path for each in errors)

    @cached_property
    def here(self) -> Here:
        """The files beside the data, and what is known of them."""
        past = Past(self.place[0])
        return Here(
            held=self.held,
            blocked=self._blocked,
            texts=past.texts,
            knows=past.knows,
            former=Former.read(former_files()).placed(self.where),
            record=recorded(self.held(self.where(RECORD))),
            merge=merged,
        )

    def _blocked(self, path: str) -> bool:
        top = self.place[0]
        return self.session.revision is None and any(
            os.path.lexists(each) and (each.is_symlink() or each == top / path)
            for each in (top / path, *(top / path).parents)
            if each.is_relative_to(top) and each != top
        )

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What becomes of each file beside the data."""
        return outcomes(self.here, self.laid, take=self.asked.take, keep=self.asked.keep)

    @cached_property
    def pins(self) -> Moved:
        """What becomes of the pins; paths from the top of the repository."""
        named = {each: self.where(each) for each in (LOCK, COMMIT)}
        texts = {each: self.held(path) for each, path in named.items()}
        found = moved(texts, self.asked.pin, self.here.former.packages)
        beside = named[LOCK].removesuffix(LOCK)
        old = {each for each in wheels(texts[LOCK]) if self.held(f"{beside}{each}") is not None}
        files = {
            named.get(path, f"{beside}{path}"): data
            for path, data in found.files.items()
            if data is not None or path in old or path == COMMIT
        }
        return found._replace(files=files)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """All that is to be written, by path from the top of the repository."""
        way = self.place[1]
        wanted: dict[str, bytes | None] = dict(self.pins.files)
        wanted |= {each.path: each.new for each in self.outcomes if each.changes}
        noted = self._record()
        if noted is not None:
            wanted[self.where(RECORD)] = noted
        found = [Edit(f"{way}{each.path}", each.expected, each.new) for each in self.migrated.edits]
        for path, data in wanted.items():
            there = self.held(path)
            if there != data:
                found.append(Edit(path, None if there is None else digest(there), data))
        return tuple(sorted(found, key=lambda each: each.path))

    def _record(self) -> bytes | None:
        """The record that is to be; None where the program keeps none, or has it already."""
        if self.here.small(self.laid):
            return None
        there = self.held(self.where(RECORD))
        digests = recorded_after(self.here, self.outcomes)
        if recorded(there) == digests and laid_by(there) == __version__:
            return None
        return record(__version__, digests)


def lines_changed(old: bytes | None, new: bytes | None) -> str:
    """How many lines come and go, as in `+12 -3`."""
    there, then = ((each or b"").splitlines() for each in (old, new))
    before: Mapping[bytes, int] = _counted(there)
    after = _counted(then)
    come = sum(max(0, after[each] - before.get(each, 0)) for each in after)
    go = sum(max(0, before[each] - after.get(each, 0)) for each in before)
    return f"+{come} -{go}"


def _counted(lines: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for each in lines:
        found[each] = found.get(each, 0) + 1
    return found
