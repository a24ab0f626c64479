"""Bringing a list of people onto the map: who is new gets a profile, of others what is missing.

Nothing that is there is overwritten, and nobody is merged by their name alone where an account or
a country says otherwise. The same list once more changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order
from goodword.actions.judging import Proposal
from goodword.diagnostics import Diagnostic, Place
from goodword.edits import Edit
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.edits.scaffold import in_schema_order, scaffold
from goodword.intake.erased import NAME, account_hashes, kept_hashes
from goodword.intake.people.gone import GONE
from goodword.intake.people.lacking import accounts_of, completed, lacking, renamed
from goodword.intake.people.same import folded, hint_of, match
from goodword.intake.sheet import secret
from goodword.nearest import alike, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from goodword.intake.export import Problems
    from goodword.intake.people.list_map import PeopleMap
    from goodword.intake.people.lists import Entry
    from goodword.intake.people.profiles import LeftOut, Someone
    from goodword.intake.people.same import Group
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

CREATED, CHANGED, SAME, SKIPPED = "created", "changed", "as it is", "skipped"
"""What becomes of somebody."""
_BECAUSE = {
    "bot": "a bot, says the map",
    "asked": "asked to be left out, says the map",
    "wrong": "left out by the map",
}
"""What stands for a platform where an erasure keeps the hash of a name."""
_LOOK = str.maketrans("01", "ol")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of somebody: one of the words above, the fields that are new, or why nothing."""

    what: str
    id: str
    name: str
    entry: Entry
    fields: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """What an import of people would do.

    Args:
        proposal: the edits, or why there are none.
        outcomes: what becomes of everybody, in the order of the list.
        entries: where the list says what a file is to hold, by path.
    """

    proposal: Proposal = field(default_factory=Proposal)
    outcomes: tuple[Outcome, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportingPeople:
    """A request to bring people over.

    Args:
        names: the map.
        people: what the list says.
        left_out: whom the map leaves out.
        problems: where to put what is wrong.
        schemas: the definitions of shape.
        key: the secret of hashes; empty for none.
        opaque: makes up an id, where ids say nothing.
    """

    names: PeopleMap
    people: Sequence[Someone]
    left_out: Sequence[LeftOut]
    problems: Problems
    schemas: Schemas
    key: str
    opaque: Callable[[], str]


def obstacles(program: Program, names: PeopleMap) -> tuple[Diagnostic, ...]:
    """What of the map no program could take: it names somebody or something that is not there."""
    departments = program.departments
    there = {
        "owner": list(program.staff),
        "department": [each.id for each in departments.departments] if departments else [],
        "category": [each.id for each in departments.categories] if departments else [],
    }
    found = []
    for key, known in there.items():
        said = names.defaults.get(key)
        if said is not None and said not in known:
            near = did_you_mean(said, known)
            message = f'people.{key} is "{said}", there is none{near}'
            found.append(Diagnostic(Place(names.path, ("people", key)), "import", message))
    for who in sorted({*names.ids.values()} & {*program.staff} - {*program.influencers}):
        message = f'people.ids gives somebody the id "{who}", which is one of staff'
        found.append(Diagnostic(Place(names.path, ("people", "ids")), "import", message))
    return tuple(found)


def import_people(
    snapshot: Snapshot,
    request: ImportingPeople,
    tree: Tree,
    progress: Callable[[int, int], None] | None = None,
) -> ImportedPeople:
    """The edits that bring a list over; what is wrong with it is put with its problems.

    Args:
        snapshot: the program on the day.
        request: what is asked.
        tree: the files as they are.
        progress: called with how many people were compared and how many there are.

    Raises:
        Failure: people were erased, and the secret by which they are recognised is missing.
    """
    program, names = snapshot.program, request.names
    gone = kept_hashes(program)
    if gone:
        secret(request.key)
    groups = match(request.people, program, names.ids, identifier, request.problems)
    importing = _Import(snapshot, request, tree, gone)
    for done, group in enumerate(groups, 1):
        importing.take(group)
        if progress is not None:
            progress(done, len(groups))
    outcomes = [*importing.outcomes]
    outcomes += [
        Outcome(SKIPPED, "", each.name, each.entry, why=_BECAUSE[each.because])
        for each in request.left_out
    ]
    outcomes.sort(key=lambda each: each.entry.order)
    notes = []
    if any(each.what == CREATED for each in outcomes):
        notes.append("who is new is told of being listed, and why: goodword agenda says by when")
    found = Proposal(importing.edits(), notes=tuple(notes))
    return ImportedPeople(found, tuple(outcomes), importing.entries)


class _Import:
    """The edits of an import, person by person."""

    def __init__(
        self, snapshot: Snapshot, request: ImportingPeople, tree: Tree, gone: frozenset[str]
    ) -> None:
        self.snapshot = snapshot
        self.program = snapshot.program
        self.request = request
        self.gone = gone
        self.draft = Draft(tree)
        self.outcomes: list[Outcome] = []
        self.entries: dict[str, Entry] = {}
        self._new: list[Edit] = []
        self._taken = _Taken([*self.program.influencers, *self.program.staff])
        self._taken.take(request.names.ids.values())
        self._keys = order("profile")

    def edits(self) -> tuple[Edit, ...]:
        """All edits, in the order of their paths."""
        return tuple(sorted((*self._new, *self.draft.edits), key=lambda each: each.path))

    def take(self, group: Group) -> None:
        """What becomes of one person of the list."""
        person = self.program.influencers.get(group.id or "")
        if any(self._erased(each, *said) for each, said in group.accounts.items()):
            self._skip(group, "was erased")
        elif person is None and not group.stated and self._erased(NAME, alike(group.name)):
            why = f"somebody of that name was erased; if it is another person, {hint_of(group)}"
            self._skip(group, why)
        elif group.skipped:
            self._skip(group, group.skipped)
        elif person is None:
            self._create(group)
        elif person.stage in GONE:
            self._skip(group, f"{person.stage} since {person.since}", person.id)
        else:
            self._add(group, person)

    def _erased(self, platform: str, login: str, number: str | None = None) -> bool:
        """Whether an erasure knows the account, or of `NAME` the name."""
        if not self.gone:
            return False
        hashes = account_hashes(platform, folded(login), number or "", self.request.key)
        return not self.gone.isdisjoint(hashes)

    def _skip(self, group: Group, why: str, who: str = "") -> None:
        self._tell(group, SKIPPED, who, why=why)

    def _tell(
        self, group: Group, what: str, who: str, fields: tuple[str, ...] = (), why: str = ""
    ) -> None:
        first = min(group.rows, key=lambda each: each.entry.order)
        self.outcomes.append(Outcome(what, who, first.name, first.entry, fields, why))

    def _create(self, group: Group) -> None:
        value = {
            "since": self.snapshot.as_of.isoformat(),
            **self.request.names.defaults,
            "name": group.name,
            **group.fields,
        }
        value |= {"accounts": accounts_of(group)} if group.accounts else {}
        value |= {"reach": group.reach} if group.reach else {}
        staff = self._staff(group)
        value |= {"staff": staff} if staff else {}
        who = group.id or self._id(group)
        if not who:
            entry = group.first.entry
            message = f'no id can be made of "{group.name}"'
            self.request.problems.at(entry.file.path, entry.mark(), message, hint_of(group))
            return
        path = f"influencers/{who}/profile.yml"
        if self._shaped(group, value):
            ordered = in_schema_order(value, self.request.schemas.documents["profile"])
            self._new.append(Edit(path, None, scaffold(path, "profile", ordered)))
            self.entries[path] = group.first.entry
            self._tell(group, CREATED, who, why=f"{value['stage']} since {value['since']}")

    def _staff(self, group: Group) -> str | None:
        """The staff id of whose GitHub account it is: an employee is one person."""
        login, number = group.accounts.get("github", ("", None))
        for staff in self.program.settings.staff:
            if staff.github is None or not login:
                continue
            theirs = str(staff.github.id or "")
            same = folded(staff.github.login) == folded(login)
            if (number == theirs) if number and theirs else same:
                return staff.id
        return None

    def _id(self, group: Group) -> str:
        """A free id made of the name, or of an account where nothing of the name is left."""
        if self.program.settings.ids == "opaque":
            return self.request.opaque()
        logins = (login for key, (login, _) in sorted(group.accounts.items()) if key != "mail")
        made = next(filter(None, map(identifier, (group.name, *logins))), "")
        if not made:
            return ""
        found = free_identifier(made, self._taken)
        self._taken.take([found])
        return found

    def _add(self, group: Group, person: Profile) -> None:
        """What a person's profile lacks."""
        path = person.place.path
        there = self.draft.says(path)
        more = list(lacking(group, person, there))
        if not more:
            self._tell(group, SAME, person.id, why=renamed(group, person))
            return
        if not self._shaped(group, completed(there, more)):
            return
        for pointer, value in more:
            if pointer == ("reach",):
                self.draft.append_item(path, pointer, value, self._keys)
            else:
                self.draft.set_value(path, pointer, value, self._keys)
        self.entries[path] = group.first.entry
        fields = tuple(dict.fromkeys(".".join(pointer) for pointer, _ in more))
        self._tell(group, CHANGED, person.id, fields, renamed(group, person))

    def _shaped(self, group: Group, value: dict[str, Any]) -> bool:
        """Whether the profile would have its shape; what has not is told on the list's line."""
        if self.request.schemas.judge("profile", value):
            return True
        entry = group.first.entry
        for each in self.request.schemas.explain("profile", value):
            mark = entry.mark(self.request.names.column(each.pointer))
            where = ".".join(map(str, each.pointer))
            message = f"{where}: {each.message}" if where else each.message
            self.request.problems.at(entry.file.path, mark, message, each.hint)
        return False


class _Taken:
    """Ids that are in use, and those that look like one of them."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._looks: set[str] = set()
        self.take(ids)

    def take(self, ids: Collection[str]) -> None:
        """Some more are in use."""
        self._looks.update(each.translate(_LOOK) for each in ids)

    def __contains__(self, name: object) -> bool:
        """Whether it is in use, or could be read as one that is."""
        return str(name).translate(_LOOK) in self._looks
