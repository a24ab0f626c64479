"""What must be true before somebody enters a stage, each condition with what just misses it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.relation.entry import unmet
from goodword.rules import entry_conditions
from tests.relation_program import program, snapshot

if TYPE_CHECKING:
    from pathlib import Path

ENTERED = date(2026, 3, 1)
SOUGHT = {"topics": ["repair"], "regions": ["PT", "DE-BE"]}
CONTACT = {"kind": "contact", "by": "maya", "summary": "Spoke about what she writes."}
CONDITIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "topic": ({"topics": ["cargo", "repair"]}, {"topics": ["cargo"]}),
    "region": ({"region": "PT-11"}, {"region": "DE-BY"}),
    "referral": ({"referred_by": "tomo"}, {}),
    "category": ({"category": "builder"}, {}),
    "account": ({"accounts": {"forum": "ana"}}, {}),
    "consent": (
        {"consent": [{"from": "2026-03-01", "messages": "none"}]},
        {"consent": [{"from": "2026-03-02"}]},
    ),
    "nda": (
        {"nda": [{"version": "1", "signed": "2026-01-01", "expires": "2026-03-01"}]},
        {"nda": [{"version": "1", "signed": "2026-01-01", "expires": "2026-02-28"}]},
    ),
}
"""By condition: what meets it on the day of entering, and what just does not."""


def files(condition: str, said: dict[str, Any], **entry: Any) -> dict[str, Any]:
    return {
        "program/identification.yml": {**SOUGHT, "entry": entry or {"member": [condition]}},
        "influencers/ana/profile.yml": {
            "name": "Ana",
            "history": [
                {"date": "2026-02-01", "stage": "candidate"},
                {"date": "2026-03-01", "stage": "member"},
            ],
            **said,
        },
    }


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_holds_or_lacks_where_it_should_not(condition: str) -> None:
    met, missed = CONDITIONS[condition]
    assert list(entry_conditions.check(snapshot(files(condition, met)))) == []
    found = list(entry_conditions.check(snapshot(files(condition, missed))))
    assert [(each.place.path, each.place.pointer) for each in found] == [
        ("influencers/ana/profile.yml", ("history", 1))
    ]
    other = files(condition, missed, invited=[condition])
    assert list(entry_conditions.check(snapshot(other))) == []


@pytest.mark.parametrize(
    ("touchpoint", "days", "counts"),
    [
        (CONTACT, 0, True),
        (CONTACT, 1, False),
        ({**CONTACT, "direction": "from-them"}, -20, True),
        ({"kind": "message", "template": "welcome"}, -1, False),
        ({**CONTACT, "void": {"date": "2026-03-01", "by": "maya", "reason": "Not her."}}, 0, False),
        ({**CONTACT, "void": {"date": "2026-03-02", "by": "maya", "reason": "Not her."}}, 0, True),
    ],
)
def test_a_personal_word_is_another_than_what_stood_that_day(
    touchpoint: dict[str, Any], days: int, *, counts: bool
) -> None:
    day = ENTERED + timedelta(days=days)
    path = f"influencers/ana/touchpoints/{day}-word.yml"
    found = program({**files("contact", {}), path: touchpoint})
    ana = found.influencers["ana"]
    assert unmet(found, ana, "member", ENTERED) == (() if counts else ("contact",))


def test_a_withdrawal_is_taken_for_a_consent() -> None:
    nothing = dict.fromkeys(("recognition", "contact", "points"), "nobody")
    said = {"consent": [{"from": "2026-02-01"}, {"from": "2026-03-01", **nothing}]}
    assert list(entry_conditions.check(snapshot(files("consent", said)))) == []
    said["consent"][1]["messages"] = "none"
    assert len(list(entry_conditions.check(snapshot(files("consent", said))))) == 1


def test_without_topics_or_regions_sought_nobody_enters() -> None:
    found = program(
        {
            **files("topic", {"topics": ["cargo"]}),
            "program/identification.yml": {"entry": {"member": ["topic", "region"]}},
        }
    )
    assert unmet(found, found.influencers["ana"], "member", ENTERED) == ()


def test_the_command_moves_whom_check_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in {
        "program/program.yml": "name: A\ntimezone: UTC\nstaff:\n  - {id: maya, name: Maya}\n",
        "program/identification.yml": "entry: {member: [consent]}\n",
        "influencers/ana/profile.yml": 'name: Ana\nstage: invited\nsince: "2026-01-01"\n',
        "influencers/eva/profile.yml": 'name: Eva\nstage: invited\nsince: "2026-01-01"\n'
        'consent:\n  - {from: "2026-03-01"}\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    before = (tmp_path / "influencers/ana/profile.yml").read_bytes()
    command = ["--root", str(tmp_path), "influencer", "stage"]
    asked = ["--to", "member", "--by", "maya", "--on", "2026-03-01", "--write"]
    assert main([*command, "ana", *asked]) == 1
    assert "[entry-conditions]" in capsys.readouterr().out
    assert (tmp_path / "influencers/ana/profile.yml").read_bytes() == before
    assert main([*command, "eva", *asked]) == 0
