"""A segment that asks for what only staff know decides something that others see.

What stance a person has is staff's alone, and what they want is theirs and the staff's. Whoever is
let in, told or written to sees it, and so do those who are not: were a segment with `stances` or
`wants` the reason, they could tell what staff hold of them. So no mission, reward, event, alert
list or sequence names such a segment. Lists and the agenda, which staff alone see, may.

It decides nothing in the meantime: it counts as having nobody in it.

Mend it by a segment without `stances` and `wants`, or by naming people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.marked import marked
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each place where such a segment is named, whatever it would decide there."""
    kept = {each.id: each.kept for each in snapshot.program.segment_of.values() if each.kept}
    if not kept:
        return

    def decides(_: object, value: object) -> bool:
        return value in kept

    for place, found in marked(snapshot.program, "x-names", decides, only="segment"):
        for each in found:
            keys = " and ".join(kept[each.value])
            yield Finding(
                place.at(*each.steps),
                f"{each.value} asks for {keys}, and would decide what others see",
                "name a segment without stances and wants, or people",
            )


RULE = Rule("segment-decides", check, scope=Scope.FILE)
