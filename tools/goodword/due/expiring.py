"""Points that are about to expire, of which nobody has warned."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, records, silent
from goodword.ledger.carrying import last_days
from goodword.ledger.naming import name_of
from goodword.model.touchpoint import Message
from goodword.relation.mail import due_again
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.ledger.lots import Lot
    from goodword.snapshot import Snapshot

AHEAD = (30, 7)
"""Days before the last one by which somebody is warned."""
EARLY = 7
"""A warning so many days before its day counts for it."""
TEMPLATE = "expiry"
"""The message that warns."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each person and last day the warning that is due next."""
    yield from _of(snapshot)


def unsaid(snapshot: Snapshot) -> Iterator[Due]:
    """The same of those who want no word from us: why no message goes is said elsewhere."""
    yield from _of(snapshot, unsaid=True)


def _of(snapshot: Snapshot, *, unsaid: bool = False) -> Iterator[Due]:
    for person, account in snapshot.ledger.members.items():
        profile = snapshot.program.influencers.get(person)
        if profile is None or account.stage == "on-leave":
            continue
        if silent(profile, snapshot.as_of) is not unsaid:
            continue
        by_day: dict[int, list[tuple[Lot, int]]] = defaultdict(list)
        on = snapshot.as_of.toordinal()
        for lot, ordinal, ending in last_days(account.lots, snapshot.ledger.terms, on):
            by_day[ordinal].append((lot, ending))
        for ordinal in sorted(by_day):
            last, lots = date.fromordinal(ordinal), by_day[ordinal]
            ahead = AHEAD[snapshot.as_of >= after(last, -AHEAD[1] - EARLY)]
            day = after(last, -ahead)
            names = tuple(dict.fromkeys(name_of(lot) for lot, _ in lots))
            about = f"{last}/{ahead}"
            if warned(snapshot, person, names, after(day, -EARLY), last, f"{TEMPLATE}/{about}"):
                continue
            points = sum(ending for _, ending in lots)
            naming = "".join(f" --about {name}" for name in names)
            yield Due(
                "expiring",
                (person,),
                owner(snapshot, person),
                day,
                Said("owed.expiring", {"person": Named("person", person), "day": last}, points),
                profile.place,
                f"goodword influencer contact {person}{naming}",
                department=department(snapshot, person),
                template=TEMPLATE,
                about=about,
            )


def warned(
    snapshot: Snapshot,
    person: str,
    names: Iterable[str],
    since: date,
    until: date,
    key: str | None = None,
) -> bool:
    """Whether the person was warned in these days: by the message, or by a word about them.

    A message that has a key warns of what that says, one without of whatever expires then.
    """
    wanted = set(names)
    return any(
        since <= each.date <= until
        and each.direction == "to-them"
        and (
            (isinstance(each.detail, Message) and _warns(each.detail, key))
            or (each.kind in {"contact", "message"} and not wanted.isdisjoint(each.refs))
        )
        for each in records(snapshot, person)
        if not due_again(snapshot.program, each, snapshot.as_of)
    )


def _warns(sent: Message, key: str | None) -> bool:
    """Whether a message is the warning of that key; without a key, any."""
    return sent.template == TEMPLATE and (key is None or sent.key in {None, key})
