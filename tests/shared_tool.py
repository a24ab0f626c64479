"""The tool's own files are looked at once a process: no test changes those of the checkout.

A command looks at each of them, more than a thousand, to know whether what an earlier one kept was
made by the same tool; tests run thousands of commands in a process. A tool of a test's own is
looked at each time.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from goodword.resources import own_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from goodword.source.stats import Seen

    Look = Callable[..., Seen | None]
    """As `goodword.source.stats.look`."""


def once(look: Look) -> Look:
    """Looks at the tool's folders as at any others, the first time.

    Args:
        look: at folders.
    """
    own = {(folder.parent, (folder.name,)) for folder in own_folders()}
    known: dict[object, Seen] = {}

    @functools.wraps(look)
    def looked(
        root: Path, names: Iterable[str], *, passed_over: frozenset[str] = frozenset()
    ) -> Seen | None:
        key = (root, tuple(names))
        if key not in own:
            return look(root, key[1], passed_over=passed_over)
        seen = known.get((key, passed_over)) or look(root, key[1], passed_over=passed_over)
        if seen is not None:
            known[key, passed_over] = seen
        return seen

    return looked
