"""Where a member stands: points, tier, claims and rewards, and what each of them lacks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.ladders import lacking, ladder_name
from goodword.portal.me.section import (
    DAY,
    Section,
    day_cell,
    filled,
    named,
    naming,
    number_cell,
    signed_cell,
    table,
    tables,
    words_cell,
)
from goodword.portal.sheet import Cell, Figure
from goodword.texts import apart, isolated, primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodword.audience.record import OwnClaim, OwnPoints, PointsLine
    from goodword.audience.view import RewardView, View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader
    from goodword.texts import Named

_ID = re.compile(r"[a-z0-9](?:[.-]?[a-z0-9])*")
MARKS = {
    **dict.fromkeys(("approved", "fulfilled"), "good"),
    **dict.fromkeys(("submitted", "requested"), "calm"),
    **dict.fromkeys(("declined", "reversed", "not covered"), "stop"),
    **dict.fromkeys(("out of stock", "out of funds"), "stop"),
}
"""How states are marked."""


def standing(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """Tier, points and place, and what is missing to the next tier."""
    texts, own = reader.texts, mine.record.points
    count = dict(own.figures)
    tiers = [each.id for each in view.how.tiers]
    names = {each.id: reader.text(each.name) for each in view.how.tiers}
    ahead = tiers[tiers.index(own.tier) + 1 :] if own.tier in names else tiers
    lead = []
    if own.to_rise is not None and ahead:
        missing = texts.count("points", own.to_rise)
        lead.append(texts("me.to_rise", points=missing, tier=names[ahead[0]]))
    elif tiers and own.tier == tiers[-1]:
        lead.append(texts("me.highest"))
    if own.to_stay and own.tier in names:
        keep = texts.count("points", own.to_stay)
        lead.append(texts("me.to_stay", points=keep, tier=names[own.tier]))
    if own.ladders:
        lead = list(lacking(own.ladders, view, reader))
    place = _place(mine, view)
    figures = [
        *_tiers(own, names, reader),
        (texts("figure.standing"), texts.number(count["standing"])),
        (texts("this_cycle"), texts.number(mine.standing_cycle)),
        (texts("me.place"), texts.number(place) if place else ""),
        (texts("figure.spendable"), texts.number(count["spendable"])),
        (texts("figure.pending"), texts.number(count["pending"]) if count["pending"] else ""),
        (texts("figure.held"), texts.number(count["held"]) if count["held"] else ""),
        (texts("figure.arrears"), texts.number(count["arrears"]) if count["arrears"] else ""),
    ]
    return Section(
        "standing",
        texts("me.standing"),
        tuple(lead),
        tuple(Figure(label, text) for label, text in figures if text),
    )


def _tiers(own: OwnPoints, names: Mapping[str, str], reader: Reader) -> Iterator[tuple[str, str]]:
    """The tier of each ladder, under what the ladder is called where there is more than one."""
    if len(own.ladders) > 1:
        for each in own.ladders:
            yield ladder_name(each, reader), reader.text(each.tier)
    else:
        yield reader.texts("filter.tier"), names.get(own.tier or "", "")


def _place(mine: Mine, view: View) -> int | None:
    """The place on the board, or the one that these points would have on it."""
    board = view.leaderboard.cycle
    own = next((each.rank for each in board if each.who.id == mine.record.id), None)
    if own is not None or not board or not mine.standing_cycle:
        return own
    return len({each.points for each in board if each.points > mine.standing_cycle}) + 1


def points(mine: Mine, view: View, reader: Reader, __: Iterable[Due]) -> Section:
    """Points by the last day on which they can be spent, and every line of them."""
    texts, own = reader.texts, mine.record.points
    called, name = _called(mine, reader), naming(mine, view, reader)
    lots = ((day_cell(day, reader), number_cell(count, reader)) for day, count in own.expiring)
    found = tables(
        table(texts("sheet.expiring"), ("last_day", "points"), lots, reader),
        table(
            texts("sheet.lines"),
            ("day", "what", "points", "balance", "reason"),
            (_line(each, called, name, reader) for each in reversed(own.lines)),
            reader,
        ),
    )
    lead = tuple(texts.say(each, name) for each in mine.keeping)
    return filled("points", texts("points_heading"), found, reader, lead=lead, way="missions/")


def _called(mine: Mine, reader: Reader) -> dict[str, str]:
    """What the ids are called that reasons of the ledger name: missions, rewards, staff."""
    record = mine.record
    words = {each.mission: each.title for each in record.claims}
    words |= {each.reward: each.name for each in record.redemptions}
    words |= mine.names.get("staff", {})
    return {id_: reader.plain(reader.text(each)) or id_ for id_, each in words.items()}


def _line(
    line: PointsLine, called: Mapping[str, str], name: Callable[[Named], str], reader: Reader
) -> tuple[Cell, ...]:
    return (
        day_cell(line.date, reader),
        Cell(named("entry", line.kind, reader)),
        signed_cell(line.points, reader),
        number_cell(line.balance, reader),
        _reason(line, called, name, reader),
    )


def _reason(
    line: PointsLine, called: Mapping[str, str], name: Callable[[Named], str], reader: Reader
) -> Cell:
    """Why a line is there: in the reader's words where the ledger has it so, else by its title.

    Other reasons of the ledger are English, and all of them are about something with a title.
    """
    about = words_cell(line.about, reader)
    if line.said is not None:
        said = reader.texts.say(line.said, name)
        return _why(about, said[:1].upper() + said[1:])
    english = primary(reader.texts.tag) == "en"
    return _why(about, _readable(line.reason, called, reader)) if english else about


def _readable(reason: str, called: Mapping[str, str], reader: Reader) -> str:
    """A reason of the ledger with names in place of ids, and days as the reader writes them."""

    def word(found: re.Match[str]) -> str:
        text = found[0]
        if DAY.fullmatch(text):
            return reader.texts.day(date.fromisoformat(text), "medium")
        return called.get(text, text)

    return _ID.sub(word, reason)


def _why(about: Cell, reason: str) -> Cell:
    return about._replace(more=reason) if about.text else Cell(reason)


def claims(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """Every claim with its state, its points and why."""
    texts = reader.texts
    pages = {each.id for each in view.missions}
    found = tables(
        table(
            "",
            ("done_on", "mission", "state", "points", "why"),
            (_claim(each, pages, reader) for each in reversed(mine.record.claims)),
            reader,
        ),
        table(
            texts("me.questions"),
            ("day", "mission", "question", "answered"),
            (
                (
                    day_cell(asked, reader),
                    words_cell(each.title, reader, other=each.mission),
                    Cell(text),
                    day_cell(answered, reader),
                )
                for each in mine.record.claims
                for asked, text, answered in each.questions
            ),
            reader,
        ),
    )
    return filled("claims", texts("me.claims"), found, reader, way="missions/")


def _claim(claim: OwnClaim, pages: set[str], reader: Reader) -> tuple[Cell, ...]:
    path = f"missions/{claim.mission}/" if claim.mission in pages else ""
    said = [claim.reason or named("me.reason", claim.reason_code, reader)]
    if claim.contested:
        said.append(f"{reader.texts('waiting.appealed')}: {isolated(claim.contested)}")
    return (
        day_cell(claim.occurred, reader),
        words_cell(claim.title, reader, path, other=claim.mission)._replace(
            more=apart(
                filter(
                    None,
                    (
                        claim.summary,
                        claim.helped,
                        *(named("me.evidence", each, reader) for each in claim.evidence),
                        _share(claim, reader),
                        *_grown(claim, reader),
                        *_results(claim, reader),
                    ),
                ),
                " · ",
            ),
        ),
        Cell(named("claim", claim.state, reader), mark=MARKS.get(claim.state, "")),
        number_cell(claim.points, reader),
        Cell(apart(filter(None, said), " · ") if len(said) > 1 else said[0]),
    )


def _grown(claim: OwnClaim, reader: Reader) -> Iterator[str]:
    """How many there were by later days."""
    texts = reader.texts
    for day, quantity in claim.grown:
        yield texts("me.grown", quantity=texts.number(quantity), day=texts.day(day))


def _share(claim: OwnClaim, reader: Reader) -> str | None:
    """Their part of the points, where shares are not even."""
    if claim.percent is None:
        return None
    return reader.texts("me.percent", percent=reader.texts.number(claim.percent))


def _results(claim: OwnClaim, reader: Reader) -> Iterator[str]:
    """What came of a claim: how many people, and what they did, by kind."""
    texts = reader.texts
    people: dict[str, int] = {}
    for _, kind, count, _source in claim.results:
        people[kind] = people.get(kind, 0) + count
    for kind, count in people.items():
        yield texts("me.came_of", what=texts(f"result.{kind}"), count=texts.number(count))


def rewards(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section:
    """What was asked for and where it stands; then the catalogue, and how far off each is."""
    texts = reader.texts
    spendable = dict(mine.record.points.figures)["spendable"]
    found = tables(
        table(
            texts("me.requests"),
            ("asked_on", "reward", "quantity", "points", "state", "since"),
            (
                (
                    day_cell(each.requested, reader),
                    words_cell(each.name, reader, other=each.reward),
                    number_cell(each.quantity, reader),
                    number_cell(each.points, reader),
                    Cell(named("me.request", each.state, reader), mark=MARKS.get(each.state, "")),
                    day_cell(each.since, reader),
                )
                for each in reversed(mine.record.redemptions)
            ),
            reader,
        ),
        table(
            texts("me.catalogue"),
            ("reward", "price", "how_far"),
            _catalogue(view, spendable, reader),
            reader,
        ),
    )
    return filled("rewards", texts("page.rewards"), found, reader, way="how/")


def _catalogue(view: View, spendable: int, reader: Reader) -> Iterator[tuple[Cell, ...]]:
    for reward in view.rewards:
        if reward.points is not None:
            yield (
                words_cell(reward.name, reader, f"rewards/{reward.id}/", other=reward.id),
                number_cell(reward.points, reader),
                _how_far(reward, spendable, reader),
            )


def _how_far(reward: RewardView, spendable: int, reader: Reader) -> Cell:
    texts = reader.texts
    terms = apart(reader.text(name) for name in reward.tiers)
    more = texts("reward_tiers", list=terms) if terms else ""
    if reward.left == 0:
        return Cell(texts("out_of_stock"), more=more)
    if not reward.redeemable:
        return Cell(texts("rewards_later"), more=more)
    lacking = (reward.points or 0) - spendable
    if lacking > 0:
        return Cell(texts("me.lacking", points=texts.count("points", lacking)), more=more)
    return Cell(texts("me.enough"), mark="good", more=more)
