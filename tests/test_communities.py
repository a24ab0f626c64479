"""Communities by dated assessments: ranking, the gap, what is due, and who sees any of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.due import all_dues
from goodword.outbox.plan import plan
from goodword.portal.pages import PAGES
from goodword.relation.assessments import newest
from goodword.relation.following import following
from goodword.relation.presence import top_people
from goodword.reports.communities import communities_report
from goodword.reports.record import record_report
from goodword.reports.results import results_report
from tests.community_files import FORUM, community, found, one, staff_reader
from tests.relation_program import person, program, snapshot

TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "all", "standing_at_least": 0},
                    {"id": "some", "standing_at_least": 10},
                    {"id": "few", "standing_at_least": 100},
                ],
            }
        ]
    }
}


def ids(files: dict[str, Any], on: str = "2026-06-30") -> list[str]:
    return [each["id"] for each in communities_report(snapshot(files, on)).value["communities"]]


def test_an_assessment_that_is_not_the_newest_on_the_day_counts() -> None:
    one, two, three = found("2026-01-05", relevance=1), found("2026-04-01"), found("2026-02-01")
    files = community("forum", one, two, three, {**three, "relevance": 3})
    there = program(files).communities["forum"]

    def on(day: str) -> int | None:
        made = newest(there, date.fromisoformat(day))
        return made.relevance if made else None

    days = ("2026-01-04", "2026-01-05", "2026-02-01", "2026-03-31", "2026-04-01")
    assert [on(day) for day in days] == [None, 1, 3, 3, 4]


def test_size_decides_where_a_community_stands() -> None:
    small = community("small", found("2026-01-05", movers=["ana"]), size=10)
    large = community("large", found("2026-01-05", movers=[]), size=90_000)
    files = {**person("ana"), **small, **large}
    assert ids(files) == ["small", "large"]
    assert ids(files, "2026-01-04") == ["large", "small"], "before the first assessment"


def test_who_moves_it_is_not_as_the_newest_assessment_says() -> None:
    files = {**person("ana"), **person("ben")}
    files |= community(
        "forum", found("2026-01-05", movers=["ben"]), found("2026-03-01"), movers=["ana"]
    )
    rows = {
        day: communities_report(snapshot(files, day)).value["communities"][0]
        for day in ("2026-01-04", "2026-01-05", "2026-03-01")
    }
    assert [row["movers"] for row in rows.values()] == [["ana"], ["ben"], ["ana"]]
    assert [row["members"] for row in rows.values()] == [[], ["ana"], []]


def test_our_top_people_are_others_than_those_in_a_tier_that_is_earned() -> None:
    award = {"kind": "adjustment", "reason_code": "correction", "by": "maya", "reason": "x"}
    files: dict[str, Any] = {**person("ana"), **person("ben"), **person("eve", stage="candidate")}
    files |= {"influencers/ana/touchpoints/2026-05-01-adjustment.yml": {**award, "points": 20}}
    on = snapshot(files)
    assert top_people(on.program, on.as_of, on.tier_on) == {"ana", "ben"}, "no ladder"
    on = snapshot(files | TIERS)
    assert top_people(on.program, on.as_of, on.tier_on) == {"ana"}
    none = communities_report(snapshot({**TIERS, **community("forum", found("2026-01-05"))}))
    assert none.value["communities"][0]["share"] is None
    assert "nobody is in a tier that has to be earned" in none.notes[0]


def test_a_gap_is_shown_over_fewer_than_five_communities() -> None:
    files: dict[str, Any] = {}
    for number in range(4):
        files |= community(f"c{number}", found("2026-01-05", relevance=5 - number % 2))
    few = communities_report(snapshot(files)).value["gap"]
    shares = ("important", "there", "gap")
    assert [few[each] for each in shares] == [None] * 3
    assert not few["shown"]
    files |= community("c4", found("2026-01-05", relevance=3, we="ongoing"))
    enough = communities_report(snapshot(files)).value["gap"]
    assert [enough[each] for each in shares] == [80.0, 0.0, 80.0]
    assert results_report(snapshot(files)).value["presence"] == enough


def test_where_we_are_makes_up_for_where_it_is_important_and_we_are_not() -> None:
    files: dict[str, Any] = {}
    for number in range(6):
        relevance, we = (5, "none") if number < 3 else (1, "ongoing")
        files |= community(f"c{number}", found("2026-01-05", relevance=relevance, we=we))
    gap = communities_report(snapshot(files)).value["gap"]
    assert (gap["important"], gap["there"], gap["gap"]) == (50.0, 0.0, 50.0)
    assert gap["absent"] == ["c0", "c1", "c2"]


def due(files: dict[str, Any], on: str) -> list[tuple[str, str]]:
    dues = all_dues(snapshot(files, on), {"communities"})
    return [(f"{each.date}", each.command.partition(" …")[0]) for each in dues]


def test_an_assessment_is_no_review_or_an_old_one_is_not_owed() -> None:
    look, anew = "goodword community review forum", "goodword community assess forum --relevance"
    plainly = community("forum", reviewed="2026-01-05")
    assert due(plainly, "2026-06-30") == [("2026-06-30", look)]
    made = community("forum", found("2026-05-05"), reviewed="2026-01-05")
    assert due(made, "2026-06-30") == []
    assert due(made, "2026-07-01") == [("2026-09-30", look)]
    # In the cycle in which a year ends the line asks for that, whether or not it was looked at.
    assert due(made, "2027-03-31") == [("2026-09-30", look)]
    assert due(made, "2027-04-01") == [("2027-05-05", anew)]
    looked = community("forum", found("2026-05-05"), reviewed="2027-04-01")
    assert due(looked, "2027-04-02") == [("2027-05-05", anew)]
    alone = community("forum", found("2026-05-05"), stance="ignore")
    assert due(alone, "2027-06-01") == []


def test_a_program_that_assesses_and_follows_nothing_has_something_new() -> None:
    files = {**person("ana"), **community("forum", movers=["ana"], size=3)}
    on = snapshot(files)
    report = communities_report(on)
    assert set(report.value) == {"as_of", "cycle", "communities", "unreached", "to_review"}
    heads = [each.name for each in report.tables[0].columns]
    assert heads[:4] == ["id", "where", "size", "stance"]
    assert len(report.tables) == 1
    assert "presence" not in results_report(on).value
    assert (plan(on).digests, following(on.program, on.as_of)) == ((), ())


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_an_assessment_is_felt_outside_staff(audience: str) -> None:
    agreed = {"from": "2025-01-01", "version": "1", "source": "form"}
    shared = {**agreed, "recognition": "public", "contact": "nobody", "points": "nobody"}
    files = {**person("ana", consent=[shared]), **person("ben")}
    files |= community("forum", movers=["ana"], stance="join")
    files |= community("quiet", stance="monitor")
    plainly = snapshot(files)
    for path in (FORUM, "program/communities/quiet.yml"):
        secret = found("2026-03-01", movers=["ben", "ana"], topics=["secret"], source="secret")
        files[path] = {**files[path], "assessments": [secret]}
    assessed = snapshot(files, **one([{"community": "quiet"}], digest="2026-03-01"))
    views = [audience_view(each, audience, each.as_of) for each in (plainly, assessed)]
    assert views[0] == views[1]


def test_who_is_withheld_from_staff_is_named_on_their_page() -> None:
    hidden = {"from": "2025-01-01", "version": "1", "source": "form", "recognition": "nobody"}
    hidden |= {"contact": "nobody", "points": "nobody"}
    files = {**person("ana", consent=[hidden]), **person("ben")}
    files["influencers/ana/profile.yml"]["name"] = "Anastasia"
    files |= community("forum", found("2026-03-01", movers=["ana", "ben"]))
    view, reader = staff_reader(snapshot(files), "staff")
    (page,) = PAGES["staff_communities"](view, reader)
    assert page.whole is not None
    shown = str(page.whole().values)
    assert "Anastasia" not in shown
    assert "Ben" in shown


def test_a_person_lacks_on_their_record_that_they_were_found_to_move_a_community() -> None:
    files = {**person("ana"), **person("ben")}
    files |= community("forum", found("2026-03-01", movers=["ana"]), found("2027-01-01"))
    made = record_report(snapshot(files), "ana").value
    assert made["moves"] == [{"id": "forum", "name": {"en": "Forum"}, "date": "2026-03-01"}]
    kept = [each["as"] for each in made["files"] if each["path"] == FORUM]
    assert kept == ["community: assessed"]
    assert "moves" not in record_report(snapshot(files), "ben").value
