"""What must hold across files: one rule a module, all of them in RULES.

A new rule is a module with a manual page as its docstring, its name in RULES, a folder under
tests/cases/ on which it bites, and one beside it, a near miss, on which it must be silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic
from goodword.rules import (
    alert_list,
    attendance,
    audit_collector,
    audit_view,
    automated_decline,
    by_hand,
    by_staff,
    calendar_country,
    claim_window,
    clock_change,
    consent_day,
    cycle_name,
    day_order,
    decision_days,
    delivered_scope,
    department_lead,
    disclosure_stated,
    discredited_metric,
    duplicate_chain,
    duplicate_id,
    eligibility,
    entry_conditions,
    evidence_asked,
    evidence_reused,
    exemption_grounds,
    feedback_order,
    fraud_request,
    frozen_points,
    future_date,
    gift_ceiling,
    impersonal_answer,
    interface_language,
    kpi_aim,
    languages,
    link,
    measure_day,
    measures,
    mission_objective,
    nda_event,
    no_points_version,
    not_covered,
    notice,
    objective_outcome,
    oneself,
    open_program,
    opted_out_invited,
    opted_out_message,
    own_site,
    person_complete,
    price,
    reach_indicator,
    redemption_steps,
    region,
    reversed_beyond,
    reward_terms,
    same_answer,
    same_feedback,
    same_person,
    same_rationale,
    sample_disclosed,
    second_person,
    self_decision,
    shared_account,
    shares_add_up,
    snoozed,
    staff_left,
    stage_moves,
    stated_in_path,
    statement,
    time_zone,
    told_before_step,
    told_stranger,
    told_withheld,
    told_without_proof,
    too_old,
    unknown_reference,
    versions,
)
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.diagnostics import Mark, Place
    from goodword.snapshot import Snapshot

RULES: tuple[Rule, ...] = (
    alert_list.RULE,
    attendance.RULE,
    audit_collector.RULE,
    audit_view.RULE,
    automated_decline.RULE,
    by_hand.RULE,
    by_staff.RULE,
    calendar_country.RULE,
    claim_window.RULE,
    clock_change.RULE,
    consent_day.RULE,
    cycle_name.RULE,
    day_order.RULE,
    decision_days.RULE,
    delivered_scope.RULE,
    department_lead.RULE,
    disclosure_stated.RULE,
    discredited_metric.RULE,
    duplicate_chain.RULE,
    duplicate_id.RULE,
    eligibility.RULE,
    entry_conditions.RULE,
    evidence_asked.RULE,
    evidence_reused.RULE,
    exemption_grounds.RULE,
    feedback_order.RULE,
    fraud_request.RULE,
    frozen_points.RULE,
    future_date.RULE,
    gift_ceiling.RULE,
    impersonal_answer.RULE,
    interface_language.RULE,
    kpi_aim.RULE,
    languages.RULE,
    link.RULE,
    measure_day.RULE,
    measures.RULE,
    mission_objective.RULE,
    nda_event.RULE,
    no_points_version.RULE,
    not_covered.RULE,
    notice.RULE,
    objective_outcome.RULE,
    oneself.RULE,
    open_program.RULE,
    opted_out_invited.RULE,
    opted_out_message.RULE,
    own_site.RULE,
    person_complete.RULE,
    price.RULE,
    reach_indicator.RULE,
    redemption_steps.RULE,
    region.RULE,
    reversed_beyond.RULE,
    reward_terms.RULE,
    same_answer.RULE,
    same_feedback.RULE,
    same_person.RULE,
    same_rationale.RULE,
    sample_disclosed.RULE,
    second_person.RULE,
    self_decision.RULE,
    shared_account.RULE,
    shares_add_up.RULE,
    snoozed.RULE,
    staff_left.RULE,
    stage_moves.RULE,
    stated_in_path.RULE,
    statement.RULE,
    time_zone.RULE,
    told_before_step.RULE,
    told_stranger.RULE,
    told_withheld.RULE,
    told_without_proof.RULE,
    too_old.RULE,
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
