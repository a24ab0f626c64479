"""Records of a cycle are packed that is not closed.

Packing is for what is over: a cycle with a statement, whose figures may not change any more. The
records of an open cycle are files, which people edit side by side. So a line belongs in the packed
file of the cycle in which the day of its name lies, not in that of another.

Mend it with `goodword cycle close`, once the grace of the cycle is over, or with `goodword cycle
unpack`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.model.plain import day, packed_cycle, stem
from goodword.rules.rule import NOTHING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each packed file of a cycle that has no statement, and each line that lies in another's."""
    program = snapshot.program
    for pack in sorted(set(program.packed.values())):
        cycle = packed_cycle(pack)
        if cycle not in program.statements:
            yield Finding(
                Place(pack, (1,)),
                f"{cycle} is not closed, and its records are packed",
                f"goodword cycle unpack {cycle} makes files of them again",
            )
    right: set[tuple[str, str]] = set()
    for path, pack in program.packed.items():
        # Very many records have few days between them.
        known = (stem(path)[:10], pack)
        if known in right or path in program.broken.files:
            continue
        own, cycle = program.cycles.of(day(known[0])).name, packed_cycle(pack)
        if own == cycle:
            right.add(known)
        else:
            yield Finding(
                Place(path),
                f"the record is of {own}, and is packed in {pack}",
                f"goodword cycle unpack {cycle} makes files of that again",
            )


RULE = Rule("packed-closed", check, scope=Scope.PROGRAM, meets=NOTHING)
