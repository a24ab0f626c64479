"""Whose something is that was handed in, when it counts, and whom it names.

Whose it is, the account says: of the sender, and of everybody a form names. No field is believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import EARLIEST
from goodword.intake.sheet import MAIL, SHORTEST_KEY, Refused, Say, Sender, address_hash
from goodword.intake.sources import Sources
from goodword.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from goodword.intake.sheet import Sheet
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

SLACK = timedelta(days=3)
"""So long before today a record may be dated (the promise `record-dated`); what came in earlier
is dated today, and `received` keeps the day."""
GITHUB = "github"
_NAMED = frozenset({"member", "on-leave", "emeritus"})
_NONE = {"mission": "no-mission", "reward": "no-reward"}
_NEAR = {"mission": "no-mission-near", "reward": "no-reward-near"}
"""What is said where there is no such thing, and where one is like it."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What sheets are taken in with.

    Args:
        snapshot: the program on the day.
        by: staff id of who takes them in.
        opaque: makes up an id, where ids say nothing.
        key: the program's secret, by which addresses and who was erased are known.
    """

    snapshot: Snapshot
    by: str
    opaque: Callable[[], str]
    key: str
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what is there already."""
        object.__setattr__(self, "sources", Sources(self.snapshot.program))

    @property
    def program(self) -> Program:
        """What the files say."""
        return self.snapshot.program


class Days(NamedTuple):
    """When something came in: its day in the program's zone, the one it is dated, and the time."""

    received: date
    dated: date
    at: str


def days_of(taking: Taking, sheet: Sheet) -> Days:
    """When a sheet came in.

    Raises:
        Refused: that is not yet, or on no day that a record may have.
    """
    today = taking.snapshot.as_of
    try:
        day = sheet.moment.astimezone(taking.program.zone).date()
    except OverflowError:
        day = sheet.moment.date()
    if day < EARLIEST:
        raise Refused("never", day=day)
    if day > today:
        raise Refused("not-yet", day=day)
    at = f"{sheet.moment.astimezone(UTC):%H:%M:%S}"
    return Days(day, day if today - day <= SLACK else today, at)


def person_of(program: Program, sender: Sender) -> Profile | None:
    """Whose account it is; None for nobody on the map.

    A number is that of one account for ever. A name without a number is compared without case; it
    names nobody whose number is known and another one, for names are given up and taken over.

    Raises:
        Refused: it may be several people's, or is no longer the one that is known.
    """
    by_number, by_name, others = [], [], []
    for person in program.influencers.values():
        for platform, account in person.accounts:
            if platform != sender.platform:
                continue
            number = "" if account.id is None else str(account.id)
            same = account.login.casefold() == sender.login.casefold()
            if number and sender.number:
                if number == sender.number:
                    by_number.append(person)
                elif same:
                    others.append(person)
            elif same:
                by_name.append(person)
    found = by_number or by_name
    if len({each.id for each in found}) > 1:
        raise Refused("several-people", account=_shown(sender))
    if not found and others:
        raise Refused("taken-over", account=_shown(sender))
    return found[0] if found else None


def member(taking: Taking, sheet: Sheet) -> str:
    """The id of whose sheet it is.

    Raises:
        Refused: nobody's on the map.
    """
    found = person_of(taking.program, sheet.sender)
    if found is None:
        raise Refused("join-first", account=_shown(sheet.sender))
    return found.id


def there(taking: Taking, sheet: Sheet, person: str) -> str | None:
    """The path of what came of the same sheet before; None where it comes in for the first time.

    Raises:
        Refused: it came in before, and was somebody else's.
    """
    found = taking.sources.get(sheet.form, sheet.system, sheet.event, sheet.alike)
    if found is None:
        return None
    if person not in _people(found):
        raise Refused("somebody-elses")
    return str(found.place.path)


def _people(record: object) -> Collection[str]:
    """Whose a record is."""
    steps = getattr(record, "steps", None)
    if steps is not None:
        return {each for step in steps for each in getattr(step, "from_", ())}
    return {getattr(record, "influencer", ""), getattr(record, "id", "")}


def named(taking: Taking, sender: Sender, handle: str, *, staff: bool) -> str:
    """The id of whom a form names by an account: `@bo`, `github:bo`, or a mail address.

    Without a platform the account is looked for on the sender's own first. Who is no member and
    was none is nobody here: no answer tells whether somebody is on the map.

    Args:
        taking: the program.
        sender: who names them.
        handle: as it was written.
        staff: whether they may be on staff, too.

    Raises:
        Refused: nobody has that account, or several have.
    """
    platform, _, name = handle.rpartition(":")
    name = name.removeprefix("@")
    program, address = taking.program, "@" in name
    if address:
        long = len(taking.key) >= SHORTEST_KEY
        asked = [Sender(MAIL, address_hash(name, taking.key))] if long else []
    elif platform:
        asked = [Sender(platform, name)]
    else:
        platforms = {each for one in program.influencers.values() for each, _ in one.accounts}
        first = [sender.platform, *sorted(platforms - {sender.platform, MAIL})]
        asked = [Sender(each, name) for each in first if each != MAIL]
    people: dict[str, None] = {}
    for account in asked:
        person = person_of(program, account)
        if person and person.stage_on(taking.snapshot.as_of) in _NAMED:
            people[person.id] = None
        if people and account.platform == sender.platform:
            break
    if staff and not people:
        people = dict.fromkeys(_staff(taking, platform, name.casefold()))
    if len(people) > 1:
        raise Refused("handle-several", handle=handle[:60])
    if not people:
        raise Refused("handle-nobody", handle=handle[:60])
    return next(iter(people))


def _staff(taking: Taking, platform: str, name: str) -> list[str]:
    """Members of staff by account, in lower case, or address."""
    return [
        each.id
        for each in taking.program.settings.staff
        if name in map(str.casefold, each.emails)
        or (platform in ("", GITHUB) and each.github and each.github.login.casefold() == name)
    ]


def known(what: str, name: str, things: Collection[str]) -> str:
    """The id, where there is such a thing.

    Args:
        what: `mission` or `reward`.
        name: the id as it was written.
        things: all ids.

    Raises:
        Refused: there is none.
    """
    if name not in things:
        near = nearest(name, things)
        if near is None:
            raise Refused(_NONE[what], name=name)
        raise Refused(_NEAR[what], name=name, near=near)
    return name


def _shown(sender: Sender) -> Say:
    if sender.platform == MAIL:
        return Say("the-address", {})
    return Say("account-of", {"login": sender.login, "platform": sender.platform})
