"""Last days that move: on leave, after leaving, and by extension."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.naming import name_of
from goodword.ledger.phases import RELEASE, STAGE
from goodword.ledger.wording import source_of
from goodword.ledger.written_off import claim_back
from goodword.model.touchpoint import Extension
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from goodword.ledger.book import Book
    from goodword.model.profile import StageEntry
    from goodword.model.touchpoint import Touchpoint
    from goodword.texts.said import Slot

GONE = frozenset(("left", "emeritus", "opted-out", "deceased"))
"""Stages in which what is spendable stays so for the exit window only."""
WORDS = {False: "line.expired", True: "line.exit_over"}
"""Why points expired: by their own last day, or because the person left."""


def stage_changed(book: Book, day: int, before: str | None, entry: StageEntry) -> None:
    """What a new stage does to the last days of lots."""
    if before == "on-leave":
        _back(book, day, entry)
    gone = book.exit is not None
    if entry.stage in GONE:
        if book.exit is None:
            book.exit = book.terms.exit_day(entry.date)
            for lot in book.lots:
                lot.kept = 0
            _move(book)
    elif book.exit is not None:
        book.exit = None
        _move(book)
    words = _words(book, before, entry.stage, gone=gone)
    if words:
        _note(book, day, "stage", words, entry)


def _back(book: Book, day: int, entry: StageEntry) -> None:
    """Back from leave, last days fall at the earliest `restore_grace_days` after the return."""
    least = day + book.terms.policy(entry.date).restore_grace_days
    points = 0
    for lot in book.lots:
        if lot.available > day:
            continue
        lot.spare(least)
        if lot.own < least and (lot.active or lot.pending or lot.held):
            lot.own = lot.expires = least
            book.expect_expiry(lot)
            points += lot.active
    if points:
        reason = Said("line.back_longer", {"day": date.fromordinal(least)}, points)
        _note(book, day, "extended", reason, entry)


def _words(book: Book, before: str | None, stage: str, *, gone: bool) -> Said | None:
    """What a new stage means for points; None where it means nothing."""
    if stage == "on-leave":
        return Said("line.on_leave")
    named_stage = Named("stage", stage)
    if stage in GONE and not gone and book.exit is not None:
        until = date.fromordinal(book.exit)
        return Said("line.gone", {"stage": named_stage, "day": until})
    if gone and book.exit is None:
        return Said("line.again", {"stage": named_stage})
    return Said("line.back") if before == "on-leave" else None


def _note(book: Book, day: int, kind: str, words: Said, entry: StageEntry) -> None:
    """A line where lines are asked for, at the place where the stage is written."""
    if book.log is not None and book.profile is not None:
        place = book.profile.place.at("history", book.profile.history.index(entry))
        book.note(day, STAGE, kind, 0, words, place)


def _move(book: Book) -> None:
    for lot in book.lots:
        lot.expires = lot.last_day(book.exit)
        book.expect_expiry(lot)


def expect_extensions(book: Book) -> None:
    """Let extensions happen on their days."""
    for each in book.records.extensions:
        at = each.detail.at if isinstance(each.detail, Extension) else None
        order = (each.date, at or "24", each.name, each.place.path)
        book.push(each.date.toordinal(), RELEASE, _extend, each, order)


def _extend(book: Book, day: int, touchpoint: Touchpoint) -> None:
    """Lengthen lots, held ones too; those named bring back what has expired, `all` does not."""
    detail = touchpoint.detail
    if not isinstance(detail, Extension) or (until := detail.until.toordinal()) < day:
        return
    chosen, longer, count = set(detail.of), 0, 0
    for lot in book.lots:
        if chosen and name_of(lot) not in chosen:
            continue
        if not chosen and lot.decided > day:
            continue
        lot.spare(until)
        later = until > lot.expires
        if later:
            lot.own = max(lot.own, until)
            if book.exit is not None:
                lot.kept = until
            lot.expires = lot.last_day(book.exit)
            book.expect_expiry(lot)
        if lot.expired and chosen and lot.expires >= day:
            points = lot.expired
            book.move(points, "expired", "active", lot)
            lot.note_revived()
            book.activity.append((day, "released", points))
            book.note(
                day,
                RELEASE,
                "extended",
                points,
                Said(
                    "line.longer_of",
                    {
                        "source": source_of(lot.source),
                        "day": date.fromordinal(lot.expires),
                        "why": detail.reason,
                    },
                ),
                touchpoint.place,
            )
            book.expect_expiry(lot)
            claim_back(book, day, RELEASE)
        elif later and (left := lot.active + lot.pending + lot.held):
            longer, count = longer + left, count + 1
    if longer:
        lots = Said("line.lots", {}, count)
        values: dict[str, Slot] = {"lots": lots, "day": detail.until, "why": detail.reason}
        reason = Said("line.longer", values, longer)
        book.note(day, RELEASE, "extended", 0, reason, touchpoint.place)
