"""What `goodword upgrade` says: what becomes of each file, and what is left to do by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.cli.output import show, write_line
from goodword.cli.upgrading import lines_changed
from goodword.diagnostics import Diagnostic, Place
from goodword.edits import difference
from goodword.edits.edit import digest
from goodword.resources import LOCK
from goodword.starter.former import SHORT
from goodword.starter.three_ways import (
    APART,
    GONE,
    MOVED,
    SAME,
    SENTENCES,
    YOURS,
    difference_apart,
)
from goodword.starter.upgrade import SCHEMAS

if TYPE_CHECKING:
    from goodword.cli.upgrading import Upgrade
    from goodword.starter.three_ways import Outcome

ASIDE = ".goodword/upgrade"
"""Where the new text of a file lies that could not be merged."""


def beside(upgrade: Upgrade) -> None:
    """Show what becomes of the files beside the data: what your edits are in, line by line."""
    _files(upgrade)
    _pins(upgrade)
    record = upgrade.here.record or {}
    if any(path.endswith(SCHEMAS) and path not in upgrade.laid for path in record):
        write_line("schemas/: deleted here, and stays so; goodword schemas --write lays it again")
    if upgrade.broken:
        first = min(upgrade.broken)
        write_line(f"CODEOWNERS is left as it is: {first} cannot be read; goodword check says why")


def _files(upgrade: Upgrade) -> None:
    for each in upgrade.outcomes:
        if each.state == SAME:
            continue
        size = lines_changed(each.here, each.new) if each.changes else ""
        sentence = _sentence(upgrade, each)
        write_line(f"{each.path}: {sentence}{f' ({size})' if size else ''}")
        if each.state == APART:
            for old, new in difference_apart(each):
                show(difference(each.path, old, new))
        elif each.changes and not _as_it_was(upgrade, each):
            show(difference(each.path, each.here, each.new))


def _pins(upgrade: Upgrade) -> None:
    for path, data in upgrade.pins.files.items():
        there = upgrade.held(path)
        if there != data:
            write_line(f"{path}: what this version runs with ({lines_changed(there, data)})")
            if not path.endswith(".whl") and not _only_lock(upgrade, path):
                show(difference(path, there, data))
    for name, was, now in upgrade.pins.versions:
        write_line(f"{LOCK}: {name} {was} becomes {now}")
    for note in upgrade.pins.notes:
        write_line(note)


def _as_it_was(upgrade: Upgrade, found: Outcome) -> bool:
    """Whether a count of lines says enough: nothing of yours goes, or is new beside yours."""
    if found.here is None:
        return True
    if not found.path.endswith(SCHEMAS):
        return False
    here = upgrade.here
    known = digest(found.here.replace(b"\r\n", b"\n"))
    stated = (here.record or {}).get(found.path)
    path = found.path.removeprefix(upgrade.place[1])
    return known == stated or here.former.laid(path, known[:SHORT])


def _only_lock(upgrade: Upgrade, path: str) -> bool:
    """Whether a lock differs in packages alone, which are told by their versions."""
    if not path.endswith(LOCK):
        return False
    there, then = (_bare(data) for data in (upgrade.held(path), upgrade.pins.files[path]))
    return there <= then


def _bare(lock: bytes | None) -> set[bytes]:
    """The lines of a lock that are of no package of its own."""
    return {
        each
        for each in (lock or b"").splitlines()
        if each.strip() and not each.startswith((b" ", b"\t")) and b"==" not in each
    }


def _sentence(upgrade: Upgrade, found: Outcome) -> str:
    """What is said of a file."""
    if found.path in upgrade.asked.take:
        return "taken as this version lays it"
    if found.path.endswith("CODEOWNERS") and found.state == YOURS:
        return "not as the program makes it: left as it is; goodword owners shows the difference"
    if found.path.endswith("CODEOWNERS") and found.state == MOVED:
        return "lines that were missing come in"
    if found.path.endswith(SCHEMAS) and found.state == MOVED:
        return "the copy of what check judges by"
    if found.state == GONE:
        return f"{SENTENCES[GONE]}; --take {found.path} lays it again"
    return SENTENCES[found.state]


def left(found: Outcome) -> Diagnostic:
    """What is said, and is to be done, where a file could not be merged."""
    known = "" if found.before is not None else ": what was laid before is not known"
    return Diagnostic(
        Place(found.path),
        "upgrade",
        f"{SENTENCES[APART]}{known}" if found.before is not None else f"not merged{known}",
        f"merge by hand what is new (--write lays it into {ASIDE}/{found.path}), then goodword"
        f" upgrade --keep {found.path} --write; --take {found.path} takes the new text whole",
    )
