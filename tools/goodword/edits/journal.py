"""The journal: what is about to be written, and how to undo it.

It is sealed with this user's secret: one that came with a repository would show other files than
those that lie there, and is refused.
"""

from __future__ import annotations

import base64
import hmac
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits.disk import WORK, flush_folder, write_file
from goodword.edits.edit import digest
from goodword.source.sealed import seal, user_secret

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = "journal"
"""Its name in the working folder."""


@dataclass
class Change:
    """One file on its way: where, what it held, and what waits to take its place."""

    path: str
    old: bytes | None
    mode: int
    new: bytes | None
    staged: Path | None = None


@dataclass
class Plan:
    """What is about to be done, as the journal keeps it."""

    changes: list[Change]
    folders: list[str] = field(default_factory=list)


def remember(work: Path, plan: Plan) -> None:
    """Write down how to undo the plan; from here on a run that dies is undone."""
    journal = {
        "version": 1,
        "folders": plan.folders,
        "changes": [
            {
                "path": change.path,
                "mode": change.mode,
                "old": None if change.old is None else base64.b64encode(change.old).decode(),
                "new": None if change.new is None else digest(change.new),
            }
            for change in plan.changes
        ],
    }
    # Under another name first: half a journal could undo nothing, and would stop every run.
    write_file(work / f"{JOURNAL}.new", sealed(json.dumps(journal).encode()), None)
    (work / f"{JOURNAL}.new").replace(work / JOURNAL)
    flush_folder(work)


def sealed(body: bytes) -> bytes:
    """A journal's text behind its seal; the seal is empty where this user can keep no secret."""
    secret = user_secret()
    return (seal(secret, JOURNAL, body) if secret else b"") + b"\n" + body


def opened(content: bytes) -> bytes:
    """A journal's text.

    Raises:
        Failure: no run of this user wrote it.
    """
    _, _, body = content.partition(b"\n")
    if not hmac.compare_digest(content, sealed(body)):
        raise Failure(
            f"{WORK}/{JOURNAL} was written by no run of yours",
            "where a run of somebody else died, they run `goodword recover`; else look at git"
            " status and delete the journal",
        )
    return body


def forget(work: Path) -> None:
    """Delete the journal, if there is one: what it says is done, or undone, for good."""
    with suppress(FileNotFoundError):
        (work / JOURNAL).unlink()
    with suppress(OSError):  # the entry is gone for all who look; only the disk may lag behind
        flush_folder(work)


def recall(work: Path) -> tuple[Plan, dict[str, str | None]] | None:
    """The plan of a run that died, with the digests of what it wrote; None where none died."""
    try:
        journal = json.loads(opened((work / JOURNAL).read_bytes()))
        changes = []
        new: dict[str, str | None] = {}
        for each in journal["changes"]:
            old = None if each["old"] is None else base64.b64decode(each["old"])
            changes.append(Change(str(each["path"]), old, int(each["mode"]), None))
            new[str(each["path"])] = each["new"]
        return Plan(changes, [str(folder) for folder in journal["folders"]]), new
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Failure(
            f"{WORK}/{JOURNAL} cannot be read", "look at git status, mend it, delete the journal"
        ) from None
