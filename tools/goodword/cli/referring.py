"""What the value of an option names, by the word that its field has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.few import named_path
from goodword.cli.lookup import known, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.cli.writing import Writing


def objective(run: Writing, name: str) -> str:
    """The id of an objective of the strategy."""
    there = run.program.strategy
    return known("objective", name, [each.id for each in there.objectives] if there else [])


def item(run: Writing, name: str, there: Iterable[str] = ()) -> str:
    """The id of an item, which may be given as its path."""
    name = name.rpartition("/")[2].removesuffix(".yml")
    return known("feedback item", name, there or run.program.feedback)


def people(run: Writing, names: Iterable[str]) -> tuple[str, ...]:
    """The ids, each of somebody on the map."""
    named(names, "a person")
    return tuple(known("influencer", each, run.program.influencers) for each in names)


def _by_name(names: Any) -> Any:
    """Records as others name them, where they were given by a path of theirs or with `.yml`."""
    if isinstance(names, tuple):
        return tuple(map(_by_name, names))
    found: str = names.removeprefix("./").removesuffix(".yml")
    for room in ("program/feedback/", "program/incidents/", "program/signals/"):
        found = found.removeprefix(room)
    first, _, rest = found.partition("/")
    owner, _, name = rest.partition("/")
    if first in {"missions", "influencers"} and "/" in name:
        return f"{owner}/{name.rpartition('/')[2]}"
    return found


def _points(run: Writing, names: Iterable[str]) -> tuple[str, ...]:
    """What gave points, as records name it: a claim, or a record or milestone of a person."""
    return tuple(dict.fromkeys(_gave(run, each) for each in names))


def _gave(run: Writing, name: str) -> str:
    folder, claims, found = "missions/{}/claims", run.program.claims, str(_by_name(name))
    if (
        named_path(folder, name) not in claims
        and found.partition("/")[0] in run.program.influencers
    ):
        return found
    return str(_by_name(records("claim", folder, (name,), claims)[0]))


def _share(text: str) -> tuple[str, int]:
    who, equals, points = text.partition("=")
    if not equals or not points.isascii() or not points.isdecimal() or not 0 < len(points) < 10:
        raise click.UsageError(f'--shares is "{text}", expected such as ana=50')
    if int(points) == 0:
        raise click.UsageError(f'--shares is "{text}", expected at least one point')
    return who, int(points)


def _part(text: str) -> str | dict[str, Any]:
    """Somebody who did it too, with the percent that is theirs."""
    who, colon, percent = text.partition(":")
    if not colon:
        return who
    if not re.fullmatch("[1-9][0-9]?", percent):
        raise click.UsageError(f'--with is "{text}", expected such as ben, or ben:40 of a hundred')
    return {"id": who, "percent": int(percent)}


REFERS: dict[str, Callable[[Writing, Any], Any]] = {
    "item": item,
    "items": lambda run, names: tuple(item(run, each) for each in names),
    "reward": lambda run, name: known("reward", name, run.program.rewards),
    "event": lambda run, name: known("event", name, run.program.events),
    "objective": objective,
    "mission": lambda run, name: known("mission", name, run.program.missions),
    "influencer": lambda run, name: known("influencer", name, run.program.influencers),
    "influencers": people,
    "communities": lambda run, names: [
        known("community", each, run.program.communities) for each in names
    ],
    "staff": lambda run, name: known("member of staff", name, run.program.staff),
    "claim": lambda run, names: records("claim", "missions/{}/claims", names, run.program.claims),
    "points": _points,
    "record": lambda _, names: _by_name(names),
    "part": lambda _, texts: tuple(map(_part, texts)),
    "share": lambda _, texts: dict(map(_share, texts)),
}
"""By the word that a field has for it, what its value means; it must be there."""


def named(given: object, what: str) -> None:
    """See that something was named at all."""
    if not given:
        raise click.UsageError(f"name {what}")
