"""The perception audit: what the brand says of its relationships against what influencers say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.loops.figures import tenths
from goodword.loops.told import counts
from goodword.loops.visible import answers
from goodword.relation.together import shown_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from goodword.loops.visible import Record
    from goodword.model.audit import Audit, AuditAnswer, BrandView
    from goodword.model.program import Program

WORKING = "working"
"""The relationship that both shares count."""
CONTACT = frozenset({"in-contact", "working"})
"""Relationships in which there is contact, in the influencer's word."""
_OUTCOMES = frozenset({"decided", "delivered"})


def judged(program: Program, views: Iterable[BrandView], who: str) -> str:
    """Why somebody may not collect the answer of an audit; empty where they may.

    Who leads a department is of it, whatever their own is.

    Args:
        program: what the files say.
        views: those that the answer judges.
        who: staff id.
    """
    staff = program.staff.get(who)
    of = tuple(views)
    gave = {view.department for view in of}
    if any(view.by == who for view in of):
        return f'"{who}" gave a view of the relationship and asked about it too'
    if staff and staff.department in gave:
        return f'"{who}" is of {staff.department}, whose view the answer judges'
    for each in program.departments.departments if program.departments else ():
        if each.lead == who and each.id in gave:
            return f'"{who}" leads {each.id}, whose view the answer judges'
    return ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One person who answered.

    Args:
        audit: the file.
        views: what departments said before they knew the answer; all of them, or one
            department's.
        answer: what the influencer said.
        told: whether our records say that they were told an outcome by the day they answered.
    """

    audit: Audit
    views: tuple[BrandView, ...]
    answer: AuditAnswer
    told: bool

    @property
    def claimed(self) -> bool:
        """Whether the brand says that the relationship works."""
        return any(view.relationship == WORKING for view in self.views)

    @property
    def works(self) -> bool:
        """Whether the influencer says so."""
        return self.answer.relationship == WORKING


@dataclass(frozen=True, slots=True)
class Gap:
    """The figures over some people who answered; `department` None for the whole brand.

    Shares are in tenths of a percent, gaps in tenths of a percentage point: ours less theirs.
    All are None where there is nothing to divide by.
    """

    department: str | None
    voices: tuple[Voice, ...]

    @property
    def answered(self) -> int:
        """How many answered."""
        return len(self.voices)

    @property
    def people(self) -> frozenset[str]:
        """Ids of those who answered."""
        return frozenset(voice.audit.influencer for voice in self.voices)

    @property
    def claimed(self) -> int:
        """Of how many the brand says that the relationship works."""
        return sum(voice.claimed for voice in self.voices)

    @property
    def works(self) -> int:
        """How many of them say so."""
        return sum(voice.works for voice in self.voices)

    @property
    def gap_tenths(self) -> int | None:
        """The relationship gap."""
        return points(self.claimed, self.works, self.answered)

    @property
    def over_claimed(self) -> tuple[Voice, ...]:
        """Those of whom the brand says that it works and who do not."""
        return tuple(v for v in self.voices if v.claimed and not v.works)

    @property
    def without_contact(self) -> tuple[Voice, ...]:
        """Those who would like contact and say that there is none."""
        return tuple(
            v for v in self.voices if v.answer.wants_one and v.answer.relationship not in CONTACT
        )

    @property
    def gave(self) -> tuple[Voice, ...]:
        """Those who say that they gave feedback."""
        return tuple(v for v in self.voices if v.answer.told_what_became_of_feedback != "gave-none")

    @property
    def recorded_told(self) -> int:
        """How many of those who gave feedback were told by our records."""
        return sum(voice.told for voice in self.gave)

    @property
    def say_told(self) -> int:
        """How many of them say so."""
        return sum(v.answer.told_what_became_of_feedback == "yes" for v in self.gave)

    @property
    def told_gap_tenths(self) -> int | None:
        """The told-feedback gap."""
        return points(self.recorded_told, self.say_told, len(self.gave))


def hidden(overall: Gap, departments: Iterable[Gap]) -> frozenset[str | None]:
    """Departments that are not shown: those of few answers, and what would give a few away.

    Args:
        overall: of everybody who answered.
        departments: of whom each gave a view; several may have given one of the same person.
    """
    parts = {each.department: each.people for each in departments}
    shown: frozenset[str | None] = shown_together(overall.people, parts)
    return frozenset(parts) - shown


def points(ours: int, theirs: int, whole: int) -> int | None:
    """Our share less theirs in tenths of a percentage point, half away from 0."""
    found = tenths(abs(ours - theirs), whole)
    return found if found is None or ours >= theirs else -found


def cycles_audited(program: Program, as_of: date) -> tuple[str, ...]:
    """Cycles for which anything was recorded by a day, oldest first."""
    names = {
        each.cycle
        for each in program.audits.values()
        if any(view.recorded <= as_of for view in each.brand)
        or (each.answer is not None and each.answer.date <= as_of)
    }
    starts = {name: cycle.start for name in names if (cycle := program.cycles.named(name))}
    return tuple(sorted(starts, key=lambda name: starts[name]))


def asked(program: Program, cycle: str, as_of: date) -> int:
    """How many people departments gave a view of by a day."""
    return sum(
        each.cycle == cycle and any(view.recorded <= as_of for view in each.brand)
        for each in program.audits.values()
    )


def late_views(each: Audit, as_of: date | None = None) -> tuple[int, ...]:
    """Places in `brand` of views that count for nothing: recorded after the answer, by a day.

    Args:
        each: one person's audit.
        as_of: views recorded later are left out, and there are none before the answer came.
    """
    answer = each.answer
    if answer is None or (as_of is not None and answer.date > as_of):
        return ()
    return tuple(
        index
        for index, view in enumerate(each.brand)
        if view.recorded > answer.date and (as_of is None or view.recorded <= as_of)
    )


def audit(program: Program, cycle: str, as_of: date) -> tuple[Gap, tuple[Gap, ...]]:
    """The gap of the whole brand, and that of each department that gave a view of somebody.

    Both shares are taken among those who answered by the day.

    Args:
        program: what the files say.
        cycle: name of the cycle.
        as_of: the day.
    """
    records = answers(program.touchpoints.values(), as_of)
    voices = [
        voice
        for _, each in sorted(program.audits.items())
        if each.cycle == cycle and (voice := _voice(program, each, as_of, records)) is not None
    ]
    departments = sorted({view.department for voice in voices for view in voice.views})
    return (
        Gap(None, tuple(voices)),
        tuple(Gap(each, _of(voices, each)) for each in departments),
    )


def _voice(
    program: Program,
    each: Audit,
    as_of: date,
    records: Mapping[str, Mapping[str, Sequence[Record]]],
) -> Voice | None:
    answer = each.answer
    if answer is None or answer.date > as_of:
        return None
    views = tuple(view for view in each.brand if view.recorded <= answer.date)
    mine = (
        record
        for item in program.feedback
        for record in records.get(item, {}).get(each.influencer, ())
    )
    return Voice(each, views, answer, _told(program, each.influencer, mine, answer.date))


def _told(program: Program, person: str, records: Iterable[Record], by: date) -> bool:
    profile = program.influencers.get(person)
    return any(
        record.date <= by and record.answer.milestone in _OUTCOMES and counts(record, profile)
        for record in records
    )


def _of(voices: Iterable[Voice], department: str) -> tuple[Voice, ...]:
    """The voices of whom a department gave a view, with that view alone."""
    found = []
    for voice in voices:
        views = tuple(view for view in voice.views if view.department == department)
        if views:
            found.append(Voice(voice.audit, views, voice.answer, voice.told))
    return tuple(found)
