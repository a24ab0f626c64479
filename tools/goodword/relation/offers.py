"""Offers: a reward or a place at an event, set aside for one person until a day.

What is set aside is not there for others: an offer that is open holds one of the reward, or one
place, until it was used, has an end or its last day has passed. It was what the person wanted
where the thing suits what they had said by the day of the offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.redemption_on import redemption_on
from goodword.ledger.spending import ended
from goodword.ledger.stock import left_on
from goodword.loops.figures import tenths
from goodword.loops.told import SILENT
from goodword.model.touchpoint import Offer
from goodword.relation.fitting import suited
from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from goodword.ledger.account import Account
    from goodword.model.event import Event
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.reward import Reward
    from goodword.model.touchpoint import Touchpoint

Thing = tuple[str, str]
"""`reward` or `event`, and its id."""


class Made(NamedTuple):
    """An offer on a day.

    Args:
        record: the touchpoint.
        offer: what it says.
        state: `open`, `over` where its last day passed and nobody said what became of it,
            `taken`, `declined` or `lapsed`.
        wanted: whether it was what they had said that they want; None where they had said nothing.
    """

    record: Touchpoint
    offer: Offer
    state: str
    wanted: bool | None


class Wanted(NamedTuple):
    """Offers, of how many it is known what the person wanted, and how many were that."""

    offers: int
    known: int
    wanted: int

    @property
    def share_tenths(self) -> int | None:
        """Those that were what they wanted of those known, in tenths of a percent."""
        return tenths(self.wanted, self.known)


def offers(program: Program, as_of: date, people: Iterable[str] | None = None) -> Iterator[Made]:
    """The offers made up to a day, those that stand, by person and day.

    Args:
        program: what the files say.
        as_of: the day.
        people: only to these.
    """
    for person in program.touchpoints_of if people is None else people:
        for each in program.touchpoints_of.get(person, ()):
            if isinstance(each.detail, Offer) and stands(each, as_of):
                state = each.detail.state_on(as_of)
                yield Made(each, each.detail, state, wanted(program, each, each.detail))


def thing(program: Program, offer: Offer) -> Reward | Event | None:
    """What is offered; None where the program has no such thing."""
    kind, name = offer.thing
    return program.rewards.get(name) if kind == "reward" else program.events.get(name)


def signing(event: Event, day: date) -> date | None:
    """The day on which whoever is offered a place has to be under an agreement; None for none.

    Args:
        event: that needs one, or whose title only those may read who signed.
        day: of the offer.
    """
    if event.nda:
        return event.first_day
    return day if event.audience == "nda" else None


def wanted(program: Program, record: Touchpoint, offer: Offer) -> bool | None:
    """Whether an offer was what the person had said by its day that they want.

    None where they had said nothing by then, or where the thing or the person is not known.
    """
    person, found = program.influencers.get(record.influencer), thing(program, offer)
    said = person.wants_on(record.date) if person else ()
    if not said or found is None:
        return None
    return any(each.what in suited(found) for each in said)


def share(made: Iterable[Made]) -> Wanted:
    """How many offers were what people wanted."""
    found = [each.wanted for each in made]
    return Wanted(len(found), sum(each is not None for each in found), found.count(True))


def used(program: Program, record: Touchpoint, offer: Offer, day: date) -> bool:
    """Whether what was offered was used by a day: they asked for the reward, or are invited.

    Who asked for the reward before the offer, or after its last day, did not use it; nor did who
    cancelled, or was declined.
    """
    kind, name = offer.thing
    if kind == "event":
        event = program.events.get(name)
        return event is not None and record.influencer in {*event.invited, *event.attended}
    return any(
        each.reward == name
        and record.date <= each.requested <= min(day, offer.until)
        and ((end := ended(each)) is None or end[1].date > day)
        for each in program.redemptions_of.get(record.influencer, ())
    )


def asked_before(program: Program, account: Account, reward: str, day: date) -> list[Redemption]:
    """Somebody's requests for a reward that wait for us on a day.

    Args:
        program: what the files say.
        account: of whom they are.
        reward: its id.
        day: what was asked for or became of it later is not known.
    """
    return [
        each
        for each in program.redemptions_of.get(account.id, ())
        if each.reward == reward and redemption_on(each, day, account).waits
    ]


def set_aside(program: Program, as_of: date) -> dict[Thing, list[Touchpoint]]:
    """For each thing the offers that hold one of it on a day, in the order in which they came."""
    found: dict[Thing, list[Touchpoint]] = {}
    for each in offers(program, as_of):
        person = program.influencers.get(each.record.influencer)
        gone = person is None or person.stage_on(as_of) in SILENT
        if each.state == "open" and not gone and not used(program, each.record, each.offer, as_of):
            found.setdefault(each.offer.thing, []).append(each.record)
    for records in found.values():
        records.sort(key=lambda each: (each.date, each.place.path))
    return found


def room(program: Program, accounts: Mapping[str, Account], found: Thing, day: date) -> int | None:
    """How many of a reward are left on a day, or places at an event free; None without a limit.

    Args:
        program: what the files say.
        accounts: everybody's, which say which requests are covered.
        found: the reward or event.
        day: of an event that is over then nothing is limited any more.
    """
    kind, name = found
    if kind == "reward":
        reward = program.rewards.get(name)
        return left_on(program, accounts, reward, day) if reward and reward.stock else None
    event = program.events.get(name)
    if event is None or event.capacity is None or event.last_day < day:
        return None
    return event.capacity - len({*event.invited, *event.attended})
