"""Staff: the agenda as the start page of what only staff have, and what its pages share."""

from __future__ import annotations

from datetime import date
from functools import partial, wraps
from typing import TYPE_CHECKING

from goodword.audience.view import Who
from goodword.portal.page import Page, Rows, Step, Tab
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import apart, primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.due import Due
    from goodword.portal.page import Reader
    from goodword.texts import Named

AHEAD = 7
"""Days that the agenda looks ahead."""
FURTHER = {
    "staff/": "staff/page/",
    "staff/page/": "staff/points/person/",
    "staff/points/person/": "staff/points/person/more/",
}
"""The shell of further pieces, by that of the page: the one that lies a folder deeper."""
NAMED = 20
"""People in one field of a table; the others are counted."""
TABS = (
    ("staff/", "staff_page.agenda"),
    ("staff/claims/", "staff_page.claims"),
    ("staff/points/", "staff_page.points"),
    ("staff/stock/", "staff_page.stock"),
    ("staff/budgets/", "staff_page.budgets"),
    ("staff/loops/", "staff_page.loops"),
    ("staff/incidents/", "staff_page.incidents"),
    ("staff/signals/", "staff_page.signals"),
    ("staff/relation/", "staff_page.relation"),
    ("staff/market/", "staff_page.market"),
    ("staff/audit/", "staff_page.audit"),
    ("staff/objectives/", "staff_page.objectives"),
    ("staff/terms/", "staff_page.terms"),
    ("staff/conversations/", "staff_page.conversations"),
    ("staff/segments/", "staff_page.segments"),
    ("staff/communities/", "staff_page.communities"),
    ("staff/following/", "staff_page.following"),
    ("staff/register/", "staff_page.register"),
)
"""The pages of staff, in the order of their row: path, and key of the title."""
_WHERE = {
    "staff/budgets/": "budgets",
    "staff/signals/": "signals",
    "staff/terms/": "terms",
    "staff/conversations/": "conversations",
    "staff/segments/": "segments",
    "staff/communities/": "communities",
    "staff/following/": "follows",
}
"""Pages that are there only where the desk has something for them, and what that is."""


def sheet_page(
    reader: Reader,
    path: str,
    sheet: Sheet,
    title: str = "",
    fills: str = "staff/page/",
    above: tuple[Step, ...] = (),
    *,
    tabs: Sequence[Tab] | None = None,
) -> Page:
    """A page that only staff have.

    Args:
        reader: for whom.
        path: where it lies.
        sheet: what it shows.
        title: that of its row where it is left out.
        fills: its shell.
        above: pages between the staff's start page and this one.
        tabs: the pages of staff, as `tabs_of` has them, for whoever makes many pages.
    """
    texts = reader.texts
    tabs = tabs_of(reader) if tabs is None else tabs
    titles = {each.path: each.title for each in tabs}
    trail: tuple[Step, ...] = (Step("", texts("page.home")),)
    if path != "staff/":
        trail += (Step("staff/", texts("page.staff")), *above)
    return Page(
        path=path,
        fills=fills if path != "staff/" else path,
        template="staff.html",
        title=title or titles[path],
        values={
            "sheet": sheet,
            "tables": sheet.tables,
            "tabs": tabs,
            "here": path if path in titles else above[-1].path,
        },
        trail=trail,
        lists=(Rows("tables", "rows"),),
        more=FURTHER[fills if path != "staff/" else path],
    )


def tabs_of(reader: Reader) -> list[Tab]:
    """The pages of staff that are there, in the order of their row."""
    return [Tab(tab, reader.texts(key)) for tab, key in TABS if _there(tab, reader)]


def later_page(reader: Reader, path: str, sheet: Callable[[], Sheet]) -> Page:
    """The same under the title of its row, whose sheet is made when the page is filled.

    Of two processes that share the pages one then makes it, and who serves makes what is asked for.
    """
    title = reader.texts(dict(TABS)[path])
    fills = path if path == "staff/" else "staff/page/"
    whole = partial(_made, reader, path, sheet)
    return Page(path=path, fills=fills, template="staff.html", title=title, whole=whole)


def _made(reader: Reader, path: str, sheet: Callable[[], Sheet]) -> Page:
    return sheet_page(reader, path, sheet())


def _there(path: str, reader: Reader) -> bool:
    return path not in _WHERE or bool(getattr(reader.desk, _WHERE[path]))


def staff_page(
    path: str,
) -> Callable[
    [Callable[[View, StaffView, Reader], Sheet]], Callable[[View, Reader], Iterator[Page]]
]:
    """The maker of a page that is one sheet, and is there for staff alone."""

    def maker(
        make: Callable[[View, StaffView, Reader], Sheet],
    ) -> Callable[[View, Reader], Iterator[Page]]:
        @wraps(make)
        def pages(view: View, reader: Reader) -> Iterator[Page]:
            if view.staff is not None and _there(path, reader):
                yield later_page(reader, path, partial(make, view, view.staff, reader))

        return pages

    return maker


