"""What the last check that read everything found, so that after few changes little has to be read.

It is kept beside the answers, sealed like them, and may be deleted. It says nothing by itself: who
asks learns which files have changed since, and what was in them then.
"""

from __future__ import annotations

import json
import marshal
import sys
from array import array
from bisect import bisect_left, bisect_right
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.source.answers import Answer
from goodword.source.cache import Cache
from goodword.source.diagnostic_rows import diagnostic_of, row_of
from goodword.source.sealed import Bundles, folder_of, user_secret
from goodword.source.stats import changed, token

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from goodword.source.answers import Files, Index
    from goodword.source.schemas import Schemas
    from goodword.source.stats import Pair

FOLDER = Path(".goodword", "last")
"""Where it lies, from the root of the program; git is told to ignore it."""
MOST = 100
"""Of more changed files than these everything is read anew."""
_NAME = "check"
_FORMAT = 2


class Last(NamedTuple):
    """What was found.

    Args:
        answer: all of it.
        day: for which it was found.
        zone: the program's, which says what day it is.
        tracked: what was known of git's index.
        beside: files that were read and lie outside the folders that are looked at.
        changes: what was and what is known of each file that has changed since.
        keys: of each rule that counts, the keys of all things, as `digest` has them, sorted.
    """

    answer: Answer
    day: date
    zone: str
    tracked: Index
    beside: Sequence[Path]
    changes: Mapping[str, Pair]
    keys: Mapping[str, array[int]]

    def having(self, rule: str, key: Hashable) -> int:
        """How many things had a key; a few more where two keys have one digest."""
        keys, wanted = self.keys[rule], digest(key)
        return bisect_right(keys, wanted) - bisect_left(keys, wanted)

    def before(self, root: Path, schemas: Schemas) -> dict[str, Any]:
        """What was in the files that changed, by path; without those of which it is not kept."""
        cache = Cache.open(root, schemas)
        known = {
            path: f"{was[1]} {was[2]} {was[3]} {was[4]}"
            for path, (was, _) in self.changes.items()
            if was is not None
        }
        return cache.values(known) if cache else {}


def digest(key: Hashable) -> int:
    """A number that stands for a key in every run."""
    text = repr(key).encode(errors="surrogateescape")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def keep(files: Files, last: Last) -> None:
    """Keep what was found in files that were all read and sound."""
    kept = _kept(files.root)
    if kept is None:
        return
    about = (
        last.day.isoformat(),
        last.zone,
        last.tracked,
        [(str(path), token(path)) for path in last.beside],
        last.answer.files,
        last.answer.rules,
        [*map(row_of, last.answer.found)],
        [*last.keys],
    )
    parts = {
        "state": _state(files),
        "about": json.dumps(about).encode(),
        "folders": marshal.dumps(files.folders, 2),
    }
    kept.write(_NAME, parts | {f"keys {name}": each.tobytes() for name, each in last.keys.items()})


def find(files: Files) -> Last | None:
    """What was found when all that decides beside the files was as it is; None without it."""
    kept = _kept(files.root)
    parts = kept.read(_NAME) if kept else None
    if parts is None or parts["state"] != _state(files):
        return None
    changes = changed(marshal.loads(parts["folders"]), files.folders)  # noqa: S302 - sealed
    written = token(files.root / FOLDER / _NAME)
    if changes is None or len(changes) > MOST or written is None:
        return None
    if any(now and now[3] <= written[4] for _, now in changes.values()):
        return None  # it changed while that check ran, which may have read it so
    on, zone, index, beside, count, rules, rows, counted = json.loads(parts["about"])
    if not files.same_index(index) or any(list(token(path) or ()) != was for path, was in beside):
        return None
    answer = Answer(tuple(map(diagnostic_of, rows)), count, rules)
    keys = {name: array("Q", parts[f"keys {name}"]) for name in counted}
    paths = [Path(path) for path, _ in beside]
    return Last(answer, date.fromisoformat(on), zone, index, paths, changes, keys)


def keys_of(keys: Iterable[Hashable]) -> array[int]:
    """Keys as they are kept."""
    # `digest` of each, without a call and a number for each.
    found = array("Q")
    found.frombytes(
        b"".join(
            [
                blake2b(repr(key).encode(errors="surrogateescape"), digest_size=8).digest()
                for key in keys
            ]
        )
    )
    if sys.byteorder == "little":
        found.byteswap()
    return array("Q", sorted(found))


def _state(files: Files) -> bytes:
    return repr((_FORMAT, files.state)).encode(errors="surrogateescape")


def _kept(root: Path) -> Bundles | None:
    secret = user_secret()
    folder = folder_of(root, *FOLDER.parts) if secret else None
    return Bundles(folder, secret, 1) if secret and folder else None
