"""Who hears of a claim beside its decision, and how a sequence goes on over what was not sent."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from goodword.cli.outgoing import reason
from goodword.due import DUES
from goodword.outbox.plan import plan
from goodword.portal.me.told import _subject
from goodword.portal.page import Reader
from goodword.portal.sheet import Cell
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.conftest import ROOT
from tests.outbox_world import ALL, FILES, FIRST, profile, season, world

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.outbox.messages.message import Message, Skip

BY_ANA = "missions/guide/claims/2026-09-20-ana.yml"
REF = "guide/2026-09-20-ana"
OPEN = "evidence: https://example.com/together\nwith: [ben, dan]\n"
ASKED = 'questions: [{asked: "2026-09-23", by: jon, text: Which version is it about%s}]\n'
REVERSED = """\
evidence: https://example.com/b
with: [ben]
decision: {outcome: approved, by: maya, date: "2026-09-21", points: 60, computed: 60,
  shares: {ana: 40, ben: 20}, version: "1900-01-01", quality: normal}
reversals:
  - {date: "2026-09-24", by: jon, shares: {ben: 20}, reason_code: duplicate, note: Seen before,
     appeal: {date: "2026-09-25", text: It was another one,
       decision: {outcome: %s, by: maya, date: "2026-09-28", reason: Looked at again%s}}}
