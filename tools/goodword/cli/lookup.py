"""Names looked up among those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.few import named_path
from goodword.nearest import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


class Unknown(click.UsageError):
    """Something is named that is not there: a part may have less than there is."""


def known(what: str, name: str, there: Iterable[str]) -> str:
    """The id, where there is such a thing."""
    found = list(there)
    if name not in found:
        raise Unknown(f'there is no {what} "{name}"{one_of(name, found)}')
    return name


def records(
    what: str, folder: str, names: Sequence[str], there: Collection[str]
) -> tuple[str, ...]:
    """The paths of records named by path or as `owner/date-slug`, each once.

    Args:
        what: the word for one of them, such as `claim`.
        folder: their path up to the owner's name and the folder, such as `missions/{}/claims`.
        names: as they were given.
        there: all paths, of which it is known at once whether one is there: rows are many.
    """
    if not names:
        raise click.UsageError(f"name a {what}")
    found = []
    for name in names:
        path = named_path(folder, name)
        if path not in there:
            raise Unknown(f'there is no {what} "{name}"{did_you_mean(path, there)}')
        found.append(path)
    return tuple(dict.fromkeys(found))
