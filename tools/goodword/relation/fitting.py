"""What fits a person: missions, rewards and events, each with the reasons why.

What somebody wants is theirs and the staff's: this is for their own page and for staff, and never
for a page that others see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.eligibility import could
from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.redeeming import could_have
from goodword.ledger.segments import lets_in
from goodword.model.event import Event
from goodword.model.regions import lies_in
from goodword.model.reward import Reward

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger.ledger import Ledger
    from goodword.model.mission import Mission
    from goodword.model.profile import Profile

WEIGHTS = {"wants": 4, "topic": 2, "community": 2, "region": 1, "tier": 1, "language": 1}
"""How much each reason says, in the order in which they are told."""
WANTED = {
    "access": ("access",),
    "recognition": ("recognition",),
    "learning": ("learning",),
    "merchandise": ("tools",),
}
"""What somebody wants whom a kind of reward suits, where the reward does not say so itself."""


class Among(NamedTuple):
    """What can be done, asked for or come to on the day by whom it is open to."""

    missions: tuple[Mission, ...] = ()
    rewards: tuple[Reward, ...] = ()
    events: tuple[Event, ...] = ()


class Fit(NamedTuple):
    """Something that fits.

    Args:
        kind: mission, reward or event.
        id: of it.
        reasons: by the order of `WEIGHTS`, each with what the two have in common.
    """

    kind: str
    id: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def weight(self) -> int:
        """How well it fits."""
        return sum(WEIGHTS[reason] * len(shared) for reason, shared in self.reasons)


def fitting(ledger: Ledger, person: Profile, day: date, among: Among) -> tuple[Fit, ...]:
    """What fits somebody on a day, what fits best first.

    That they speak the language is no reason by itself.

    Args:
        ledger: of the program, whose tiers count.
        person: for whom.
        day: on which.
        among: what may be shown to them.
    """
    found = [
        *(
            Fit("mission", each.id, _reasons(_of_mission(ledger, each, person, day)))
            for each in among.missions
            if could(ledger.program, each, person.id, day, lambda: ledger)
        ),
        *(
            Fit("reward", each.id, _reasons(_of_reward(ledger, each, person, day)))
            for each in among.rewards
            if could_have(ledger, each, person.id, day)
        ),
        *(
            Fit("event", each.id, _reasons(_of_event(each, person, day)))
            for each in among.events
            if (person.nda_on(each.first_day) or not each.nda)
            and lets_in(ledger.program, each.segments, person, day, ledger.tier_on)
        ),
    ]
    fit = [each for each in found if {name for name, _ in each.reasons} - {"language"}]
    return tuple(sorted(fit, key=lambda each: (-each.weight, each.kind, each.id)))


def suited(thing: Mission | Reward | Event) -> tuple[str, ...]:
    """What people want whom something suits: as it says, else as its kind says.

    A meeting is one where people meet, and one under an agreement lets them in; of a mission
    nothing is known that it does not say.
    """
    if thing.suits:
        return thing.suits
    if isinstance(thing, Reward):
        return WANTED.get(thing.kind, ())
    if isinstance(thing, Event):
        return ("introductions", "access") if thing.nda else ("introductions",)
    return ()


def _reasons(
    found: Iterable[tuple[str, Iterable[str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kept = {name: tuple(dict.fromkeys(shared)) for name, shared in found}
    return tuple((name, kept[name]) for name in WEIGHTS if kept.get(name))


def _of_mission(
    ledger: Ledger, mission: Mission, person: Profile, day: date
) -> Iterator[tuple[str, Iterable[str]]]:
    terms = mission.eligibility
    yield "wants", _wanted(person, day, mission)
    yield "topic", (each for each in person.topics if each in terms.topics)
    yield "region", _within(person.region, terms.regions)
    yield "language", (each for each in person.languages if each in terms.languages)
    yield "tier", _tier(ledger, person, day, terms.tiers)


def _of_reward(
    ledger: Ledger, reward: Reward, person: Profile, day: date
) -> Iterator[tuple[str, Iterable[str]]]:
    cost = in_force(reward.cost, day)
    yield "wants", _wanted(person, day, reward)
    yield "region", _within(person.region, cost.regions if cost else ())
    yield "tier", _tier(ledger, person, day, cost.tiers if cost else ())


def _of_event(event: Event, person: Profile, day: date) -> Iterator[tuple[str, Iterable[str]]]:
    yield "wants", _wanted(person, day, event)
    yield "topic", (each for each in person.topics if each in event.topics)
    yield "community", (each for each in person.communities if each in event.communities)
    yield "region", _within(person.region, (event.region,) if event.region else ())
    yield "language", (each for each in person.languages if each in event.languages)


def _wanted(person: Profile, day: date, thing: Mission | Reward | Event) -> Iterator[str]:
    """What of what they want on a day it is."""
    found = suited(thing)
    return (each.what for each in person.wants_on(day) if each.what in found)


def _within(region: str | None, asked: Iterable[str]) -> tuple[str, ...]:
    """The person's country where it is asked for, be it for a part of it that is theirs."""
    if not region or not any(lies_in(region, each) for each in asked):
        return ()
    return (region.partition("-")[0],)


def _tier(ledger: Ledger, person: Profile, day: date, asked: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(asked)
    return tuple(x for x in tiers_held(wanted, person.id, day, ledger.tier_on) if x in wanted)
