"""What passed between a member and us: what they told, what is owed, thanks and messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.me.letters import letters
from goodword.portal.me.section import (
    Section,
    channel,
    day_cell,
    facts_cell,
    filled,
    named,
    table,
    tables,
    words_cell,
)
from goodword.portal.sheet import Cell
from goodword.texts import apart, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.audience.record import OwnItem, OwnTouchpoint, Record
    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader
    from goodword.portal.sheet import Table

OWED = frozenset({"appeals", "claims", "promises", "redemptions"})
"""What is due that a member may know of; what they are to be told stands in their own record."""
NOT_SENT = frozenset({"deferred", "refused"})
"""What became of messages that never reached anybody, so that nobody is told of them."""
ABOUT = "about"
"""The fact of an answer that names items."""
HERE = frozenset({"thanks", "message", "offer"})
"""Kinds of touchpoints that have a table of their own."""


def told(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """What they told us, and what became of it."""
    texts, items = reader.texts, mine.record.items
    pages = {each.id for each in view.items}
    found = tables(
        table(
            "",
            ("told_on", "about", "outcome", "what_we_say"),
            (_item(each, pages, reader) for each in reversed(items)),
            reader,
        ),
        table(
            texts("me.your_words"),
            ("about", "words"),
            (
                (words_cell(each.title, reader), Cell(words))
                for each in reversed(items)
                for words in each.words
            ),
            reader,
        ),
        table(
            texts("me.what_you_were_told"),
            ("day", "about", "milestone"),
            (
                (
                    day_cell(each.date, reader),
                    words_cell(item.title, reader),
                    Cell(named("me.milestone", each.milestone, reader)),
                )
                for item in reversed(items)
                for each in item.told
                if each.status == "told"
            ),
            reader,
        ),
    )
    return filled("told", texts("me.told"), found, reader, way="feedback/")


def _item(item: OwnItem, pages: set[str], reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    path = f"feedback/{item.id}/" if item.id in pages else ""
    on = item.delivered or item.decided
    state = "delivered" if item.delivered else item.outcome or "open"
    say = words_cell(item.say, reader)
    running = [
        f"{texts.named('clock', name)}: {texts(f'clock_status.{status}', day=texts.day(due))}"
        for name, status, due in item.clocks
        if f"clock_status.{status}" in texts.words
    ]
    return (
        day_cell(item.received, reader),
        words_cell(item.title, reader, path),
        Cell(texts.named("me.outcome", state), more=day_cell(on, reader).text),
        Cell(say.text, language=say.language, more=" · ".join(running)),
    )


def owed(mine: Mine, view: View, reader: Reader, dues: Iterable[Due]) -> Section:
    """What is owed to them, and by when."""
    texts, record = reader.texts, mine.record
    late = texts("agenda.late_things")
    missions = {each.mission: each.title for each in record.claims}
    rewards = {each.reward: each.name for each in record.redemptions}
    promised = {
        each.date.isoformat(): dict(each.facts).get("summary", "")
        for each in record.touchpoints
        if each.kind == "promise"
    }
    rows = []
    for item in record.items:
        for each in item.told:
            if each.due is not None and each.status in {"due", "overdue"}:
                what = Cell(texts("me.tell"), more=texts.named("me.milestone", each.milestone))
                rows.append((each.due, what, words_cell(item.title, reader)))
    for due in dues:
        if due.what in OWED:
            *_, folder, name = due.place.path.removesuffix(".yml").split("/")
            mission = due.place.path.split("/")[1]
            about = missions.get(mission) if folder == "claims" else rewards.get(name[11:])
            # What was promised is theirs to read where it was not written for staff alone.
            said = promised.get(name[:10], "") if due.what == "promises" else ""
            what = Cell(texts(f"me.due.{due.what}"), more=said)
            rows.append((due.date, what, words_cell(about, reader)))
    found = tables(
        table(
            "",
            ("what", "about", "by"),
            (
                (
                    what,
                    about,
                    Cell(
                        day_cell(day, reader).text,
                        mark="stop" if day < view.as_of else "",
                        more=late if day < view.as_of else "",
                    ),
                )
                for day, what, about in sorted(rows, key=lambda row: row[0])
            ),
            reader,
        )
    )
    lead = () if found else (texts("me.nothing_owed"),)
    return Section("owed", texts("me.owed"), lead, tables=found)


def thanks(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """What they were thanked for, and what was given to honour it."""
    texts, record = reader.texts, mine.record
    honours = {each.id for each in view.rewards if each.kind == "recognition"}
    found = tables(
        table(
            texts("thanks"),
            ("day", "helped", "by_whom"),
            (
                (day_cell(each.date, reader), Cell(dict(each.facts).get("helped", "")), _by(each))
                for each in reversed(record.touchpoints)
                if each.kind == "thanks"
            ),
            reader,
        ),
        table(
            texts("me.badges"),
            ("day", "badge"),
            (
                (day_cell(each.since, reader), words_cell(each.name, reader, other=each.reward))
                for each in record.redemptions
                if each.reward in honours and each.state == "fulfilled"
            ),
            reader,
        ),
    )
    return filled("thanks", texts("me.thanks"), found, reader, way="missions/")


def _by(each: OwnTouchpoint) -> Cell:
    return Cell(each.by or "")


def _subject(facts: dict[str, str], reader: Reader) -> Cell:
    """What a message was about: the first line that its record keeps, else its template."""
    language = facts.get("language", "")
    own = not language or primary(language) == primary(reader.texts.tag)
    said = facts.get("summary", "").partition("\n")[0]
    return Cell(said or facts.get("template", ""), language="" if own or not said else language)


def messages(mine: Mine, view: View, reader: Reader, __: Iterable[Due]) -> Section:
    """Messages sent, and every other record of the relationship."""
    texts, record = reader.texts, mine.record
    events = {each.id for each in view.events}
    found = tables(
        table(
            texts("me.messages"),
            ("day", "channel", "message"),
            (
                (
                    day_cell(each.date, reader),
                    Cell(channel(each.channel, reader)),
                    _subject(dict(each.facts), reader),
                )
                for each in reversed(record.touchpoints)
                if each.kind == "message" and dict(each.facts).get("delivery") not in NOT_SENT
            ),
            reader,
        ),
        table(
            texts("me.others"),
            ("day", "kind", "by_whom", "about", "facts"),
            _others(record, view, reader),
            reader,
        ),
        table(
            texts("page.events"),
            ("day", "event", "came"),
            (
                (
                    day_cell(each.day, reader),
                    words_cell(
                        each.title, reader, f"events/{each.id}/" if each.id in events else ""
                    ),
                    Cell(texts("me.came" if each.attended else "me.invited")),
                )
                for each in reversed(record.meetings)
            ),
            reader,
        ),
        table(
            texts("me.incidents"),
            ("day", "words"),
            (
                (day_cell(date.fromisoformat(when[:10]), reader), Cell(summary))
                for _, when, summary in record.heard
            ),
            reader,
        ),
    )
    found += tables(_signals(record, reader))
    section = filled("messages", texts("me.between_us"), found, reader, way="events/")
    return replace(section, letters=tuple(letters(record, reader, view.program.url)))


def _signals(record: Record, reader: Reader) -> Table:
    """What they said in the open, with where it can be read."""
    return table(
        reader.texts("me.signals"),
        ("day", "channel", "words"),
        (
            (
                day_cell(date.fromisoformat(each.date[:10]), reader),
                Cell(channel(each.channel, reader)),
                Cell(each.summary or each.url or "", more=each.url or "" if each.summary else ""),
            )
            for each in reversed(record.signals)
        ),
        reader,
    )


def _others(record: Record, view: View, reader: Reader) -> Iterator[tuple[Cell, ...]]:
    pages = {each.id for each in view.items}
    for each in reversed(record.touchpoints):
        if each.kind not in HERE:
            about = dict(each.facts).get(ABOUT, "")
            yield (
                day_cell(each.date, reader),
                Cell(named("me.kind", each.kind, reader)),
                _by(each),
                _about(about.split(", "), record, pages, reader),
                facts_cell(tuple(fact for fact in each.facts if fact[0] != ABOUT), reader),
            )


def _about(ids: list[str], record: Record, pages: set[str], reader: Reader) -> Cell:
    """What an answer was about: an item of theirs by its title, with its page where it has one."""
    titles = {each.id: each.title for each in record.items}
    theirs = [each for each in ids if each in titles]
    if len(theirs) == 1:
        path = f"feedback/{theirs[0]}/" if theirs[0] in pages else ""
        return words_cell(titles[theirs[0]], reader, path)
    if theirs:
        return Cell(apart(words_cell(titles[each], reader).text for each in theirs))
    told = {id_ for id_, _, _ in record.heard}
    return Cell(reader.texts("me.incidents") if told & set(ids) else "")
