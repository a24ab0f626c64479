"""What must hold across files: one rule a module, all of them in RULES.

A new rule is a module with a manual page as its docstring, its name in RULES, and a folder
under tests/cases/ on which it bites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.rules import (
    claim_window,
    duplicate_id,
    evidence_asked,
    evidence_reused,
    link,
    mission_objective,
    nda_event,
    objective_outcome,
    opted_out_message,
    person_complete,
    self_decision,
    stage_moves,
    stated_in_path,
    unknown_reference,
    versions,
)
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.snapshot import Snapshot

RULES: tuple[Rule, ...] = (
    claim_window.RULE,
    duplicate_id.RULE,
    evidence_asked.RULE,
    evidence_reused.RULE,
    link.RULE,
    mission_objective.RULE,
    nda_event.RULE,
    objective_outcome.RULE,
    opted_out_message.RULE,
    person_complete.RULE,
    self_decision.RULE,
    stage_moves.RULE,
    stated_in_path.RULE,
    unknown_reference.RULE,
    versions.RULE,
)
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
