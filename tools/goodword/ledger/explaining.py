"""A person's account in lines: what happened, on which day, why, and where it is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.entries import Entry
from goodword.ledger.explaining_tiers import steps
from goodword.ledger.groups import group_limit, worded
from goodword.ledger.how_much import added, counted
from goodword.ledger.peers import in_words
from goodword.ledger.phases import AWARDED, DECLINED, TIER
from goodword.ledger.sharing import split
from goodword.ledger.visible import cut_of, decision_on, later_at
from goodword.ledger.wording import Told, beyond, in_english, limit_said, named, source_of
from goodword.ledger.worth import is_paid
from goodword.model.claim import Claim
from goodword.model.mission import NORMAL
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.book import Book, Line
    from goodword.ledger.lots import Lot
    from goodword.model.claim import Decision
    from goodword.model.groups import GroupLimit
    from goodword.model.mission import PointsVersion
    from goodword.texts.said import Slot


def explain(book: Book, log: list[Line]) -> tuple[Entry, ...]:
    """All lines in order; the balance is what was spendable after each."""
    lines = [*log, *(line for _, line in awards(book)), *_declined(book), *steps(book)]
    lines.sort(key=lambda line: (line[0], line[1]))
    entries = []
    balance = 0
    for day, phase, kind, points, after, reason, place in lines:
        if phase not in (AWARDED, DECLINED, TIER):
            balance = after
        said, words = reason if isinstance(reason, Said) else None, in_english(reason)
        said = reason.said if isinstance(reason, Told) else said
        entries.append(Entry(date.fromordinal(day), kind, points, balance, words, place, said))
    return tuple(entries)


def awards(book: Book) -> Iterator[tuple[Lot, Line]]:
    """The lots that claims gave, each with the line that says so."""
    parts: dict[int, int] = {}
    for lot in book.lots:
        if lot.root is not None:
            parts[id(lot.root)] = parts.get(id(lot.root), 0) + lot.points
    for lot in book.lots:
        source = lot.source
        if not isinstance(source, Claim) or lot.root is not None or lot.decided > book.last:
            continue
        decision = decision_on(source, date.fromordinal(lot.decided))
        points = lot.points + parts.get(id(lot), 0)
        reason: str | Told
        if lot.restored is not None:
            kind = "cap-restored"
            limit = beyond(book.terms, source, lot.restored)
            reason = f"{named(source)}: no longer beyond {limit}, a place became free"
        elif (more := later_at(source, lot.order[0])) is not None:
            kind, reason = "awarded", _grew(book, source, more)
        else:
            kind, reason = "awarded", _why(book, source, decision)
        if lot.available > lot.decided:
            available = date.fromordinal(lot.available)
            if isinstance(reason, Told):
                reason = reason.until(available)
            else:
                reason += f", pending until {available}"
        yield lot, (lot.decided, AWARDED, kind, points, 0, reason, _decision_place(lot))


def _grew(book: Book, claim: Claim, index: int) -> str:
    """Why there are points for more of a claim."""
    later = claim.quantity_later[index]
    decision = later.decision
    words = f"{named(claim)} grew to {later.quantity} by {later.date}"
    if decision is None:
        return words
    words += f", approved by {in_words(book.terms.program, decision)}"
    if decision.quantity is not None:
        words += f", {decision.quantity} counted: {decision.reason}"
    if len(claim.people) > 1:
        words += f", shared by {len(claim.people)}: {decision.computed} in all"
    return words


def _decision_place(lot: Lot) -> Place:
    source = lot.source
    if isinstance(source, Claim):
        more = later_at(source, lot.order[0])
        if more is not None:
            return source.place.at("quantity_later", more, "decision")
    if isinstance(source, Claim) and source.decision and source.decision.outcome == "declined":
        return source.place.at("appeal", "decision")
    return source.place.at("decision")


def _why(book: Book, claim: Claim, decision: Decision | None) -> str | Told:
    if decision is None:
        return named(claim)
    by = in_words(book.terms.program, decision)
    words, person = f"{named(claim)}, approved by {by}", book.person
    version = book.terms.points_version(claim.mission, claim.occurred)
    if version is not None:
        words += _how_much(version, claim, decision)
    if len(claim.people) > 1:
        words += f", shared by {len(claim.people)}: {decision.computed} in all"
        words += f", of which {claim.parts[person]} %" if person in claim.parts else ""
    if is_paid(claim):
        words += ", paid for, so it gives none"
    limit = dict(decision.capped_by).get(person)
    if limit is None:
        return words
    of_group = group_limit(book.terms.program, limit, claim.submitted)
    if of_group is not None:
        return _together(claim, decision, person, words, *of_group)
    return f"{words}, nothing since it was beyond {beyond(book.terms, claim, limit)}"


def _together(
    claim: Claim, decision: Decision, person: str, words: str, limit: GroupLimit, group: str
) -> Told:
    """Why the limit of a group left a person nothing, or a part of their share."""
    share = dict(split(decision.computed, claim.people, claim.parts)).get(person, 0)
    left = 0 if person in cut_of(decision) else dict(decision.shares).get(person, 0)
    values: dict[str, Slot] = {
        "what": source_of(claim),
        "group": Named("group", group),
        "limit": limit_said(limit),
        "points": left,
        "share": share,
    }
    if left:
        words += f", {left} of {share}: no more was left up to {worded(limit, group)}"
        return Told(Said("line.group_part", values), words)
    words += f", nothing since it was beyond {worded(limit, group)}"
    return Told(Said("line.group_none", values), words)


def _how_much(version: PointsVersion, claim: Claim, decision: Decision) -> str:
    """What was counted, how good it was and what was added, where that is not the usual."""
    words = ""
    if decision.stated is not None:
        words += f", {decision.stated} points stated: {decision.reason}"
    elif version.unit is not None:
        words += f", {counted(version, claim, decision)} counted"
        if decision.quantity not in (None, claim.many):
            words += f" and not {claim.many}: {decision.reason}"
    quality = decision.quality
    if quality != NORMAL and decision.stated is None and quality in version.quality.names:
        rating = version.quality.rating(quality)
        gives = f"{rating.percent} % of {version.value}"
        gives = gives if rating.value is None else f"{rating.value} points"
        words += f" with quality {quality}: {gives}"
    if decision.bonus:
        words += f", {added(version, decision.bonus)} more for {', '.join(decision.bonus)}"
    return words


def _declined(book: Book) -> list[Line]:
    lines: list[Line] = []
    for claim in book.records.claims:
        answer = claim.appeal.decision if claim.appeal else None
        for decision, place in (
            (claim.decision, claim.place.at("decision")),
            (answer, claim.place.at("appeal", "decision")),
        ):
            if decision is None or decision.date.toordinal() > book.last:
                continue
            day = decision.date.toordinal()
            if decision.outcome == "declined":
                code = f" ({decision.reason_code})" if decision.reason_code else ""
                by = in_words(book.terms.program, decision)
                reason = f"{named(claim)} declined by {by}{code}"
                lines.append((day, DECLINED, "declined", 0, 0, reason, place))
            elif book.person not in dict(decision.shares):
                why = _why(book, claim, decision)
                lines.append((day, DECLINED, "awarded", 0, 0, why, place))
    return lines
