"""What cells of a list may name of a program: departments, categories, communities, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.model.program import Program


def rooms(program: Program) -> Mapping[str, Mapping[str, str]]:
    """Ids by what they are called, as that is compared, of each kind of thing.

    An id counts before a name, and of two things of one name neither can be named by it.
    """
    departments = program.departments
    of_departments = departments.departments if departments else ()
    of_categories = departments.categories if departments else ()
    return {
        "department": _named((e.id, [text for _, text in e.name]) for e in of_departments),
        "category": _named((e.id, [text for _, text in e.name]) for e in of_categories),
        "community": _named(
            (each.id, [text for _, text in each.name]) for each in program.communities.values()
        ),
        "staff": _named(
            (each.id, [each.name, *each.emails, *([each.github.login] if each.github else ())])
            for each in program.settings.staff
        ),
    }


def _named(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    several: dict[str, set[str]] = {}
    ids = {}
    for name, words in things:
        ids[alike(name)] = name
        for word in words:
            several.setdefault(alike(word).removeprefix("@"), set()).add(name)
    return {**{word: min(of) for word, of in several.items() if len(of) == 1}, **ids}
