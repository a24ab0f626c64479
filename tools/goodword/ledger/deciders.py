"""Who may decide about a person: on staff that day, not the person, nobody close to them.

One answer for every role: reviewer, second person, appeal, reversal, points by hand, a floor of
tiers, a reward. The commands refuse by it, and `check` does too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.diagnostics import Pointer
    from goodword.model.claim import Claim, Decision
    from goodword.model.program import Program


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be done so.

    Args:
        message: what is.
        hint: what to do about it; empty where nothing is.
        command: the command that can be run instead, `{claim}` for the claim and `…` for words;
            empty where none mends it.
    """

    message: str
    hint: str = ""
    command: str = ""


def too_close(program: Program, by: str, people: Iterable[str]) -> str | None:
    """Why somebody takes no part in what is decided about people; None where they may.

    Args:
        program: what the files say.
        by: id of who decides, of staff or of an influencer.
        people: ids of whom it is about.

    Returns:
        that it is their own, also as an employee, whose declared relation they are, or whom they
        brought where they get points for it.
    """
    for person in people:
        if by == person:
            return f'"{by}" cannot decide what is their own'
        if program.same_person(by, person):
            return f'"{by}" is "{person}" and cannot decide what is their own'
        if (by, person) in program.relations:
            return f'"{by}" has a declared relation to "{person}"'
        gains = program.gaining.get(person)
        if gains is not None and program.same_person(by, gains):
            return f'"{by}" brought "{person}" and gets points for what they do'
    return None


def on_staff(program: Program, by: str, day: date) -> Refusal | None:
    """Why somebody does not speak for the program on a day; None where they do."""
    staff = program.staff.get(by)
    if staff is None and program.broken.lacks("program"):
        return None  # it may say so, and nothing is said because of a file that cannot be read
    if staff is None:
        return Refusal(f'"{by}" is not on staff', "name a staff id of program/program.yml")
    if not staff.on(day):
        return Refusal(f'"{by}" is not on staff on {day}')
    return None


def may_not(program: Program, by: str, people: Iterable[str], day: date) -> Iterator[Refusal]:
    """Why somebody may decide nothing about these people on a day."""
    close, absent = too_close(program, by, people), on_staff(program, by, day)
    if close is not None:
        yield Refusal(close, "let somebody else do it")
    elif absent is not None:
        yield absent


def part_takers(claim: Claim) -> Iterator[tuple[str, Pointer]]:
    """Everybody who asked about, decided, appealed or reversed a claim, and where it says so.

    A review is one of several that decide.
    """
    for index, question in enumerate(claim.questions):
        yield question.by, ("questions", index, "by")
    for index, review in enumerate(claim.reviews):
        yield review.by, ("reviews", index, "by")
    yield from _decision(claim.decision, ("decision",))
    if claim.appeal:
        yield from _decision(claim.appeal.decision, ("appeal", "decision"))
    for index, reversal in enumerate(claim.reversals):
        where: Pointer = ("reversals", index)
        yield reversal.by, (*where, "by")
        if reversal.second:
            yield reversal.second.by, (*where, "second", "by")
        if reversal.appeal:
            yield from _decision(reversal.appeal.decision, (*where, "appeal", "decision"))


def _decision(decision: Decision | None, where: Pointer) -> Iterator[tuple[str, Pointer]]:
    if decision is not None:
        if isinstance(decision.by, str):
            yield decision.by, (*where, "by")
        else:
            yield from ((each, (*where, "by", n)) for n, each in enumerate(decision.by))
        if decision.second:
            yield decision.second.by, (*where, "second", "by")


def witnessed(program: Program, claim: Claim, by: str) -> str | None:
    """Why a witness of a claim takes no part in deciding it; None for anybody else."""
    for each in claim.evidence:
        if each.witness is not None and program.same_person(each.witness, by):
            return f'"{by}" is a witness of the claim'
    return None


def reviewers_known(program: Program, claim: Claim) -> bool:
    """Whether all whom the mission of a claim names as its reviewers are on staff.

    Else it is the mission that is wrong, and who decided may be whom it means.
    """
    mission = program.missions.get(claim.mission)
    return mission is None or program.staff.keys() >= {*mission.reviewers}