"""


def said(program: Program, day: date, *templates: str) -> list[Message]:
    """What is to be said on a day by these templates."""
    return [each for each in plan(Snapshot(program, day)).messages if each.template in templates]


def test_who_is_named_does_not_hear_of_it_while_they_can_be_taken_out(tmp_path: Path) -> None:
    found = world(tmp_path, FILES | {BY_ANA: OPEN})
    made = said(found, date(2026, 9, 21), "named")
    assert [(each.person, each.key, each.channel) for each in made] == [
        ("ben", f"named/{REF}", "mail"),
        ("dan", f"named/{REF}", "portal"),
    ]
    assert all(each.importance == "essential" for each in made)
    assert "Ana" not in made[0].subject + made[0].text, "whose claim it is, is theirs to say"
    assert not said(found, date(2026, 9, 19), "named")
    decided = OPEN + (
        'decision: {outcome: approved, by: maya, date: "2026-09-22", points: 60, computed: 60, '
        'shares: {ana: 30, ben: 30}, version: "1900-01-01", quality: normal}\n'
    )
    found = world(tmp_path / "decided", FILES | {BY_ANA: decided})
    assert not said(found, date(2026, 9, 22), "named")
    heard = [each for each in said(found, date(2026, 9, 22), "decision") if REF in each.key]
    assert {each.person: "30 " in each.text for each in heard} == {
        "ana": True,
        "ben": True,
        "dan": False,
    }


def test_a_question_of_the_reviewer_waits_for_somebody_to_look(tmp_path: Path) -> None:
    found = world(tmp_path, FILES | {BY_ANA: OPEN + ASKED % ""})
    made = said(found, date(2026, 9, 24), "question")
    assert [(each.person, each.key, each.language) for each in made] == [
        ("ana", f"question/{REF}/1", "es")
    ]
    assert "Which version is it about" in made[0].text
    days = season(found, 40, date(2026, 9, 20))
    asked = [day for day, made in days for each in made.messages if each.template == "question"]
    assert asked == [date(2026, 9, 23)]
    answered = ASKED % ', answered: "2026-09-23"'
    found = world(tmp_path / "answered", FILES | {BY_ANA: OPEN + answered})
    assert not said(found, date(2026, 9, 24), "question")


@pytest.mark.parametrize(
    ("outcome", "more", "words"),
    [
        ("approved", ", points: 20", "It is granted: you have 20 points again."),
        ("declined", "", "It is declined: it stays as it was."),
    ],
)
def test_who_appealed_against_a_reversal_is_not_answered(
    outcome: str, more: str, words: str, tmp_path: Path
) -> None:
    found = world(tmp_path, FILES | {BY_ANA: REVERSED % (outcome, more)})
    assert not said(found, date(2026, 9, 27), "appeal")
    made = said(found, date(2026, 9, 28), "appeal")
    assert [(each.person, each.key) for each in made] == [("ben", f"appeal/{REF}/2026-09-24")]
    assert words in made[0].text
    assert "Looked at again" in made[0].text


def test_a_sequence_stops_where_a_step_was_never_sent(tmp_path: Path) -> None:
    """The first text is missing: for 14 days the next step waits for it, and then no longer."""
    files = {path: text for path, text in FILES.items() if not path.endswith("/welcome.md")}
    sent: dict[str, date] = {}
    skips: dict[date, Skip] = {}
    for day, made in season(world(tmp_path, files), 40):
        sent |= {each.key: day for each in made.messages if each.person == "ana"}
        for each in made.skips:
            if (each.person, each.key) == ("ana", "welcome/hello"):
                skips[day] = each
    last = FIRST + timedelta(days=14)
    assert reason(skips[FIRST]) == (
        f"there is no text welcome; steps counted from it wait for it until {last}"
    )
    assert reason(skips[last + timedelta(days=1)]).endswith(
        "; steps counted from it no longer wait for it and count from its day"
    )
    assert sent["welcome/rules"] == last + timedelta(days=1)
    assert "welcome/hello" not in sent


def test_who_wanted_less_at_first_gets_the_whole_sequence_at_once(tmp_path: Path) -> None:
    """Two months later they want everything: what is no news any more is not caught up on."""
    less = ALL.replace("messages: all", "messages: essential")
    more = ALL.replace("2026-09-01", "2026-11-01")
    path = "influencers/ana/profile.yml"
    found = world(tmp_path, FILES | {path: profile("Ana Lopes", "es", f"{less}, {more}")})
    steps = [
        each.key
        for _, made in season(found, 80)
        for each in made.messages
        if each.person == "ana" and each.sequence
    ]
    assert steps == []


def test_a_link_leads_to_pages_of_another_language(tmp_path: Path) -> None:
    """Into the folder of the reader's language where the portal has it, else to its first."""
    days = season(world(tmp_path, FILES), 60)
    links: dict[str, set[str]] = {}
    for _, made in days:
        for each in made.messages:
            if each.template in ("digest", "first-mission"):
                found = re.findall(r"https://acme\.example/[^\s\"<>)]*", each.html)
                links.setdefault(each.person, set()).update(found)
    assert "https://acme.example/es/missions/guide/index.html" in links["ana"]
    assert "https://acme.example/missions/guide/index.html" in links["ben"]
    assert all(each.startswith("https://acme.example/es/") for each in links["ana"])
    assert not any(each.startswith("https://acme.example/es/") for each in links["ben"])
    assert "https://acme.example/es/index.html" in links["ana"], "the slot of the portal"


def test_something_is_due_that_no_message_does_and_no_reason_is_given() -> None:
    page = (ROOT / "docs/messages.md").read_text(encoding="utf-8")
    table = page.partition("## What is due, and who says it")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z]+)` \| ([^|]+) \|$", table, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(
        each.__name__.rpartition(".")[2] for each in DUES
    )


@pytest.mark.parametrize(
    ("facts", "cell"),
    [
        ({"summary": "A question", "language": "en"}, Cell("A question")),
        (
            {"summary": "Una pregunta\n\nHola", "language": "es"},
            Cell("Una pregunta", language="es"),
        ),
        ({"template": "question", "language": "es"}, Cell("question")),
    ],
)
def test_a_message_is_named_by_a_word_of_ours(facts: dict[str, str], cell: Cell) -> None:
    """Of messages sent their own page says the subject, in the language that it has."""
    assert _subject(facts, Reader(Texts("en"), str)) == cell
