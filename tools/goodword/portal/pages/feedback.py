"""You said, we did: what became of what people told, what is open, and how often loops close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from goodword.portal import charts
from goodword.portal.handing_in import open_form
from goodword.portal.page import Page, Rows, Section, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.audience.view import ItemView, View
    from goodword.portal.page import Reader
    from goodword.texts import Texts

GROUPS = ("delivered", "available", "declined", "open", "closed")
SHOWN = 12
"""Items of a group shown in full; the earlier ones are lines that lead to their pages."""
CYCLES = 8
"""Cycles in the chart; the table has them all."""


@dataclass(frozen=True, slots=True)
class Group(Section):
    """Items with the same outcome, newest first; `count` of them with the earlier ones."""

    title: ClassVar[str] = ""
    id: str
    items: tuple[ItemView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Earlier(Section):
    """The others with that outcome, as lines."""

    title: str
    id: str
    items: tuple[ItemView, ...]


def _newest(item: ItemView) -> tuple[date, str]:
    return (item.delivered or item.decided or item.received, item.id)


def _groups(view: View, texts: Texts) -> tuple[list[Group], list[Earlier]]:
    groups, earlier = [], []
    for name in GROUPS:
        found = sorted((i for i in view.items if i.group == name), key=_newest, reverse=True)
        if found:
            groups.append(Group(name, tuple(found[:SHOWN]), len(found)))
        if len(found) > SHOWN:
            title = texts(f"group.{name}")
            earlier.append(Earlier(title, name, tuple(found[SHOWN:])))
    return groups, earlier


def _drawing(view: View, reader: Reader) -> charts.Drawing | None:
    texts = reader.texts
    shares = [
        charts.Share(
            label=reader.text(rate.label),
            part=rate.closed,
            whole=rate.received,
            text=texts.percent(rate.closed, rate.received) if rate.received else "",
        )
        for rate in view.loops.cycles[-CYCLES:]
    ]
    return charts.bars("closure", texts("chart.closure"), texts("chart.closure_text"), shares)


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list with its chart, then a page for each item."""
    texts = reader.texts
    home = Step("", texts("page.home"))
    title = texts("page.feedback")
    groups, earlier = _groups(view, texts)
    yield Page(
        path="feedback/",
        fills="feedback/",
        template="feedback.html",
        title=title,
        values={
            "groups": groups,
            "earlier": earlier,
            "drawing": _drawing(view, reader),
            "tell": open_form(view.program.intake, "feedback", texts),
        },
        trail=(home,),
        lists=(Rows("groups", "items"), Rows("earlier", "items")),
        more="feedback/item/",
    )
    trail = (home, Step("feedback/", title))
    for item in view.items:
        said = reader.plain(reader.text(item.say))
        yield Page(
            path=f"feedback/{item.id}/",
            fills="feedback/item/",
            template="item.html",
            title=reader.text(item.title),
            description=said or texts.named("state", item.state),
            values={"item": item, "originators": item.originators},
            trail=trail,
            lists=(Rows("originators"),),
            more="feedback/item/more/",
            search=" ".join(filter(None, (item.area, said, item.where))),
        )
