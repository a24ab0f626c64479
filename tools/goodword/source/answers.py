"""What a check of the same files found on the same day, so that nothing is read to say it again.

Kept answers are sealed and lie in a folder that may be deleted at any time. One is believed only
where everything that decides it is as it was: what the file system knows of every file, what git
ignores, the tool, its libraries and Python. It is kept only where all of that is older than the
run that made it; in doubt there is none.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from goodword.source.around import beside_data, fits_none, hides_patterns, ignored, tool
from goodword.source.diagnostic_rows import diagnostic_of, row_of
from goodword.source.sealed import Bundles, folder_of, user_secret
from goodword.source.stats import look, token
from goodword.source.stats_told import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.source.around import Beside, Ignored, Tool
    from goodword.source.repository import Repository
    from goodword.source.stats import Seen
    from goodword.source.stats_told import Named, Told

    Ahead = Callable[[], Callable[[], Named | None] | None]

FOLDER = Path(".goodword", "answers")
"""Where they lie, from the root of the program; git is told to ignore it."""
MOST = 4
"""States of which answers are kept, the newest."""
MOST_DAYS = 8
"""Days of a state of which they are kept, those asked for last."""
LARGEST = 8 * 1024 * 1024
"""Bytes of an answer; more is not kept."""
LOOKED_AT = ("program", "influencers", "missions", "site", "schemas")
"""Folders of a program from which `check` reads."""
_FORMAT = 3
_SETTLED = 60 * 10**9
"""Nanoseconds before a run in which the tool must not have changed: it was read as that began."""
_TICK, _TICKS = 0.005, 5
"""Seconds after which the clock of most file systems has gone on, and how often that is waited."""
_UNREAD = "tree"
"""The rule of what could not be read."""
_ZONE = "zone"
Index = tuple[str, bool] | list[Any] | None
"""What the file system knew of git's index, and whether that is all the same."""


class Answer(NamedTuple):
    """What a check found.

    Args:
        found: every diagnostic, arranged.
        files: how many files there are.
        rules: how many rules judged.
    """

    found: tuple[Diagnostic, ...]
    files: int
    rules: int


class Answers:
    """Kept answers about one state of a program, which is told when this is made.

    Args:
        kept: where they lie.
        name: of the state.
        begun: nanoseconds since 1970 before which all that decides must have changed last.
        still: whether what was made of it since may be kept.
        files: what is known of its files; None of a commit, whose id says it all.
    """

    def __init__(
        self,
        kept: Bundles,
        name: str,
        begun: int,
        still: Callable[[], bool],
        files: Files | None = None,
    ) -> None:
        self._kept = kept
        self._name = name
        self._begun = begun
        self._still = still
        self.files = files
        self.on_disk = files is not None
        self._known = kept.read(name) or {} if name else {}

    def told(self, known: Told) -> None:
        """Take what the file system knew of files when they were read; see `_Unlooked`."""

    @property
    def zone(self) -> ZoneInfo | None:
        """The program's zone, where an earlier run said which."""
        try:
            return ZoneInfo(self._known[_ZONE].decode())
        except (KeyError, ValueError, OSError):
            return None

    def find(self, day: date) -> Answer | None:
        """What was found on that day; None where nothing is kept of it.

        Only files that lie outside the folders of data are looked at once more.
        """
        text = self._known.get(day.isoformat())
        if text is None:
            return None
        beside, index, files, rules, rows = json.loads(text)
        if any(list(token(path) or ()) != known for path, known in beside):
            return None
        if self.files is not None and not self.files.same_index(index):
            return None
        return Answer(tuple(map(diagnostic_of, rows)), files, rules)

    def keep(
        self,
        day: date,
        answer: Answer,
        *,
        zone: ZoneInfo,
        beside: Sequence[Path] = (),
        index: Index = None,
    ) -> bool:
        """Keep what was found, where nothing that decides it can have changed meanwhile.

        Args:
            day: for which it was found.
            answer: what.
            zone: the program's, which says what day it is.
            beside: files that were read and lie outside the folders that are looked at.
            index: what `Files.weighed` gave; None where git's index says what is ignored.

        Returns:
            whether it may be kept.
        """
        if any(each.rule == _UNREAD for each in answer.found) or not self._still():
            return False  # what could not be read today may be tomorrow, and nothing tells
        known = [(str(path), token(path)) for path in beside]
        if any(each is None or not self._begun > each[-1] for _, each in known):
            return False
        if index is None and self.files is not None:
            index = (self.files.around.tracked, False)
        rows = [row_of(each) for each in answer.found]
        text = json.dumps([known, index, answer.files, answer.rules, rows]).encode()
        if len(text) > LARGEST:
            return False
        days = {name: data for name, data in self._known.items() if name != _ZONE}
        days = {day.isoformat(): text} | {k: v for k, v in days.items() if k != day.isoformat()}
        newest = dict(islice(days.items(), MOST_DAYS))
        self._known = {_ZONE: zone.key.encode()} | newest
        self._kept.write(self._name, self._known)
        return True


