"""What the ids in somebody's own profile stand for, as the program calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.tier_names import names_of
from goodword.audience.words import department_names, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view import Words
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot


def own_names(snapshot: Snapshot, person: Profile) -> Mapping[str, Mapping[str, Words]]:
    """Names by the fact of a record in which the ids stand, then by id; no others than theirs."""
    program = snapshot.program
    category = program.departments.category(person.category) if program.departments else None
    department = program.department_of(person) or ""
    # What tiers will be called is not theirs to know before it is announced.
    tiers = program.tiers.tiers_ever(snapshot.as_of) if program.tiers else {}
    given = [each.tier for each in person.tier_floor if each.from_ <= snapshot.as_of]
    departments = department_names(program)
    language = program.settings.languages[0]
    return {
        "category": {category.id: shown(category.name, program)} if category else {},
        "department": {each: departments[each] for each in (department,) if each in departments},
        "communities": {
            each: shown(program.communities[each].name, program)
            for each in person.communities
            if each in program.communities
        },
        "staff": {each: {language: person.name} for each, person in program.staff.items()},
        "group": {
            each.id: shown(each.name, program)
            for claim in program.claims_with.get(person.id, ())
            for each in program.groups_of.get(claim.mission, ())
        },
        "tier by hand": names_of(program, {each: tiers[each] for each in given if each in tiers}),
    }
