"""Reading files that are text and no documents: what of them can be shown to people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic, Place
from goodword.source.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.source.trees import Tree


def read_texts(
    tree: Tree, paths: Iterable[str], limit: int, rule: str, diagnostics: list[Diagnostic]
) -> dict[str, str]:
    """Texts by path; what is no text, or has characters that nobody sees, is left out.

    Args:
        tree: the files.
        paths: of those to be read.
        limit: bytes of the longest.
        rule: the name under which it is said what is wrong with one.
        diagnostics: to which that is added.
    """
    found = {}
    for path, content in tree.read_many(sorted(paths), limit):
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        elif len(content) > limit:
            message = f"more than {limit // 1024} KiB, expected a text to be read"
            diagnostics.append(Diagnostic(Place(path), rule, message, "make it shorter"))
        else:
            cleaned = clean(content, path)
            diagnostics += [replace(each, rule=rule) for each in cleaned.diagnostics]
            if cleaned.data is not None and not cleaned.diagnostics:
                found[path] = cleaned.data.decode()
    return found
