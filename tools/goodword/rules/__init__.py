"""What must hold across files: one rule a module of this folder, all of them in RULES.

A new rule is a module with a manual page as its docstring and its `RULE`, a folder under
tests/cases/ on which it bites, and one beside it, a near miss, on which it must be silent.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.snapshot import Snapshot

_MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
RULES: tuple[Rule, ...] = tuple(each.RULE for each in _MODULES if hasattr(each, "RULE"))
"""All rules, by name."""

BY_NAME = {rule.name: rule for rule in RULES}


def judge(
    snapshot: Snapshot,
    locate: Callable[[Place], Mark | None],
    rules: Iterable[Rule] = RULES,
) -> Iterator[Diagnostic]:
    """What the rules find, with line and column.

    Args:
        snapshot: the program on a day.
        locate: finds the text that a place means.
        rules: those to judge by.
    """
    for rule in rules:
        for finding in rule.check(snapshot):
            yield Diagnostic(
                finding.place,
                rule.name,
                finding.message,
                finding.hint,
                locate(finding.place),
                rule.severity,
            )


__all__ = ["BY_NAME", "RULES", "Finding", "Rule", "Scope", "judge"]
