"""What a claim must disclose before it is approved; approving asks this, and so does `check`.

Whoever shows the brand to others says what connects them to it: that they are in the program, and
the gift or sample of the last twelve months that they were given on the same topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import add_months
from goodword.ledger.naming import reference
from goodword.model.touchpoint import Gift

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Pointer
    from goodword.model.claim import Claim
    from goodword.model.mission import Mission
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint


class Undisclosed(NamedTuple):
    """What a claim leaves unsaid: where in its file, what is, and what to write there."""

    keys: Pointer
    message: str
    hint: str


def connection(program: Program, claim: Claim, points: int) -> Iterator[Undisclosed]:
    """A connection to the brand that is not stated, and points for what was paid for.

    Args:
        program: what the files say.
        claim: one that is approved, or about to be.
        points: what it gives.
    """
    mission, disclose = program.missions.get(claim.mission), _command(claim)
    if not claim.disclosure:
        if mission is not None and mission.public_facing:
            yield Undisclosed(
                (),
                "no disclosure, although the mission shows the brand to others",
                f"state at least disclosure: [{{connection: program}}], with {disclose} program",
            )
        return
    for index, each in enumerate(claim.disclosure):
        if each.connection == "paid" and points:
            yield Undisclosed(
                ("disclosure", index, "connection"),
                f"{points} points for something that was paid for",
                "what is paid gives no points",
            )


def given(program: Program, claim: Claim, about: frozenset[str] | None) -> Iterator[Undisclosed]:
    """Gifts and samples that a claim about the same topic does not name.

    Args:
        program: what the files say.
        claim: one that is approved, or about to be.
        about: what `topics` says of its mission.
    """
    if about is None:
        return
    named = {name for each in claim.disclosure for name in each.of}
    for person in claim.people:
        for gift in program.touchpoints_of.get(person, ()):
            detail = gift.detail
            if not isinstance(detail, Gift) or gift.void or gift.direction != "to-them":
                continue
            how = _concerns(gift, detail, claim.occurred, about)
            if how and named.isdisjoint({gift.name, f"{person}/{gift.name}", gift.place.path}):
                yield Undisclosed(
                    ("disclosure",),
                    f"the {gift.kind} {gift.name} {how} is not disclosed",
                    f"name it: disclosure: [{{connection: {gift.kind}, of: [{gift.name}]}}], with "
                    f"{_command(claim)} {gift.kind} --of {gift.name}",
                )


def _command(claim: Claim) -> str:
    return f"goodword claim disclose {reference(claim.place.path)} --connection"


def topics(program: Program, mission: Mission | None) -> frozenset[str] | None:
    """What a mission that shows the brand is about: its topics, else those of its objective.

    None for other missions, and where it cannot be known.
    """
    if mission is None or not mission.public_facing:
        return None
    own = mission.eligibility.topics
    if own:
        return frozenset(own)
    if program.broken.lacks("mission"):
        return None
    return program.objective_topics.get(mission.objective or "", frozenset())


def _concerns(gift: Touchpoint, detail: Gift, day: date, about: frozenset[str]) -> str:
    """How a gift concerns what is done on a day: its topic, or being held; else nothing."""
    if not gift.date <= day < add_months(gift.date, 12):
        return ""
    if about:
        return "" if about.isdisjoint(detail.topics) else "on the same topic"
    held = gift.kind == "sample" and (detail.until is None or day <= detail.until)
    return f"held on {day}" if held else ""
