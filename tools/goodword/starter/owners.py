"""CODEOWNERS: who must review which paths, made from staff, departments and policies.

The program's managers review what is nobody's in particular: settings, tiers, policies,
statements, workflows. Managers are those on staff of no department; where everyone has one, the
first of staff. Only lines that differ from theirs are written, so that most new people and
missions leave the file as it is, and branches do not meet in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.diagnostics import Diagnostic, Mark, Place, Severity
from goodword.ledger.deciders import too_close
from goodword.loops.told import GONE
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from goodword.model.mission import Mission
    from goodword.model.profile import Profile
    from goodword.model.program import Program

PATH = ".github/CODEOWNERS"
"""Where it lies, from the top of the repository: the first place where GitHub looks."""
_HEAD = """\
# Made by goodword owners --write from staff, departments and policies: change those, not this.
# The last line that fits a path says who must review it.
"""
_DAILY = ("communities", "events", "feedback", "incidents")
"""Folders of program/ in which every department writes."""
_ONE = re.compile(r"(?:/\S(?:[^@]*\S)?)?/(?:influencers|missions)/[a-z0-9-]+/ @")
"""A line of one person or one mission."""
_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")
"""What GitHub takes as a login: https://docs.github.com/en/rest/users"""


class Owners(NamedTuple):
    """The file, and who could not be named in it.

    Attributes:
        text: what CODEOWNERS is to hold.
        without: staff ids on the day that have no account by which GitHub knows them.
    """

    text: str
    without: tuple[str, ...]

    def notes(self) -> tuple[str, ...]:
        """A sentence on those who cannot be asked for a review; none where all can."""
        if not self.without:
            return ()
        people = counted(len(self.without), "person", "people")
        who = ", ".join(self.without)
        return (f"GitHub cannot ask {people} without an account in program/program.yml: {who}",)


def code_owners(program: Program, day: date, way: str = "") -> Owners:
    """The owners on a day.

    Args:
        program: what the files say.
        day: who is on staff that day, and which policies hold.
        way: from the top of the repository to the program's folder, with a slash at its end.
    """
    made = _Owners(program, day)
    start = "/" + re.sub("([ #])", r"\\\1", way)
    lines = [f"{pattern.replace('/', start, 1)}{owners}\n" for pattern, owners in made.lines()]
    everything = made.written(made.managers)
    first = f"{start if way else '*'}{everything}\n" if everything else ""
    return Owners(_HEAD + first + "".join(lines), made.without)


def drift(wanted: str, found: bytes | None) -> Diagnostic | None:
    """What is wrong with a CODEOWNERS, None where it is as it is to be.

    A warning where lines of people or missions are missing and no more, as after somebody new:
    managers are asked in their place. An error where somebody else is asked than should be.

    Args:
        wanted: what it is to hold.
        found: what it holds, None where it is missing.
    """
    if found == wanted.encode():
        return None
    hint = "goodword owners --write makes it anew"
    if found is None:
        return Diagnostic(Place(PATH), "code-owners", "there is none", hint)
    have, want = found.decode(errors="replace").split("\n"), wanted.split("\n")
    pairs = zip(have, want, strict=False)
    line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), min(len(have), len(want)) + 1)
    is_, should = (text[line - 1] if line <= len(text) else "" for text in (have, want))
    mark = Mark(line, 1, line, 1)
    missing = _left_out(have, want)
    if missing:
        others = f" and {counted(len(missing) - 1, 'other')}" if missing[1:] else ""
        what = f"{_quoted(missing[0])}{others} is missing: managers are asked instead"
        warning = Severity.WARNING
        return Diagnostic(Place(PATH), "code-owners", what, hint, mark, warning)
    what = f"{_quoted(is_)} stands here, expected {_quoted(should)}"
    return Diagnostic(Place(PATH), "code-owners", what, hint, mark)


def _left_out(have: Sequence[str], want: Sequence[str]) -> list[str]:
    """The lines that are missing, where these are of people or missions and all else is there."""
    ahead, missing = list(have), []
    for line in want:
        if ahead and line == ahead[0]:
            ahead.pop(0)
        else:
            missing.append(line)
    return missing if not ahead and all(map(_ONE.match, missing)) else []


def _quoted(line: str) -> str:
    return f'"{line[:80]}"' if line else "nothing"


class _Owners:
    """The lines of one program on one day."""

    def __init__(self, program: Program, day: date) -> None:
        self.program = program
        self.day = day
        here = [each for each in program.settings.staff if each.on(day)]
        self.logins = {
            each.id: each.github.login
            for each in here
            if each.github is not None and _LOGIN.fullmatch(each.github.login)
        }
        self.without = tuple(each.id for each in here if each.id not in self.logins)
        reachable = [each for each in here if each.id in self.logins]
        of_none = [each.id for each in reachable if each.department is None]
        self.managers = tuple(of_none or [each.id for each in reachable[:1]])

    def lines(self) -> Iterator[tuple[str, str]]:
        """(pattern from the program's folder, owners) of everything that is not the managers'."""
        departments = self.program.departments
        leads = [each.lead for each in departments.departments if each.lead] if departments else []
        found = [(f"/program/{each}/", (*self.managers, *leads)) for each in _DAILY]
        missions, people = self.program.missions.values(), self.program.influencers.values()
        found += [(f"/missions/{each.id}/", self._mission(each)) for each in missions]
        found += [
            (f"/influencers/{each.id}/", self._person(each))
            for each in people
            if each.stage_on(self.day) not in GONE
        ]
        usual = self.written(self.managers)
        for pattern, staff in found:
            owners = self.written(staff)
            if owners and owners != usual:
                yield pattern, owners
        if self._anyone_decides():
            yield "/missions/*/claims/", ""

    def written(self, staff: Iterable[str]) -> str:
        """The accounts of those who have one, each once, in the order of staff."""
        wanted = set(staff)
        return "".join(f" @{login}" for id_, login in self.logins.items() if id_ in wanted)

    def _mission(self, mission: Mission) -> tuple[str, ...]:
        """Its reviewers, else its department."""
        return mission.reviewers or self._department(mission.department)

    def _person(self, person: Profile) -> tuple[str, ...]:
        """Their owner; the department where GitHub does not know the owner.

        Nobody reviews what is their own, or of somebody close.
        """
        owner = self.program.owner_of(person)
        wanted = self._department(self.program.department_of(person))
        if owner in self.logins and not self._close(owner, person):
            return (owner,)
        return tuple(each for each in wanted if not self._close(each, person))

    def _close(self, staff: str, person: Profile) -> bool:
        return too_close(self.program, staff, (person.id,)) is not None

    def _department(self, wanted: str | None) -> tuple[str, ...]:
        """Its lead and all of its staff."""
        if wanted is None:
            return ()
        departments = self.program.departments
        found = departments.department(wanted) if departments else None
        lead = [found.lead] if found and found.lead else []
        own = [each.id for each in self.program.settings.staff if each.department == wanted]
        return (*lead, *own)

    def _anyone_decides(self) -> bool:
        """Whether whoever may push may write a decision down, on the day."""
        version = in_force(self.program.policy_versions, self.day)
        return version is not None and version.decisions_recorded_by == "anyone"
