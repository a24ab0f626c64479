"""Two states of a program's files, whose equal files are read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.cli.later import later_states
from goodword.cli.session import LARGE, progress
from goodword.diagnostics import Severity
from goodword.load import Alike, Loaded, load
from goodword.load.few import loaded_of_few
from goodword.model.program import Program
from goodword.reports.diff import Side
from goodword.snapshot import Snapshot
from goodword.source.copies import aside, can_double
from goodword.source.home import SETTINGS
from goodword.source.places import Locator
from goodword.source.trees import GitTree, Same

if TYPE_CHECKING:
    from datetime import date

    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic, Place, Spot
    from goodword.source.trees import Unlike

FOLDER = "the working tree"


@dataclass(frozen=True)
class Pair:
    """The files of a revision, and those that come after it.

    Args:
        head: the program with the change.
        revision: the program without it, as git calls it.
    """

    head: Session
    revision: str

    @cached_property
    def tree(self) -> GitTree:
        """The files without the change."""
        return GitTree(self.head.root, self.revision)

    @cached_property
    def loaded(self) -> Loaded:
        """The program without the change; an empty one where there was none."""
        head = self.head.loaded
        unlike = self._unlike()
        quick = loaded_of_few(head, self.tree, self.head.schemas, unlike)
        if quick:
            return quick
        if not any(each.path == SETTINGS for each in self.tree.listing().files):
            return Loaded(Program(settings=head.program.settings), ())
        here = {each.path for each in self.head.tree.listing().files}
        alike = Alike(head.program, frozenset(here.difference(unlike.here)))
        with progress("comparing") as advance:
            return load(self.tree, self.head.schemas, progress=advance, alike=alike)

    def _unlike(self) -> Unlike:
        """In which files the two differ; of many, found out while points are computed."""
        large = sum(self.head.loaded.counts.values()) > LARGE
        wait = aside(self._unlike_found) if large and can_double() else None
        if large:
            _ = self.head.snapshot.ledger
        return (wait() if wait else None) or self._unlike_found()

    def _unlike_found(self) -> Unlike:
        return Same(self.head.tree, self.tree).unlike()

    @cached_property
    def today(self) -> date:
        """Today in the program's zone: the day of permissions."""
        return datetime.now(self.head.loaded.program.zone).date()

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Both programs on the same day."""
        snapshot = self.head.snapshot
        before = Snapshot(self.loaded.program, self.head.as_of, self.tree.commit, like=snapshot)
        return (
            Side(self.revision, before, _errors(self.loaded.diagnostics)),
            Side(
                self.head.revision or FOLDER,
                snapshot,
                _errors(self.head.loaded.diagnostics),
                later_states(self.head),
            ),
        )

    @cached_property
    def _locators(self) -> tuple[Locator, Locator]:
        return self.head.locator, Locator(self.tree)

    def spot(self, place: Place) -> Spot | None:
        """The file and the line of a place as it is, or as it was where it is gone."""
        for locator in self._locators:
            if locator.mark(place):
                return locator.spot(place)
        return None


def _errors(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if each.severity is Severity.ERROR)
