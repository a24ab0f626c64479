"""Where the parts of a plain document stand: its nodes, as libyaml composes them.

Of the plainest sort alone, which every reader takes apart in the same way (`lines`); a test
compares these nodes with another reader's.
"""

from __future__ import annotations

from typing import Any

from yaml._yaml import CParser

from goodword.source.documents import lines

Node = Any
"""With `id` (`scalar`, `sequence` or `mapping`), `value`, `start_mark`, `end_mark`, and `style` or
`flow_style`; marks have `index`, `line` and `column`, in characters from 0."""


class _Composer(CParser):
    """Composes nodes of no tags, for which nobody asks."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing: no tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""


def composed(data: bytes) -> tuple[dict[str, Any], Node] | None:
    """The value and the outermost node of a file in plain block style; None for anything else."""
    value = lines.quick(data)
    return None if value is None else (value, _Composer(data).get_single_node())
