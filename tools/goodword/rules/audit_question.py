"""An answer of an audit to a question of the program's own is not one to that question.

`said` in a view or an answer of an audit answers the questions of one version of program/audit.yml,
which had begun by then. Each is one of that version, answered once and in the way of its kind. A
department answers what is asked `brand-first`, and the influencer does so only after a department
has, like what the audit asks of the relationship itself: what we believed, written down when we
know the answer, is no belief. What is `influencer-only` no department answers. A question of the
kind choice has at least two.

Mend it by the id of the question or the version that was asked, or by leaving the answer out. A
question that is asked otherwise from now on is another version, which begins later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.asked import faults, wrong_questions
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Answers to no question, in no way of its kind, or before we said anything."""
    questions = snapshot.program.questions
    if questions is not None:
        for way, message, hint in wrong_questions(questions):
            yield Finding(questions.place.at(*way), message, hint)
    for audit in snapshot.program.audits.values():
        for way, message, hint in faults(snapshot.program, audit):
            yield Finding(audit.place.at(*way), message, hint)


RULE = Rule("audit-question", check, scope=Scope.FILE)
