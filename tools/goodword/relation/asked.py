"""The program's own questions in a perception audit: what is wrong with answers, and the gaps.

A department answers in its view, which comes before the influencer's answer like the rest of it.
Both sides answered where a view and the answer have the same question, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.days import from_day
from goodword.loops.figures import tenths
from goodword.model.audit import BrandView
from goodword.relation.audit import points
from goodword.relation.few import few
from goodword.relation.together import shown_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Pointer
    from goodword.model.audit import Audit, AuditAnswer
    from goodword.model.program import Program
    from goodword.model.questions import Question, Questions, QuestionsVersion

    Given = bool | int | str
    Entry = BrandView | AuditAnswer

BRAND_FIRST = "brand-first"


def version_for(program: Program, audit: Audit | None, day: date) -> QuestionsVersion | None:
    """What somebody answers in an audit on a day: the version it began with, else that day's.

    So both sides have the same questions, whatever is asked from the next audit on.

    Args:
        program: what the files say.
        audit: of the person, where there is one.
        day: on which it is answered.
    """
    if program.questions is None:
        return None
    begun = [each.version for each in entries(audit) if each.said] if audit else []
    return program.questions.of(begun[0]) if begun else program.questions.on(day)


def entries(audit: Audit) -> tuple[Entry, ...]:
    """All views, then the answer."""
    return (*audit.brand, audit.answer) if audit.answer is not None else audit.brand


def _day(entry: Entry) -> date:
    return entry.recorded if isinstance(entry, BrandView) else entry.date


def given(question: Question, entry: Entry) -> Given | None:
    """What a view or an answer says to a question; None where it says nothing that answers it."""
    for said in entry.said:
        if said.question == question.id:
            found = said.given
            return found[question.kind] if not _unfit(question, found) else None
    return None


def _unfit(question: Question, found: dict[str, Given]) -> str:
    """What is wrong with what is said to a question; empty where it answers it."""
    key = question.kind.replace("-", "_")
    if list(found) != [question.kind]:
        there = ", ".join(each.replace("-", "_") for each in found) or "nothing"
        return f'"{question.id}" is answered by {key}, and has {there}'
    if question.kind == "choice" and found["choice"] not in {x.id for x in question.choices}:
        offered = ", ".join(each.id for each in question.choices) or "nothing"
        return f'"{found["choice"]}" is no choice of "{question.id}", which has {offered}'
    return ""


def wrong_questions(questions: Questions) -> Iterator[tuple[Pointer, str, str]]:
    """Questions with too little to choose from, or with choices that nobody is offered."""
    for at, version in enumerate(questions.versions):
        for number, each in enumerate(version.questions):
            way = ("versions", at, "questions", number)
            if each.kind == "choice" and len(each.choices) < 2:
                there = len(each.choices)
                wrong = f'"{each.id}" is a choice and has {there} of at least 2 choices'
                yield (*way, "choices" if there else "kind"), wrong, "add some, or ask for yes-no"
            elif each.kind != "choice" and each.choices:
                wrong = f'"{each.id}" is answered by {each.kind}, and has choices'
                yield (*way, "choices"), wrong, "leave them out, or make it a choice"


def faults(program: Program, audit: Audit) -> Iterator[tuple[Pointer, str, str]]:
    """What is wrong with the answers in a file: where, what, and what to do."""
    for at, entry in enumerate(entries(audit)):
        way: Pointer = ("answer",) if entry is audit.answer else ("brand", at)
        version, wrong = _version(program, entry)
        if wrong:
            yield (*way, "version" if entry.version else "said"), *wrong
        elif version is not None:
            yield from _said(program, audit, version, (way, entry))


def _version(
    program: Program, entry: Entry
) -> tuple[QuestionsVersion | None, tuple[str, str] | None]:
    """The version whose questions an entry answers, or what is wrong with it."""
    if entry.version is None:
        said = "say which version of program/audit.yml it answers"
        return None, ("answers questions and has no version", said) if entry.said else None
    if program.questions is None:
        if program.broken.lacks("questions"):
            return None, None
        return None, ("there is no program/audit.yml", "put it back, or leave out what was said")
    found = program.questions.of(entry.version)
    if found is None:
        there = ", ".join(str(each.from_) for each in program.questions.versions)
        message = f"program/audit.yml has no version from {entry.version}, only {there}"
        return None, (message, "name the version that was asked")
    if found.from_ > _day(entry):
        wrong = f"that version begins on {found.from_}, after {_day(entry)}"
        return None, (wrong, "name the one before")
    return found, None


def _said(
    program: Program,
    audit: Audit,
    version: QuestionsVersion,
    where: tuple[Pointer, Entry],
) -> Iterator[tuple[Pointer, str, str]]:
    """What is wrong with what an entry says to the questions of its version."""
    way, entry = where
    known = {each.id: each for each in version.questions}
    seen: set[str] = set()
    for at, said in enumerate(entry.said):
        place = (*way, "said", at)
        question = known.get(said.question)
        if question is None:
            there = ", ".join(known) or "none"
            message = f'the version{from_day(version.from_)} has no question "{said.question}"'
            yield (*place, "question"), message, f"its questions: {there}"
            continue
        if said.question in seen:
            yield (*place, "question"), f'"{said.question}" is answered twice', "leave one out"
        seen.add(said.question)
        erased = audit.influencer in program.erased and not said.given
        if not erased and (why := _unfit(question, said.given)):
            yield place, why, "answer it in the way of its kind"
        if entry is not audit.answer:
            if question.ask != BRAND_FIRST:
                words = f'"{question.id}" is asked of influencers alone'
                yield (*place, "question"), words, "leave it out of the view"
        elif question.ask == BRAND_FIRST and not _before(program, audit, question):
            yield (
                (*place, "question"),
                f'no department had answered "{question.id}" before they did',
                "departments come first: ask it in the next audit, or name a view that was there",
            )


def _before(program: Program, audit: Audit, question: Question) -> bool:
    """Whether a view that counts has an answer to a question, be it erased since."""
    return any(
        said.question == question.id
        for view in counted(audit)
        if question in asked_by(program, view)
        for said in view.said
    )


def counted(audit: Audit) -> tuple[BrandView, ...]:
    """The views that were recorded by the day of the answer; others count for nothing."""
    answer = audit.answer
    return tuple(each for each in audit.brand if answer and each.recorded <= answer.date)


def asked_by(program: Program, entry: Entry) -> tuple[Question, ...]:
    """The questions of the version that a view or an answer is to; none where it has none."""
    version = program.questions.of(entry.version) if program.questions else None
    return version.questions if version is not None else ()


@dataclass(frozen=True, slots=True)
class Heard:
    """One person's answer to a question.

    Args:
        audit: the file. theirs: what the person said.
        ours: what departments had said, by department; empty where only influencers are asked.
        of: departments that had given a view of the person.
    """

    audit: Audit
    theirs: Given
    ours: tuple[tuple[str, Given], ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What some people answered to a question, beside what we had said.

    Of a choice it is the share of those who chose it, of yes-no that of yes, both in tenths of a
    percent; of a scale the mean in tenths. Ours is, over several departments, the highest.

    Args:
        choice: which one, where there is something to choose.
        department: None for all.
        shown: whether it may be: it is about five people or more, and so is what follows from it.
    """

    question: Question
    choice: str | None
    department: str | None
    heard: tuple[Heard, ...]
    shown: bool

    def _number(self, said: Given) -> int:
        return int(said == self.choice) if self.choice is not None else int(said)

    @property
    def answered(self) -> int:
        """How many people answered."""
        return len(self.heard)

    @property
    def _whole(self) -> int:
        return len(self.heard) * (100 if self.question.kind == "scale" else 1)

    @property
    def _sums(self) -> tuple[int, int]:
        ours = 0
        for each in self.heard:
            said = [x for name, x in each.ours if self.department in {None, name}]
            ours += max(map(self._number, said), default=0)
        return ours, sum(self._number(each.theirs) for each in self.heard)

    @property
    def brand(self) -> int | None:
        """What we say; None where only influencers are asked."""
        asked = self.question.ask == BRAND_FIRST
        return tenths(self._sums[0], self._whole) if asked else None

    @property
    def influencer(self) -> int | None:
        """What they say."""
        return tenths(self._sums[1], self._whole)

    @property
    def gap(self) -> int | None:
        """Ours less theirs, in tenths of a percentage point or of a step of the scale."""
        return points(*self._sums, self._whole) if self.question.ask == BRAND_FIRST else None


