"""Where people read when points end: agenda, own page, how it works, statements and their lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodword.audience.how import how
from goodword.audience.mine import mine
from goodword.audience.own_days import own_keeping
from goodword.diagnostics import Place
from goodword.due import all_dues
from goodword.ledger import compute
from goodword.ledger.statement import Statements
from goodword.ledger.tracing import causes
from goodword.portal.pages.how import _expiry
from goodword.reports.effect import effect
from goodword.snapshot import Snapshot
from goodword.texts import LANGUAGES, Texts
from tests.ledger_program import approved, claim, day, mission, person, program

FIRST = "missions/guide/claims/2026-01-10-ana.yml"
SECOND = "missions/guide/claims/2026-02-10-ana.yml"
FILES = {
    **person("ana"),
    **person("ben"),
    **mission(),
    **claim("ana", "2026-01-10", decision=approved("2026-01-10")),
    **claim("ana", "2026-02-10", decision=approved("2026-02-10")),
    **claim("ben", "2026-02-11", decision=approved("2026-02-11")),
}
IDLE = {"idle_months": 6}
MOVED = (
    "A claim of yours that is approved moves these days: points then last for 6 months after it."
)
OVER = (
    "Of what can be spent, 500 points are carried over the end of a cycle at most; what is above"
    " that expires, what ends first going first."
)
CARRIED = {"end": "never", "carry_at_most": 150}


def seen(on: str, expiry: Any, files: dict[str, Any] = FILES) -> Snapshot:
    return Snapshot(program(files, points={"expiry": expiry}), day(on))


def test_a_cut_that_is_not_warned_of_or_not_on_the_agenda_afterwards() -> None:
    (due,) = all_dues(seen("2026-03-10", CARRIED), {"expiring"})
    assert (due.to, str(due.date), due.about) == (("ana",), "2026-03-01", "2026-03-31/30")
    assert Texts("en").say(due.said) == "warn ana that 50 points expire after 2026-03-31"
    (due,) = all_dues(seen("2026-04-05", CARRIED), {"expired"})
    assert (
        Texts("en").say(due.said) == "50 points of ana expired on 2026-03-31, and nobody had warned"
    )
    assert "extend ana --of guide/2026-01-10-ana --until 2026-05-05" in due.command
    assert list(all_dues(seen("2026-05-05", CARRIED), {"expired"})) == []


def test_a_warning_of_points_that_a_claim_keeps() -> None:
    def told(files: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
        found = all_dues(seen("2026-07-30", IDLE, files), {"expiring"})
        return [(each.to, each.about) for each in found]

    assert told(FILES) == [(("ana",), "2026-08-10/7"), (("ben",), "2026-08-11/7")]
    kept = {**FILES, **claim("ana", "2026-07-29", decision=approved("2026-07-29"))}
    assert told(kept) == [(("ben",), "2026-08-11/7"), (("ana",), "2027-01-29/30")]


def test_points_that_expired_unwarned_and_a_later_claim_hides() -> None:
    kept = {**FILES, **claim("ana", "2026-08-20", decision=approved("2026-08-20"))}
    found = [
        Texts("en").say(each.said) for each in all_dues(seen("2026-08-25", IDLE, kept), {"expired"})
    ]
    assert "200 points of ana expired on 2026-08-10, and nobody had warned" in found


def test_a_page_of_ones_own_that_does_not_say_what_keeps_points() -> None:
    def said(expiry: Any) -> list[str]:
        found = seen("2026-03-10", expiry)
        texts = Texts("en")
        assert [each.keeping for each in mine(found, found.as_of) if each.record.id == "ana"] == [
            tuple(own_keeping(found, "ana"))
        ]
        return [texts.say(each) for each in own_keeping(found, "ana")]

    assert said({**IDLE, "carry_at_most": 500}) == [MOVED, OVER]
    assert said("end-of-next-cycle") == []


@pytest.mark.parametrize(
    ("expiry", "sentences"),
    [
        (
            {"idle_months": 1},
            (
                "Points can be spent for 1 month after the last claim of yours that was"
                " approved, and after the day they were given."
            ),
        ),
        (
            {"end": "end-of-cycle", "plus_days": 20},
            (
                "Points can be spent until the end of the cycle in which they become available, and"
                " for 30 days at least. That day is put off by 20 days."
            ),
        ),
        (
            {"end": "never", "carry_at_most": 1},
            (
                "Points do not expire. Of what can be spent, 1 point is carried over the end of a"
                " cycle at most; what is above that expires, what ends first going first."
            ),
        ),
    ],
)
def test_how_it_works_says_otherwise_when_points_end(expiry: Any, sentences: str) -> None:
    policy = how(seen("2026-03-10", expiry)).points
    assert _expiry(policy, Texts("en")) == sentences
    for language in LANGUAGES:
        assert _expiry(policy, Texts(language))


def statement(files: dict[str, Any], expiry: Any, through: str) -> str:
    found = program(files, points={"expiry": expiry})
    cycle = found.cycles.of(day("2026-02-01"))
    return Statements(compute(found, day(through), closes=(cycle,))).text(
        cycle, day("2026-04-20"), "maya"
    )


@pytest.mark.parametrize("expiry", [IDLE, CARRIED, {**IDLE, "carry_at_most": 120}])
def test_a_closed_cycle_that_a_later_claim_changes(expiry: Any) -> None:
    closed = statement(FILES, expiry, "2026-04-20")
    later = {**FILES, **claim("ana", "2026-05-01", decision=approved("2026-05-01"))}
    assert statement(later, expiry, "2026-09-01") == closed


@pytest.mark.parametrize(
    ("expiry", "change", "place", "words"),
    [
        (
            IDLE,
            {SECOND: {"evidence": "https://example.org/2", "decision": approved("2026-02-14")}},
            f"{SECOND}/decision/date",
            "its lot is",
        ),
        (
            {"end": "never", "carry_at_most": 120},
            {},
            "program/program.yml/points/0/expiry/carry_at_most",
            "expired of ana is 80, stated is 50",
        ),
    ],
)
def test_a_line_that_moved_a_closed_cycle_that_is_not_named(
    expiry: Any, change: dict[str, Any], place: str, words: str
) -> None:
    before = IDLE if expiry is IDLE else CARRIED
    text = statement(FILES, before, "2026-04-20")
    found = program({**FILES, **change}, points={"expiry": expiry})
    found = replace(found, statements={"2026-Q1": text.encode()})
    ledger = compute(found, day("2026-08-01"))
    cycle = found.cycles.of(day("2026-02-01"))
    anew = Statements(ledger).text(cycle, day("2026-04-20"), "maya")
    assert anew != text
    named = [*causes(ledger, cycle, text, anew, Place("program/statements/2026-Q1.csv", (1,)))]
    assert [("/".join(map(str, (e.place.path, *e.place.pointer))), e.message) for e in named] == [
        (place, named[0].message)
    ]
    assert words in named[0].message


def test_an_approval_that_does_not_say_what_it_keeps() -> None:
    more = claim("ana", "2026-03-09", decision=approved("2026-03-10", 50))
    before, after = seen("2026-03-10", IDLE), seen("2026-03-10", IDLE, {**FILES, **more})
    (words,) = effect(before, after, ["ana"])
    kept = "200 to spend until 10 September 2026, which were there before"
    assert words == f"+50 points for ana, to spend now, {kept}"
    before, after = (seen("2026-03-10", "never", each) for each in (FILES, {**FILES, **more}))
    assert effect(before, after, ["ana"]) == ("+50 points for ana, to spend now",)
