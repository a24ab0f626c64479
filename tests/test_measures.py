"""Computed KPIs, each against a small program; objectives on track; the report of a cycle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.formats import csv, markdown, table
from goodword.model.paths import row_of
from goodword.relation.measures import COMPUTED, Basis
from goodword.relation.objectives import lines, sparkline, track
from goodword.reports.results import results_report
from tests.conftest import ROOT
from tests.relation_program import (
    DEPARTMENTS,
    TODAY,
    claim,
    decided,
    example,
    item,
    mission,
    person,
    snapshot,
    told,
    touch,
)

if TYPE_CHECKING:
    from goodword.relation.measures import Computed
    from goodword.relation.objectives import Actual, Line
    from tests.conftest import Golden

SOLVED = {"step": "delivered", "date": "2026-05-20", "what": "Faster", "scope": "full"}


def measured(
    name: str, files: dict[str, Any], cycle: str = "2026-Q2", on: str = "2026-07-31", **head: Any
) -> Computed:
    found = snapshot(files, on, **head)
    span = found.program.cycles.named(cycle)
    assert span is not None
    return COMPUTED[name](Basis(found.relation, found.tier_on), span)


def figure(name: str, files: dict[str, Any], **more: Any) -> str | None:
    value = measured(name, files, **more).value
    return None if value is None else str(value)


PEOPLE = {
    **mission(),
    **person("ana"),
    **person("ben"),
    **person("cleo"),
    **person("dan"),
    **person(
        "eve",
        history=[
            {"date": "2025-01-01", "stage": "member"},
            {"date": "2026-06-30", "stage": "on-leave"},
        ],
    ),
    **person("finn", stage="candidate"),
    **claim("ana", "2026-05-01", "2026-07-02"),
    **claim("ana", "2026-05-02", "2026-07-02"),
    **claim("cleo", "2026-03-31", "2026-05-02"),
    **claim("dan", "2026-05-03"),
    **claim("eve", "2026-05-04", "2026-05-05"),
    **item("2026-06-30-slow", "ben", "finn"),
}


def test_active_members_are_others() -> None:
    found = measured("active_members", PEOPLE)
    assert (str(found.value), found.of) == ("2", "of 4 members")
    assert [each.path for each in found.places] == [
        "missions/guide/claims/2026-05-01-ana.yml",
        "missions/guide/claims/2026-05-02-ana.yml",
        "program/feedback/2026-06-30-slow.yml",
    ]
    came = {"program/events/2026-06-01-fair.yml": {"title": "Fair", "attended": ["dan"]}}
    assert figure("active_members", {**PEOPLE, **came}) == "3"
    assert figure("active_members", PEOPLE, on="2026-07-01") == "1"  # ana's are not decided yet
    assert figure("participation_rate", PEOPLE) == "50.0"
    assert (
        figure("participation_rate", {**person("ana"), **person("ben"), **person("cleo")}) == "0.0"
    )
    assert figure("participation_rate", person("finn", stage="candidate")) is None


def test_missions_completed_are_counted_by_another_day() -> None:
    assert figure("missions_completed", PEOPLE) == "3"
    assert figure("missions_completed", PEOPLE, cycle="2026-Q1") == "1"
    paid = claim("ben", "2026-05-09", "2026-05-10", disclosure=[{"connection": "paid"}])
    assert figure("missions_completed", {**PEOPLE, **paid}) == "3"


def test_a_loop_that_is_not_closed_by_an_answer_counts_as_closed() -> None:
    files = {
        **person("ana"),
        **item("2026-04-02-a", "ana", steps=(decided("2026-04-03"),)),
        **told("ana", "2026-04-02-a", "decided", "2026-04-07"),
        **item("2026-04-03-b", "ana", steps=(decided("2026-04-07", "planned"), SOLVED)),
        **told("ana", "2026-04-03-b", "decided", "2026-04-08"),
        **item("2026-04-04-c", "ana"),
        **item("2026-03-31-d", "ana"),
    }
    assert figure("loop_closure_rate", files) == "33.3"
    assert measured("loop_closure_rate", files).of == "1 of 3 items received"
    assert figure("loop_closure_rate", files, cycle="2025-Q1") is None
    # a: 3 to 7 April is 2 business days; b: 1 for the decision, and 52 so far for the delivery
    assert figure("median_days_to_tell", files) == "2"
    assert figure("median_days_to_tell", files, cycle="2025-Q1") is None


def test_influence_counts_duplicates_or_what_is_undecided() -> None:
    again = decided("2026-04-04", "duplicate", of="2026-04-01-a")
    files = {
        **person("ana"),
        **item("2026-04-01-a", "ana", steps=(decided("2026-04-02", "planned"), SOLVED)),
        **item("2026-04-02-b", "ana", steps=(decided("2026-04-03"),)),
        **item("2026-04-03-c", "ana", steps=(again,)),
        **item("2026-04-04-d", "ana", steps=(decided("2026-04-05", "needs-info"),)),
        **item("2026-04-05-e", "ana", steps=(decided("2026-04-06", "deferred"),)),
        **item("2026-04-06-f", "ana"),
    }
    assert figure("influence_rate", files) == "33.3"


def test_a_gap_of_few_or_the_wrong_cycle() -> None:
    def said(name: str, relationship: str) -> dict[str, Any]:
        view = {
            "department": "pr",
            "by": "maya",
            "recorded": "2026-06-01",
            "relationship": "working",
        }
        answer = {"collected_by": "jon", "date": "2026-06-02", "relationship": relationship}
        return {f"program/audits/2026-Q2/{name}.yml": {"brand": [view], "answer": answer}}

    files = {**said("a", "none"), **said("b", "working"), **said("c", "aware"), **said("d", "none")}
    few = measured("relationship_gap", files)
    assert (few.value, few.of) == (None, "fewer than five answered")
    assert measured("relationship_gap", files, cycle="2026-Q1").of == "nobody answered"
    assert (
        figure("relationship_gap", {**files, **said("e", "working"), **said("f", "none")}) == "66.7"
    )


@pytest.mark.parametrize(
    ("thanks", "rate"),
    [
        ([], "0.0"),
        ([("ana", "2026-05-01")], "100.0"),  # from the day it was handed in
        ([("ana", "2026-04-30")], "0.0"),
        ([("ana", "2026-06-01")], "100.0"),  # 30 days from 2 May
        ([("ana", "2026-06-02")], "0.0"),
        ([("ben", "2026-05-03")], "0.0"),
    ],
)
def test_thanks_in_time_are_not_or_late_ones_are(thanks: list[tuple[str, str]], rate: str) -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **mission(),
        **claim("ana", "2026-05-01", "2026-05-02"),
    }
    for who, day in thanks:
        files |= touch(who, "thanks", day, helped="x")
    assert figure("thanked_within_policy", files) == rate


def test_one_of_two_is_thanked_and_it_counts_for_both() -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **mission(),
        **claim("ana", "2026-05-01", "2026-05-02", **{"with": ["ben"]}),
        **touch("ana", "thanks", "2026-05-03", helped="x"),
    }
    assert figure("thanked_within_policy", files) == "0.0"
    files |= touch("ben", "thanks", "2026-05-03", helped="x")
    assert figure("thanked_within_policy", files) == "100.0"


def test_who_came_later_or_was_away_counts_as_lost() -> None:
    def stages(*entries: str) -> list[dict[str, str]]:
        return [dict(zip(("date", "stage"), each.split(" "), strict=True)) for each in entries]

    files = {
        **person("ana", history=stages("2026-04-01 member", "2026-06-30 on-leave")),
        **person("ben", history=stages("2025-04-01 member", "2026-06-30 left")),
        **person("cleo", history=stages("2026-04-02 member")),
        **person("dan", history=stages("2025-04-02 member", "2026-07-01 left")),
    }
    assert figure("retention_rate", files) == "66.7"
    assert figure("retention_rate", files, on="2026-05-31") == "100.0"


def test_relations_are_weighed_on_another_day() -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **person("cleo"),
        **touch("ana", "sample", "2026-06-01"),
        **touch("ana", "gift", "2026-06-02"),
        **touch("ana", "promotion", "2026-07-01"),
        **item("2026-06-03-a", "ben", "ana"),
        **item("2026-06-04-b", "ben"),
        **item("2026-07-04-c", "cleo"),
        **item("2026-07-05-d", "cleo"),
    }
    # On 30 June: ana 3 to 5 less one late answer 3: 3 to 2, balanced; ben 6 to 0; cleo quiet.
    found = measured("share_out_of_band", files)
    assert (str(found.value), found.of) == ("50.0", "1 of 2 members not quiet")
    assert [each.path for each in found.places] == ["influencers/ben/profile.yml"]
    assert figure("share_out_of_band", files, cycle="2026-Q3") == "66.7"


def test_a_referral_of_another_day_counts_or_one_that_is_lost_or_void() -> None:
    def ended(day: str, outcome: str) -> dict[str, Any]:
        return {"ended": {"date": day, "outcome": outcome}}

    void = {"date": "2026-06-30", "by": "maya", "reason": "twice"}
    files = {
        **person("ana"),
        **person("ben"),
        **touch("ana", "referral", "2026-03-01", **ended("2026-04-01", "won")),
        **touch("ana", "referral", "2026-03-02", **ended("2026-06-30", "won")),
        **touch("ben", "referral", "2026-04-03", **ended("2026-06-30", "lost")),
        **touch("ben", "referral", "2026-04-04", **ended("2026-07-01", "won")),
        **touch("ben", "referral", "2026-04-05", **ended("2026-05-01", "won"), void=void),
        **touch("ben", "referral", "2026-04-06", direction="to-them", **ended("2026-05-01", "won")),
        **touch("ben", "advice", "2026-04-07", **ended("2026-05-01", "won")),
        **touch("ben", "advice", "2026-06-30"),
        **touch("ana", "advice", "2026-07-01"),
    }
    found = measured("referrals_won", files)
    assert (str(found.value), found.of) == ("2", "2 won of 3 that ended")
    # What was void from the next day on counted then.
    assert figure("referrals_won", files, on="2026-06-29") == "2"
    assert figure("referrals_won", files, cycle="2026-Q3") == "1"
    found = measured("advised", files)
    assert (str(found.value), found.of) == ("2", "by 1 person")
    assert figure("advised", files, cycle="2026-Q3") == "1"


def test_a_computed_name_of_the_schema_is_not_computed() -> None:
    row = row_of("program/strategy.yml")
    assert row is not None
    schema = (ROOT / "schemas" / f"{row.kind}.schema.json").read_text()
    for name in COMPUTED:
        assert f'"computed:{name}"' in schema
    assert schema.count('"computed:') == len(COMPUTED)


def strategy(*kpis: dict[str, Any], pillars: tuple[str, ...] = ("loyalty",)) -> dict[str, Any]:
    data = {"id": "stay", "pillar": pillars[-1], "goal": "They stay", "kpis": list(kpis)}
    other = {"id": "first", "pillar": pillars[0], "goal": "Other", "kpis": []}
    objectives = [data] if len(pillars) == 1 else [data, other]
    return {"program/strategy.yml": {"pillars": list(pillars), "objectives": objectives}}


def kpi(**more: Any) -> dict[str, Any]:
    return {"id": "stayed", "name": "Stayed", "kind": "outcome", **more}


def kpi_line(files: dict[str, Any], on: str = "2026-07-31", cycle: str = "2026-Q2") -> Line:
    found = snapshot(files, on)
    span = found.program.cycles.named(cycle)
    assert span is not None
    return next(lines(Basis(found.relation, found.tier_on), span))


def actual(value: str | None, day: str = "2026-07-01") -> Actual:
    line = kpi_line(strategy(kpi()))
    number = None if value is None else Decimal(value)
    return replace(line.actual, value=number, day=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("value", "day", "direction", "words"),
    [
        ("50", "2026-07-02", "up", "on track"),  # half of the way in 182 of 364 days
        ("49.9", "2026-07-02", "up", "behind"),
        ("50", "2026-07-03", "up", "behind"),
        ("100", "2026-02-01", "up", "reached"),
        ("99.9", "2026-12-31", "up", "missed"),
        ("100", "2026-12-31", "up", "reached"),
        (None, "2026-07-02", "up", "no figure"),
        ("-50", "2026-07-02", "down", "on track"),
        ("-49.9", "2026-07-02", "down", "behind"),
        ("-100", "2026-02-01", "down", "reached"),
    ],
)
def test_a_kpi_is_on_track_or_not(value: str | None, day: str, direction: str, words: str) -> None:
    goal = 100 if direction == "up" else -100
    stated = kpi(
        direction=direction,
        baseline={"value": 0, "date": "2026-01-01"},
        target={"value": goal, "by": "2026-12-31"},
    )
    line = kpi_line(strategy(stated))
    assert track(line.kpi, actual(value, day)) == words


def test_without_a_target_or_a_baseline_more_is_said_than_is_known() -> None:
    none = kpi_line(strategy(kpi()))
    assert (none.track, none.actual.source) == ("no target", "not measured yet")
    target = kpi_line(strategy(kpi(target={"value": 9})))
    assert track(target.kpi, actual("8")) == "behind"
    assert track(target.kpi, actual("9")) == "reached"


def test_a_measure_of_a_later_cycle_or_day_is_taken() -> None:
    values = {
        f"program/measures/{name}.yml": {"values": [{"kpi": "stayed", "value": value, "date": day}]}
        for name, value, day in (
            ("2026-Q1", 1, "2026-04-02"),
            ("2026-Q2", 2, "2026-07-02"),
            ("2026-Q3", 3, "2026-10-02"),
        )
    }
    files = {**strategy(kpi()), **values}
    found = kpi_line(files)
    assert (str(found.actual.value), found.actual.cycle) == ("2", "2026-Q2")
    assert found.history[-2:] == (Decimal(1), Decimal(2))
    assert [place.pointer for place in found.actual.places] == [("values", 0)]
    early = kpi_line(files, on="2026-07-01")
    assert (str(early.actual.value), early.actual.cycle) == ("1", "2026-Q1")
    assert early.history[-1] is None


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ((None, None), ""),
        ((1, 8), "▁█"),
        ((5, None, 5), "▄·▄"),
        ((0, 1, 2, 3, 4, 5, 6, 7), "▁▂▃▄▅▆▇█"),
    ],
)
def test_a_sparkline_is_another(values: tuple[int | None, ...], bars: str) -> None:
    assert sparkline(tuple(None if v is None else Decimal(v) for v in values)) == bars


def test_pillars_are_shown_in_the_order_of_the_file_and_not_of_the_strategy() -> None:
    files = strategy(kpi(), pillars=("quality", "loyalty"))
    value = results_report(snapshot(files)).value
    assert [each["pillar"] for each in value["pillars"]] == ["quality", "loyalty"]
    assert value["pillars"][1]["objectives"][0]["kpis"][0]["id"] == "stayed"


def test_who_is_new_or_has_lapsed_is_counted_elsewhere() -> None:
    files = {
        **mission(),
        **person("ana"),
        **person("ben"),
        **person("cleo"),
        **claim("ana", "2025-05-01", "2025-05-02"),
        **claim("ana", "2026-05-01", "2026-05-02"),
        **claim("ben", "2026-05-01", "2026-05-02"),
        **claim("cleo", "2026-03-01", "2026-03-02"),
        **touch("ana", "thanks", "2026-05-03", helped="x", surprise=True),
    }
    value = results_report(snapshot(files, "2026-06-30")).value
    assert value["participation"] == {
        "members": 3,
        "active": 2,
        "new": 1,
        "returning": 1,
        "lapsed": 1,
    }
    assert value["thanks"] == {
        "claims": 2,
        "thanked_in_time": 1,
        "thanks": 1,
        "surprises": 1,
        "never_thanked": ["ben", "cleo"],
    }
    assert value["missions"]["none"] == 2
    assert value["relationship"]["overall"] is None


def test_feedback_that_changed_something_is_told_of_another_cycle() -> None:
    files = {
        **person("ana"),
        **item("2026-01-05-a", "ana", steps=(decided("2026-01-06", "planned"), SOLVED)),
        **item("2026-01-06-b", "ana", steps=(decided("2026-01-07"),)),
    }
    changed = results_report(snapshot(files)).value["changed"]
    assert [(each["id"], each["delivered"]) for each in changed] == [("2026-01-05-a", "2026-05-20")]
    assert results_report(snapshot(files), "2026-Q1").value["changed"] == []


def test_a_cycle_that_has_not_begun_is_reported_on() -> None:
    with pytest.raises(Failure) as caught:
        results_report(snapshot({}), "2026-Q3")
    assert caught.value.message == "2026-Q3 begins on 2026-07-01, after 2026-06-30"
    empty = results_report(snapshot(DEPARTMENTS))
    assert "there is no program/strategy.yml" in empty.notes[0]
    assert empty.value["pillars"] == []


def test_the_figures_of_the_example_are_not_those_of_a_plain_count() -> None:
    found = example()[0]
    assert found.as_of == TODAY
    value = results_report(found, "2026-Q3").value
    inside = [
        c
        for c in found.program.claims.values()
        if "2026-07-01" <= c.occurred.isoformat() <= "2026-09-30"
        and "approved" in {d.outcome for d in (c.decision, c.appeal and c.appeal.decision) if d}
        and not c.reversals
    ]
    assert sum(value["missions"].values()) == len(inside)
    items = [
        i for i in found.loops.items.values() if "2026-07-01" <= f"{i.received}" <= "2026-09-30"
    ]
    assert value["loops"][-1]["received"] == len(items)


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, locator = example()
    report = results_report(found, "2026-Q2", explain=True)
    golden("reports/report.txt", table.report(report, 200, line=locator.spot))
    golden("reports/report.md", markdown.report(results_report(found)))
    golden("reports/report.csv", csv.report(results_report(found, "2026-Q3")))
