"""An id that belonged to one person now belongs to another.

An id stands in statements, links and other people's records for good, so it never comes back for
somebody else. Of a person who is new in head, the history of base is searched for the same id: the
name or one of the accounts must be those of before. Who was there all the time and changes name
and accounts at once is named too, and so is staff whose name changes.

Mend it by taking another id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.guard.promise import Breach, Promise
from goodword.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Ids of people and staff that changed hands."""
    new = {path: each for path, each in change.new.items() if isinstance(each, Profile)}
    before = _former(change, new) if new else {}
    for path, profile in new.items():
        former = before.get(path)
        if former is not None and not _same(former, profile):
            yield Breach(
                profile.place.at("name"),
                f'"{profile.id}" was the id of {former.name}, who is gone',
                "take another id for this person",
            )
    for old, person in change.kept:
        if isinstance(old, Profile) and not _same(old, person):
            yield Breach(
                person.place.at("name"),
                f'"{old.id}" was {old.name}, is {person.name}, with no account in common',
                "another person gets another id; for the same one leave an account as it is",
                Severity.WARNING,
            )
    for at, each in enumerate(change.head.program.settings.staff):
        known = change.base.program.staff.get(each.id)
        if (
            known is not None
            and known.name != each.name
            and not set(known.emails) & set(each.emails)
        ):
            yield Breach(
                change.head.program.settings.place.at("staff", at, "name"),
                f'"{each.id}" on staff was {known.name}, is {each.name}, with no address in common',
                "another person gets another id",
                Severity.WARNING,
            )


def _former(change: Change, wanted: dict[str, Any]) -> dict[str, Profile]:
    """The last profile at each path that could be read, before it went."""
    found: dict[str, Profile] = {}
    for _, edits in change.history.edits(change.base.tree.commit, path="influencers"):
        for edit in edits:
            if edit.path in wanted and edit.after:
                model = change.document(edit.path, edit.after)
                if isinstance(model, Profile):
                    found[edit.path] = model
    return found


def _same(old: Profile, new: Profile) -> bool:
    """Whether the one may be the other: the same name, or an account in common."""
    if old.name == new.name:
        return True
    return not set(_accounts(old)).isdisjoint(_accounts(new))


def _accounts(profile: Profile) -> Iterator[tuple[str, str | int]]:
    """Where a person may be met, by login and by number, which stays when the login changes."""
    for name, account in profile.accounts:
        yield name, account.login.casefold()
        if account.id is not None:
            yield name, account.id


PROMISE = Promise("same-id", check)
