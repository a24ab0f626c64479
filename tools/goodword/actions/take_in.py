"""Taking in what influencers handed in: each form becomes what a command would have written.

The same verbs, actions and rules as on the command line: nothing gets in by a form that a command
would refuse. Whose it is, the account says; a form names nobody but by their account. Of many
forms those that are refused keep no other one from being taken in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.actions.handed_in.person import join, profile
from goodword.actions.handed_in.records import claim, feedback, reward
from goodword.actions.judging import Proposal
from goodword.edits import Edit, laid_over
from goodword.intake.sheet import Refused, Say
from goodword.source.trees import Overlay
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from goodword.actions.handed_in.taking import Taking
    from goodword.actions.judging import Judgement
    from goodword.diagnostics import Diagnostic
    from goodword.intake.sheet import Sender, Sheet
    from goodword.source.trees import Tree

    Judge = Callable[[tuple[Edit, ...]], Judgement]
    Refusals = list[tuple[Sheet, Say]]


class TakenIn(NamedTuple):
    """What sheets bring about.

    Args:
        proposal: the edits of all that are taken.
        refused: those that are not, and why.
    """

    proposal: Proposal
    refused: tuple[tuple[Sheet, Say], ...]


@dataclass
class _Batch:
    """Sheets laid one over the other, and the paths that each of them touches."""

    edits: dict[str, Edit] = field(default_factory=dict)
    touched: dict[str, list[Sheet]] = field(default_factory=dict)
    taken: list[Sheet] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def add(self, sheet: Sheet, found: Proposal) -> None:
        """What a sheet brings about."""
        self.taken.append(sheet)
        self.people |= {*found.people}
        self.notes += found.notes
        for each in found.edits:
            first = self.edits.get(each.path, each)
            self.edits[each.path] = Edit(each.path, first.expected, each.new)
            self.touched.setdefault(each.path, []).append(sheet)

    @property
    def all(self) -> tuple[Edit, ...]:
        """The edits, by path."""
        return tuple(self.edits[each] for each in sorted(self.edits))


def take_in(taking: Taking, sheets: Sequence[Sheet], tree: Tree, judge: Judge) -> TakenIn:
    """The edits that all sheets together bring about, but for those that are refused.

    Args:
        taking: the program, and who does it.
        sheets: in the order in which they came.
        tree: the files as they are.
        judge: what the program would be with edits.
    """
    refused: Refusals = []
    left = sorted(sheets, key=lambda each: (each.moment, each.line))
    while True:
        batch, sentences = _lay(taking, left, tree)
        refused += sentences
        blamed = _blamed(batch, judge)
        if not blamed:
            break
        refused += blamed
        out = {id(sheet) for sheet, _ in blamed}
        left = [each for each in batch.taken if id(each) not in out]
    found = Proposal(batch.all, people=tuple(sorted(batch.people)), notes=tuple(batch.notes))
    return TakenIn(found, tuple(sorted(refused, key=lambda each: each[0].line)))


def _lay(taking: Taking, sheets: Iterable[Sheet], tree: Tree) -> tuple[_Batch, Refusals]:
    """Each sheet in the knowledge of those before it."""
    batch = _Batch()
    refused: Refusals = []
    joined: set[Sender] = set()
    for sheet in sheets:
        if sheet.form == "join" and sheet.sender in joined:
            batch.notes.append(f"{sheet.source}: joined in these already")
            continue
        try:
            found = _FORMS[sheet.form](taking, sheet, Overlay(tree, laid_over(batch.all)))
        except Refused as why:
            refused.append((sheet, why.why))
            continue
        joined |= {sheet.sender} if sheet.form == "join" else set()
        if found.problems:
            refused.append((sheet, _by_rule(found.problems[0])))
        else:
            batch.add(sheet, found)
    return batch, refused


def _blamed(batch: _Batch, judge: Judge) -> Refusals:
    """The sheets without which the program would be sound, and why; none where it is with them.

    Where an error lies in a file that a sheet made, that is the sheet. Else the last one is, so
    that in the end those that came first are left.
    """
    if not batch.edits:
        return []
    judgement = judge(batch.all)
    if not judgement.refused:
        return []
    errors = [each for each in judgement.problems if each.severity.value == "error"]
    found: dict[int, tuple[Sheet, Say]] = {}
    for each in errors:
        for sheet in batch.touched.get(each.place.path, ())[-1:]:
            found.setdefault(id(sheet), (sheet, _by_rule(each)))
    if found:
        return list(found.values())
    return [(batch.taken[-1], _by_rule(errors[0]))]


def _by_rule(why: Diagnostic) -> Say:
    """What a rule says, in a sentence for who handed it in."""
    key = f"rule.{why.rule}"
    if f"refused.{key}" in _known():
        return Say(key, {})
    return Say("by-rules", {"message": why.message})


def _known() -> Collection[str]:
    return Texts("en").words


_FORMS: dict[str, Callable[[Taking, Sheet, Tree], Proposal]] = {
    "join": join,
    "claim": claim,
    "feedback": feedback,
    "reward": reward,
    "profile": profile,
}
"""By form, what becomes of it."""
