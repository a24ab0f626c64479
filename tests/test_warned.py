"""Early warnings: who had told us, how long before, and when many speak of one area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.relation.warned import clusters, tallies, warnings
from tests.relation_program import item, person, snapshot

if TYPE_CHECKING:
    from goodword.relation.warned import Warned

OUTAGE = "2026-06-01-outage"
POLICY = {"program/policies.yml": {"versions": {"early_warning": {"people": 2, "days": 5}}}}


def outage(*warned_by: Any, began: str = "2026-06-01T09:00") -> dict[str, Any]:
    data = {"title": "Down", "kind": "outage", "severity": "high", "alert": {"ids": ["ana"]}}
    return {f"program/incidents/{OUTAGE}.yml": {**data, "began": began, "warned_by": warned_by}}


def about(id_: str, *who: str, area: str = "export", **more: Any) -> dict[str, Any]:
    ((path, data),) = item(id_, *who, steps=more.pop("steps", ())).items()
    return {path: {**data, "area": area, "pillar": "quality", **more}}


def found(files: dict[str, Any], on: str = "2026-06-30") -> list[tuple[Any, ...]]:
    everybody = {**person("ana"), **person("ben"), **person("cleo")}
    today = snapshot({**everybody, **files}, on)
    return [
        (each.people, str(each.day), each.item, each.incident, each.lead)
        for each in warnings(today.program, today.as_of)
    ]


def test_the_days_between_warning_and_incident_are_others() -> None:
    said = {"influencer": "ben", "date": "2026-05-09"}
    files = {**about("2026-05-10-slow", "ana"), **outage("2026-05-10-slow", said)}
    assert found(files) == [
        (("ben",), "2026-05-09", None, OUTAGE, 23),
        (("ana",), "2026-05-10", "2026-05-10-slow", OUTAGE, 22),
    ]
    assert found(files, "2026-05-31") == []  # nobody knows yet what it will have been


def test_who_joined_when_it_had_come_true_has_warned_of_it() -> None:
    steps = (
        {"step": "joined", "date": "2026-06-01", "from": ["ben"]},
        {"step": "joined", "date": "2026-06-02", "from": ["cleo"]},
    )
    files = {**about("2026-05-10-slow", "ana", steps=steps), **outage("2026-05-10-slow")}
    assert [each[0] for each in found(files)] == [("ana", "ben")]


def test_who_took_it_back_before_it_came_true_has_warned_of_it() -> None:
    gone = ({"step": "withdrawn", "date": "2026-05-20", "from": ["ana"]},)
    files = {**about("2026-05-10-slow", "ana", "ben", steps=gone), **outage("2026-05-10-slow")}
    assert [each[0] for each in found(files)] == [("ben",)]


def test_an_item_that_warns_of_nothing_yet_is_passed_over_or_any_item_counts() -> None:
    files = {
        **about("2026-05-10-slow", "ana", warning=True),
        **about("2026-05-11-ugly", "ben"),
    }
    assert found(files) == [(("ana",), "2026-05-10", "2026-05-10-slow", None, None)]


def test_a_warning_of_two_incidents_counts_twice() -> None:
    files = {**about("2026-05-10-slow", "ana"), **about("2026-05-12-gone", "ana", warning=True)}
    files |= outage("2026-05-10-slow")
    second = "program/incidents/2026-06-09-again.yml"
    files[second] = {**next(iter(outage("2026-05-10-slow").values())), "began": "2026-06-09"}
    today = snapshot({**person("ana"), **files})
    every = warnings(today.program, today.as_of)
    assert len(every) == 3

    def people(each: Warned) -> tuple[str, ...]:
        return each.people

    assert tallies(every, people) == (("ana", 1, 2),)
    assert tallies(every, lambda each: (each.area,)) == (("export", 1, 2),)


@pytest.mark.parametrize(
    ("second", "on", "seen"),
    [
        ("2026-05-14", "2026-05-14", True),
        ("2026-05-15", "2026-05-15", False),  # the first was five days before
        ("2026-05-14", "2026-05-15", False),
        ("2026-05-14", "2026-05-13", False),
    ],
)
def test_the_days_within_which_several_speak_have_other_edges(
    second: str, on: str, seen: bool
) -> None:
    files = {
        **POLICY,
        **about("2026-05-10-slow", "ana"),
        **about(f"{second}-gone", "ben", area=" EXPORT "),
    }
    today = snapshot({**person("ana"), **person("ben"), **files}, on)
    areas = [
        (each.area, each.people, str(each.since)) for each in clusters(today.program, today.as_of)
    ]
    assert areas == ([("export", ("ana", "ben"), "2026-05-10")] if seen else [])


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(about("2026-05-12-again", "ana"), id="one person twice"),
        pytest.param(about("2026-05-12-lamp", "ben", area="lamp"), id="another area"),
        pytest.param(
            {
                **about("2026-05-12-gone", "ben"),
                **outage("2026-05-10-slow", "2026-05-12-gone", began="2026-05-12"),
            },
            id="an incident names them",
        ),
    ],
)
def test_several_are_seen_where_there_are_none(more: dict[str, Any]) -> None:
    files = {**POLICY, **about("2026-05-10-slow", "ana"), **more}
    today = snapshot({**person("ana"), **person("ben"), **files}, "2026-05-13")
    assert clusters(today.program, today.as_of) == ()


def test_a_program_without_the_policy_hears_of_areas() -> None:
    files = {**about("2026-05-10-slow", "ana", "ben", "cleo")}
    today = snapshot({**person("ana"), **person("ben"), **person("cleo"), **files}, "2026-05-10")
    assert clusters(today.program, today.as_of) == ()
