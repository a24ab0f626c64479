"""What must hold across files: one rule a module, all of them in RULES.

A new rule is a module with a manual page as its docstring, its name in RULES, and a folder
under tests/cases/ on which it bites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.rules import unknown_reference
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.snapshot import Snapshot

RULES: tuple[Rule, ...] = (unknown_reference.RULE,)
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


__all__ = ["BY_NAME", "RULES", "Finding", "Rule", "judge"]
