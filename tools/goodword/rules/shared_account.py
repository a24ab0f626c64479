"""An account, an address or an id of staff belongs to two people.

What is handed in is known by the account it comes from, and who writes by their address: so each
is one person's. Platforms do not tell capitals apart in a login, and the number of an account
stays when its login changes, so either alone is enough. Who is both an influencer and on staff is
one person, and no two profiles are of the same member of staff.

Mend it by taking the account from whom it is not, or by deleting the copy of the profile.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.model.settings import Account
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The second of two people with one account."""
    program = snapshot.program
    first: dict[tuple[str, str], str] = {}
    for who, key, said, place in _held(program):
        other = first.setdefault(key, who)
        if not program.same_person(other, who) or (key[0] == "staff" and other != who):
            yield Finding(place, f"{said} is {who}'s and {other}'s", "leave it to whose it is")


def _rows(snapshot: Snapshot) -> Iterator[tuple[tuple[str, str], object]]:
    program = snapshot.program
    for who, key, said, place in _held(program):
        person = program.influencers.get(who)
        yield key, (who, person and person.staff, said, place)


def _held(program: Program) -> Iterator[tuple[str, tuple[str, str], str, Place]]:
    """Whose, what it is known by, how it is called, and where it says so."""
    for index, staff in enumerate(program.settings.staff):
        place = program.settings.place.at("staff", index)
        if staff.github is not None:
            yield from _account(staff.id, "github", staff.github, place.at("github"))
        for number, email in enumerate(staff.emails):
            key = ("email", email.casefold())
            yield staff.id, key, f"the address {email}", place.at("emails", number)
    for person in program.influencers.values():
        for platform, account in person.accounts:
            yield from _account(person.id, platform, account, person.place.at("accounts", platform))
        if person.staff is not None:
            key = ("staff", person.staff)
            yield person.id, key, f"the id of staff {person.staff}", person.place.at("staff")


def _account(
    who: str, platform: str, account: Account, place: Place
) -> Iterator[tuple[str, tuple[str, str], str, Place]]:
    login = unicodedata.normalize("NFC", account.login).casefold().removeprefix("@")
    yield who, (platform, login), f"the {platform} account {account.login}", place
    if account.id is not None:
        key = (f"{platform} number", str(account.id))
        yield who, key, f"number {account.id} of {platform}", place


RULE = Rule("shared-account", check, scope=Scope.PROGRAM, meets=Meets(_rows, counted=True))
