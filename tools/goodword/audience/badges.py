"""Badges that people may hand on: only of whoever lets everybody see what a badge tells.

A badge of a reward tells that somebody is recognised (`recognition: public`); one of a tier or
milestone tells of their points too (`points: public`). Who withdraws either, leaves, or is erased
has none from that day on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from goodword.audience.claims import claims
from goodword.audience.people import gather
from goodword.audience.permissions import permitted
from goodword.audience.view.badges import BadgeView
from goodword.audience.words import shown, shown_or_none
from goodword.days import in_force
from goodword.ledger.conditions import words
from goodword.ledger.explaining_tiers import over_words
from goodword.ledger.measure_deeds import asks
from goodword.ledger.over import now
from goodword.model.tiers import AT_BOUNDARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.audience.people import People
    from goodword.audience.permissions import Newer
    from goodword.audience.view import ClaimView, Link, Words
    from goodword.model.profile import Profile
    from goodword.model.tiers import Tier
    from goodword.snapshot import Snapshot

AUDIENCE = "public"
"""Whoever is handed a badge may be anybody."""
MISSIONS = "members"
"""Links come from missions that this audience may have."""
SHARED = {
    "tier": ("recognition", "points"),
    "milestone": ("recognition", "points"),
    "reward": ("recognition",),
}
"""By kind of badge: what a person must let everybody see."""
LINKS = 20
"""So many links are named, the newest first."""


def badges(snapshot: Snapshot, today: date, newer: Sequence[Newer] = ()) -> tuple[BadgeView, ...]:
    """Every badge that holds, by person, day, kind and id.

    Args:
        snapshot: the program on the day of the figures.
        today: the day of making, whose permissions hold.
        newer: later states of the files, whose permissions hold.
    """
    people = gather(permitted(snapshot, newer), AUDIENCE, today, newer)
    done = _for_everybody(people)
    found = [
        badge
        for person, may in people.sharing.items()
        if may.recognition
        for badge in (
            *(_tiers(people, person, done) if may.points else ()),
            *(_milestones(people, person) if may.points else ()),
            *_rewards(people, person),
        )
    ]
    return tuple(sorted(found, key=lambda b: (b.person, b.since, b.kind, b.of, b.number)))


def _for_everybody(people: People) -> dict[str, tuple[ClaimView, ...]]:
    """Approved claims by person of what was made for everybody, of those who agreed to that."""
    missions = people.snapshot.program.missions
    made = claims(replace(people, audience=MISSIONS))
    return {
        person: tuple(
            each
            for each in done
            if missions[each.mission].public_facing or missions[each.mission].audience == AUDIENCE
        )
        for person, done in made.items()
    }


def _tiers(
    people: People, person: str, done: Mapping[str, Sequence[ClaimView]]
) -> Iterator[BadgeView]:
    """The tier that somebody has reached, and those below it, as far as they ask for anything."""
    snapshot = people.snapshot
    program = snapshot.program
    if program.tiers is None:
        return
    steps, rules = snapshot.ledger.account(person).tiers, program.tiers.first
    groups = snapshot.terms.missions_of
    for tier in _ladder(snapshot, snapshot.as_of):
        since = _reached(snapshot, steps, tier.id) if tier.asks else None
        if since is None:
            continue
        then = next((each for each in _ladder(snapshot, since) if each.id == tier.id), tier)
        yield BadgeView(
            person,
            "tier",
            tier.id,
            shown(tier.name, program),
            None,
            then.standing_at_least,
            _every(snapshot, since),
            since,
            _agreed(program.influencers[person], "tier"),
            login=_login(people, person),
            links=_links(done.get(person, ()), _looked_from(snapshot, since), since),
            conditions=() if rules.plain else tuple(words(x, x.least, groups) for x in asks(then)),
            over=None if rules.plain else over_words(rules.over),
            names={} if rules.plain else _known(snapshot),
        )


def _looked_from(snapshot: Snapshot, since: date) -> date:
    """The first day of what the first ladder looked at when a tier was reached."""
    tiers = snapshot.program.tiers
    assert tiers is not None  # noqa: S101 - nobody has reached a tier without
    # At a boundary what ended the day before was looked at.
    last = since.toordinal() - (tiers.first.moves == AT_BOUNDARY)
    return date.fromordinal(now(snapshot.terms, tiers.first.over, last)[0])


def _milestones(people: People, person: str) -> Iterator[BadgeView]:
    """The milestones with a badge that somebody has reached, each time they did."""
    snapshot = people.snapshot
    program = snapshot.program
    numbers: dict[tuple[str, date], int] = {}
    for each in snapshot.ledger.account(person).milestones:
        milestone = each.milestone
        if not milestone.badge:
            continue
        key = (milestone.id, each.day)
        numbers[key] = numbers.get(key, 0) + 1
        yield BadgeView(
            person,
            "milestone",
            milestone.id,
            shown(milestone.name, program),
            None,
            milestone.points,
            milestone.every,
            each.day,
            _agreed(program.influencers[person], "milestone"),
            numbers[key],
            _login(people, person),
            conditions=tuple(words(one, one.least) for one in milestone.all),
            names=_known(snapshot),
        )


def _known(snapshot: Snapshot) -> dict[str, Words]:
    """What missions that everybody may see, and tiers, are called."""
    program = snapshot.program
    found = {
        f"mission/{each.id}": shown(each.title, program)
        for each in program.missions.values()
        if each.audience == AUDIENCE and each.status != "proposed"
    }
    tiers = _ladder(snapshot, snapshot.as_of)
    return found | {f"tier/{each.id}": shown(each.name, program) for each in tiers}


def _rewards(people: People, person: str) -> Iterator[BadgeView]:
    """What was given to honour somebody and has not come back."""
    snapshot = people.snapshot
    program = snapshot.program
    numbers: dict[tuple[str, date], int] = {}
    for each in program.redemptions_of.get(person, ()):
        reward = program.rewards.get(each.reward)
        if reward is None or reward.kind != "recognition":
            continue
        on = snapshot.redemption(each)
        if on.state != "fulfilled":
            continue
        number = numbers[each.reward, on.since] = numbers.get((each.reward, on.since), 0) + 1
        yield BadgeView(
            person,
            "reward",
            reward.id,
            shown(reward.name, program),
            shown_or_none(reward.summary, program),
            each.points,
            _every(snapshot, on.since),
            on.since,
            _agreed(program.influencers[person], "reward"),
            number,
            _login(people, person),
        )


def _ladder(snapshot: Snapshot, day: date) -> tuple[Tier, ...]:
    tiers = snapshot.program.tiers
    return tiers.first.tiers_on(day) if tiers else ()


def _reached(
    snapshot: Snapshot, steps: Sequence[tuple[date, str | None]], tier: str
) -> date | None:
    """The day since which somebody has been at a tier or above it; None where they are not."""
    since: date | None = None
    for day, own in steps:
        if day > snapshot.as_of:
            break
        ids = [each.id for each in _ladder(snapshot, day)]
        if own in ids and tier in ids and ids.index(own) >= ids.index(tier):
            since = since or day
        else:
            since = None
    return since


def _every(snapshot: Snapshot, day: date) -> str:
    version = in_force(snapshot.program.settings.cycle, day)
    return version.every if version else "quarter"


def _agreed(person: Profile, kind: str) -> date:
    """The first day of the consents in force that have let everybody see it without a break."""
    since = person.consent[0].from_
    open_before = False
    for entry in person.consent:
        is_open = all(getattr(entry, field) == AUDIENCE for field in SHARED[kind])
        if is_open and not open_before:
            since = entry.from_
        open_before = is_open
    return since


def _login(people: People, person: str) -> str | None:
    """The first account that somebody agreed to show; not one that stands for an address."""
    if not people.may(person).contact:
        return None
    accounts = people.snapshot.program.influencers[person].accounts
    return next((f"{name}:{each.login}" for name, each in accounts if name != "mail"), None)


def _links(done: Sequence[ClaimView], first: date, last: date) -> tuple[Link, ...]:
    """Links of what was done from a day to a day, both included; each once, the newest first."""
    found = {
        link.url: link for each in done if first <= each.occurred <= last for link in each.links
    }
    return tuple(found.values())[:LINKS]
