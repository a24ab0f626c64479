"""Results and diagnostics as JSON: two spaces, letters as they are, a line end at the end.

Characters that act on a terminal or in the log of a CI machine, and lone surrogates, are written
as escapes of JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodword.formats.plain import COMMAND, UNSAFE_IN_JSON
from goodword.reports.report import nowhere, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.reports.report import Line, Report


def _written(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = COMMAND.sub(r"##\1\\u005b", text)
    return UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def report(result: Report, *, line: Line = nowhere) -> str:
    """The report's value."""
    return _written(plain(result.value, line))


def diagnostics(found: Sequence[Diagnostic], lines: Callable[[str], list[str]]) -> str:
    """A list of `{path, line, column, end_line, end_column, pointer, severity, rule, …}`."""
    del lines
    return _written(
        [
            {
                "path": each.path,
                "line": each.mark.line if each.mark else None,
                "column": each.mark.column if each.mark else None,
                "end_line": each.mark.end_line if each.mark else None,
                "end_column": each.mark.end_column if each.mark else None,
                "pointer": list(each.place.pointer),
                "severity": str(each.severity),
                "rule": each.rule,
                "message": each.message,
                "hint": each.hint,
            }
            for each in found
        ]
    )
