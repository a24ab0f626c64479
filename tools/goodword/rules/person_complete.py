"""A person from `invited` on has no category, or an owner who had left before.

Everybody belongs to a department and has a named person to turn to: influencers who fit no box
are lost otherwise. Once a program has categories, a person who was invited or has joined
needs one, and it has a department. A stated owner must not have left the staff before the
person's stage began; who leaves later shows on the agenda, and whoever came later has taken the
person over. Candidates may be without for a while.

Mend it by setting `owner` or `category` in the profile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.routing import FREE, without_category
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_FEW = 6
"""So many categories are named."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """What is missing, on the profile's line of its stage."""
    program = snapshot.program
    there = program.departments.categories if program.departments else ()
    kinds = "|".join(each.id for each in there) if 0 < len(there) <= _FEW else "…"
    lacking = {each.id for each in without_category(program)} if there else set()
    for person in program.influencers.values():
        if person.stage in FREE:
            continue
        if person.id in lacking:
            yield Finding(
                person.place,
                f"{person.id} is {person.stage} and has no category",
                f"say what kind: goodword influencer route {person.id} --category {kinds}; "
                "of somebody new --category says it",
            )
        owner = program.staff.get(program.owner_of(person))
        joined = person.since
        if owner is not None and owner.until and owner.until < joined and person.owner is not None:
            yield Finding(
                person.place.at("owner"),
                f"{owner.id} had left the staff on {owner.until}, before {person.id} became "
                f"{person.stage} on {joined}",
                "name somebody who is on staff",
            )


RULE = Rule("person-complete", check, scope=Scope.FILE)
