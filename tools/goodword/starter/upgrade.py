"""What becomes of the files beside the data when a program is brought up to this version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.edits.edit import digest
from goodword.resources import LOCK
from goodword.starter.former import SHORT
from goodword.starter.owners import PATH, drift
from goodword.starter.three_ways import (
    APART,
    BLOCKED,
    GONE,
    MOVED,
    NEW,
    RETIRED,
    SAME,
    YOURS,
    Outcome,
    outcome,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from goodword.starter.former import Former
    from goodword.starter.three_ways import Merge

SCHEMAS = ".schema.json"


@dataclass(frozen=True)
class Here:
    """The files of a repository, and what is known of them.

    Args:
        held: what a file holds, by its path from the top; None where there is no plain file.
        blocked: whether something else than a plain file lies at a path.
        texts: what a file held in history, the newest first.
        knows: whether there ever was such a file; None where history does not say.
        former: what every version laid.
        record: digests of what was laid here, by path; None where there is no record.
        merge: makes one text of edits, what they were made of, and what is new.
    """

    held: Callable[[str], bytes | None]
    blocked: Callable[[str], bool]
    texts: Callable[[str], Iterable[bytes]]
    knows: Callable[[str], bool | None]
    former: Former
    record: Mapping[str, str] | None
    merge: Merge

    def small(self, laid: Iterable[str]) -> bool:
        """Whether a program was begun with its data alone: nothing for a host lies there."""
        if self.record is not None or self.held(LOCK) is not None:
            return False
        hosted = (path for path in laid if path.startswith((".github/", ".gitlab")))
        return all(self.held(path) is None for path in hosted)


def outcomes(
    here: Here,
    laid: Mapping[str, bytes],
    *,
    take: Collection[str] = (),
    keep: Collection[str] = (),
) -> list[Outcome]:
    """What becomes of each file, in the order of paths.

    Args:
        here: the files as they are.
        laid: what this version lays, by path from the top of the repository.
        take: paths of which the new text is taken whole.
        keep: paths of which the file here stays, as if what is new had been taken in.
    """
    small = here.small(laid)
    found = []
    for path, data in sorted(laid.items()):
        each = _one(here, path, data, small=small)
        if each is None:
            continue
        if path in take and each.state != BLOCKED:
            each = each._replace(state=MOVED if each.here is not None else NEW, new=data)
        elif path in keep and each.state == APART:
            each = each._replace(state=YOURS)
        found.append(each)
    return found + _retired(here, laid)


def _one(here: Here, path: str, data: bytes, *, small: bool) -> Outcome | None:
    """What becomes of a file; None where a small program has none and needs none."""
    held = here.held(path)
    if held is None:
        if here.blocked(path):
            return Outcome(path, BLOCKED, None, None, data)
        if not _is_new(here, path):
            return None if small else Outcome(path, GONE, None, None, data)
        return None if small else Outcome(path, NEW, None, data, data)
    if path == PATH:
        return _owners(held, data)
    if path.endswith(SCHEMAS):
        return Outcome(path, SAME if held == data else MOVED, held, data, data)

    def texts() -> Iterable[bytes]:
        yield from here.former.texts.get(path, ())
        stated = (here.record or {}).get(path, "")
        for each in here.texts(path):
            short = digest(each)[:SHORT]
            if stated.startswith(short) or here.former.laid(path, short):
                yield each

    return outcome(
        path,
        held,
        data,
        untouched=lambda short: here.former.laid(path, short),
        texts=texts,
        stated=(here.record or {}).get(path),
        merge=here.merge,
    )


def _is_new(here: Here, path: str) -> bool:
    """Whether a file that is not there was never laid here."""
    if here.record is not None:
        return path not in here.record
    known = here.knows(path)
    return not here.former.knows(path) if known is None else not known


def _owners(held: bytes, data: bytes) -> Outcome:
    """CODEOWNERS, which is made of the program: lines that are missing come in, others stay."""
    problem = drift(data.decode(), held)
    if problem is None:
        return Outcome(PATH, SAME, held, held, data)
    if problem.severity is Severity.WARNING:
        return Outcome(PATH, MOVED, held, data, data)
    return Outcome(PATH, YOURS, held, held, data)


def _retired(here: Here, laid: Mapping[str, bytes]) -> list[Outcome]:
    """Files on record that no version lays any more, where they are as they were laid."""
    found = []
    for path, stated in sorted((here.record or {}).items()):
        held = here.held(path) if path not in laid else None
        if held is not None and digest(held.replace(b"\r\n", b"\n")) == stated:
            found.append(Outcome(path, RETIRED, held, None, None))
    return found


def recorded_after(here: Here, found: Iterable[Outcome]) -> dict[str, str]:
    """The digests that are on record once this is written, by path."""
    record = here.record or {}
    digests = {}
    for each in found:
        if each.laid is None:
            continue
        if each.state not in {APART, BLOCKED}:
            digests[each.path] = digest(each.laid)
        elif each.path in record:
            digests[each.path] = record[each.path]
        elif each.before is not None:
            digests[each.path] = digest(each.before)
    return digests
