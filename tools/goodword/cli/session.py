"""What one run of a command stands on: the folder, the day, and the program when asked for."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.output import is_terminal, show
from goodword.diagnostics import BeyondPart, Diagnostic, Failure, Severity
from goodword.load import Alike, load
from goodword.loops.workdays import keep_in
from goodword.reports.report import counted
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.form import RULE as OUTDATED
from goodword.source.form import outdated
from goodword.source.home import SETTINGS, UNFINISHED
from goodword.source.kept_days import KeptDays
from goodword.source.places import Locator
from goodword.source.repository import Repository
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, tzinfo
    from pathlib import Path

    from goodword.load import Loaded
    from goodword.part import Part, Question
    from goodword.source.trees import Tree


RECOVER = "goodword recover --write undoes what a run that died left; so does the next --write"
LARGE = 4_000
"""From so many files on it is worth a thought what their objects cost."""
_REDRAWN = 0.1
"""Seconds after which a bar is drawn anew."""
_kept: list[object] = []
"""The large program last loaded, and what was made of it."""


def outlive(large: object) -> None:
    """Keep what was made of a large program: the process ends anyway (`run`).

    To take apart a ledger alone takes a tenth of a second.
    """
    _kept.append(large)


@dataclass(frozen=True)
class Session:
    """The program of a folder or of one of its revisions, on a day.

    Args:
        root: the program's folder.
        revision: a git revision, None for the working tree.
        stated_day: the day asked for with `--as-of`, None for today.
    """

    root: Path
    revision: str | None = None
    stated_day: date | None = None

    def __post_init__(self) -> None:
        keep_in(KeptDays(self.root))
        if command := click.get_current_context(silent=True):
            # What the process does after it, as a test may, is about another program.
            command.find_root().call_on_close(partial(keep_in, None))

    @cached_property
    def schemas(self) -> Schemas:
        """The definitions of shape that this tool carries."""
        return Schemas.load(schemas_directory())

    @cached_property
    def tree(self) -> Tree:
        """The files that are judged."""
        if self.revision is None:
            return self._on_disk()
        from goodword.source.trees import GitTree

        return GitTree(self.root, self.revision)

    @property
    def base(self) -> str:
        """The id of the commit whose files are judged; empty for those on disk."""
        return getattr(self.tree, "commit", "")

    def _on_disk(self) -> Tree:
        """The files of the folder; as they were, where a run died between two of them."""
        tree = DiskTree(self.root)
        if not os.path.lexists(self.root / UNFINISHED):
            return tree
        from goodword.edits.unfinished import as_they_were

        before = as_they_were(self.root)
        if not before:
            return tree
        files = counted(len(before), "file")
        what = f"a command that changes {files} has not ended"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            raise Failure(what, RECOVER)
        show(f"goodword: {what}; they are read as they were\n  = {RECOVER}\n", error=True)
        return Overlay(tree, before)

    @cached_property
    def loaded(self) -> Loaded:
        """The program as the files have it, and what is wrong with them."""
        with progress("reading") as advance:
            found = load(self.tree, self.schemas, cache=self.root, progress=advance)
        if sum(found.counts.values()) > LARGE:
            _kept[:] = [self]
        return found

    def pass_over(self) -> None:
        """Never look for garbage in what stands beside a large program by now.

        It is needed to the end; a copy of this process would have it twice once it was looked at.
        """
        if sum(self.loaded.counts.values()) > LARGE:
            gc.freeze()

    def part(self, question: Question) -> tuple[Part, Snapshot]:
        """The same with its snapshot: see `asked`."""
        found, day = self.asked(question)
        return found, Snapshot(found.program, day, self.revision, people=found.people)

    def asked(self, question: Question) -> tuple[Part, date]:
        """What a question about few people or things needs of the program, and the day.

        What lies beyond it is not looked at: a broken file of somebody else stops nobody.

        Raises:
            BeyondPart: the question needs the whole; `sound` then says what is wrong, if anything.
        """
        from goodword.part import part_of

        days: list[date] = [self.stated_day] if self.stated_day else []

        def today(zone: tzinfo) -> date:
            days[:] = days or [datetime.now(zone).date()]  # midnight may come meanwhile
            return days[0]

        found = part_of(self.tree, self.schemas, question, today, self.root)
        return found, today(found.program.zone)

    def large_part(self, question: Question) -> tuple[Part, Snapshot]:
        """The same of a large program, whose day holds from then on.

        Raises:
            BeyondPart: the question needs the whole, or the program is small.
        """
        from goodword.source.finding import Finder

        if not Finder(self.tree).many(LARGE):
            raise BeyondPart
        found, day = self.asked(question)
        self.__dict__["as_of"] = day
        return found, Snapshot(found.program, day, self.revision, people=found.people)

    def again(self, unchanged: frozenset[str], like: Snapshot | None) -> Session:
        """The same some time later, when only few files have changed.

        Args:
            unchanged: files that hold what they held; they are not read again.
            like: a snapshot of it before, from which is taken what is equal on the same day.

        Raises:
            Failure: it is no program any more.
        """
        later = Session(self.root, self.revision, self.stated_day)
        said = {each.place.path for each in self.loaded.diagnostics}
        alike = Alike(self.loaded.program, unchanged - said)
        loaded = load(later.tree, self.schemas, alike=alike)
        later.__dict__.update(schemas=self.schemas, loaded=loaded)
        same = like if like and like.as_of == later.as_of else None
        snapshot = Snapshot(loaded.program, later.as_of, self.revision, same)
        later.__dict__.update(snapshot=snapshot)
        if any(each is self for each in _kept):
            _kept[:] = [later]
        return later

    @cached_property
    def as_of(self) -> date:
        """The day: as stated, else today in the program's time zone."""
        return self.stated_day or datetime.now(self.loaded.program.zone).date()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The program on the day."""
        return Snapshot(self.loaded.program, self.as_of, self.revision)

    @cached_property
    def locator(self) -> Locator:
        """Line and column of places in the tree."""
        return Locator(self.tree)

    @cached_property
    def epoch(self) -> int:
        """Seconds that a build states as its time: SOURCE_DATE_EPOCH, else the commit's, else 0."""
        stated = os.environ.get("SOURCE_DATE_EPOCH", "")
        if stated.isdecimal():
            return int(stated)
        try:
            commit = self.revision or "HEAD"
            return int(Repository(self.root).run("log", "-1", "--format=%ct", commit))
        except (Failure, ValueError):
            return 0

    def settings(self) -> Any:
        """What program.yml says, be it of an older form; an empty mapping where it is not read.

        Raises:
            Failure: the program was made for a newer version of the tool.
        """
        data = self.tree.read(SETTINGS)
        found = {} if isinstance(data, Diagnostic) else read_document(data, SETTINGS)[0]
        outdated(found, SETTINGS, self.schemas)
        return found

    def sound(self) -> Snapshot:
        """The snapshot, where every file can be read; figures without some would be wrong.

        Raises:
            Failure: files are broken; `goodword check` shows them.
        """
        broken = [d for d in self.loaded.diagnostics if d.severity is Severity.ERROR]
        if broken:
            # Of files of an older form much cannot be read, and this is why.
            first = next((each for each in broken if each.rule == OUTDATED), broken[0])
            where = f"{first.path}:{first.mark.line}" if first.mark else first.path
            others = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
            raise Failure(
                f"{where}: {first.message}{others}",
                "goodword check shows every problem; figures without these files would be wrong",
            )
        return self.snapshot


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal while long work goes on, nothing in a pipe."""
    if not is_terminal(error=True) or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # it would take a thread, and a process with threads has no copy
    ) as bar:
        task = bar.add_task(what, total=None)
        shown = 0.0

        def advance(done: int, total: int) -> None:
            nonlocal shown
            due = bar.get_time() - shown >= _REDRAWN
            shown = bar.get_time() if due else shown
            bar.update(task, completed=done, total=total, refresh=due)

        yield advance