def who_cell(who: Who, more: str = "") -> Cell:
    """A person by name with a link to their page, else by id."""
    page = f"people/{who.id}/" if who.page else ""
    return Cell(who.name or who.id, page, more=more, code=who.name is None)


def people_of(view: View) -> Callable[[str], Who]:
    """How each person may be named here, by id: those whom the View holds by name."""
    known = {each.id: each.name for each in view.people}
    return lambda person: Who(person, known.get(person), page=person in known)


def names(people: Sequence[str], who: Callable[[str], Who], reader: Reader) -> str:
    """People in a row, by name, else by id; of very many the first ones and how many more."""
    shown = apart(who(each).name or each for each in people[:NAMED])
    more = len(people) - NAMED
    return f"{shown}, {reader.texts.count('and_more', more)}" if more > 0 else shown


def number_cell(number: int | None, reader: Reader) -> Cell:
    """A whole number; nothing for None."""
    return Cell("" if number is None else reader.texts.number(number))


def day_cell(day: date | str | None, reader: Reader) -> Cell:
    """A day, or one as JSON has it, that stays on one line; nothing for None."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Cell(reader.texts.day(day, "medium").replace(" ", "\u00a0") if day else "")


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The agenda: what is owed, by whose job it is."""
    if view.staff is not None:
        yield later_page(reader, "staff/", partial(_agenda, view, reader))


def _agenda(view: View, reader: Reader) -> Sheet:
    texts = reader.texts
    due = [each for each in reader.desk.dues if each.shown(view.as_of, AHEAD)]
    named, called = people_of(view), calling(view, reader)
    jobs: dict[tuple[str, bool], list[Due]] = {}
    for each in due:
        jobs.setdefault((each.who, each.advice), []).append(each)
    columns = tuple(
        Column(texts(f"agenda.{key}"), number=key == "late") for key in ("what", "to", "by", "late")
    )
    tables = tuple(
        Table(
            texts("agenda.talk", name=reader.desk.jobs.get(who, who))
            if advice
            else reader.desk.jobs.get(who, who),
            columns,
            tuple(_due(each, view, reader, named, called) for each in dues),
        )
        for (who, advice), dues in jobs.items()
    )
    late = sum(each.late(view.as_of) for each in due)
    return Sheet(
        texts("agenda.lead") if due else texts("agenda.nothing"),
        (
            Figure(texts("agenda.due"), texts.number(len(due))),
            Figure(texts("agenda.late_things"), texts.number(late)),
            Figure(texts("staff_page.claims"), texts.number(len(reader.desk.claims))),
            Figure(texts("sheet.open_loops"), texts.number(len(reader.desk.loops.get("open", ())))),
        ),
        tables,
        (texts("agenda.note"),) if due else (),
    )


def calling(view: View, reader: Reader) -> Callable[[Named], str]:
    """What is said of a thing by its id: its name in the reader's language, else the id."""
    who = people_of(view)
    names = {
        "community": {each.id: each.name for each in view.communities},
        "event": {each.id: each.title for each in view.events},
    }

    def called(thing: Named) -> str:
        match thing.kind:
            case "person":
                return who(thing.id).name or thing.id
            case "staff":
                return reader.desk.jobs.get(thing.id, thing.id)
        own = reader.text(names.get(thing.kind, {}).get(thing.id))
        name = own or reader.name(thing.kind, thing.id)
        return reader.plain(name if name != thing.id else thing.written or thing.id)

    return called


def _due(
    due: Due,
    view: View,
    reader: Reader,
    who: Callable[[str], Who],
    called: Callable[[Named], str],
) -> tuple[Cell, ...]:
    texts = reader.texts
    late = (view.as_of - due.date).days
    what = texts.say(due.said, called)
    said = () if primary(texts.tag) == "en" else due.said.english()
    return (
        Cell(what[:1].upper() + what[1:], more=due.command, english="; ".join(said)),
        Cell(names(due.to, who, reader)),
        day_cell(due.date, reader),
        Cell(texts.number(late), mark="stop") if late > 0 else Cell(""),
    )


def sought_tables(sought: Mapping[str, Any], reader: Reader) -> Iterator[Table]:
    """Whom the program looks for, as strategy and identification have it."""
    rows = tuple(
        (Cell(reader.texts(f"sought.{name}")), Cell(each))
        for name, said in sought.items()
        for each in (filter(None, [said]) if isinstance(said, str | None) else said)
    )
    if rows:
        columns = (Column(reader.texts("sought.what")), Column(reader.texts("sought.words")))
        yield Table(reader.texts("sought"), columns, rows)
