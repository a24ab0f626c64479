"""Terms on a day: where each stands, who has to be told of what, and when it is over.

A term ends on its last day, but never before it was decided what becomes of it and the person was
told: until then it runs on. So nobody's term ends untold.
"""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import add_months, in_force
from goodword.loops.told import GONE, IMPERSONAL, SILENT
from goodword.model.terms import Fixed, TermsVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.term import Term, TermDecision, TermTold

TRIED = 2
"""Who was not reached on so many different channels is unreachable."""
MOVES = {"paused": "on-leave", "ended": "left", "emeritus": "emeritus"}
"""The stage into which an outcome brings a person, once they were told."""


class Told(NamedTuple):
    """What became of telling a person: `told`, `unreachable`, `exempt`, or `owed` since a day.

    `day` is the day of it; of what is owed the day since which it is.
    """

    status: str
    day: date

    @property
    def settled(self) -> bool:
        """Whether nothing is owed any more."""
        return self.status != "owed"


class TermOn(NamedTuple):
    """A term on a day.

    Args:
        term: the record.
        state: `planned` before its first day, `running`, `decided` until it is over, `runs-on`
            beyond its last day for nothing is decided, or nothing follows though it was renewed,
            `untold` beyond it for they were not told,
            `left` where the person went first, else the outcome once it is over.
        review_by: the last day on which review and decision are in time.
        tell_by: the last day on which the telling of the decision is in time.
        over: the day on which it was over, by then; None while it runs.
        nominated: the telling of the nomination; None where nobody nominated them.
        decided: the telling of the decision; None while there is none.
        decision: what was decided by the day; None while nothing is.
    """

    term: Term
    state: str
    review_by: date
    tell_by: date
    over: date | None
    nominated: Told | None
    decided: Told | None
    decision: TermDecision | None


def version_on(program: Program, day: date) -> TermsVersion:
    """What holds for a term that begins on a day; the defaults where no file says otherwise."""
    settings = program.term_settings
    versions = settings.versions if settings else ()
    return in_force(versions, day) or (versions[0] if versions else TermsVersion())


def last_day(version: TermsVersion, first: date) -> date:
    """The last day of a term that begins on a day, that day included.

    Where a day of the year is fixed, it is the day before the last such day within the months of
    a term; the day before the next one where none lies within.
    """
    end = add_months(first, version.months)
    if isinstance(version.starts, Fixed):
        month, day = map(int, version.starts.fixed.split("-"))
        fixed = [date(year, month, day) for year in range(first.year, end.year + 2)]
        later = [each for each in fixed if each > first]
        end = max((each for each in later if each <= end), default=later[0])
    return end - timedelta(days=1)


def first_day(program: Program, person: str, day: date) -> date:
    """The first day of a term for which somebody is nominated on a day.

    That after the last day of their newest term where this one is not over; else the next fixed
    day of the year where there is one, else the day itself.
    """
    terms = program.terms_of.get(person, ())
    if terms and terms[-1].until >= day - timedelta(days=1):
        return terms[-1].until + timedelta(days=1)
    if terms and terms[-1].renewed:
        return terms[-1].until + timedelta(days=1)
    starts = version_on(program, day).starts
    if isinstance(starts, Fixed):
        month, of_month = map(int, starts.fixed.split("-"))
        fixed = date(day.year, month, of_month)
        return fixed if fixed >= day else date(day.year + 1, month, of_month)
    return day


def follows(program: Program, term: Term) -> Term | None:
    """The term before it, where this one follows it without a gap and because it was renewed."""
    for each in program.terms_of.get(term.influencer, ()):
        if each.renewed and each.until + timedelta(days=1) == term.from_:
            return each
    return None


def side(program: Program, who: str) -> tuple[str, str]:
    """The employer or the department for which somebody speaks; themselves where none is known."""
    profile = program.influencers.get(who)
    staff = program.staff.get((profile.staff if profile else None) or who)
    if staff is not None:
        return ("department", staff.department) if staff.department else ("person", staff.id)
    if profile is not None and profile.employer:
        return "employer", _plain(profile.employer)
    return "person", who


def _plain(employer: str) -> str:
    """An employer's name as it is compared: `Grid Co.` and `GRID-CO` are one."""
    folded = unicodedata.normalize("NFKC", employer).casefold()
    letters = "".join(
        each
        for each in folded
        if each.isalnum() or unicodedata.combining(each) or unicodedata.category(each) == "Mc"
    )
    return letters or folded


def sides(program: Program, term: Term) -> frozenset[tuple[str, str]]:
    """The employers and departments that nominated somebody; their own word does not count."""
    return frozenset(
        side(program, each)
        for each in term.nominated_by
        if not program.same_person(each, term.influencer)
    )


def wanted(program: Program, term: Term) -> int:
    """How many employers or departments must have nominated them; 0 where the term follows one."""
    return 0 if follows(program, term) else version_on(program, term.from_).nominators


def reaches(record: TermTold, person: Profile | None) -> bool:
    """Whether a telling counts: it arrived, was personal, and says what was said or where it is.

    What everyone can read counts only for a person who asked for nothing else. Nobody tells
    themselves.
    """
    if record.delivery == "bounced" or not (record.ref or record.summary):
        return False
    if person is not None and record.by == person.staff:
        return False
    if record.channel not in IMPERSONAL:
        return True
    consent = person.consent_on(record.date) if person else None
    return consent is not None and consent.messages == "portal-only"


