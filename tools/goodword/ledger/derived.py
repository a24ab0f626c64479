"""Awards that no file states: they follow from others, by a rule that is written somewhere."""

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