class Files(NamedTuple):
    """What is known of the files of a folder, and of what decides beside them.

    Args:
        root: the folder.
        folders: what was seen in each of its folders.
        around: what decides which files git ignores.
        state: all that decides beside the files and git's index.
    """

    root: Path
    folders: dict[str, bytes]
    around: Ignored
    state: tuple[object, ...]

    def weighed(self, *, ignores: bool | None, free: bool = False) -> Index:
        """Git's index as it is, and whether it is all the same.

        It is where no file fits a pattern of what git is to ignore.

        Args:
            ignores: whether git ignores a file; None where that is not known.
            free: no file fits a pattern, as is known without git.
        """
        return self.around.tracked, free or (ignores is False and fits_none(self.root))

    def same_index(self, kept: Index) -> bool:
        """Whether git ignores what it did when its index was that."""
        if kept is None:
            return False
        then, free = kept
        return then == self.around.tracked or (free and not hides_patterns(self.root))


class _Settled(NamedTuple):
    """Name of a state, whether what was made of it may be kept, and its files: see `Answers`."""

    name: str
    still: Callable[[], bool]
    files: Files


class _Decides(NamedTuple):
    """What decides an answer about the files of a folder, beside these: see `on_disk`."""

    root: Path
    begun: int
    device: int
    around: Ignored
    made: Tool
    beside: Beside

    def still(self) -> bool:
        """Whether nothing of it changed since."""
        return beside_data(self.root) == self.beside and ignored(self.root) == self.around

    def settled(self, seen: Seen) -> _Settled:
        """The state of a folder, from what was seen of its files."""
        newest = max(seen.newest, self.around.newest, self.beside.changed)
        sound = (
            newest < self.begun
            and self.made.newest < self.begun - _SETTLED
            and seen.devices <= {self.device}  # another disk may have a coarser clock
        )
        state = ("disk", self.around.state, self.beside.names, self.made.state)
        files = Files(self.root, seen.folders, self.around, state)
        name = _name((*state, seen.digest.hex()))
        return _Settled(name, lambda: sound and self.still(), files)


class _Unlooked(Answers):
    """Those about files of which only the names are looked at until they were read.

    Nothing is kept of them, and what is found is kept only after it was told what was known.

    Args:
        kept: where they lie.
        begun: see `Answers`.
        decides: what decides beside the files.
        names: gives theirs; None where they cannot be looked at.
    """

    def __init__(
        self, kept: Bundles, begun: int, decides: _Decides, names: Callable[[], Named | None]
    ) -> None:
        super().__init__(kept, "", begun, lambda: False)
        self.on_disk = True
        self._decides = decides
        self._names = names

    def told(self, known: Told) -> None:
        """Take what the file system knew of files when they were read."""
        names = self._names()
        seen = names.seen(known) if names else None
        if seen is not None:
            self._name, self._still, self.files = self._decides.settled(seen)


def on_disk(root: Path, without: Ahead | None = None) -> Answers | None:
    """The answers about the files of a folder as they are now; None where none can be kept.

    Args:
        root: the program's folder.
        without: called where there is none of any state, so that all will be read; from then on
            files may be looked at, since what changes later is seen. What is known of each is not
            asked then, but `told` when it was read. It gives what tells their names as they were
            looked at since, or None where they are to be looked at here.
    """
    place = _place(root)
    if place is None:
        return None
    folder, kept = place
    start = _begin(folder, root)
    if start is None:
        return None
    begun, device = start
    around, made, beside = ignored(root), tool(), beside_data(root)
    if around is None or made is None or beside is None:
        return None
    later = without is not None and kept.empty
    ahead = without() if without is not None and later else None
    decides = _Decides(root, begun, device, around, made, beside)
    if ahead is not None:
        return _Unlooked(kept, begun, decides, ahead)
    if later:
        names = names_in(root, LOOKED_AT)
        return _Unlooked(kept, begun, decides, lambda: names) if names else None
    seen = look(root, LOOKED_AT)
    return Answers(kept, begun=begun, **decides.settled(seen)._asdict()) if seen else None


def of_commit(root: Path, commit: str, repository: Repository) -> Answers | None:
    """The answers about a commit; None where none can be kept.

    Args:
        root: the program's folder.
        commit: its full id.
        repository: where it is.
    """
    place = _place(root)
    if place is None:
        return None
    folder, kept = place
    start, made, site = _begin(folder, root), tool(), token(root / "site")
    if start is None or made is None:
        return None
    begun, _ = start
    state = ("commit", commit, repository.prefix, site and site[:3], made.state)
    sound = made.newest < begun - _SETTLED
    return Answers(kept, _name(state), begun, lambda: sound)


def _place(root: Path) -> tuple[Path, Bundles] | None:
    secret = user_secret()
    folder = folder_of(root, *FOLDER.parts) if secret else None
    return (folder, Bundles(folder, secret, MOST)) if secret and folder else None


def _begin(folder: Path, root: Path) -> tuple[int, int] | None:
    """Nanoseconds since 1970 by the clock of the file system, and the number of its device.

    Where the program's folder changed at that very moment (by the first file of ours in it, say)
    it is waited until the clock goes on.
    """
    for _ in range(_TICKS):
        try:
            handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
            made = os.fstat(handle)
            os.close(handle)
            os.unlink(name)  # noqa: PTH108 - made as a name
            if root.stat().st_ctime_ns < made.st_mtime_ns:
                return made.st_mtime_ns, made.st_dev
        except OSError:
            return None
        time.sleep(_TICK)
    return None


def _name(state: object) -> str:
    return blake2b(repr((_FORMAT, state)).encode(errors="surrogateescape")).hexdigest()[:64]