def told_of(program: Program, term: Term, of: str, since: date, as_of: date) -> Told:
    """What became by a day of telling the person of the nomination or of the decision.

    Args:
        program: what the files say.
        term: the term.
        of: `nominated` or `decided`.
        since: the day since which it is owed.
        as_of: the day.
    """
    person = program.influencers.get(term.influencer)
    found = [each for each in term.told if each.of == of and since <= each.date <= as_of]
    told = min((each.date for each in found if reaches(each, person)), default=None)
    if told is not None:
        return Told("told", told)
    failed: dict[str, date] = {}
    for each in sorted(found, key=lambda each: each.date):
        if each.delivery == "bounced":
            failed.setdefault(each.channel, each.date)
    if len(failed) >= TRIED:
        return Told("unreachable", [*failed.values()][TRIED - 1])
    silent = _silent(person, since, as_of)
    return Told("exempt", silent) if silent is not None else Told("owed", since)


def _silent(person: Profile | None, since: date, as_of: date) -> date | None:
    """The day from which nothing is said to a person, by a day; None where they are told."""
    if person is None:
        return since
    if person.stage_on(as_of) in SILENT:
        return max(since, person.entered_on(as_of))
    consent = person.consent_on(as_of)
    if consent is not None and consent.messages == "none":
        return max(since, consent.from_)
    return None


def term_on(program: Program, term: Term, as_of: date) -> TermOn:
    """Where a term stands on a day."""
    version = version_on(program, term.from_)
    decision = term.decision_by(as_of)
    nominated = None
    if term.nominated_by and term.begun <= as_of:
        nominated = told_of(program, term, "nominated", term.begun, as_of)
    decided = told_of(program, term, "decided", decision.date, as_of) if decision else None
    over, state = _over(program, term, as_of)
    if over is not None and decided is not None and not decided.settled and state in MOVES:
        decided = Told("exempt", over)  # it was over while nothing could be said to them
    return TermOn(
        term,
        state,
        term.until - timedelta(days=version.review_days),
        term.until - timedelta(days=version.tell_days),
        over,
        nominated,
        decided,
        decision,
    )


def _over(program: Program, term: Term, as_of: date) -> tuple[date | None, str]:
    """The day on which a term was over by a day, and its state."""
    decision = term.decision_by(as_of)
    gone = _gone(program, term, as_of) if decision is None else None
    if gone is not None:
        return min(gone, term.until), "left"
    if as_of < term.from_:
        return None, "planned"
    if decision is None:
        return None, "running" if as_of <= term.until else "runs-on"
    if as_of <= term.until:
        return None, "decided"
    if decision.outcome == "renewed":
        later = program.terms_of[term.influencer]
        if not any(each.from_ > term.until and each.begun <= as_of for each in later):
            return None, "runs-on"  # nothing follows it yet
        return max(term.until, decision.date), decision.outcome
    over = _settled(program, term, decision, as_of)
    return over, "untold" if over is None else decision.outcome


def _settled(program: Program, term: Term, decision: TermDecision, as_of: date) -> date | None:
    """The first day from its last one on on which nothing was owed about it; None for none yet.

    What was over stays over, also for somebody who later wants to hear from us again.
    """
    first = max(term.until, decision.date)
    person = program.influencers.get(term.influencer)
    days = {first, *(each.date for each in term.told)}
    if person is not None:
        days |= {*(each.date for each in person.history), *(each.from_ for each in person.consent)}
    return next(
        (
            day
            for day in sorted(days)
            if first <= day <= as_of
            and told_of(program, term, "decided", decision.date, day).settled
        ),
        None,
    )


def _gone(program: Program, term: Term, as_of: date) -> date | None:
    """The day on which the person went, and a term of which nothing is decided was over with it.

    Who comes back before its last day goes on with it, unless another term of theirs begins. Who
    went before its first day, once it was sure, has it no more.
    """
    person = program.influencers.get(term.influencer)
    if person is None:
        return None
    before = follows(program, term)
    decision = before.decision_by() if before else None
    sure = decision.date if decision else term.begun
    for number, entry in enumerate(person.history):
        if entry.stage not in GONE or not min(sure, term.from_) <= entry.date <= as_of:
            continue
        back = next(
            (
                each.date
                for each in person.history[number + 1 :]
                if each.stage not in GONE and each.date <= as_of
            ),
            None,
        )
        if back is None or back > term.until or _another(program, term, entry.date, as_of):
            return entry.date
    return None


def _another(program: Program, term: Term, since: date, as_of: date) -> bool:
    """Whether a day knows of a later term of the person that begins on or after another day."""
    return any(
        each.from_ >= since and each.begun <= as_of
        for each in program.terms_of[term.influencer]
        if each.from_ > term.from_
    )


def terms_on(program: Program, as_of: date) -> Iterator[TermOn]:
    """All terms of which something is known on a day, person by person."""
    for terms in program.terms_of.values():
        for each in terms:
            if each.begun <= as_of:
                yield term_on(program, each, as_of)
