"""What a list says of a person and their profile does not: that alone is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.intake.people.same import folded
from goodword.intake.sheet import MAIL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.intake.people.same import Group
    from goodword.model.profile import Profile

_DIGITS = 18


def accounts_of(group: Group) -> dict[str, Any]:
    """Accounts as a profile has them, by platform."""
    return {
        platform: {"login": login, "id": _number(number)} if number else login
        for platform, (login, number) in sorted(group.accounts.items())
    }


def _number(number: str) -> int | str:
    return int(number) if len(number) <= _DIGITS else number


def lacking(
    group: Group, person: Profile, there: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What a list says and a profile does not, with the way to it; stages are a person's to say."""
    for key, value in group.fields.items():
        if key not in there and key not in ("stage", "since"):
            yield (key,), value
    known = dict(person.accounts)
    for platform, (login, number) in sorted(group.accounts.items()):
        if platform not in known:
            yield ("accounts", platform), accounts_of(group)[platform]
        elif (
            number and known[platform].id is None and folded(known[platform].login) == folded(login)
        ):
            whole = {"login": known[platform].login, "id": _number(number)}
            yield ("accounts", platform), whole
    figures = {(each.channel, each.measure, each.date.isoformat()) for each in person.reach}
    for each in group.reach:
        if (each["channel"], each["measure"], each["date"]) not in figures:
            yield ("reach",), each


def completed(
    there: Mapping[str, Any], more: Sequence[tuple[tuple[str, ...], Any]]
) -> dict[str, Any]:
    """A profile with what it lacked."""
    value = dict(there)
    for pointer, each in more:
        if pointer == ("reach",):
            value["reach"] = [*value.get("reach", ()), each]
        elif len(pointer) > 1:
            value["accounts"] = {**value.get("accounts", {}), pointer[1]: each}
        else:
            value[pointer[0]] = each
    return value


def renamed(group: Group, person: Profile) -> str:
    """Which accounts have another login in the list: they are left as they are, and named."""
    known = dict(person.accounts)
    return "; ".join(
        f"{platform} is {known[platform].login} there and {login} in the list"
        for platform, (login, _) in sorted(group.accounts.items())
        if platform != MAIL and platform in known and folded(known[platform].login) != folded(login)
    )
