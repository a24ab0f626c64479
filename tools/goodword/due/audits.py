"""Perception audits: answers to collect, and the next one to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import EARLIEST, add_months
from goodword.due.due import Due, department, present, silent
from goodword.loops.told import PARTED
from goodword.relation.audit import judged
from goodword.texts.said import Named, Said
from goodword.verbs import LEFT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.model.audit import Audit
    from goodword.snapshot import Snapshot

EVERY = 12
"""Months from one audit to the next."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Answers that the newest audit lacks, and the next audit once its cycle has begun."""
    program = snapshot.program
    begun = [each for each in program.audits.values() if each.begun(snapshot.as_of)]
    cycles = {
        cycle: name
        for name in {each.cycle for each in begun}
        if (cycle := program.cycles.named(name)) is not None and cycle.start <= snapshot.as_of
    }
    newest = max(cycles, default=None)
    if newest is not None:
        for audit in begun:
            if audit.cycle == newest.name:
                yield from _answer(snapshot, audit, newest)
    started = program.settings.first_day if newest is None else newest.start
    if program.settings.mode != "closed":
        return  # in an open program others would read what is said in one
    if started == EARLIEST or not any(
        person.stage_on(snapshot.as_of) == "member" for person in program.influencers.values()
    ):
        return
    following = program.cycles.of(add_months(started, EVERY))
    if following.start <= snapshot.as_of:
        yield Due(
            "audits",
            (),
            present(snapshot, []),
            following.last,
            Said("owed.audits.begin", {"cycle": Named("cycle", following.name)}),
            program.settings.place,
            f"goodword audit view {LEFT_OPEN} --cycle {following.name}",
            since=following.start,
        )


def _answer(snapshot: Snapshot, audit: Audit, cycle: Cycle) -> Iterator[Due]:
    """An answer to collect, by somebody of no department that was judged where there is one.

    Who left is not asked any more.
    """
    program, day = snapshot.program, snapshot.as_of
    profile = program.influencers.get(audit.influencer)
    answered = audit.answer is not None and audit.answer.date <= day
    if answered or silent(profile, day) or (profile and profile.stage_on(day) in PARTED):
        return
    views = [each for each in audit.brand if each.recorded <= day]
    free = [
        each.id
        for each in program.settings.staff
        if each.on(day) and not judged(program, views, each.id)
    ]
    key = "owed.audits" if free else "owed.audits.nobody"
    asked = Named("person", audit.influencer)
    command = f"goodword audit answer {audit.influencer} --cycle {audit.cycle}"
    yield Due(
        "audits",
        (audit.influencer,),
        present(snapshot, free),
        cycle.last,
        Said(key, {"person": asked, "cycle": Named("cycle", audit.cycle)}),
        audit.place.at("answer"),
        command if free else "",
        since=cycle.start,
        department=department(snapshot, audit.influencer),
    )
