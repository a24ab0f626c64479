"""Who of a list is whom: entries of one person, and the person of the program that they are.

The map's word counts first, then the number of an account, its login, and last the name. Where
nothing tells two of one name apart, the list is asked and nobody is guessed at. What becomes of
somebody does not hang on the order of the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.intake.people.cells import FIELDS
from goodword.model.regions import country
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from goodword.intake.export import Problems
    from goodword.intake.people.profiles import Someone
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.settings import Account

Accounts = dict[str, tuple[str, str | None]]


@dataclass
class Group:
    """All that a list says of one person.

    Args:
        rows: in an order of their own.
        id: of the person in the program whom they are, or the one that the map gives them.
        skipped: why nothing is done with them; empty where something is.
        stated: the id comes from the map.
    """

    rows: list[Someone]
    id: str | None = None
    skipped: str = ""
    stated: bool = False

    @property
    def first(self) -> Someone:
        """The first row."""
        return self.rows[0]

    @property
    def name(self) -> str:
        """The name of the first row."""
        return self.first.name

    @property
    def accounts(self) -> Accounts:
        """Accounts by platform; a number that one row has holds for all."""
        found: Accounts = {}
        for row in self.rows:
            for platform, (login, number) in row.accounts.items():
                known = found.get(platform, (login, None))
                found[platform] = known[0], known[1] or number
        return found

    @property
    def fields(self) -> dict[str, Any]:
        """What all rows say together, by field of the profile."""
        found: dict[str, Any] = {}
        for row in self.rows:
            for key, value in row.fields.items():
                if FIELDS[key][1]:
                    found[key] = list(dict.fromkeys([*found.get(key, ()), *value]))
                else:
                    found.setdefault(key, value)
        return found

    @property
    def reach(self) -> list[dict[str, Any]]:
        """Figures of reach, each once."""
        found: list[dict[str, Any]] = []
        for row in self.rows:
            found += [each for each in row.reach if each not in found]
        return found


def folded(login: str) -> str:
    """A login as platforms compare it."""
    return alike(login).removeprefix("@")


def hint_of(group: Group, who: str = "ID") -> str:
    """How the map says who somebody is."""
    said = next((each for each in group.first.said if each != alike(group.name)), group.name)
    return f"say who it is in the map, people.ids: {{{said}: {who}}}"


def match(
    people: Sequence[Someone],
    program: Program,
    ids: Mapping[str, str],
    identifier: Callable[[str], str],
    problems: Problems,
) -> list[Group]:
    """Everybody in a list, with the person of the program that they are, in an own order.

    Args:
        people: what the entries say.
        program: the program.
        ids: the map's, by name or login as they are compared.
        identifier: makes an id of a name.
        problems: where to put who may be several people.
    """
    groups = _grouped(sorted(people, key=lambda each: each.line), ids)
    _by_account(groups, program)
    groups = _one_each(groups)
    for group in groups:
        _agree(group, problems)
    named: dict[str, list[Group]] = {}
    for group in groups:
        named.setdefault(alike(group.name), []).append(group)
    taken = {group.id for group in groups}
    free: dict[str, list[Profile]] = {}
    for person in program.influencers.values():
        if person.id not in taken:
            free.setdefault(alike(person.name), []).append(person)
    for name, several in named.items():
        if _told_apart(several, problems):
            waiting = [each for each in several if each.id is None and not each.skipped]
            _by_name(waiting, free.get(name, []))
    _by_id(groups, program, identifier)
    return groups


def _grouped(people: Iterable[Someone], ids: Mapping[str, str]) -> list[Group]:
    """Rows of one person together: with one account, one id in the map, or wholly the same."""
    of: dict[str, Group] = {}
    keys_of: dict[int, list[str]] = {}
    groups: dict[int, Group] = {}
    for row in people:
        wanted = next((ids[each] for each in row.said if each in ids), None)
        keys = [f"{platform}:{folded(login)}" for platform, (login, _) in row.accounts.items()]
        keys += [f"{platform}#{number}" for platform, (_, number) in row.accounts.items() if number]
        keys += [f"id={wanted}"] if wanted else []
        keys = keys or [f"said={row.line}"]
        found = list({id(of[key]): of[key] for key in keys if key in of}.values())
        group = found[0] if found else Group([])
        groups[id(group)] = group
        for other in found[1:]:
            group.rows += other.rows
            group.id = group.id or other.id
            keys += keys_of[id(other)]
            del groups[id(other)]
        group.rows.append(row)
        if wanted is not None:
            group.id, group.stated = wanted, True
        keys_of.setdefault(id(group), []).extend(keys)
        of.update(dict.fromkeys(keys, group))
    for group in groups.values():
        group.rows.sort(key=lambda each: each.line)
    return list(groups.values())


def _one_each(groups: Iterable[Group]) -> list[Group]:
    """Groups that are one person of the program put together."""
    found: list[Group] = []
    of: dict[str, Group] = {}
    for group in groups:
        if group.id is None or group.id not in of:
            found.append(group)
            if group.id is not None:
                of[group.id] = group
            continue
        one = of[group.id]
        one.rows = sorted([*one.rows, *group.rows], key=lambda each: each.line)
        one.stated = one.stated or group.stated
    return found


def _say(problems: Problems, row: Someone, message: str, hint: str = "") -> None:
    problems.at(row.entry.file.path, row.entry.mark(), message, hint)


def _agree(group: Group, problems: Problems) -> None:
    """Say where rows of one person say two things of what can be one only."""
    said: dict[str, tuple[Any, Someone]] = {}
    for row in group.rows:
        one: dict[str, Any] = {k: v for k, v in row.fields.items() if not FIELDS[k][1]}
        if not group.stated:
            one["name"] = alike(row.name)
        for platform, (login, number) in row.accounts.items():
            one[f"{platform} account"] = folded(login)
            if number is not None:
                one[f"number of the {platform} account"] = number
        for key, value in one.items():
            before, other = said.setdefault(key, (value, row))
            if before != value:
                later, first = sorted((row, other), key=lambda e: e.entry.order, reverse=True)
                what = f"{row.name} is one person with {first.entry.where} by account"
                _say(problems, later, f"{what}, and the {key} is another", "mend one of them")


class Holders:
    """Whose accounts are whose: people by number, and by login with the number that is known."""

    def __init__(self, program: Program) -> None:
        self.numbers: dict[str, set[str]] = {}
        self.logins: dict[str, list[tuple[str, str]]] = {}
        for person in program.influencers.values():
            for platform, account in person.accounts:
                self._add(person.id, platform, account)
        employees = {each.staff: each.id for each in program.influencers.values() if each.staff}
        for staff in program.settings.staff:
            if staff.github is not None and staff.id in employees:
                self._add(employees[staff.id], "github", staff.github)

    def _add(self, who: str, platform: str, account: Account) -> None:
        number = "" if account.id is None else str(account.id)
        if number:
            self.numbers.setdefault(f"{platform}#{number}", set()).add(who)
        login = f"{platform}:{folded(account.login)}"
        self.logins.setdefault(login, []).append((who, number))

    def find(self, accounts: Accounts) -> tuple[set[str], str]:
        """Ids of whose accounts they are, a number before a login; else whose a login was."""
        by_number: set[str] = set()
        by_login: set[str] = set()
        other = ""
        for platform, (login, number) in accounts.items():
            by_number |= self.numbers.get(f"{platform}#{number}", set()) if number else set()
            for who, known in self.logins.get(f"{platform}:{folded(login)}", ()):
                if number and known and number != known:
                    other = f"the {platform} account {login} is {who}'s with number {known}"
                else:
                    by_login.add(who)
        return by_number or by_login, other


def _by_account(groups: Iterable[Group], program: Program) -> None:
    """Find people by the numbers and logins of their accounts."""
    holders = Holders(program)
    for group in groups:
        if group.id is not None:
            continue
        found, other = holders.find(group.accounts)
        if len(found) > 1:
            group.skipped = f"is {' and '.join(sorted(found))} by account; {hint_of(group)}"
        elif found:
            group.id = next(iter(found))
        elif other:
            group.skipped = f"{other}, and has another here; {hint_of(group)}"


def _apart(one: Accounts, region: str | None, other: Accounts, elsewhere: str | None) -> bool:
    """Whether two of one name are two people: two accounts of one platform, or two countries."""
    for platform, (login, number) in one.items():
        if platform in other:
            known, theirs = other[platform]
            if number and theirs:
                if number != theirs:
                    return True
            elif folded(login) != folded(known):
                return True
    return bool(region and elsewhere and country(region) != country(elsewhere))


def _people_apart(group: Group, person: Profile) -> bool:
    accounts = {
        platform: (each.login, None if each.id is None else str(each.id))
        for platform, each in person.accounts
    }
    return _apart(group.accounts, group.fields.get("region"), accounts, person.region)


def _told_apart(several: Sequence[Group], problems: Problems) -> bool:
    """Whether all of one name in a list are told apart; says who is not."""
    well = True
    facts = [(each, each.accounts, each.fields.get("region")) for each in several]
    for n, (group, accounts, region) in enumerate(facts):
        for before, theirs, elsewhere in facts[:n]:
            known = group.id is not None and before.id is not None
            if not known and not _apart(accounts, region, theirs, elsewhere):
                first, later = sorted((before.first, group.first), key=lambda e: e.entry.order)
                message = f"{group.name} is {first.entry.where} too, and nothing tells them apart"
                hint = (
                    "give each an account or a country in the list; if it is one person, "
                    f"{hint_of(group)}"
                )
                _say(problems, later, message, hint)
                well = False
                break
    return well


def _by_name(groups: Sequence[Group], people: Sequence[Profile]) -> None:
    """Find people by name, where it is plain who is who; who may be several is passed over."""
    fits = [[p for p in people if not _people_apart(group, p)] for group in groups]
    for group, mine in zip(groups, fits, strict=True):
        rivals = [theirs for theirs in fits if mine and mine[0] in theirs]
        if len(mine) == 1 and len(rivals) == 1:
            group.id = mine[0].id
    taken = {group.id for group in groups}
    left = [person for person in people if person.id not in taken]
    for group, mine in zip(groups, fits, strict=True):
        if group.id is None and left:
            may = [person.id for person in mine] or [person.id for person in left]
            what = "may be" if mine else "has the name, and another account or country than"
            group.skipped = f"{what} {' or '.join(may)}; {hint_of(group, may[0])}"


def _by_id(groups: Sequence[Group], program: Program, identifier: Callable[[str], str]) -> None:
    """Pass over who would have had the id of somebody whose name was changed since."""
    taken = {group.id for group in groups}
    for group in groups:
        if group.id is not None or group.skipped:
            continue
        person = program.influencers.get(identifier(group.name))
        if person is None or person.id in taken or _people_apart(group, person):
            continue
        if identifier(person.name) != person.id:
            who = f"{person.id}, whose name is {person.name}"
            group.skipped = f"may be {who}; {hint_of(group, person.id)}"
