"""Three texts made one, by `git merge-file`: what two have changed of a third, where both fit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from goodword.diagnostics import Failure
from goodword.source.repository import answer, refusal, start

_NAMES = ("yours", "before", "new")
_MOST = 127
"""Of more conflicts git says no number; beyond it means that it could not merge at all."""


def merged(yours: bytes, before: bytes, new: bytes) -> bytes | None:
    """The text with the changes of both; None where they change the same lines, or no text is.

    Args:
        yours: one text that was made of `before`.
        before: what both were made of.
        new: the other.

    Raises:
        Failure: git is not installed.
    """
    if any(b"\0" in each for each in (yours, before, new)):
        return None
    with tempfile.TemporaryDirectory() as place:
        for name, data in zip(_NAMES, (yours, before, new), strict=True):
            (Path(place) / name).write_bytes(data)
        process = start(place, "merge-file", "--stdout", "--quiet", *_NAMES)
        output, errors = answer(process)
    if process.returncode == 0:
        return output
    if 0 < process.returncode <= _MOST:
        return None
    raise refusal(errors) if errors else Failure("git merge-file gives no answer")
