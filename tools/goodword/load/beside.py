"""Files of a program that are no YAML and that every question may need: statements and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.model.contact import LARGEST, Contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.source.trees import Tree

STATEMENT_LIMIT = 64 * 1024 * 1024
"""Of a statement, which has a line for each person, so many bytes are read."""


def statements(tree: Tree, paths: Iterable[str], diagnostics: list[Diagnostic]) -> dict[str, bytes]:
    """The statements at these paths, by the name of their cycle."""
    found = {}
    for path in paths:
        content = tree.read(path, STATEMENT_LIMIT)
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        else:
            found[path[path.rfind("/") + 1 : -4]] = content
    return found


def contacts(tree: Tree, paths: Iterable[str], diagnostics: list[Diagnostic]) -> dict[str, Contact]:
    """What is known without a key of the files at these paths, by influencer."""
    found = {}
    for path, content in tree.read_many(paths, LARGEST):
        if isinstance(content, Diagnostic):
            diagnostics.append(content)
        else:
            each = Contact.read(content, path)
            found[each.influencer] = each
    return found
