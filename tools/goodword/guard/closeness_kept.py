"""A declared closeness was taken out by whom it keeps from deciding.

Who is too close to somebody decides nothing about them, and close are those who say so: `staff` of
a profile says that an influencer works here, `relations` say who is family, partner or friend, and
the addresses of staff say who an author is. Taken out first, in a change of its own, such a line
would keep nobody from deciding afterwards. So somebody else on staff takes it out, who is neither
of the two, and then it is named as a warning; the same holds for an address or account of staff
that goes from one id to another.

Mend it by putting the line back, or by letting somebody else on staff commit its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.guard.promise import Breach, Promise
from goodword.guard.recorded_by import folded, staff_of
from goodword.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from goodword.diagnostics import Place
    from goodword.guard.change import Change
    from goodword.model.settings import Settings


def check(change: Change) -> Iterator[Breach]:
    """Links of base that head does not have, and who took them out."""
    for old, new in change.kept:
        if isinstance(old, Profile):
            kept = _close(new)
            for other in sorted(_close(old) - kept):
                what = f'"{old.id}" and "{other}" are no longer declared to be close'
                yield from _ended(change, new.place, what, (old.id, other), _without(other))
    before, after = change.base.program.settings, change.head.program.settings
    moved = _marks(after)
    for mark, owner in _marks(before).items():
        if moved.get(mark, owner) != owner:
            what = f'{mark} was that of "{owner}" on staff, is that of "{moved[mark]}"'
            people = (owner, moved[mark])
            yield from _ended(
                change, after.place.at("staff"), what, people, _elsewhere(mark, owner)
            )


def _close(person: Profile) -> set[str]:
    declared = {each.influencer or each.staff for each in person.relations} | {person.staff}
    return {each for each in declared if each is not None}


def _marks(settings: Settings) -> Mapping[str, str]:
    """By what an author is known, and the staff id for which it stands."""
    found: dict[str, str] = {}
    for each in settings.staff:
        for address in each.emails:
            found.setdefault(folded(address), each.id)
        if each.github is not None and each.github.id is not None:
            found.setdefault(f"GitHub's number {each.github.id}", each.id)
    return found


def _without(other: str) -> Callable[[Any], bool | None]:
    return lambda document: True if other not in _close(document) else None


def _elsewhere(mark: str, owner: str) -> Callable[[Any], bool | None]:
    return lambda document: True if _marks(document).get(mark, owner) != owner else None


def _ended(
    change: Change,
    place: Place,
    what: str,
    people: tuple[str, ...],
    probe: Callable[[Any], bool | None],
) -> Iterator[Breach]:
    """What became of a link: an error where those whom it binds, or nobody on staff, ended it."""
    base = change.base.program
    for commit in change.writers(place.path, probe):
        author = staff_of(base, commit)
        by = f"{what}: by {commit.author} <{commit.email}> in {commit.id[:12]}"
        if author is None:
            yield Breach(place, f"{by}, who is not on staff", "somebody on staff commits it")
        elif any(base.same_person(author, each) for each in people):
            yield Breach(place, f"{by}, whom it keeps from deciding", "somebody else commits it")
        else:
            yield Breach(place, by, severity=Severity.WARNING)


PROMISE = Promise("closeness-kept", check)
