"""The perception audit, for staff: what the brand says against what influencers say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goodword.portal import charts
from goodword.portal.pages.staff import names, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

COLUMNS = ("answered", "brand", "they", "gap", "told_gap", "over")
ASKED = ("answered", "brand_short", "they_short", "gap_heading")
Gap = Mapping[str, Any]
"""Figures of a department or of the whole brand, by their names in JSON."""


def _tenths(figure: float) -> int:
    return round(figure * 10)


def _gap(each: Gap, reader: Reader) -> tuple[Cell, ...]:
    texts, over = reader.texts, each["over_claimed"]
    label = Cell(reader.name("department", each["department"]) or texts("audit.whole"))
    if not each["shown"]:
        return (label, Cell(texts("not_shown")), *[Cell("")] * (len(COLUMNS) - 1))
    return (
        label,
        Cell(texts.number(each["answered"])),
        Cell(texts.share(_tenths(each["brand_working"]))),
        Cell(texts.share(_tenths(each["influencer_working"]))),
        Cell(_signed(each["gap"], reader)),
        Cell(_signed(each["told_gap"], reader)),
        Cell(texts("fewer_than_five") if over is None else texts.number(over) if over else ""),
    )


def _signed(figure: float | None, reader: Reader) -> str:
    if figure is None:
        return ""
    return f"{'+' if figure > 0 else ''}{reader.texts.tenths(_tenths(figure))}"


def _drawing(whole: Gap, reader: Reader) -> charts.Drawing | None:
    texts = reader.texts
    shares = [
        charts.Share(texts(key), part, 1000, texts.share(part))
        for key, part in (
            ("audit.brand_short", _tenths(whole["brand_working"])),
            ("audit.they_short", _tenths(whole["influencer_working"])),
        )
    ]
    return charts.bars("audit", texts("audit.chart"), texts("audit.chart_text"), shares)


def _asked(audit: Mapping[str, Any], reader: Reader) -> tuple[Table, ...]:
    """What the program's own questions came to, once somebody answered one."""
    texts = reader.texts
    rows = tuple(
        _figure(question, each, reader)
        for question in audit.get("questions", ())
        for each in _whole_first(question)
    )
    columns = (
        Column(texts("audit.question")),
        Column(texts("audit.counted")),
        Column(texts("department")),
        *(Column(texts(f"audit.{name}"), number=True) for name in ASKED),
    )
    return (Table(texts("audit.asked_heading"), columns, rows),) if rows else ()


def _whole_first(question: Mapping[str, Any]) -> list[Gap]:
    """The figures of each choice, those of the whole brand before its departments'."""
    choices = [None, *(each["id"] for each in question["choices"])]
    return sorted(
        question["figures"],
        key=lambda each: (choices.index(each["choice"]), each["department"] is not None),
    )


def _figure(question: Mapping[str, Any], each: Gap, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    scale = question["kind"] == "scale"
    counted = Cell(texts("audit.mean" if scale else "audit.yes"))
    if each["choice"] is not None:
        words = {choice["id"]: choice["text"] for choice in question["choices"]}
        counted = _words(words[each["choice"]], reader)
    head = (
        _words(question["text"], reader),
        counted,
        Cell(reader.name("department", each["department"]) or texts("audit.whole")),
    )
    if not each["shown"]:
        return (*head, Cell(texts("not_shown")), *[Cell("")] * (len(ASKED) - 1))
    says = texts.tenths if scale else texts.share
    return (
        *head,
        Cell(texts.number(each["answered"])),
        *(Cell("" if x is None else says(_tenths(x))) for x in (each["brand"], each["influencer"])),
        Cell(_signed(each["gap"], reader)),
    )


def _words(words: Mapping[str, str], reader: Reader) -> Cell:
    """A text of the program in the reader's language, or marked with its own."""
    chosen = reader.texts.of(words)
    return Cell(reader.plain(chosen.text), language=chosen.language)


@staff_page("staff/audit/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, audit = reader.texts, reader.desk.audit
    if not audit:
        return Sheet(texts("audit_none"))
    whole, cycle = audit["overall"], texts.cycle(audit["cycle"])
    if not whole or not whole["shown"]:
        return Sheet(texts("audit_few", cycle=cycle))
    columns = (
        Column(texts("department")),
        *(Column(texts(f"audit.{name}"), number=True) for name in COLUMNS),
    )
    rows = tuple(_gap(each, reader) for each in (whole, *audit["departments"]))
    notes = [texts("audit_note")]
    for key, name in (("over_claimed", "audit_over"), ("without_contact", "audit_without")):
        people = audit.get("named", {}).get(key)
        if people:
            notes.append(texts(name, list=names(people, people_of(view), reader)))
    return Sheet(
        texts("audit_lead", cycle=cycle, asked=texts.count("people", audit["viewed"])),
        (),
        (
            Table(texts("audit.gap_heading"), columns, rows, drawing=_drawing(whole, reader)),
            *_asked(audit, reader),
        ),
        tuple(notes),
    )
