"""Judging before writing: edits are laid over the tree, and what they bring about is looked at.

Every action goes this way, whether it is shown or written: nothing reaches the disk that `check`
would object to, unless it objected already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import BeyondPart, Diagnostic, Failure, Place, Severity, arrange
from goodword.edits import laid_over
from goodword.ledger.coupled import crowded, stocked
from goodword.load import Loaded, load
from goodword.model.paths import DOCUMENTS, row_of
from goodword.model.program import BY_NAME
from goodword.nearest import without_guess
from goodword.rules import RULES
from goodword.rules import judge as rules_judge
from goodword.snapshot import Snapshot
from goodword.source.names import fault
from goodword.source.packs import Packs, with_added
from goodword.source.places import Locator
from goodword.source.reading import read_documents
from goodword.source.trees import Overlay
from goodword.source.trees.listing import READ_LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Mark
    from goodword.edits import Edit
    from goodword.ledger.by_hand import Fault
    from goodword.ledger.deciders import Refusal
    from goodword.model.program import Program
    from goodword.rules import Rule
    from goodword.source.judged import Document
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree


ByRules = Callable[[Snapshot, Callable[[Place], "Mark | None"], Loaded], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an action would do.

    Args:
        edits: the changes of files.
        problems: why it may not be done; then there are no edits.
        people: ids of those whose points it touches.
        notes: what follows beside points, a sentence each.
    """

    edits: tuple[Edit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    people: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[str, ...]:
        """Paths of the files that are not there yet."""
        return tuple(each.path for each in self.edits if each.expected is None)


@dataclass(frozen=True)
class Judgement:
    """What a tree is with edits laid over it.

    Args:
        tree: the files as they would be.
        loaded: the program as it would be.
        after: the program on the day.
        problems: what `check` would say and did not say before; sorted.
        rules: those by which it was judged.
    """

    tree: Tree
    loaded: Loaded
    after: Snapshot
    problems: tuple[Diagnostic, ...] = field(default=())
    rules: tuple[Rule, ...] = RULES

    @property
    def refused(self) -> bool:
        """Whether there is a new error: then nothing may be written."""
        return any(each.severity is Severity.ERROR for each in self.problems)

    @cached_property
    def locator(self) -> Locator:
        """Line and column of places in the files as they would be."""
        return Locator(self.tree)


class Judged(NamedTuple):
    """What is judged: by default everything, by all rules.

    Args:
        people: of whom all was loaded; None for everybody.
        rules: those to judge by; of a part, those of them that need no more than it has.
        coupled: missions of which all claims, and rewards of which all requests were loaded.
    """

    people: frozenset[str] | None = None
    rules: tuple[Rule, ...] = RULES
    coupled: frozenset[str] = frozenset()


def _here(
    snapshot: Snapshot, locate: Callable[[Place], Mark | None], _: Loaded
) -> Iterable[Diagnostic]:
    return rules_judge(snapshot, locate)


class Whole(NamedTuple):
    """What is known of the files as they are, and how all of them are judged.

    Args:
        said: gives what `check` says of them, None where that is not known; asked only where
            something would be wrong.
        like: their program on the day: points of whom the edits do not touch are taken from it.
        by_rules: finds what all rules find: a large program can be judged by two processes.
    """

    said: Callable[[], Iterable[Diagnostic] | None] | None = None
    like: Snapshot | None = None
    by_rules: ByRules = _here


def judge(
    tree: Tree,
    edits: tuple[Edit, ...],
    schemas: Schemas,
    as_of: date,
    *,
    before: Loaded | None,
    whole: Whole | None = None,
    progress: Callable[[int, int], None] | None = None,
    part: Judged | None = None,
) -> Judgement:
    """Load and judge what a tree would be with the edits.

    Args:
        tree: the files as they are.
        edits: the changes.
        schemas: the definitions of shape.
        as_of: the day for which it is judged.
        before: the program as it is, None where there is none yet.
        whole: what is known of the files as they are, where all of them are judged.
        progress: called with how many files were read and how many there are.
        part: what was loaded and is judged, where that is not all.

    Raises:
        BeyondPart: a part does not do: what there is one of is changed, or a file would be broken.
    """
    overlay = Overlay(tree, laid_over(edits))
    loaded = _revised(overlay, edits, schemas, before)
    if loaded is None and part is not None:
        raise BeyondPart
    if loaded is None:
        loaded = load(overlay, schemas, progress=progress)
    whole = whole or Whole()
    after = Snapshot(loaded.program, as_of, like=whole.like, people=part.people if part else None)
    locator = Locator(overlay)
    if part is None:
        part = Judged()
        found = [*loaded.diagnostics, *whole.by_rules(after, locator.mark, loaded)]
    else:
        if part.people is not None and before is not None:
            _coupled_alike(before.program, loaded.program, part)
        by_rule = _judged_of(after, locator, part.rules, _kinds(edits))
        part = part._replace(rules=tuple(by_rule))
        found = [each for problems in by_rule.values() for each in problems]
    if found and before is not None:
        names = {each.rule for each in found}
        part_of = part._replace(rules=tuple(each for each in part.rules if each.name in names))
        known = _known(tree, before, as_of, part_of, whole.said() if whole.said else None)
        found = [each for each in found if _text(each) not in known]
    return Judgement(overlay, loaded, after, arrange(found), part.rules)


def _coupled_alike(before: Program, after: Program, part: Judged) -> None:
    """See that what was loaded for people is enough for what would be, too.

    Raises:
        BeyondPart: a limit cuts a claim of theirs, or they get of a stock, for the first time.
    """
    people = part.people or frozenset()
    for couples in (crowded, stocked):
        if not couples(after, people) <= couples(before, people) | part.coupled:
            raise BeyondPart


def _judged_of(
    snapshot: Snapshot, locator: Locator, rules: Iterable[Rule], kinds: Collection[str]
) -> dict[Rule, list[Diagnostic]]:
    """What each rule finds in a part; rules that look beyond it are left out.

    Of a rule about one kind of file nothing is new where none of these kinds of edits is it.
    """
    found = {}
    for rule in rules:
        judging = (rule,) if not rule.only or rule.only in kinds else ()
        with suppress(BeyondPart):
            found[rule] = [*rules_judge(snapshot, locator.mark, judging)]
    return found


def _kinds(edits: Iterable[Edit]) -> set[str]:
    """The kinds of the files that are changed."""
    return {row.kind for each in edits if (row := row_of(each.path)) is not None}


def _revised(
    tree: Tree, edits: tuple[Edit, ...], schemas: Schemas, before: Loaded | None
) -> Loaded | None:
    """The program with the files that are new or changed read, and all others as they were.

    None where that is not enough: a file goes, cannot be read or have its name, or is one of a
    kind.
    """
    if before is None or before.program.broken or _are_lined(edits, before.program):
        return None
    items = []
    for edit in edits:
        row = row_of(edit.path)
        if row is None or row.kind not in DOCUMENTS or row.kind == "program" or edit.new is None:
            return None
        if edit.expected is None and not BY_NAME[row.kind].many:
            return None
        if any(fault(part) for part in edit.path.split("/")):
            return None
        items.append((edit.path, row.kind))
    started = before.program.settings.first_day
    of_many = {BY_NAME[name].room for _, name in items if BY_NAME[name].many}
    rooms: dict[str, Any] = {room: dict(getattr(before.program, room)) for room in of_many}
    counts = dict(before.counts)
    for edit, (_, kind_name) in zip(edits, items, strict=True):
        counts[kind_name] += edit.expected is None and edit.path not in before.program.packed
    for document in _documents(tree, items, schemas, before.program):
        kind = BY_NAME[document.kind]
        if document.diagnostics:
            return None  # the whole of it is loaded again, to be shown with all that is wrong
        model = kind.read(document.value, Place(document.path), started)
        if kind.many:
            rooms[kind.room][kind.key(model)] = model
        else:
            rooms[kind.room] = model
    rooms = {
        name: dict(sorted(room.items())) if isinstance(room, dict) else room
        for name, room in rooms.items()
    }
    return replace(before, program=replace(before.program, **rooms), counts=counts)


def _are_lined(edits: Iterable[Edit], program: Program) -> bool:
    """Whether a claim would change that is there for its place alone."""
    return not program.lined.keys().isdisjoint(each.path for each in edits)


def _documents(
    tree: Tree, items: Sequence[tuple[str, str]], schemas: Schemas, before: Program
) -> Iterator[Document]:
    """The documents at these paths, those of packed records together with their lines."""
    packs = Packs(tree)
    single = [each for each in items if each[0] not in before.packed]
    yield from read_documents(tree, single, schemas, workers=0)
    for path, kind in items:
        stands = packs.find(path) if path in before.packed else None
        if stands is not None:
            yield with_added(tree, stands, kind, schemas)


def _known(
    tree: Tree, before: Loaded, as_of: date, part: Judged, said: Iterable[Diagnostic] | None
) -> set[tuple[str, str, str]]:
    """What `check` says of the files as they are, without lines, which move, and guesses."""
    if said is not None:
        return {_text(each) for each in said}
    locator = Locator(tree)
    snapshot = Snapshot(before.program, as_of, people=part.people)
    rules = rules_judge(snapshot, locator.mark, part.rules)
    return {_text(each) for each in (*before.diagnostics, *rules)}


def _text(each: Diagnostic) -> tuple[str, str, str]:
    """By what something said is known again; a note that counts more is the same note."""
    if each.severity is Severity.NOTE:
        return each.place.path, each.rule, "/".join(map(str, each.place.pointer))
    return each.place.path, each.rule, without_guess(each.message)


def content(tree: Tree, path: str, limit: int = READ_LIMIT) -> bytes:
    """The whole of a file that is to be changed.

    Args:
        tree: the files.
        path: of the file.
        limit: bytes; no such file is larger.

    Raises:
        Failure: it cannot be read.
    """
    data = tree.read(path, limit)
    if isinstance(data, Diagnostic):
        raise Failure(f"{path}: {data.message}", data.hint)
    return data


def refusal(path: str, message: str, hint: str = "") -> Diagnostic:
    """Why an action may not be done to the thing in that file."""
    return Diagnostic(Place(path), "action", message, hint)


def refusals(path: str, why: Iterable[Refusal | Fault]) -> list[Diagnostic]:
    """Each reason for which an action may not be done to the thing in that file."""
    return [refusal(path, each.message, each.hint) for each in why]
