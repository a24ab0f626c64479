"""The answer of a perception audit was collected by somebody of a department that it judges.

People are kinder to those who ask for themselves. So whoever collects an answer belongs to none
of the departments that gave a view of the relationship, and is not who gave one.

Mend it by naming who really asked; where it was somebody of the department, ask again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Answers whose collector is judged by them."""
    staff = snapshot.program.staff
    for audit in snapshot.program.audits.values():
        answer = audit.answer
        if answer is None:
            continue
        collector = staff.get(answer.collected_by)
        department = collector.department if collector else None
        place = audit.place.at("answer", "collected_by")
        if any(view.by == answer.collected_by for view in audit.brand):
            yield Finding(
                place,
                f'"{answer.collected_by}" gave a view of the relationship and asked about it too',
                "somebody outside the departments judged asks",
            )
        elif department and any(view.department == department for view in audit.brand):
            yield Finding(
                place,
                f'"{answer.collected_by}" is of {department}, whose view the answer judges',
                "somebody outside the departments judged asks",
            )


RULE = Rule("audit-collector", check)
