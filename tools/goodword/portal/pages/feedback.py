"""You said, we did: what became of what people told, what is open, and how often loops close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from goodword.portal import charts
from goodword.portal.handing_in import open_form
from goodword.portal.page import Page, Rows, Section, Step
from goodword.portal.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.audience.view import ItemView, LoopRate, View
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


def _drawing(name: str, rates: Iterable[LoopRate], reader: Reader) -> charts.Drawing | None:
    texts = reader.texts
    shares = [
        charts.Share(
            label=reader.text(rate.label),
            part=rate.closed,
            whole=rate.received,
            text=_rate(rate, texts),
        )
        for rate in rates
    ]
    return charts.bars(name, texts(f"chart.{name}"), texts("chart.closure_text"), shares)


def _rate(rate: LoopRate, texts: Texts) -> str:
    """The bar's two numbers and what they come to, as the table has them."""
    if not rate.received:
        return ""
    return texts(
        "chart.of",
        part=texts.number(rate.closed),
        whole=texts.number(rate.received),
        share=texts.percent(rate.closed, rate.received),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list with its chart, then a page for each item."""
    texts = reader.texts
    home = Step("", texts("page.home"))
    title = texts("page.feedback")
    groups, earlier = _groups(view, texts)
    cycles = [
        replace(each, label={"": texts.cycle(reader.text(each.label))})
        for each in view.loops.cycles
    ]
    yield Page(
        path="feedback/",
        fills="feedback/",
        template="feedback.html",
        title=title,
        values={
            "groups": groups,
            "earlier": earlier,
            "cycles": cycles,
            "drawing": _drawing("closure", cycles[-CYCLES:], reader),
            "by_department": _drawing("by_department", view.loops.departments, reader),
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
            language=texts.of(item.title).language,
            description=said or texts.named("state", item.state),
            values={
                "item": item,
                "originators": item.originators,
                "tags": tags_of(item, reader),
            },
            trail=trail,
            lists=(Rows("originators"),),
            more="feedback/item/more/",
            search=" ".join(filter(None, (item.area, said, item.where))),
        )
