"""A person's record: what is theirs is in it, and nothing of anybody else or of staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.formats import json, markdown
from goodword.relation.lifetime import lifetime
from goodword.reports.record import record_report
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.relation_program import (
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
    from tests.conftest import Golden

ITEM = "2026-03-02-slow"
SECRET = "zzsecret"  # stands in every field that the person may not have
NOTE = "zznote"  # and this in what staff wrote about them, which is theirs to know


def steps(**say: Any) -> tuple[dict[str, Any], ...]:
    return (
        {
            "step": "triaged",
            "date": "2026-03-03",
            "department": "product",
            "owner": "jon",
            "severity": SECRET,
        },
        decided("2026-03-04", rationale=f"{SECRET}: we would rather not", **say),
    )


def story(**say: Any) -> dict[str, Any]:
    shared = item("2026-04-01-both", "ana", f"{SECRET}-ben")
    shared["program/feedback/2026-04-01-both.yml"]["steps"][0]["verbatim"] = SECRET
    own = item(ITEM, "ana", steps=steps(**say))
    own[f"program/feedback/{ITEM}.yml"]["steps"][0]["verbatim"] = "It takes minutes."
    return {
        **person(
            "ana",
            history=[
                {"date": "2025-01-01", "stage": "candidate", "by": "maya", "reason": NOTE},
                {"date": "2025-02-01", "stage": "member", "reason": NOTE},
            ],
            stance="critical",
            referred_by=f"{SECRET}-cleo",
            relations=[{"influencer": f"{SECRET}-dan", "kind": SECRET}],
        ),
        **own,
        **shared,
        **mission(),
        **claim("ana", "2026-03-01", "2026-03-02", helped="A newcomer", **{"with": [SECRET]}),
        **touch("ana", "contact", "2026-03-03", summary=NOTE),
        **touch("ana", "introduction", "2026-03-03", summary="To the press", audience="members"),
        **touch("ana", "gift", "2026-03-05", second={"by": "jon", "reason": NOTE}),
        "program/audits/2026-Q2/ana.yml": {
            "brand": [
                {
                    "department": SECRET,
                    "by": "maya",
                    "recorded": "2026-06-01",
                    "relationship": "working",
                }
            ],
            "answer": {
                "collected_by": "jon",
                "date": "2026-06-02",
                "relationship": "aware",
                "told_what_became_of_feedback": "no",
            },
        },
    }


def test_somebody_elses_or_the_staffs_words_are_in_it() -> None:
    report = record_report(snapshot(story()), "ana")
    for text in (json.report(report), markdown.report(report)):
        assert SECRET not in text
        assert "critical" not in text
        for own in ("It takes minutes.", "A newcomer", "To the press", "relationship"):
            assert own in text or text.startswith("# "), own
    assert "To the press" in markdown.report(report)


@pytest.mark.parametrize(
    ("say", "outcome"),
    [
        ({"say": {"members": "No."}}, "declined"),
        ({"say": {"public": "No."}}, "declined"),
        ({"say": {"nda": "No."}}, None),
        ({"say": {}}, None),
    ],
)
def test_an_outcome_is_shown_before_it_may_be_said(
    say: dict[str, Any], outcome: str | None
) -> None:
    found = record_report(snapshot(story(**say)), "ana").value["items"][0]
    assert (found["id"], found["outcome"]) == (ITEM, outcome)
    assert found["say"] == ({"en": "No."} if outcome else None)
    assert [t["milestone"] for t in found["told"]] == (
        ["acknowledged", "decided"] if outcome else ["acknowledged"]
    )
    clocks = {each["clock"] for each in found["clocks"]}
    assert ("tell_decision" in clocks) == (outcome is not None)


def test_what_somebody_was_told_is_kept_from_them() -> None:
    files = {**story(say={}), **told("ana", ITEM, "decided", "2026-03-05")}
    found = record_report(snapshot(files), "ana").value["items"][0]
    assert found["outcome"] == "declined"
    assert found["told"][-1] == {
        "milestone": "decided",
        "status": "told",
        "date": "2026-03-05",
        "due": "2026-03-11",
    }


def test_they_are_to_ask_somebody_who_has_left_the_staff() -> None:
    found, _ = example()
    for day, whom in (("2026-10-30", "Yara Benítez"), ("2026-10-31", "Hanna Kovač")):
        shot = Snapshot(found.program, date.fromisoformat(day))
        rows = record_report(shot, "layla-mansur").tables[0].rows
        assert ("whom to ask", whom) in rows
    alone = snapshot(person("ana", owner="gone"))
    assert ("whom to ask", "Maya") in record_report(alone, "ana").tables[0].rows


def test_a_lifetime_forgets_what_is_older_than_a_year() -> None:
    files = {
        **story(),
        **touch("ana", "thanks", "2025-03-01", helped="Newcomers"),
        **touch("ana", "thanks", "2026-03-02", helped="x", refs=["guide/2026-03-01-ana"]),
    }
    found = lifetime(snapshot(files, "2030-01-01").relation, "ana")
    assert (found.missions, found.helped, found.changed) == (1, 2, 0)
    value = record_report(snapshot(files, "2030-01-01"), "ana").value
    assert value["given"]["feedback"] == 2
    assert value["got"]["thanks"] == 2


def test_a_later_day_is_looked_ahead_of() -> None:
    value = record_report(snapshot(story(), "2026-03-02"), "ana").value
    assert [each["outcome"] for each in value["items"]] == [None]
    assert value["touchpoints"] == []
    assert value["answers"] == []
    assert [each["state"] for each in value["claims"]] == ["approved"]
    early = record_report(snapshot(story(), "2026-03-01"), "ana").value
    assert [each["state"] for each in early["claims"]] == ["submitted"]


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(Failure) as caught:
        record_report(snapshot(story()), "anna")
    assert caught.value.message == 'there is no influencer "anna", did you mean "ana"?'


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, _ = example()
    golden("reports/record.md", markdown.report(record_report(found, "milan-obradovic")))
    golden("reports/record.json", json.report(record_report(found, "owen-farrow")))


@pytest.mark.parametrize(
    ("reads", "stages", "column"),
    [
        (["es"], "## etapas", "| desde | etapa |"),
        (["fr", "nl"], "## fasen", "| vanaf | fase |"),
        (["pt-BR", "es"], "## etapas", "| desde | etapa |"),
        (["fr"], "## stages", "| from | stage |"),
        ([], "## fasen", "| vanaf | fase |"),
    ],
)
def test_what_is_handed_over_has_headings_that_its_person_does_not_read(
    reads: list[str], stages: str, column: str
) -> None:
    """Without languages of theirs those of the program count; staff read English all the same."""
    more = {"languages": reads} if reads else {}
    report = record_report(snapshot(person("ana", **more), languages=["nl", "en"]), "ana")
    handed = markdown.report(report)
    assert f"\n{stages}\n" in handed
    assert f"\n{column}\n" in handed
    assert "stages" in [each.title for each in report.tables]
    assert json.report(report) == json.report(replace(report, handed=None))


@pytest.mark.parametrize("language", ["es", "nl", "pt"])
def test_a_heading_of_a_record_stays_in_english(language: str) -> None:
    english = {key: text for key, text in Texts("en").words.items() if key.startswith("record.")}
    assert "record.title" in english
    there = Texts(language).words
    alike = [key for key, text in english.items() if there[key] == text]
    allowed = {"nl": ["record.column.incident", "record.column.status"]}
    assert alike == allowed.get(language, [])


def test_a_file_that_holds_something_of_them_is_not_named() -> None:
    ben = {**person("ben", relations=[{"influencer": "ana", "kind": "friend"}])}
    shared = claim("ben", "2026-03-04", "2026-03-05", **{"with": ["ana"]})
    events = {
        "program/communities/forum.yml": {"name": "Forum", "movers": ["ana"]},
        "program/incidents/2026-04-01-leak.yml": {
            "title": "Leak",
            "kind": "security",
            "severity": "high",
            "alert": {"ids": ["ana"]},
        },
    }
    files = {**story(), **ben, **shared, **events}
    value = record_report(snapshot(files), "ana").value["files"]
    found = {(each["path"], each["as"]) for each in value}
    own = {path for path in files if path.startswith("influencers/ana/")}
    assert own <= {path for path, _ in found}
    assert ("program/audits/2026-Q2/ana.yml", "perception audit") in found
    assert ("program/communities/forum.yml", "community: movers") in found
    assert ("program/incidents/2026-04-01-leak.yml", "incident: to be told") in found
    assert (f"program/feedback/{ITEM}.yml", "feedback") in found
    assert "claim together" in {as_ for _, as_ in found}
    assert not [path for path, _ in found if "ben" in path]
    assert all(path in files or path.endswith("/claims") for path, _ in found)
