"""Terms: how long they are, who nominates, when one is over, and that nobody's ends untold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.load import load
from goodword.model.terms import Fixed, TermsVersion
from goodword.relation.term_sheet import sheet
from goodword.relation.term_years import term_years
from goodword.relation.terms import last_day, sides, term_on
from goodword.resources import schemas_directory
from goodword.rules import BY_NAME, judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.example import example
from tests.relation_program import person, snapshot

if TYPE_CHECKING:
    from pathlib import Path

START = date(2025, 7, 1)
DAYS = st.integers(0, 800).map(lambda each: START + timedelta(days=each))
HOW = ("call", "mail", "newsletter")
TRIED = (("2026-05-02", "call"), ("2026-05-03", "mail"), ("2026-08-01", "chat"))


def term(who: str = "ana", first: str = "2025-07-01", **more: Any) -> dict[str, Any]:
    return {f"influencers/{who}/terms/{first}.yml": {"until": "2026-06-30", **more}}


def decided(outcome: str = "ended", day: str = "2026-05-01") -> dict[str, Any]:
    return {"outcome": outcome, "by": "maya", "date": day, "reason": "Rest", "say": "Thanks"}


def told(day: str, channel: str = "call", **more: Any) -> dict[str, Any]:
    found = {"of": "decided", "date": day, "by": "maya", "channel": channel, "summary": "Thanks"}
    return {**found, **more}


def stages(*said: str) -> list[dict[str, str]]:
    return [{"date": each.split()[0], "stage": each.split()[1]} for each in said]


def state(files: dict[str, Any], on: str) -> tuple[str, str | None]:
    return state_of({**person("ana"), **files}, on)


def state_of(files: dict[str, Any], on: str) -> tuple[str, str | None]:
    today = snapshot(files, on)
    found = term_on(today.program, next(iter(today.program.terms.values())), today.as_of)
    return found.state, str(found.over) if found.over else None


@pytest.mark.parametrize(
    ("starts", "months", "first", "last"),
    [
        ("joined", 12, "2026-03-10", "2027-03-09"),
        ("joined", 1, "2026-01-31", "2026-02-27"),
        (Fixed(fixed="07-01"), 12, "2026-07-01", "2027-06-30"),
        (Fixed(fixed="07-01"), 12, "2026-03-10", "2026-06-30"),
        (Fixed(fixed="07-01"), 24, "2026-03-10", "2027-06-30"),
        (Fixed(fixed="07-01"), 3, "2026-08-01", "2027-06-30"),
    ],
)
def test_the_last_day_of_a_term_is_another(
    starts: str | Fixed, months: int, first: str, last: str
) -> None:
    version = TermsVersion(starts=starts, months=months)
    assert last_day(version, date.fromisoformat(first)) == date.fromisoformat(last)


def test_a_state_of_a_term_is_wrong_on_a_day() -> None:
    assert state(term(), "2026-06-30") == ("running", None)
    assert state(term(), "2026-07-01") == ("runs-on", None)
    ended = term(decision=decided())
    assert state(ended, "2026-04-30") == ("running", None)
    assert state(ended, "2026-06-30") == ("decided", None)
    assert state(ended, "2026-07-01") == ("untold", None)
    late = term(decision=decided(), told=[told("2026-08-05")])
    assert state(late, "2026-08-04") == ("untold", None)
    assert state(late, "2026-08-05") == ("ended", "2026-08-05")
    early = term(decision=decided(), told=[told("2026-05-02")])
    assert state(early, "2026-07-01") == ("ended", "2026-06-30")


def test_a_renewed_term_is_over_though_none_follows_it() -> None:
    renewed = term(decision=decided("renewed"), told=[told("2026-05-02")])
    assert state(renewed, "2026-07-01") == ("runs-on", None)
    following = {"influencers/ana/terms/2026-07-01.yml": {"until": "2027-06-30"}}
    assert state({**renewed, **following}, "2026-07-01") == ("renewed", "2026-06-30")


def test_what_everybody_reads_or_what_bounced_tells_somebody() -> None:
    ways = [
        told("2026-05-02", "newsletter"),
        told("2026-05-02", "mail", delivery="bounced"),
        {key: each for key, each in told("2026-05-02").items() if key != "summary"},
        told("2026-05-02", of="nominated"),
        told("2026-04-30"),
    ]
    for each in ways:
        assert state(term(decision=decided(), told=[each]), "2026-07-01") == ("untold", None)
    twice = [told("2026-05-02", way, delivery="bounced") for way in ("mail", "call")]
    assert state(term(decision=decided(), told=twice), "2026-07-01")[0] == "ended"


def test_who_went_themselves_is_decided_about() -> None:
    gone = person("ana", history=stages("2025-01-01 member", "2026-02-01 left"))
    today = snapshot({**gone, **term()}, "2026-09-01")
    found = term_on(today.program, next(iter(today.program.terms.values())), today.as_of)
    assert (found.state, found.over) == ("left", date(2026, 2, 1))


def test_somebody_on_staff_reviews_or_tells_what_is_their_own() -> None:
    files = {
        **person("ana", staff="jon"),
        **term(
            review={"by": "jon", "date": "2026-04-01"},
            decision=decided(),
            told=[told("2026-05-02", by="jon")],
        ),
    }
    found = [
        each.message
        for name in ("term-decided", "term-untold")
        for each in BY_NAME[name].check(snapshot(files, "2026-08-01"))
    ]
    assert found == [
        '"jon" is "ana" and cannot review what is their own',
        '"jon" told themselves: they count as untold',
    ]
    assert state_of(files, "2026-08-01") == ("untold", None)


def test_another_end_is_told_of_who_came_back_or_could_not_be_reached() -> None:
    gone = stages("2025-01-01 member", "2025-09-01 left", "2026-09-01 member")
    files = {**person("ana", history=gone), **term()}
    assert state_of(files, "2026-10-01") == ("left", "2025-09-01")
    gone = stages("2025-01-01 member", "2025-09-01 left", "2026-02-01 member")
    assert state_of({**person("ana", history=gone), **term()}, "2026-10-01") == ("runs-on", None)
    tried = [told(day, way, delivery="bounced") for day, way in TRIED]
    files = {**person("ana"), **term(decision=decided(), told=tried)}
    assert state_of(files, "2026-10-01") == ("ended", "2026-06-30")


@given(
    st.sampled_from(("renewed", "paused", "ended", "emeritus", "")),
    DAYS,
    st.lists(st.tuples(DAYS, st.sampled_from(HOW), st.booleans()), max_size=3),
    DAYS,
)
def test_a_term_ends_untold(
    outcome: str, day: date, tellings: list[tuple[date, str, bool]], on: date
) -> None:
    said = [
        told(each.isoformat(), way, delivery="bounced" if failed else "sent")
        for each, way, failed in tellings
    ]
    more: Any = {"decision": decided(outcome, day.isoformat())} if outcome else {}
    today = snapshot({**person("ana"), **term(told=said, **more)}, on.isoformat())
    found = term_on(today.program, next(iter(today.program.terms.values())), on)
    if found.over is None:
        return
    failed = {way for each, way, bounced in tellings if bounced and day <= each <= found.over}
    heard = [
        each
        for each, way, bounced in tellings
        if day <= each <= found.over and way != "newsletter" and not bounced
    ]
    assert outcome not in {"", "renewed"}
    assert heard or len(failed) > 1
    assert found.over >= date(2026, 6, 30)


def test_two_of_one_side_nominate_as_two() -> None:
    people = {
        **person("ana", staff="jon"),
        **person("bo", employer="Harbour  Maps"),
        **person("cy", employer="harbour maps"),
        **person("di"),
    }
    files = term(nominated_by=["ana", "jon", "bo", "cy", "di", "maya"])
    today = snapshot({**people, **files}, "2026-01-01")
    found = sides(today.program, next(iter(today.program.terms.values())))
    assert found == {("employer", "harbourmaps"), ("person", "di"), ("department", "pr")}


def test_what_was_done_on_leave_counts() -> None:
    history = stages("2025-01-01 member", "2025-10-01 on-leave", "2025-12-01 member")
    thanks = {
        f"influencers/ana/touchpoints/{day}-thanks.yml": {"kind": "thanks", "helped": "Riders"}
        for day in ("2025-06-30", "2025-07-01", "2025-11-01", "2026-01-01")
    }
    today = snapshot({**person("ana", history=history), **term(), **thanks}, "2026-01-31")
    found = sheet(today.relation, next(iter(today.program.terms.values())), None)
    assert [(str(each.first), str(each.last)) for each in found.leave] == [
        ("2025-10-01", "2025-11-30")
    ]
    assert found.days == 215 - 61
    assert found.passed == 1
    assert {each.lane: each.much for each in found.lanes if each.much} == {"thanks": 2}


def test_who_stayed_is_counted_otherwise() -> None:
    files = {
        **person("ana"),
        **person("bo"),
        **term(decision=decided("renewed"), told=[told("2026-05-02")]),
        **term(first="2026-07-01", until="2027-06-30"),
        **term("bo", decision=decided(), told=[told("2026-05-02")]),
    }
    today = snapshot(files, "2026-12-31")
    found = term_years(today.program, today.as_of)
    assert [(each.of, each.new, each.renewed, each.ended) for each in found.years] == [
        (2025, 2, 0, 0),
        (2026, 0, 1, 1),
    ]
    assert [tuple(each) for each in found.stayed] == [(2025, 1, 2, 1, 500)]
    assert found.untold == 0


def test_the_made_up_program_with_terms_leaves_somebody_untold(tmp_path: Path) -> None:
    until = date(2026, 10, 31)
    files = dict(example(60, 5, 3, until, shape="mvp"))
    plain = dict(example(60, 5, 3, until))
    assert {path: files.get(path) for path in plain} == plain
    assert files == dict(example(60, 5, 3, until, shape="mvp"))
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    loaded = load(DiskTree(tmp_path), Schemas.load(schemas_directory()), workers=1)
    assert loaded.diagnostics == ()
    locate = Locator(DiskTree(tmp_path)).mark
    assert [*judge(Snapshot(loaded.program, until), locate)] == []
    early = term_years(loaded.program, date(2024, 3, 1))
    found = term_years(loaded.program, until)
    assert (early.untold, found.untold) == (0, 0)
    assert sum(each.undecided for each in (*early.years, *found.years)) == 0
    totals = [sum(each[1:]) for each in found.years]
    assert len(totals) > 4
    assert min(totals) > 0
    assert {each.joined for each in found.stayed} >= {2021, 2022, 2023}
