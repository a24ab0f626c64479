"""Two revisions of a program and the commits between them: what the promises look at.

Nothing is taken from a list of changed names, which could leave something out: both trees are
read whole, and who wrote a value is found in the commits that lie between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha1, sha256
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Failure, Place
from goodword.guard.last_read import agreed, readable
from goodword.guard.without import who_went, without
from goodword.load import load
from goodword.model.paths import row_of
from goodword.model.program import BY_NAME
from goodword.snapshot import Snapshot
from goodword.source.history import History
from goodword.source.home import SETTINGS
from goodword.source.judged import judged
from goodword.source.packed import line_of
from goodword.source.packed_names import kind_of
from goodword.source.packs import lines_of, put_together
from goodword.source.trees import GitTree, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from goodword.diagnostics import Pointer
    from goodword.guard.without import Gone
    from goodword.load import Loaded
    from goodword.model.program import Program
    from goodword.source.history import Commit, Edit
    from goodword.source.packed import Stands
    from goodword.source.repository import Repository
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

_SHA1 = 40
SLACK = 3
"""So many days before the newest commit of base a new record may be dated, for what takes long."""


@dataclass(frozen=True)
class Revision:
    """A commit and the program in it.

    Args:
        tree: its files.
        loaded: what they came to.
        as_of: the day for which it is computed.
        earlier: files that are broken, in place of which an older version was read.
        laid: files as they are without whom the change erases, None for those that go.
    """

    tree: GitTree
    loaded: Loaded
    as_of: date
    earlier: frozenset[str] = frozenset()
    laid: Mapping[str, bytes | None] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """What its files say."""
        return self.loaded.program

    @cached_property
    def snapshot(self) -> Snapshot:
        """Its program on the day."""
        return Snapshot(self.program, self.as_of, self.tree.commit)

    @cached_property
    def models(self) -> Mapping[str, Any]:
        """Every document by its path."""
        found = {}
        for kind in BY_NAME.values():
            held = getattr(self.program, kind.room)
            for model in held.values() if kind.many else [held] if held is not None else []:
                found[model.place.path] = model
        return dict(sorted(found.items()))

    @cached_property
    def blobs(self) -> Mapping[str, str]:
        """The id of the content of every file, also of those that are broken.

        A packed record has that of its line, and of the file that adds to it.
        """
        digits = len(self.tree.commit)
        found = {each.path: each.token for each in self.tree.listing().files}
        for path, data in self.laid.items():
            if data is None:
                found.pop(path, None)
            else:
                found[path] = blob_id(data, digits)
        for path, line in self.lines.items():
            found[path] = f"{blob_id(line.text, digits)} {found.get(path, '')}"
        return dict(sorted(found.items()))

    @cached_property
    def lines(self) -> Mapping[str, Stands]:
        """Where the line of every packed record stands, by the record's path."""
        tree = Overlay(self.tree, self.laid) if self.laid else self.tree
        return lines_of(tree, sorted(set(self.program.packed.values())))


