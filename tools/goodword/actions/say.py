"""What departments and people say in an audit, also to the program's own questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.actions.append import append
from goodword.actions.asked import proposal
from goodword.actions.complete import complete
from goodword.actions.judging import refusal
from goodword.nearest import one_of
from goodword.relation.asked import entries, version_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.audit import Audit
    from goodword.model.questions import QuestionsVersion
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_YES_NO = {"yes": True, "no": False}


def say(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add a view, or the answer, with the version of the questions it answers."""
    made, problems = [], []
    audits = {each.place.path: each for each in snapshot.program.audits.values()}
    for each in requests:
        if not each.get("said"):
            made.append(each)
            continue
        begun = audits.get(each.subject)
        version = version_for(snapshot.program, begun, each.date)
        if version is None:
            none = f"nothing of the program's own is asked on {each.date}"
            problems.append(refusal(each.subject, none, "see goodword new question"))
            continue
        why = _why(begun, each.date)
        said = [_said(each.subject, text, version, why) for text in each.get("said")]
        problems += [found for found in said if not isinstance(found, dict)]
        answers = {"version": version.from_.isoformat(), "said": said}
        made.append(replace(each, said={**each.said, **answers}))
    if problems:
        return proposal(problems, ())
    into = any(each.verb.into for each in requests)
    return append(snapshot, made, tree) if into else complete(snapshot, made, tree)


def _why(begun: Audit | None, day: date) -> str:
    """Why a version of the questions is the one that is answered on a day."""
    if begun is not None and any(each.said for each in entries(begun)):
        return "it is the one with which this audit began: both sides answer the same"
    return f"it is the one that is asked on {day}"


def _said(path: str, text: str, version: QuestionsVersion, why: str) -> dict[str, Any] | Diagnostic:
    """The entry for `question=answer`, or why it is none."""
    name, equals, answer = (part.strip() for part in text.partition("="))
    known = {each.id: each for each in version.questions}
    question = known.get(name)
    if not equals or not answer:
        return refusal(path, f'--said is "{text}", expected such as {next(iter(known), "id")}=…')
    if question is None:
        of, near = version.from_, one_of(name, known)
        return refusal(path, f'the version from {of} has no question "{name}"{near}', why)
    if question.kind == "yes-no":
        if answer.lower() not in _YES_NO:
            return refusal(path, f'"{name}" is answered by yes or no, not by "{answer}"')
        return {"question": name, "yes_no": _YES_NO[answer.lower()]}
    if question.kind == "scale":
        if answer not in {"1", "2", "3", "4", "5"}:
            return refusal(path, f'"{name}" is answered by a number from 1 to 5, not by "{answer}"')
        return {"question": name, "scale": int(answer)}
    return {"question": name, question.kind: answer}
