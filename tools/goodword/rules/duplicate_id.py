"""Two things of one list have the same id.

References name things by id, so an id is given once: among staff, objectives, KPIs, ladders, tiers
of a version, departments, categories, conversations, segments, groups, questions of a version,
their choices, sequences and their steps. A person's id is their folder and cannot be given twice,
but a member of staff and an influencer may not share one either, unless the profile says that they
are the same person (`staff`).

Mend it by giving one of them another id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.questions import Questions
    from goodword.model.tiers import Tiers
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The second of two equal ids."""
    program = snapshot.program
    for what, place, ids in _lists(program):
        seen: dict[str, int] = {}
        for index, each in enumerate(ids):
            if each in seen:
                yield Finding(
                    place.at(index, "id"),
                    f'{what} "{each}" stands already as number {seen[each] + 1} of this list',
                )
            seen.setdefault(each, index)
    for index, member in enumerate(program.settings.staff):
        person = program.influencers.get(member.id)
        if person is not None and person.staff != member.id:
            yield Finding(
                program.settings.place.at("staff", index, "id"),
                f'"{member.id}" is also the id of an influencer',
                f"where they are the same person, set staff: {member.id} in {person.place.path}",
            )


def _lists(program: Program) -> Iterator[tuple[str, Place, Sequence[str]]]:
    yield "staff", program.settings.place.at("staff"), [s.id for s in program.settings.staff]
    if program.strategy:
        place = program.strategy.place.at("objectives")
        yield "objective", place, [each.id for each in program.strategy.objectives]
        for index, objective in enumerate(program.strategy.objectives):
            yield "KPI", place.at(index, "kpis"), [kpi.id for kpi in objective.kpis]
    if program.tiers:
        yield from _ladders(program.tiers)
    if program.departments:
        place = program.departments.place
        departments = [each.id for each in program.departments.departments]
        yield "department", place.at("departments"), departments
        categories = [each.id for each in program.departments.categories]
        yield "category", place.at("categories"), categories
    yield from _alone(program)
    yield from _asked(program.questions)
    if program.onboarding:
        place = program.onboarding.place.at("sequences")
        yield "sequence", place, [each.id for each in program.onboarding.sequences]
        for index, sequence in enumerate(program.onboarding.sequences):
            yield "step", place.at(index, "steps"), [each.id for each in sequence.steps]


def _alone(program: Program) -> Iterator[tuple[str, Place, Sequence[str]]]:
    """Ids in files that hold one list and no more."""
    if program.conversations:
        talk = program.conversations
        place = talk.place.at("conversations")
        yield "conversation", place, [each.id for each in talk.conversations]
    if program.segments:
        place = program.segments.place.at("segments")
        yield "segment", place, [each.id for each in program.segments.segments]
    if program.groups:
        place = program.groups.place.at("groups")
        yield "group", place, [each.id for each in program.groups.groups]


def _ladders(tiers: Tiers) -> Iterator[tuple[str, Place, Sequence[str]]]:
    """Ladders, and tiers by version."""
    yield "ladder", tiers.place.at("ladders"), [each.id for each in tiers.every]
    for number, ladder in enumerate(tiers.every):
        place = tiers.place_of(number).at("versions")
        for index, version in enumerate(ladder.versions):
            yield "tier", place.at(index, "tiers"), version.ids


def _asked(questions: Questions | None) -> Iterator[tuple[str, Place, Sequence[str]]]:
    """Questions by version, and what there is to choose from."""
    if questions is None:
        return
    for index, version in enumerate(questions.versions):
        place = questions.place.at("versions", index, "questions")
        yield "question", place, [each.id for each in version.questions]
        for number, each in enumerate(version.questions):
            yield "choice", place.at(number, "choices"), [choice.id for choice in each.choices]


RULE = Rule("duplicate-id", check, scope=Scope.FILE)
