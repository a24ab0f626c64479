"""A program in which every list is long: what a portal must still show on pages of a size."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.sample_staff import agenda, lines
from tests.sample_view import sample

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.portal.page import Desk

MANY = 230
"""Copies of the first of each list: three pieces of a hundred rows."""
SETTINGS = {
    *(
        "tiers",
        "pillars",
        "objectives",
        "changes",
        "cycles",
        "departments",
        "bands",
        "entitlements",
    ),
    *("points_next", "tiers_next", "steps", "accounts_of", "kpis", "owners", "history", "elements"),
}
"""Lists that a program sets up, or that are part of one thing: they are not made longer."""


def _copy(value: Any, number: int) -> Any:
    """The value once more, by another id."""
    if is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {}
        if hasattr(value, "id"):
            changed["id"] = f"{value.id}-{number}"
        if hasattr(value, "who") and not isinstance(value.who, str | None):
            changed["who"] = _copy(value.who, number)
        if hasattr(value, "name") and isinstance(value.name, str):
            changed["name"] = f"{value.name} {number}"
        return replace(value, **changed)
    if isinstance(value, dict):
        changed = {**value}
        for key in ("id", "influencer", "to"):
            if isinstance(changed.get(key), str):
                changed[key] += f"-{number}"
        return changed
    return f"{value}-{number}"


def crowded(value: Any, name: str = "") -> Any:
    """The value with each of its lists long; only the first of a list has long lists itself."""
    if name in SETTINGS or isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and value:
        if not (is_dataclass(value[0]) or isinstance(value[0], dict)) and name not in {
            *("to", "who", "untold", "people"),
        }:
            return value
        copies = [_copy(value[0], number) for number in range(1, MANY + 1)]
        return type(value)([crowded(value[0]), *value[1:], *copies])
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{each.name: crowded(getattr(value, each.name), each.name) for each in fields(value)},
        )
    if isinstance(value, dict):
        return {key: crowded(each, str(key)) for key, each in value.items()}
    return value


def crowd(audience: str, languages: tuple[str, ...] = ("en",)) -> View:
    """The sample View, its lists long."""
    view = sample(audience, languages)
    made: View = crowded(view)
    copies = [_copy(each, n) for each in view.items[1:] for n in range(1, MANY + 1)]
    board = replace(made.leaderboard, improved=made.leaderboard.cycle, newcomers=())
    kept = {each: getattr(view, each) for each in ("program", "how", "pillars", "loops")}
    return replace(made, leaderboard=board, items=(*made.items, *copies), **kept)


def crowd_desk() -> Desk:
    """What staff have beside it, its lists long."""
    desk: Desk = crowded(agenda())
    first = desk.points["ana"]
    more = {f"ana-{number}": first for number in range(1, MANY + 1)}
    long = [*lines("ana"), *lines("ana")[:1] * MANY]
    return replace(
        desk,
        points={**desk.points, **more},
        lines=lambda person: long if person == "ana" else [],
    )
