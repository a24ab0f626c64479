"""Diagnostics as annotations of a GitHub Actions run: nine, and how many more there are.

A step shows ten annotations of a kind at most; the tenth says where the others are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.formats.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Diagnostic

_SHOWN = 9
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def diagnostics(found: Sequence[Diagnostic], lines: Callable[[str], list[str]]) -> str:
    """At most nine annotations, errors first, then one line that counts the rest.

    Args:
        found: the diagnostics.
        lines: not needed; every format of diagnostics is called alike.
    """
    del lines
    weight = list(_COMMANDS)
    ranked = sorted(found, key=lambda each: weight.index(each.severity))
    parts = [_annotation(each) for each in ranked[:_SHOWN]]
    rest = ranked[_SHOWN:]
    if rest:
        command = _COMMANDS[rest[0].severity]
        more = f"and {len(rest)} more; goodword check shows all of them"
        parts.append(f"::{command} title=goodword check::{more}\n")
    return "".join(parts)


def _annotation(each: Diagnostic) -> str:
    properties = {"file": harmless(each.path)}
    if each.mark:
        properties |= {
            "line": str(each.mark.line),
            "endLine": str(each.mark.end_line),
            "col": str(each.mark.column),
            "endColumn": str(max(each.mark.column, each.mark.end_column - 1)),
        }
        if each.mark.end_line != each.mark.line:
            del properties["col"], properties["endColumn"]
    properties["title"] = each.rule
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = harmless(each.message) + (f"; {harmless(each.hint)}" if each.hint else "")
    return f"::{_COMMANDS[each.severity]} {stated}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
