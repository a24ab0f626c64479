"""What is another person's, another round's or of another day stays out of answers and decisions.

Each of these stands for one small change of the code that no other test had noticed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.ledger.visible import state_on
from goodword.loops.told import IMPERSONAL
from goodword.rules import decision_days
from goodword.snapshot import Snapshot
from tests import ledger_program as made
from tests import loop_program as loop


def shared_item() -> Any:
    """Ana and Ben raised an item; it is decided and only Ana was told."""
    item = loop.item(
        loop.plain(),
        loop.received("2026-03-02", "ana", "ben"),
        loop.triaged("2026-03-03"),
        loop.decided("2026-03-04", "declined"),
    )
    return loop.told(item, "ana", "decided", "2026-03-05", ref="mail-1")


def test_a_clock_of_another_person_stands_in_ones_own_items() -> None:
    snapshot = Snapshot(shared_item(), date(2026, 3, 6))
    clocks = {who: record(snapshot, who).items[0].clocks for who in ("ana", "ben")}
    assert "tell_decision" in {name for name, *_ in clocks["ben"]}
    assert "tell_decision" not in {name for name, *_ in clocks["ana"]}


def test_an_answer_of_an_earlier_round_pays_a_later_one() -> None:
    program = loop.item(
        loop.plain(),
        loop.received("2026-03-02", "ana"),
        loop.triaged("2026-03-03"),
        loop.decided("2026-03-04", "declined"),
        loop.reopened("2026-03-10"),
        loop.decided("2026-03-11", "declined"),
    )
    for number, closed in ((1, False), (2, True)):
        told = loop.told(
            program, "ana", "decided", "2026-03-12", round=number, ref=f"mail-{number}"
        )
        assert loop.one(told, "2026-03-13").state.startswith("closed") == closed


@pytest.mark.parametrize("channel", sorted(IMPERSONAL | {"mail", "call"}))
def test_a_channel_that_speaks_to_everyone_tells_somebody(channel: str) -> None:
    impersonal = {
        *("blog", "changelog", "digest", "newsletter", "portal", "release-notes", "roadmap"),
        "website",
    }
    program = loop.item(
        loop.plain(),
        loop.received("2026-03-02", "ana"),
        loop.triaged("2026-03-03"),
        loop.decided("2026-03-04", "declined"),
    )
    told = loop.told(program, "ana", "decided", "2026-03-05", channel=channel, ref="x")
    closed = loop.one(told, "2026-03-06").state.startswith("closed")
    assert closed == (channel not in impersonal)
    assert impersonal <= IMPERSONAL


@pytest.mark.parametrize("stage", ["opted-out", "deceased"])
def test_somebody_who_opted_out_or_died_is_still_to_be_told(stage: str) -> None:
    program = loop.person(
        loop.plain(),
        "ana",
        history=[
            {"date": "2025-01-01", "stage": "member"},
            {"date": "2026-03-05", "stage": stage},
        ],
    )
    program = loop.item(
        program,
        loop.received("2026-03-02", "ana"),
        loop.triaged("2026-03-03"),
        loop.decided("2026-03-04", "declined"),
    )
    item = loop.one(program, "2026-03-20")
    assert item.state == "closed-exempt"
    assert {(each.to, each.status) for each in item.told} == {("ana", "exempt")}


def findings(**claim: Any) -> list[str]:
    files = made.person("ana") | made.mission() | made.claim("ana", "2026-03-02", **claim)
    snapshot = Snapshot(made.program(files), date(2026, 6, 30))
    return [each.message for each in decision_days.check(snapshot)]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-03-09", "decided although it was withdrawn on 2026-03-09"),
        (
            "2026-03-11",
            "withdrawn on 2026-03-11, but it was decided on 2026-03-10, and that stands",
        ),
    ],
)
def test_a_claim_is_withdrawn_and_decided_too(on: str, said: str) -> None:
    decision = made.approved("2026-03-10")
    assert findings(withdrawn={"date": on}, decision=decision) == [said]


def test_a_claim_withdrawn_on_the_day_of_its_decision_is_decided() -> None:
    decision = made.approved("2026-03-10")
    assert findings(withdrawn={"date": "2026-03-10"}, decision=decision)


@pytest.mark.parametrize("same", ["maya", "jon"])
def test_one_person_signs_twice_under_the_answer_to_an_appeal(same: str) -> None:
    answer = made.approved("2026-03-20", by="jon", second={"by": same, "date": "2026-03-20"})
    appeal = {"date": "2026-03-12", "text": "Look again", "decision": answer}
    found = findings(decision=made.declined("2026-03-10"), appeal=appeal)
    assert any("jon is the first person too" in each for each in found) == (same == "jon")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-11", "declined"), ("2026-03-19", "appealed"), ("2026-03-20", "approved")],
)
def test_the_answer_to_an_appeal_holds_before_its_day(day: str, expected: str) -> None:
    answer = made.approved("2026-03-20", by="jon")
    appeal = {"date": "2026-03-12", "text": "Look again", "decision": answer}
    files = made.claim("ana", "2026-03-02", decision=made.declined("2026-03-10"), appeal=appeal)
    program = made.program(made.person("ana") | made.mission() | files)
    (claim,) = program.claims.values()
    assert state_on(claim, date.fromisoformat(day)).value == expected


@pytest.mark.parametrize(
    ("withdrawn", "opted_out", "sooner"),
    [
        ("2026-08-03", "2026-12-01", "2026-08-03"),
        ("2026-12-01", "2026-08-03", "2026-08-03"),
    ],
)
def test_a_heartbeat_runs_on_after_the_first_of_two_ends(
    withdrawn: str, opted_out: str, sooner: str
) -> None:
    """Somebody who withdraws and opts out is owed nothing from the sooner day on."""

    def beats(left: str | None, silent: str | None) -> Any:
        history = [{"date": "2025-01-01", "stage": "member"}]
        history += [{"date": silent, "stage": "opted-out"}] if silent else []
        program = loop.person(loop.plain(), "ana", history=history)
        steps = [
            loop.received("2026-03-02", "ana"),
            loop.joined("2026-12-20", "ben"),
            loop.triaged("2026-03-03"),
            loop.decided("2026-03-04", "deferred", revisit="2027-03-01"),
        ]
        steps += [loop.withdrawn(left, "ana")] if left else []
        clocks = loop.one(loop.item(program, *steps), "2027-01-05").clocks
        return [c for c in clocks if (c.clock, c.person) == ("heartbeat", "ana")]

    both = beats(withdrawn, opted_out)
    assert [(c.start, c.age) for c in both] == [
        (c.start, c.age) for c in (beats(sooner, None), beats(None, sooner))[withdrawn > opted_out]
    ]
    assert both


@pytest.mark.parametrize("audience", ["members", "staff"])
def test_what_was_decided_is_said_after_it_was_delivered(audience: str) -> None:
    """What is said of an item is the newest word: that of the delivery, before it the decision."""
    steps = [
        loop.received("2026-03-02", "ana"),
        loop.triaged("2026-03-03"),
        loop.decided("2026-03-04", "planned"),
        loop.delivered("2026-03-10"),
    ]
    said = []
    for day in (date(2026, 3, 9), date(2026, 3, 10)):
        snapshot = Snapshot(loop.item(loop.plain(), *steps, confidentiality="members"), day)
        (item,) = audience_view(snapshot, audience, day).items
        said.append(dict(item.say or {}))
    assert said == [{"en": "We heard you."}, {"en": "It is faster."}]