def questions_of(program: Program, cycle: str, as_of: date) -> tuple[Question, ...]:
    """What was answered in the audits of a cycle by a day, in the order of the versions."""
    used = {
        entry.version
        for each in program.audits.values()
        if each.cycle == cycle
        for entry in entries(each)
        if entry.said and _day(entry) <= as_of
    }
    versions = program.questions.versions if program.questions else ()
    asked = [each for version in versions if version.from_ in used for each in version.questions]
    return tuple(dict.fromkeys(asked))


def heard_of(program: Program, question: Question, cycle: str, as_of: date) -> tuple[Heard, ...]:
    """Everybody in a cycle who answered a question by a day, and where we come first, after us."""
    found = []
    for _, audit in sorted(program.audits.items()):
        answer = audit.answer
        if audit.cycle != cycle or answer is None or answer.date > as_of:
            continue
        theirs = given(question, answer) if question in asked_by(program, answer) else None
        if theirs is None:
            continue
        views = counted(audit)
        ours = tuple(
            (view.department, said)
            for view in views
            if question in asked_by(program, view) and (said := given(question, view)) is not None
        )
        if ours or question.ask != BRAND_FIRST:
            of = ours if question.ask == BRAND_FIRST else [(v.department, "") for v in views]
            departments = tuple(dict.fromkeys(name for name, _ in of))
            found.append(Heard(audit, theirs, ours, departments))
    return tuple(found)


def figures(question: Question, heard: Sequence[Heard]) -> tuple[Figure, ...]:
    """The figures of a question, of each department and then of all; none of words."""
    if question.kind == "text":
        return ()
    names = sorted({name for each in heard for name in each.of})
    parts = {name: [x for x in heard if name in x.of] for name in names}
    ids = {name: {x.audit.influencer for x in those} for name, those in parts.items()}
    whole = {each.audit.influencer for each in heard}
    shown = shown_together(whole, ids)
    rows: list[tuple[str | None, Sequence[Heard], bool]] = [
        *((name, parts[name], name in shown) for name in names),
        (None, heard, not few(len(whole))),
    ]
    choices = [each.id for each in question.choices] if question.kind == "choice" else [None]
    return tuple(
        Figure(question, choice, name, tuple(those), may)
        for choice in choices
        for name, those, may in rows
    )
