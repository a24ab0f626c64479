"""What was picked for a member, with the reason in words; only here, since wants are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.section import Section, table, tables, words_cell
from goodword.portal.sheet import Cell
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine, OwnFit
    from goodword.due import Due
    from goodword.portal.page import Reader

ROOMS = {"mission": "missions", "reward": "rewards", "event": "events"}
"""Where the page of each kind lies."""


def picked(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """What fits best, and why; where nothing does, what to do about it."""
    texts = reader.texts
    pages = {
        "mission": {each.id for each in view.missions},
        "reward": {each.id for each in view.rewards},
        "event": {each.id for each in view.events},
    }
    found = tables(
        table(
            "",
            ("what", "kind", "why"),
            (
                (
                    words_cell(
                        each.title,
                        reader,
                        f"{ROOMS[each.kind]}/{each.id}/" if each.id in pages[each.kind] else "",
                        other=each.id,
                    ),
                    Cell(texts(f"me.fit.{each.kind}")),
                    Cell(_why(each, mine, view, reader)),
                )
                for each in mine.fits
            ),
            reader,
        )
    )
    lead = texts("me.picked_lead") if found else texts("me.picked_none")
    return Section("picked", texts("me.picked"), (lead,), tables=found)


def _why(fit: OwnFit, mine: Mine, view: View, reader: Reader) -> str:
    """The reasons, in words."""
    texts = reader.texts
    tiers = {each.id: each.name for each in view.how.tiers}
    places = mine.names.get("communities", {})

    def word(reason: str, value: str) -> str:
        match reason:
            case "wants":
                return texts.named("want", value)
            case "region":
                return texts.territory(value)
            case "language":
                return texts.language(value)
            case "tier":
                return reader.text(tiers.get(value)) or value
            case "community":
                return reader.text(places.get(value)) or value
        return value

    return "; ".join(
        texts(f"fit.{reason}", list=apart(word(reason, each) for each in shared))
        for reason, shared in fit.reasons
    )