class Change:
    """What leads from one revision to another.

    Args:
        repository: where both are.
        base: the revision that was agreed on; head must contain it.
        head: the revision that is judged.
        schemas: the definitions of shape.
        cache: the program's folder, where what is read is kept; None keeps nothing.
        allow_removal: many people may leave at once.
        today: commits that say they are of a later day are not believed; None believes all.

    Raises:
        Failure: the clone is shallow, a revision does not exist, base is not contained in head,
            or one of them has no program.
    """

    def __init__(
        self,
        repository: Repository,
        base: str,
        head: str,
        schemas: Schemas,
        cache: Path | None = None,
        *,
        allow_removal: bool = False,
        today: date | None = None,
    ) -> None:
        self.history = History(repository)
        self.allow_removal = allow_removal
        self._schemas = schemas
        if not self.history.contains(base, head):
            raise Failure(
                f"{head} does not contain {base}, so what it leaves out cannot be told",
                "merge or rebase first; guard judges what a merge would give",
            )
        trees = [GitTree(repository, base), GitTree(repository, head)]
        self.agreed = agreed(self.history, trees[0], schemas, cache)
        """What base says, and of which of its files an older version had to be read."""
        last = {path: each.content for path, each in self.agreed.last.items()}
        # What is as broken in head as in base is nobody's doing here: it says what it last said.
        moved = set(self.history.differing(base, head)) if last else set()
        still = {path: each for path, each in last.items() if repository.prefix + path not in moved}
        # Settings that the change breaks are told once; by them all else is still read.
        if SETTINGS not in self.agreed.never and not readable(trees[1], SETTINGS, schemas):
            still.setdefault(SETTINGS, self.agreed.settings)
        after = load(Overlay(trees[1], still) if still else trees[1], schemas, cache=cache)
        zone = self.agreed.loaded.program.zone
        days = [self.history.newest_day(each.commit, zone, today) for each in trees]
        self.day = days[0]
        """The day of the newest commit of base, in the program's time zone."""
        self.erased: tuple[Gone, ...] = ()
        """Whom the change erases."""
        self.blanked: tuple[tuple[str, Pointer], ...] = ()
        """Texts of others out of which words went that only an erasure may take."""
        laid, said = self._without(Overlay(trees[0], last) if last else trees[0], after, trees[1])
        self.base = Revision(trees[0], said, max(days), frozenset(last), laid)
        self.head = Revision(trees[1], after, max(days), frozenset(still))
        self._versions: dict[str, list[tuple[Commit, Edit]]] = {}
        for commit, edits in self.history.edits(trees[1].commit, base=trees[0].commit):
            for edit in edits:
                self._versions.setdefault(edit.path, []).append((commit, edit))
        self._models: dict[tuple[str, str], Any] = {}

    def _without(
        self, base: Tree, after: Loaded, head: GitTree
    ) -> tuple[Mapping[str, bytes | None], Loaded]:
        """Base without those whom the change erases: files that differ, and what it says then."""
        loaded = self.agreed.loaded
        there = frozenset(each.path for each in head.listing().files) | after.program.packed.keys()
        self.erased = who_went(loaded.program, after.program, there)
        laid: dict[str, bytes | None] = {}
        for each in self.erased:
            found = without(each, Overlay(base, laid), loaded.program, head, after.program)
            self.blanked += found.blanked
            laid |= found.changes
            loaded = load(Overlay(base, laid), self._schemas)
        return laid, loaded

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """Files of base that head does not have."""
        return tuple(path for path in self.base.blobs if path not in self.head.blobs)

    @cached_property
    def new(self) -> Mapping[str, Any]:
        """Documents of head, by path, where base has no file."""
        return {
            path: model
            for path, model in self.head.models.items()
            if path not in self.base.blobs and path not in self.base.models
        }

    @cached_property
    def kept(self) -> tuple[tuple[Any, Any], ...]:
        """Documents that both have and that differ, as base and as head have them."""
        return tuple(
            (old, self.head.models[path])
            for path, old in sorted(self.base.models.items())
            if path in self.head.models and self.base.blobs.get(path) != self.head.blobs.get(path)
        )

    @cached_property
    def touched(self) -> tuple[tuple[Any, Any], ...]:
        """Documents of head that base does not have so: (None or as base has it, as head has it).

        What could never be read counts as not there, so that all of it is judged as new.
        """
        return tuple(
            (self.base.models.get(path), model)
            for path, model in self.head.models.items()
            if self.base.blobs.get(path) != self.head.blobs.get(path)
        )

    def writers(self, path: str, probe: Callable[[Any], Any], word: str = "") -> list[Commit]:
        """The commits that gave a file what it says now, oldest first; mostly one.

        A value that was written, taken out and written again has several, and all are named. So
        has one that first stood in a file that could not be read: both who wrote that and who
        mended it. None has one that head takes out of the history of base, which had it once and
        has it no more.

        Args:
            path: of the file in head.
            probe: gives of a document what is looked for; None where it does not say it.
            word: stands in the text of every file that says it, readable or not.
        """
        wanted = probe(self.head.models[path])
        found = []
        for commit, edit in self._versions.get(path, ()):
            after = self.document(path, edit.after) if edit.after else None
            before = (self.document(path, blob) for blob in edit.before if blob)
            if _may_say(after, probe, wanted, word) and not any(
                _says(each, probe, wanted) for each in before
            ):
                found.append(commit)
        return found

    def bringers(self, path: str) -> list[Commit]:
        """The commits that gave a file, of whatever kind, the content that head has."""
        wanted = self.head.blobs[path]
        edits = self._versions.get(path, ())
        return [commit for commit, edit in edits if edit.after == wanted]

    def document(self, path: str, blob: str) -> Any:
        """A file as it once was, or its bytes where it did not fit its schema then.

        None where the repository lacks it.

        Args:
            path: where it lay.
            blob: the id of its content.
        """
        for revision in (self.head, self.base):
            known = path in revision.models and path not in revision.earlier
            if known and revision.blobs.get(path) == blob:
                return revision.models[path]
        key = (path, blob)
        if key not in self._models:
            self._models[key] = self._read(path, blob)
        return self._models[key]

    def of_line(self, revision: Revision, path: str) -> Any:
        """A packed record by its line alone, without what was added; None of a broken one."""
        found, kind = revision.lines.get(path), kind_of(path)
        line = line_of(found.text) if found else None
        if line is None or kind is None or not self._schemas.judge(kind, line.says):
            return None
        return BY_NAME[kind].read(line.says, Place(path), revision.program.settings.first_day)

    def _read(self, path: str, blob: str) -> Any:
        row = row_of(path)
        content = self.head.tree.content(path, blob)
        if row is None or row.kind not in BY_NAME or isinstance(content, Diagnostic):
            return None
        value = self._added(path, row.kind, content)
        if value is None:
            return content
        started = self.head.program.settings.first_day
        return BY_NAME[row.kind].read(value, Place(path), started)

    def _added(self, path: str, kind: str, content: bytes) -> Any:
        """What a file says, together with its line where it adds to a packed record."""
        stands = self.head.lines.get(path) or self.base.lines.get(path)
        line = line_of(stands.text) if stands else None
        if stands is not None and line is not None:
            record = put_together(kind, stands, line, content)
            fits = not record.conflicts and self._schemas.judge(kind, record.says)
            return record.says if fits else None
        found = judged(path, kind, content, self._schemas)
        return found.value if found.stands else None


def blob_id(data: bytes, digits: int) -> str:
    """The id that git gives to a content, with as many digits as ids have in the repository."""
    sign = sha1 if digits == _SHA1 else sha256
    return sign(b"blob %d\0" % len(data) + data).hexdigest()


def _says(model: Any, probe: Callable[[Any], Any], wanted: Any) -> bool:
    return model is not None and not isinstance(model, bytes) and probe(model) == wanted


def _may_say(model: Any, probe: Callable[[Any], Any], wanted: Any, word: str) -> bool:
    """Whether a file said what is looked for, or may have said it where it cannot be read.

    A key may be written with escapes, so that its word does not stand in the text.
    """
    if isinstance(model, bytes):
        return bool(word) and (word.encode() in model or b"\\" in model)
    return _says(model, probe, wanted)
