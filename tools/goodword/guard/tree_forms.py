"""A file has a mode that no data needs, or a name that another disk takes for another file's.

Everything in the folders of the program, the people and the missions, and in `schemas/` and
`site/`, is a plain file (mode 100644): nothing there is run, and no link leads elsewhere. Two
names that are one after compatibility forms and case are put aside (NFKC, case folding) cannot
both be checked out everywhere, and whoever reads the one may mean the other.

Mend it with `git update-index --chmod=-x PATH`, by a copy in place of a link, or by renaming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.promise import Breach, Promise
from goodword.source.names import fold
from goodword.source.trees.listing import ROOTS, TWICE, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.guard.change import Change

_PLAIN = "100644"
_WHAT = {"100755": "an executable file", "120000": "a symbolic link", "160000": "a submodule"}
_LOOKED_AT = (*ROOTS, "schemas", "site")


def check(change: Change) -> Iterator[Breach]:
    """Odd modes, and names that collide."""
    taken: dict[str, str] = {}
    for mode, path in change.head.tree.names():
        again = fold(path) in taken
        other = taken.setdefault(fold(path), path)
        if again and other == path:
            yield Breach(_place(path), *TWICE)
        elif again:
            yield Breach(
                _place(path),
                f"is the same as {_place(other).path} where case and compatibility do not count",
                "rename one of them",
            )
        if mode != _PLAIN and path.partition("/")[0] in _LOOKED_AT:
            hint = f"git update-index --chmod=-x {_place(path).path}" if mode == "100755" else ""
            what = _WHAT.get(mode, f"of mode {mode}")
            yield Breach(_place(path), f"{what}, expected a plain file ({_PLAIN})", hint)


def _place(path: str) -> Place:
    """The place of a path whose bytes may be no text."""
    return refuse(path, "").place


PROMISE = Promise("tree-forms", check)
