"""A record that is passed over must not hide the next one; each of two is judged by itself.

Each of these stands for one small change of the code that no other test had noticed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.missions import review_days
from goodword.edits.meaning import _differing
from goodword.edits.revision import remove_entry, set_value
from goodword.edits.scaffold import _fits
from goodword.intake.history.known_claims import _to_the_minute
from goodword.loops.originators import Span, _united
from goodword.rules import eligibility, frozen_points, notice, price
from goodword.snapshot import Snapshot
from tests import ledger_program as made
from tests import loop_program as loop
from tests.test_loops_sentences import said

if TYPE_CHECKING:
    from goodword.rules.rule import Rule

DAY = date(2026, 6, 30)
MUG = {"name": "Mug", "kind": "merchandise", "summary": "A mug.", "cost": 10}


def findings(rule: Rule, files: dict[str, Any], **settings: Any) -> list[str]:
    return [each.message for each in rule.check(Snapshot(made.program(files, **settings), DAY))]


def test_a_request_for_an_unknown_reward_hides_a_wrong_price() -> None:
    files = made.person("ana") | {
        "program/rewards/mug.yml": MUG,
        "influencers/ana/redemptions/2026-03-02-bag.yml": {"points": 10},
        "influencers/ana/redemptions/2026-03-03-mug.yml": {"points": 11},
    }
    assert len(findings(price.RULE, files)) == 1


def test_an_undecided_claim_hides_points_for_somebody_who_was_no_member() -> None:
    files = made.person("ana", since="2026-05-01") | made.mission()
    files |= made.claim("ana", "2026-03-01")
    files |= made.claim("ana", "2026-03-02", decision=made.approved("2026-03-04"))
    assert len(findings(eligibility.RULE, files)) == 1


def test_somebody_without_a_share_hides_who_must_not_have_one() -> None:
    people = made.person("ana") | made.person("ben", since="2026-05-01")
    shared = made.approved("2026-03-04", shares={"ana": 0, "ben": 100})
    files = people | made.mission()
    files |= made.claim("ana", "2026-03-02", together=["ben"], decision=shared)
    assert len(findings(eligibility.RULE, files)) == 1


def test_a_claim_without_points_hides_points_for_somebody_who_was_no_member() -> None:
    """One that a limit cut to nothing stands first."""
    files = made.person("ana", since="2026-05-01") | made.mission()
    nothing = made.approved("2026-03-04", points=0, computed=100, capped_by={"ana": "total"})
    files |= made.claim("ana", "2026-03-01", decision=nothing)
    files |= made.claim("ana", "2026-03-02", decision=made.approved("2026-03-04"))
    assert len(findings(eligibility.RULE, files)) == 1


def test_a_share_of_nothing_is_not_the_same_as_none() -> None:
    """Written or left out, somebody who gets nothing gets nothing."""
    people = made.person("ana") | made.person("ben")
    limits = {"per_influencer": 1}
    points = [{"from": "2026-01-01", "value": 100, "limits": limits}]
    first = made.claim("ben", "2026-03-01", decision=made.approved("2026-03-04"))
    for shares in ({"ana": 50}, {"ana": 50, "ben": 0}):
        decision = made.approved(
            "2026-03-05",
            points=50,
            computed=100,
            shares=shares,
            capped_by={"ben": "per_influencer"},
        )
        second = made.claim("ana", "2026-03-02", together=["ben"], decision=decision)
        files = people | made.mission(points=points) | first | second
        assert findings(frozen_points.RULE, files) == []


@pytest.mark.parametrize(("days", "right"), [(10, True), (60, False)])
def test_notice_is_judged_by_the_first_version_of_the_policy(days: int, *, right: bool) -> None:
    policies = [
        {"from": "2026-01-01", "notice_days": 30},
        {"from": "2026-03-01", "notice_days": days},
    ]
    points = [
        {"from": "2026-01-01", "value": 100},
        {"from": "2026-05-01", "announced": "2026-04-15", "value": 80},
    ]
    assert (findings(notice.RULE, made.mission(points=points), points=policies) == []) == right


def test_a_clock_that_runs_is_said_to_wait_for_an_answer() -> None:
    question = loop.decided("2026-03-04", "needs-info")
    program = loop.item(
        loop.plain(), loop.received("2026-03-02", "ana"), loop.triaged("2026-03-03"), question
    )
    words = "the clock waits for an answer to the question."
    assert words not in said(program, "2026-03-06")
    asked = loop.told(program, "ana", "question", "2026-03-05", ref="mail-1")
    assert words in said(asked, "2026-03-06")


def test_three_times_that_touch_are_not_one() -> None:
    days = [date(2026, month, 1) for month in range(1, 8)]
    spans = [Span((days[at], 0), days[at + 1]) for at in (0, 1, 2)]
    apart = Span((days[5], 0), None)
    assert _united([apart, *spans]) == [Span((days[0], 0), days[3]), apart]
    long, inside = Span((days[0], 0), days[4]), Span((days[1], 0), days[2])
    assert _united([long, inside]) == [long]


def test_the_review_time_of_a_mission_is_that_of_others() -> None:
    files = made.mission("guide") | made.mission("talk")
    for number, who in enumerate(("ana", "ben", "cleo", "dan", "eve"), 1):
        files |= made.person(who)
        decided = {"guide": f"2026-03-{number + 1:02}", "talk": f"2026-03-{number + 9:02}"}
        for name, on in decided.items():
            decision = made.approved(on)
            files |= made.claim(who, f"2026-03-0{number}", mission=name, decision=decision)
    snapshot = Snapshot(made.program(files), DAY)
    assert [review_days(snapshot, name) for name in ("guide", "talk", None)] == [1, 9, 1]


@pytest.mark.parametrize(
    ("line", "kept"),
    [("name: Ana", "name: Ben"), ("name: 'Ana'", "name: 'Ben'"), ('name: "Ana"', 'name: "Ben"')],
)
def test_a_new_value_loses_the_quotes_of_the_old_one(line: str, kept: str) -> None:
    changed = set_value(f"{line}\nstage: member\n".encode(), ("name",), "Ben", ("name", "stage"))
    assert changed.decode() == f"{kept}\nstage: member\n"


def test_an_entry_inside_another_takes_more_than_itself_along() -> None:
    text = b"name: Ana\ncapacity:\n  asks_per_quarter: 3\n  other: 1\nstage: member\n"
    left = remove_entry(text, ("capacity", "other"))
    assert left == b"name: Ana\ncapacity:\n  asks_per_quarter: 3\nstage: member\n"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("07:50:00", "07:50:31", True),
        ("07:50:31", "07:50:00", True),
        ("07:50:10", "07:50:31", False),
        ("07:50:00", "07:51:00", False),
        ("", "07:50:00", False),
        ("07:50:00", "", False),
    ],
)
def test_a_time_without_seconds_is_another_or_two_times_are_one(
    one: str, other: str, *, same: bool
) -> None:
    assert _to_the_minute(one, other) == same


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ({"a": 1}, {"a": 2}, ("a",)),
        ({"a": {"b": 1}}, {"a": [1]}, ("a",)),
        ({"a": [1]}, {"a": {"b": 1}}, ("a",)),
        ({"a": [1, 2]}, {"a": [1, 3]}, ("a", 1)),
        ({"a": 1}, {"a": 1, "b": 2}, ("b",)),
        ([1], {"a": 1}, ()),
    ],
)
def test_the_place_of_a_difference_is_another(one: Any, other: Any, way: tuple[Any, ...]) -> None:
    assert _differing(one, other) == way


def test_a_constant_of_another_branch_chooses_it() -> None:
    branch = {"properties": {"step": {"const": "told"}, "by": {}}}
    assert _fits(branch, {"step": "told"})
    assert not _fits(branch, {"step": "exempt"})
    assert _fits(branch, ["told"])
