"""Serves a portal while its program is worked on: each change is shown first, and judged then."""

from __future__ import annotations

import gc
import time
from datetime import datetime
from typing import TYPE_CHECKING

from goodword.cli.output import show_failure, write_line
from goodword.cli.problems import counts, tell
from goodword.cli.session import Session
from goodword.cli.showing import shown
from goodword.diagnostics import Failure, arrange
from goodword.portal.asked_for import AskedFor
from goodword.portal.build import parts_of
from goodword.resources import site_directory
from goodword.rules import RULES, judge
from goodword.serving.archive import opened
from goodword.serving.reloading import Changes
from goodword.serving.server import Served, Server
from goodword.serving.watching import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.serving.watching import Seen

LOOK = 1.0
"""Seconds after which it is looked whether a day has ended."""


def artifact(path: Path, audience: str | None, port: int) -> int:
    """Serve a portal that was downloaded.

    Args:
        path: its archive or folder.
        audience: whose portal, where there are several.
        port: 0 for any.

    Raises:
        Failure: it holds no portal, or the port is in use.
    """
    with Server(port) as server, opened(path, audience) as site:
        _say_where(str(path), server.serve(Served(site)))
        return _until_interrupted(lambda: None, lambda: time.sleep(LOOK))


def program(root: Path, audience: str, day: date | None, port: int) -> int:
    """Serve the portal of a program, and follow its files.

    Args:
        root: the program's folder.
        audience: for whom.
        day: of the figures; None for today, whatever day that is.
        port: 0 for any.

    Raises:
        Failure: the portal cannot be built as it is now, or the port is in use.
    """
    with Server(port) as server:
        keeper = Keeper(root, audience, day)
        try:
            _say_where(f"the portal for {audience}", server.serve(keeper.served))
            return _until_interrupted(keeper.judge, keeper.follow)
        finally:
            keeper.stop()


def _say_where(what: str, address: str) -> None:
    write_line(f"serving {what} to the browsers of this computer, Ctrl-C ends it: {address}")


def _tidy() -> None:
    """Give back what earlier pages and figures took.

    What was loaded has been taken out of the collector's sight, and with it whatever stood beside
    it at that moment; so all of it is looked at once, while nobody waits.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _until_interrupted(first: Callable[[], None], then: Callable[[], None]) -> int:
    """Do one, then the other again and again; to be interrupted is how serving ends."""
    try:
        first()
        while True:
            then()
    except KeyboardInterrupt:
        write_line("ended")
        return 0


class Keeper:
    """A portal that follows the files of its program.

    Args:
        root: the program's folder.
        audience: for whom.
        day: of the figures; None for today.

    Raises:
        Failure: it cannot be built.
    """

    def __init__(self, root: Path, audience: str, day: date | None) -> None:
        self._audience = audience
        self._watcher = Watcher(root, [site_directory()])
        self._session = Session(root, None, day)
        self._seen = self._watcher.seen
        self._shown = shown(self._session, audience)
        self._good = self._session.snapshot
        self._day = self._today()
        self._told: tuple[Diagnostic, ...] | None = None
        self.changes = Changes(f"{time.time_ns():x}")
        self._whole: AskedFor | None = None
        self.judged = False
        """Whether all is known of what is served."""
        self._site = AskedFor(parts_of(*self._shown[:2]))
        self.served = Served(self._site, self.changes)
        self.served.tried(self._site)
        if self._shown.missing:
            write_line(self._shown.missing)
        if not self._watcher.told:
            write_line(
                "the system does not tell of changes in so many folders: files are looked at now "
                "and then instead",
                error=True,
            )

    def follow(self) -> None:
        """Wait a moment; where files have changed or the day has, show that, then judge it."""
        seen = self._watcher.wait(LOOK)
        if seen is None and self._today() == self._day:
            if not self.judged:
                self.judge()
            return
        began, before = time.monotonic(), self._session
        try:
            self._renew(seen or self._seen)
        except Failure as failure:
            self._stale(failure)
        else:
            write_line(f"shown after {time.monotonic() - began:.1f} s")
        if self._session is not before:
            self.judge()

    def stop(self) -> None:
        """Watch no more."""
        self._watcher.stop()

    def judge(self) -> None:
        """What rules find, then whether all other pages can be filled; left off for a change."""
        found = self._found()
        self.judged = found is not None
        if found is not None and found != self._told:
            self._told = found
            tell(found, self._session.locator.text)
            write_line(f"{len(RULES)} rules: {counts(found) or 'nothing to mend'}")
        if self.judged:
            self.judged = self._fill()
        self._session.snapshot.let_go()
        if self.judged:
            _tidy()

    def _renew(self, seen: Seen) -> None:
        """Show the files as they are.

        Raises:
            Failure: they cannot be shown; what was shown before stays.
        """
        unchanged = seen.unchanged(self._seen)
        session = self._session.again(unchanged, self._good)
        self._session, self._seen, self._day = session, seen, self._today()
        made = shown(session, self._audience, before=self._shown)
        site = AskedFor(parts_of(*made[:2]))
        self.served.tried(site)
        self._good, self._shown, self._site = session.snapshot, made, site
        self.served.show(site)
        self.changes.tell(renewed=True, stale=False)

    def _stale(self, failure: Failure) -> None:
        self.changes.tell(renewed=False, stale=True)
        self._day = self._today()
        show_failure(failure)
        write_line("the last good page stays", error=True)

    def _found(self) -> tuple[Diagnostic, ...] | None:
        """All that is wrong with the files; None where they have changed since."""
        session = self._session
        found = [*session.loaded.diagnostics]
        for rule in RULES:
            if self._watcher.changed():
                return None
            found += judge(session.snapshot, session.locator.mark, [rule])
        return arrange(found)

    def _fill(self) -> bool:
        """Fill every page once: one that cannot be, or a link to nowhere, is not found before.

        Returns:
            whether it came to its end.
        """
        if self._whole is self._site:
            return True
        try:
            for each in parts_of(*self._shown[:2]).fillings.values():
                for _ in each.files():
                    if self._watcher.changed():
                        return False
        except Failure as failure:
            if self._whole is not None:
                self._site = self._whole
                self.served.show(self._site)
                self.changes.tell(renewed=True, stale=True)
            self._stale(failure)
        else:
            self._whole = self._site
        return True

    def _today(self) -> date:
        """The day in the program's zone, whose permissions hold."""
        return datetime.now(self._session.loaded.program.zone).date()
