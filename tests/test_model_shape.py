"""What holds for every model: frozen, equal wherever it lies, and what it was after pickling."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

from goodword.diagnostics import Place
from goodword.model.claim import Claim, Decision
from goodword.model.shape import replace, versions

PATH = "missions/write-a-guide/claims/2026-11-02-ana.yml"
DATA: dict[str, Any] = {
    "evidence": "https://example.org/guide",
    "decision": {"outcome": "approved", "by": "maya", "date": "2026-11-03", "points": 5},
}


def test_a_place_counts_in_equality() -> None:
    one, other = Claim.read(DATA, Place(PATH)), Claim.read(DATA, Place(PATH).at("x"))
    assert one == other
    assert hash(one) == hash(other)
    assert one != replace(other, summary="more")
    assert one != Decision("approved", "maya", date(2026, 11, 3))


def test_a_document_is_changed_by_reading_it() -> None:
    data = {"evidence": "https://example.org/guide", "with": ["ben"]}
    Claim.read(data, Place(PATH))
    assert data == {"evidence": "https://example.org/guide", "with": ["ben"]}


def test_a_model_can_be_changed() -> None:
    with pytest.raises(AttributeError):
        Claim.read(DATA, Place(PATH)).summary = "other"  # type: ignore[misc] # that is the mistake


def test_a_place_is_another_in_another_process() -> None:
    place = Place(PATH).at("decision", "by")  # findings go from one to the other with theirs
    back = pickle.loads(pickle.dumps(place))  # noqa: S301 - our own
    assert (back.path, back.pointer, back.key) == (place.path, place.pointer, place.key)


@pytest.mark.parametrize(
    ("decision", "shares", "computed"),
    [
        ({}, (("ana", 5),), 5),
        ({"shares": {}}, (("ana", 5),), 5),
        ({"computed": 7}, (("ana", 5),), 7),
        ({"shares": {"ana": 3}, "points": 3}, (("ana", 3),), 3),
        ({"points": 0}, (), 0),
    ],
)
def test_points_of_one_person_need_shares(
    decision: dict[str, object], shares: tuple[tuple[str, int], ...], computed: int
) -> None:
    read = Claim.read({**DATA, "decision": {**DATA["decision"], **decision}}, Place(PATH)).decision
    assert read is not None
    assert (read.shares, read.computed) == (shares, computed)


def test_points_of_two_people_are_given_to_the_first() -> None:
    read = Claim.read({**DATA, "with": ["ben"]}, Place(PATH)).decision
    assert read is not None
    assert read.shares == ()


def test_a_short_version_is_read_otherwise_than_a_long_one() -> None:
    start = date(2024, 1, 1)
    assert [*versions(5, "value", start)] == [*versions({"value": 5}, "value", start)]
    assert [*versions([{"value": 5}], "value", start)] == [{"from": start, "value": 5}]
