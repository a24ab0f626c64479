"""Where people stand on each ladder, what the next tier asks for, and how much of it is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.ledger.conditions import words
from goodword.reports.report import Field, table, values
from goodword.texts import english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.ledger import Account
    from goodword.ledger.account import Climb
    from goodword.ledger.conditions import Measured
    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot


def stated(snapshot: Snapshot) -> bool:
    """Whether the program states more than the one ladder over the standing of two cycles."""
    tiers = snapshot.program.tiers
    return tiers is not None and not tiers.plain


def ladders_value(snapshot: Snapshot, account: Account) -> list[dict[str, Any]]:
    """What JSON says of every ladder of a person."""
    return values(_fields(snapshot), account.ladders)


def ladders_table(snapshot: Snapshot, account: Account) -> Table:
    """Every ladder of a person, and what is short in words."""
    return table(_fields(snapshot), account.ladders, f"ladders of {account.id}")


def _fields(snapshot: Snapshot) -> tuple[Field[Climb], ...]:
    groups = snapshot.terms.missions_of

    def short(measured: Iterable[Measured]) -> list[dict[str, Any]]:
        return [_short(each, groups) for each in measured if each.short]

    def named(found: list[dict[str, Any]]) -> str:
        return ", ".join(each["words"] for each in found)

    return (
        Field("id", "ladder", get=lambda each: each.ladder),
        Field("tier", "tier"),
        Field("standing", "standing", "number"),
        Field("to_stay", "short to stay", get=lambda each: short(each.to_stay), cell=named),
        Field("rises_to", "next"),
        Field("to_rise", "short of it", get=lambda each: short(each.to_rise), cell=named),
    )


def _short(measured: Measured, groups: Iterable[str]) -> dict[str, Any]:
    """A condition that is not met, and by how much."""
    condition = measured.condition
    of = {key: value for key in ("of", "tier") if (value := getattr(condition, key)) is not None}
    return {
        "what": condition.measure,
        **of,
        "needed": measured.needed,
        "there": measured.there,
        "short": measured.short,
        "words": english().say(words(condition, measured.short, tuple(groups))),
    }
