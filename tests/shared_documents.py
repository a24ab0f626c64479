"""Documents are read once a process of the tests: these load the same files thousands of times.

What was read is kept as a text, as a cache of the tool keeps it, and made anew each time, so that
nobody meets what somebody else did to it. The same bytes of a kind give the same document; what is
wrong with a file, or is worth a warning, is found out anew each time.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from goodword.source.judged import Document
from goodword.source.slices import dump, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.diagnostics import Diagnostic
    from goodword.source.schemas import Schemas

    Judge = Callable[[str, str, bytes | Diagnostic, Schemas], Document]

MOST = 10_000
"""So many documents are kept; then all are forgotten."""
LONGEST = 20_000
"""Bytes of a file that is kept."""


def once(judge: Judge) -> Judge:
    """Reads bytes that were read before by taking what came of them.

    Args:
        judge: reads them.
    """
    kept: dict[tuple[str, str, bytes], bytes] = {}

    @functools.wraps(judge)
    def judged(path: str, kind: str, content: bytes | Diagnostic, schemas: Schemas) -> Document:
        if not isinstance(content, bytes) or len(content) > LONGEST:
            return judge(path, kind, content, schemas)
        key = (schemas.digest, kind, content)
        text = kept.get(key)
        if text is not None:
            return Document(path, kind, parse(text)[0])
        found = judge(path, kind, content, schemas)
        if not found.diagnostics:
            text = dump([found.value])
            if repr(parse(text)) == repr([found.value]):
                if len(kept) >= MOST:
                    kept.clear()
                kept[key] = text
        return found

    return judged
