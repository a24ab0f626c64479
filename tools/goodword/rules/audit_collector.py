"""The answer of a perception audit was collected by somebody of a department that it judges.

People are kinder to those who ask for themselves. So whoever collects an answer belongs to none
of the departments that gave a view of the relationship, leads none, and is not who gave one.

Mend it by naming who really asked; where it was somebody of the department, ask again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.audit import judged
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Answers whose collector is judged by them."""
    program = snapshot.program
    for audit in program.audits.values():
        answer = audit.answer
        if answer is not None and (why := judged(program, audit.brand, answer.collected_by)):
            place = audit.place.at("answer", "collected_by")
            yield Finding(place, why, "somebody outside the departments judged asks")


RULE = Rule("audit-collector", check, scope=Scope.FILE)
