"""What only staff have: made for no other audience, so that nothing of it can leave them.

People are named as they agreed to be towards staff, else by id; points are shown of those who
agreed to that. What waits and what goes on is in the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.register import register
from goodword.audience.view.staff import StaffView
from goodword.texts.ordering import order

if TYPE_CHECKING:
    from goodword.audience.people import People
    from goodword.audience.view import Who


def staff(people: People) -> StaffView | None:
    """What staff have; None for every other audience."""
    if people.audience != "staff":
        return None
    return StaffView(accounts=accounts(people), register=register(people))


def may_show(people: People) -> list[str]:
    """Whose points staff may see, whether there are any or not."""
    return [person for person in people.sharing if people.may(person).points]


def accounts(people: People) -> tuple[Who, ...]:
    """Whose points staff may see, of those who are members or have a figure other than 0."""
    ledger = people.snapshot.ledger
    known = people.snapshot.program.influencers
    found = [
        people.who(person)
        for person in known
        if people.may(person).points
        and ((account := ledger.account(person)).stage == "member" or not account.empty)
    ]
    return tuple(sorted(found, key=lambda each: (order(each.name or each.id), each.id)))
