"""Last days that an approved claim moves: points that end so many months after the last one.

A lot that was decided under `idle_months` ends that many months after the day of its award, or
after the person's last approved claim where that is later. Every claim of theirs counts from the
day of its approval, also one that gave no points and one that was taken back since: what people
were told of their last days is not taken from them. What has expired stays expired.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.ledger.phases import STAGE
from goodword.ledger.terms import NEVER
from goodword.ledger.visible import award_on, decided_on
from goodword.texts import Said

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.ledger.book import Book
    from goodword.model.claim import Claim
    from goodword.texts.said import Slot


def expect(book: Book) -> None:
    """Let approved claims move the last days of lots, each on the day of its approval."""
    if not book.terms.idles or all(not lot.varying or not lot.varying.idle for lot in book.lots):
        return
    days: dict[int, Place] = {}
    for day, claim in approvals(book.records.claims, date.fromordinal(book.last)):
        days.setdefault(day.toordinal(), approval(claim))
    for ordinal, place in days.items():
        book.push(ordinal, STAGE, _approved, place, (2,))


def approvals(claims: list[Claim], until: date) -> list[tuple[date, Claim]]:
    """The days on which a person's claims were approved, up to a day, in the order of the claims.

    Args:
        claims: the person's own and those in which they are named.
        until: what is decided later is left out.
    """
    found = []
    for claim in claims:
        decision = award_on(claim, until)
        if decision is not None:
            found.append((decided_on(decision), claim))
    return found


def approval(claim: Claim) -> Place:
    """Where the approval of a claim is written: its decision, or the answer to its appeal."""
    if claim.decision is not None and claim.decision.outcome == "declined":
        return claim.place.at("appeal", "decision")
    return claim.place.at("decision")


def kept_until(day: int, idle: int) -> int:
    """The last day of lots when a claim is approved on a day."""
    return min(add_months(date.fromordinal(day), idle).toordinal(), NEVER)


def _approved(book: Book, day: int, place: Place) -> None:
    longer: dict[int, list[int]] = {}
    for lot in book.lots:
        varying = lot.varying
        if varying is None or not varying.idle or lot.decided > day:
            continue
        until = kept_until(day, varying.idle)
        if until <= lot.own:
            continue
        before, lot.own = lot.expires, until
        lot.expires = lot.last_day(book.exit)
        # A day still to come has an event, which finds that it has moved. One that went by while
        # its owner was on leave has none any more.
        if before < day and lot.active:
            book.expect_expiry(lot)
        if left := lot.active + lot.pending + lot.held:
            longer.setdefault(lot.expires, []).append(left)
    if book.log is None:
        return
    for until, parts in sorted(longer.items()):
        lots = Said("line.lots", {}, len(parts))
        values: dict[str, Slot] = {"lots": lots, "day": date.fromordinal(until)}
        book.note(day, STAGE, "extended", 0, Said("line.kept", values, sum(parts)), place)
