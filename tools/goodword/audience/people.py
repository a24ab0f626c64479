"""People as an audience may have them: what each agreed to, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from goodword.audience.known import points
from goodword.audience.permissions import sharing_now
from goodword.audience.sharing import NOTHING, SHOWN_STAGES, may_have, shown_stage
from goodword.audience.view import (
    Account,
    Link,
    PersonView,
    StaffNotes,
    ThanksView,
    Who,
)
from goodword.audience.words import shown, shown_or_none
from goodword.days import in_force
from goodword.model.touchpoint import Thanks
from goodword.texts.ordering import order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.audience.permissions import Newer
    from goodword.audience.sharing import Sharing
    from goodword.audience.view import ClaimView, Words
    from goodword.ledger.account import Account as Points
    from goodword.model.community import Community
    from goodword.model.departments import Category, Department
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

_ADDRESSES = {
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "mastodon": "",
    "linkedin": "https://www.linkedin.com/in/{}",
    "youtube": "https://www.youtube.com/@{}",
    "instagram": "https://www.instagram.com/{}",
}
"""Where the account of a login is found, by channel; others are shown without a link."""


@dataclass(frozen=True)
class People:
    """Who may be shown to an audience, decided once for the whole View.

    Args:
        snapshot: the figures' day.
        audience: for whom.
        today: the day of building, whose permissions hold.
        sharing: what may be shown of each person of whom anything may be.
        newer: later states of the files, whose permissions hold.
    """

    snapshot: Snapshot
    audience: str
    today: date
    sharing: Mapping[str, Sharing]
    newer: Sequence[Newer] = ()

    def may(self, person: str) -> Sharing:
        """What may be shown of a person; nothing of one who may not be shown."""
        return self.sharing.get(person, NOTHING)

    def account(self, person: str) -> Points:
        """A person's points as the audience may know them."""
        return self._without.get(person) or self.snapshot.ledger.account(person)

    @cached_property
    def _without(self) -> Mapping[str, Points]:
        return points(self.snapshot, self.audience)

    def joined(self, community: Community) -> bool:
        """Whether the audience may have a community: staff all, others where we take part."""
        stance = in_force(community.stance, self.snapshot.as_of)
        return self.audience == "staff" or stance is None or stance.stance == "join"

    def who(self, person: str) -> Who:
        """A person as they may be named."""
        allowed = self.may(person).recognition
        name = self.snapshot.program.influencers[person].name if allowed else None
        return Who(person, name, page=allowed)


def gather(snapshot: Snapshot, audience: str, today: date, newer: Sequence[Newer] = ()) -> People:
    """Decide for each person what the audience may have.

    Somebody who was not there yet on the figures' day is not shown on it; outside staff only
    members, people on leave and emeriti were.

    Args:
        snapshot: the figures' day.
        audience: for whom.
        today: the day of building.
        newer: later states of the files, whose permissions hold.
    """
    found = {}
    for person in snapshot.program.influencers.values():
        stage = person.stage_on(snapshot.as_of)
        if stage is None or (audience != "staff" and stage not in SHOWN_STAGES):
            continue
        each = sharing_now(person, audience, today, newer)
        if each != NOTHING:
            found[person.id] = each
    return People(snapshot, audience, today, found, newer)


def people(
    shown_people: People, claims: Mapping[str, tuple[ClaimView, ...]], ranks: Mapping[str, int]
) -> tuple[PersonView, ...]:
    """A page for each person whose name may be shown, by name, then id.

    Args:
        shown_people: what may be shown of whom.
        claims: those that are shown, by person.
        ranks: places in this cycle of those on the leaderboard.
    """
    views = [
        _person(shown_people, person, claims.get(person, ()), ranks.get(person))
        for person, may in shown_people.sharing.items()
        if may.recognition
    ]
    return tuple(sorted(views, key=lambda view: (order(view.name or ""), view.id)))


def _person(
    shown_people: People, identifier: str, claims: tuple[ClaimView, ...], rank: int | None
) -> PersonView:
    snapshot, audience = shown_people.snapshot, shown_people.audience
    program = snapshot.program
    person = program.influencers[identifier]
    may = shown_people.may(identifier)
    account = shown_people.account(identifier) if may.points else None
    region = person.region
    if region and audience != "staff":
        region = region.partition("-")[0]
    return PersonView(
        id=identifier,
        name=person.name,
        stage=shown_stage(person, audience, shown_people.today),
        pronouns=person.pronouns,
        bio=shown_or_none(person.bio, program),
        region=region,
        languages=person.languages or program.settings.languages[:1],
        topics=person.topics,
        communities=_communities(shown_people, person),
        links=tuple(Link(each) for each in person.links),
        accounts=_accounts(person) if may.contact else (),
        tier=account.tier if account else None,
        standing=account.standing if account else None,
        standing_cycle=account.standing_in(snapshot.cycle.name) if account else None,
        rank=rank if may.ranked else None,
        claims=claims,
        thanks=_thanks(shown_people, identifier),
        staff=_notes(shown_people, person) if audience == "staff" else None,
        others=tuple(sorted((x, y) for x, y in account.other_tiers.items() if y))
        if account
        else (),
    )


def _communities(shown_people: People, person: Profile) -> tuple[str, ...]:
    known = shown_people.snapshot.program.communities
    return tuple(
        known[each].name.first
        for each in person.communities
        if each in known and shown_people.joined(known[each])
    )


def _address(channel: str, login: str) -> str | None:
    return _ADDRESSES.get(channel, "").format(quote(login.removeprefix("@"), safe="")) or None


def _accounts(person: Profile) -> tuple[Account, ...]:
    return tuple(
        Account(channel, account.login, _address(channel, account.login))
        for channel, account in person.accounts
        if channel != "mail"  # a hash that stands for an address, which is nobody's to see
    )


def _thanks(shown_people: People, person: str) -> tuple[ThanksView, ...]:
    program = shown_people.snapshot.program
    found = [
        ThanksView(each.date, each.detail.helped or "", _staff_name(shown_people, each.by))
        for each in program.touchpoints_of.get(person, ())
        if isinstance(each.detail, Thanks)
        and each.detail.helped
        and each.date <= shown_people.snapshot.as_of
        and not each.void_by(shown_people.today)
        and may_have(shown_people.audience, each.audience)
    ]
    return tuple(reversed(found))


def _staff_name(shown_people: People, staff: str | None) -> str | None:
    member = shown_people.snapshot.program.staff.get(staff or "")
    return member.name if member else None


def _notes(shown_people: People, person: Profile) -> StaffNotes:
    program = shown_people.snapshot.program
    departments = program.departments
    department = category = None
    if departments:
        department = departments.department(program.department_of(person))
        category = departments.category(person.category)

    def named(each: Department | Category | None) -> Words | None:
        return None if each is None else shown(each.name, program)

    return StaffNotes(
        person.stage_on(shown_people.today) or "candidate",
        person.entered_on(shown_people.today),
        _staff_name(shown_people, program.owner_of(person)),
        named(department),
        named(category),
        person.stance,
        person.reachable,
    )
