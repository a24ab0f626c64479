"""`goodword new`: a new person, mission, claim or reward; shown before written."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.actions.judging import refusal
from goodword.cli.people import KEY
from goodword.cli.verbs import commands
from goodword.intake.erased import kept_hashes, name_was_erased
from goodword.reports.new_effect import new_effect
from goodword.source.documents import read_document
from goodword.verbs import NEW

if TYPE_CHECKING:
    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.cli.writing import Writing
    from goodword.edits import Edit
    from goodword.verbs import Verb


def _carry_out(run: Writing, verb: Verb, asked: list[Asked], proposal: Proposal) -> int:
    """Judge, show and write; of a person see first that it is nobody who was erased."""
    if verb.kind == "profile" and kept_hashes(run.program):
        proposal = _not_anew(run, asked, proposal)
    return run.carry_out(proposal, verb.word, follows=new_effect)


def _not_anew(run: Writing, asked: list[Asked], proposal: Proposal) -> Proposal:
    """The proposal, refused where somebody of that name was erased and no id says it is another.

    Without the program's secret nobody can know that, and the proposal says so.
    """
    said = {f"influencers/{each.subject}/profile.yml" for each in asked if each.subject}
    unsaid = [each for each in proposal.edits if each.path not in said]
    key = os.environ.get(KEY, "")
    if not key:
        note = f"whether it is somebody who was erased is known with the program's secret, in {KEY}"
        return replace(proposal, notes=(*proposal.notes, note)) if unsaid else proposal
    problems = [
        refusal(
            edit.path,
            f"somebody called {name} was erased",
            "if it is another person, or they ask for it themselves, say with which --id",
        )
        for edit in unsaid
        if (name := _name(edit)) and name_was_erased(run.program, name, key)
    ]
    return replace(proposal, problems=(*proposal.problems, *problems))


def _name(edit: Edit) -> str:
    """What a new profile says that somebody is called."""
    value, _ = read_document(edit.new or b"", edit.path)
    return str(value.get("name", "")) if isinstance(value, dict) else ""


command = commands(NEW, carry_out=_carry_out)
