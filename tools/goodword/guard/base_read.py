"""A file of base cannot be read, so that what was agreed on is taken from an older commit.

What base says decides who may decide, who is close to whom, and what a change may not touch. A
file that is broken there, or a link, or gone where it may not go (`program/program.yml`), is taken
as the newest version on base's own line that can be read, and that is noted. Of a file that never
could be read nothing is known: without policies every decision is refused, without settings nobody
is on staff, without a profile nobody decides about that person.

Mend it by mending the file, in a change of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place, Severity
from goodword.guard.promise import Breach, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Files of base that cannot be read, and what stands for each."""
    zone = change.base.program.zone
    for path, version in change.agreed.last.items():
        when = f"{version.commit.id[:12]} of {version.commit.committed_on(zone)}"
        yield Breach(
            Place(path),
            f"cannot be read in base, so what it said in {when} holds",
            "mend it in a change of its own",
            Severity.NOTE,
        )
    for path in sorted(change.agreed.never):
        yield Breach(
            Place(path),
            "cannot be read in base, and never could: what was agreed on is not known",
            "mend it in a change of its own",
            Severity.WARNING,
        )


PROMISE = Promise("base-read", check)
