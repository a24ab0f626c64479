"""The expiry of points says something that does not go together.

`expiry` is a word, or a mapping with one of three keys: `months` counts from the day on which
points became available, `idle_months` from the person's last approved claim, `end` is that of a
cycle or `never`. `round_up` rounds the date of `months`. `plus_days` puts off the end of a cycle,
so it stands with `end: end-of-cycle` or `end: end-of-next-cycle`. `carry_at_most` goes with each.

Mend it by leaving out the key that does not belong there, or by saying the end another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Versions whose keys do not go together."""
    settings = snapshot.program.settings
    for index, version in enumerate(settings.points):
        ends, place = version.ends, settings.place.at("points", index, "expiry")
        if ends.round_up != "none" and ends.months is None:
            beside = "idle_months" if ends.idle_months is not None else "end"
            yield Finding(
                place.at("round_up"),
                f"round_up stands with {beside}, expected with months",
                "leave round_up out, or say the end in months",
            )
        if ends.plus_days and (ends.end is None or ends.end == "never"):
            beside = "idle_months" if ends.idle_months is not None else "months"
            beside = "end: never" if ends.end == "never" else beside
            yield Finding(
                place.at("plus_days"),
                f"plus_days stands with {beside}, expected with the end of a cycle",
                "leave plus_days out, or write end: end-of-cycle or end: end-of-next-cycle",
            )


RULE = Rule("expiry-parts", check, scope=Scope.FILE)
