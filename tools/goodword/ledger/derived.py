"""Awards that no file states: they follow from others, by a rule that is written somewhere.

Statements and journals name them as if they had files: those of a milestone by it and its period,
those of a referral by the claim that brought them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.texts import Said


@dataclass(frozen=True, slots=True)
class Derived:
    """What a lot comes from that is neither a claim's nor given by hand.

    Args:
        kind: of its line in the account, `milestone` for one that was reached.
        place: how statements and journals name it, as if it had a file of its own.
        written: where the rule stands that gives it.
        date: the day on which it was given.
        named: what it is, in every language.
        reference: how records name its points, `ana/2026-11-02-helper`; those of a referral by the
            claim that brought them.
    """

    kind: str
    place: Place
    written: Place
    date: date
    named: Said
    reference: str


def milestone_path(milestone: str, period: str) -> str:
    """The path that the points of a milestone go by; an empty period is once and for all."""
    return f"{_MILESTONES}{milestone}/{period or 'ever'}.yml"


def milestone_of(path: str) -> str | None:
    """The id of the milestone whose points go by a path; None where they are no milestone's."""
    if not path.startswith(_MILESTONES):
        return None
    return path.removeprefix(_MILESTONES).split("/")[0]


def referral_path(claim: str) -> str:
    """The path that points of a referral go by: that of the claim that brought them, and on."""
    return f"{claim.removesuffix('.yml')}{_REFERRAL}"


def claim_of(path: str) -> str | None:
    """The path of the claim that brought the points of a referral; None where they are none's."""
    return f"{path.removesuffix(_REFERRAL)}.yml" if path.endswith(_REFERRAL) else None


_MILESTONES, _REFERRAL = "program/milestones/", "/referral.yml"
