"""A person's own record as of a day: what was recorded later is not in it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.own import record
from tests.relation_program import claim, mission, person, snapshot, touch

if TYPE_CHECKING:
    from goodword.audience.record import Record

MUG = {"program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 10}}


def own(files: dict[str, Any], on: str) -> Record:
    return record(snapshot({**person("ana"), **mission(), **MUG, **files}, on), "ana")


REQUEST = {
    "points": 10,
    "approved": {"date": "2026-03-04", "by": "maya"},
    "fulfilled": {"date": "2026-03-10", "by": "maya"},
    "returned": {"date": "2026-03-20", "by": "maya"},
}


@pytest.mark.parametrize(
    ("on", "state", "since"),
    [
        ("2026-03-01", None, None),
        ("2026-03-02", "requested", "2026-03-02"),
        ("2026-03-03", "requested", "2026-03-02"),
        ("2026-03-04", "approved", "2026-03-04"),
        ("2026-03-10", "fulfilled", "2026-03-10"),
        ("2026-03-20", "returned", "2026-03-20"),
    ],
)
def test_a_request_stands_otherwise(on: str, state: str | None, since: str | None) -> None:
    given = touch("ana", "adjustment", "2026-01-02", points=10, reason_code="goodwill", by="maya")
    files = {"influencers/ana/redemptions/2026-03-02-mug.yml": REQUEST, **given}
    found = own(files, on).redemptions
    assert [(each.reward, each.points, each.state, str(each.since)) for each in found] == (
        [("mug", 10, state, since)] if state else []
    )


def facts(kind: str, on: str, **more: Any) -> dict[str, str]:
    found = own(touch("ana", kind, "2026-03-02", **more), on).touchpoints
    assert [each.kind for each in found] == [kind]
    return dict(found[0].facts)


def test_an_answer_to_an_ask_is_known_before_it_came() -> None:
    ask = {"for": "a talk", "outcome": "accepted", "answered": "2026-03-09"}
    assert facts("ask", "2026-03-08", **ask) == {"for": "a talk"}
    assert facts("ask", "2026-03-09", **ask) == {"for": "a talk", "outcome": "accepted"}


def test_a_promise_is_kept_before_it_was() -> None:
    promise = {"due": "2026-03-12", "kept": "2026-03-11"}
    assert facts("promise", "2026-03-10", **promise) == {"due": "2026-03-12"}
    assert facts("promise", "2026-03-11", **promise)["kept"] == "2026-03-11"


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (
            "adjustment",
            {"points": 5, "reason_code": "goodwill", "by": "maya"},
            {"points": "5", "reason": "goodwill"},
        ),
        (
            "extension",
            {"of": "all", "until": "2026-12-31", "reason": "ill", "by": "maya"},
            {"until": "2026-12-31"},
        ),
        (
            "message",
            {"template": "welcome", "language": "en", "message_id": "1@acme.example"},
            {"template": "welcome", "message id": "1@acme.example"},
        ),
        (
            "gift",
            {"value_band": "small", "disclosure": "Given", "summary": "secret"},
            {"value": "small", "disclosure": "Given"},
        ),
    ],
)
def test_a_record_says_other_things_to_its_person(
    kind: str, more: dict[str, Any], said: dict[str, str]
) -> None:
    assert facts(kind, "2026-03-02", **more) == said


def reversal(on: str, points: int, code: str, lifted: str | None = None) -> dict[str, Any]:
    data: dict[str, Any] = {"date": on, "by": "jon", "shares": {"ana": points}}
    if lifted:
        answer = {"outcome": "approved", "by": "maya", "date": lifted}
        data["appeal"] = {"date": on, "text": "Look again", "decision": answer}
    return {**data, "reason_code": code}


@pytest.mark.parametrize(
    ("on", "state", "points", "code"),
    [
        ("2026-03-09", "approved", 10, None),
        ("2026-03-10", "reversed", 0, "brand-error"),
        ("2026-03-12", "approved", 10, None),
        ("2026-03-20", "approved", 6, "content-removed"),
    ],
)
def test_points_are_taken_back_that_an_appeal_gave_back(
    on: str, state: str, points: int, code: str | None
) -> None:
    taken = [
        reversal("2026-03-10", 10, "brand-error", "2026-03-12"),
        reversal("2026-03-20", 4, "content-removed"),
    ]
    (found,) = own(claim("ana", "2026-03-01", "2026-03-02", reversals=taken), on).claims
    assert (found.state, found.points, found.reason_code) == (state, points, code)


def test_the_reason_of_a_reversal_is_kept_from_the_person_it_is_for() -> None:
    taken = [{**reversal("2026-03-20", 10, "brand-error"), "note": "Twice"}]
    decided = {"outcome": "approved", "by": "maya", "date": "2026-03-05", "points": 10}
    decision = {**decided, "reason": "Well done"}
    files = claim("ana", "2026-03-02", decision=decision, reversals=taken)
    (before,) = own(files, "2026-03-19").claims
    (after,) = own(files, "2026-03-20").claims
    assert (before.reason, before.reason_code) == ("Well done", None)
    assert (after.reason, after.reason_code) == ("Twice", "brand-error")
