"""What must hold across files: one rule a module, all of them in RULES.

A new rule is a module with a manual page as its docstring, its name in RULES, a folder under
tests/cases/ on which it bites, and one beside it, a near miss, on which it must be silent.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.snapshot import Snapshot

_MODULES = (
    "alert_list",
    "attendance",
    "audit_collector",
    "audit_view",
    "automated_decline",
    "by_hand",
    "by_staff",
    "calendar_country",
    "claim_window",
    "clock_change",
    "consent_day",
    "cycle_name",
    "day_order",
    "decision_days",
    "delivered_scope",
    "department_lead",
    "disclosure_stated",
    "discredited_metric",
    "duplicate_chain",
    "duplicate_id",
    "eligibility",
    "entry_conditions",
    "evidence_asked",
    "evidence_reused",
    "exemption_grounds",
    "feedback_order",
    "fraud_request",
    "frozen_points",
    "future_date",
    "gift_ceiling",
    "impersonal_answer",
    "interface_language",
    "kpi_aim",
    "languages",
    "link",
    "measure_day",
    "measures",
    "mission_objective",
    "nda_event",
    "no_points_version",
    "not_covered",
    "notice",
    "objective_outcome",
    "oneself",
    "open_program",
    "opted_out_invited",
    "opted_out_message",
    "own_site",
    "person_complete",
    "price",
    "reach_indicator",
    "redemption_steps",
    "region",
    "reversed_beyond",
    "reward_terms",
    "same_answer",
    "same_feedback",
    "same_person",
    "same_rationale",
    "sample_disclosed",
    "second_person",
    "self_decision",
    "shared_account",
    "shares_add_up",
    "snoozed",
    "staff_left",
    "stage_moves",
    "stated_in_path",
    "statement",
    "time_zone",
    "told_before_step",
    "told_stranger",
    "told_withheld",
    "told_without_proof",
    "too_old",
    "unknown_reference",
    "versions",
)
RULES: tuple[Rule, ...] = tuple(import_module(f"{__name__}.{name}").RULE for name in _MODULES)
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
