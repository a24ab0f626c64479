"""What a season in a program of one's own left unsaid: first tiers, meetings, steps after a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodword.due import all_dues
from goodword.outbox.plan import plan
from goodword.snapshot import Snapshot
from tests.outbox_world import FILES, FIRST, TIERS, on_record, season, world

if TYPE_CHECKING:
    from pathlib import Path

LOWEST = "      - {id: friend, name: {en: Friend, es: Amiga}, standing_at_least: 0}\n"


def test_the_first_tier_of_a_ladder_that_asks_for_points_is_no_rise(tmp_path: Path) -> None:
    """A ladder need not begin at 0: ana has no tier until her first points."""
    assert LOWEST in TIERS
    files = FILES | {"program/tiers.yml": TIERS.replace(LOWEST, "")}
    del files["program/onboarding.yml"]  # its steps would take the one message of the day
    program = world(tmp_path, files)
    risen = [
        (each.key, each.due)
        for each in plan(Snapshot(program, date(2026, 9, 18)), ("ana",)).messages
        if each.template == "promotion"
    ]
    assert risen == [("promotion/guide/2026-09-17", date(2026, 9, 17))]


def test_who_joins_or_gets_the_first_ladder_hears_of_a_rise(tmp_path: Path) -> None:
    lowest = TIERS.replace("standing_at_least: 50", "standing_at_least: 0").replace(LOWEST, "")
    for number, (from_, day) in enumerate(
        (("2026-01-01", date(2026, 9, 1)), ("2026-09-10", date(2026, 9, 11)))
    ):
        tiers = lowest.replace('from: "2026-01-01"', f'from: "{from_}"')
        program = world(tmp_path / str(number), FILES | {"program/tiers.yml": tiers})
        snapshot = Snapshot(program, day)
        assert snapshot.ledger.tier_on("ana", day) == "guide"
        said = {each.template for each in plan(snapshot, ("ana",)).messages}
        left = {each.template for each in plan(snapshot, ("ana",)).skips}
        assert "promotion" not in said | left


SEVERAL = f"""\
ladders:
  - id: levels
    name: {{en: Levels, es: Niveles}}
    {TIERS.replace(chr(10), f"{chr(10)}    ").rstrip()}
  - id: authors
    name: {{en: Authors, es: Autoras}}
    over: ever
    versions:
      - from: "2026-01-01"
        tiers:
          - id: author
            name: {{en: Author, es: Autora}}
            all: [{{claims: 1}}]
            entitlements: [{{en: A byline, es: Una firma}}]
"""


def test_a_rise_on_another_ladder_is_told_to_nobody(tmp_path: Path) -> None:
    """Ana rises on both ladders on one day: with one such message a day, on two days."""
    shelf = "name: A shelf\nkind: recognition\n"
    files = FILES | {
        "program/tiers.yml": SEVERAL,
        "program/rewards/shelf.yml": shelf
        + 'cost: [{from: "2026-01-01", points: 1, tiers: [authors/author]}]\n',
    }
    del files["program/onboarding.yml"]
    told = [
        (day, each)
        for day, made in season(world(tmp_path, files), 22)
        for each in made.messages
        if each.template == "promotion" and each.person == "ana"
    ]
    assert [(day.day, each.key, each.subject) for day, each in told] == [
        (17, "promotion/guide/2026-09-17", "Tu nivel ahora: Guía (Niveles)"),
        (18, "promotion/authors/author/2026-09-17", "Tu nivel ahora: Autora (Autoras)"),
    ]
    (_, guide), (_, author) = told
    assert "Una firma" in author.text
    assert "A shelf" in author.text
    assert "Una llamada con ingeniería" in guide.text
    assert "Una taza" in guide.text
    assert "A shelf" not in guide.text


def test_the_only_ladder_is_named_in_a_letter(tmp_path: Path) -> None:
    alone = SEVERAL.partition("  - id: authors")[0]
    program = world(tmp_path, FILES | {"program/tiers.yml": alone})
    assert program.tiers is not None
    assert len(program.tiers.every) == 1
    told = [
        each.subject
        for _, made in season(program, 22)
        for each in made.messages
        if each.template == "promotion" and each.person == "ana"
    ]
    assert told == ["Tu nivel ahora: Guía"]


MEETING = """\
title: {{en: {title}, es: {title}}}
starts: "{day}T18:00"
ends: "{day}T20:00"
format: online
"""


def test_a_meeting_is_told_of_when_it_is_over_or_twice(tmp_path: Path) -> None:
    """One known from the start, one entered when a digest had gone, and one far away."""
    held = {"soon": "2026-09-29", "later": "2026-10-08", "far": "2027-02-01"}
    files = FILES | {
        f"program/events/{day}-{name}.yml": MEETING.format(title=name, day=day)
        for name, day in held.items()
    }
    told: dict[str, list[date]] = {name: [] for name in held}
    for day, made in season(world(tmp_path, files), 60):
        for each in made.messages:
            if each.template == "digest" and each.person == "ana":
                for name, days in told.items():
                    if name in each.text:
                        days.append(day)
                        assert f"{held[name]}-{name}" in each.refs
    assert {name: len(days) for name, days in told.items()} == {"soon": 1, "later": 1, "far": 0}
    assert told["soon"] < [date(2026, 9, 29)]
    assert told["later"] < [date(2026, 10, 8)]


def test_a_meeting_that_was_entered_late_is_told_of_by_no_digest(tmp_path: Path) -> None:
    program, entered = world(tmp_path / "before"), date(2026, 9, 30)
    files = FILES | {
        "program/events/2026-10-08-late.yml": MEETING.format(title="Late", day="2026-10-08")
    }
    events, told = world(tmp_path / "after", files).events, []
    for day in (FIRST + timedelta(days=each) for each in range(40)):
        if day == entered:
            program = replace(program, events=events)
        made = plan(Snapshot(program, day), ("ana",))
        program = on_record(program, made.messages, day)
        told += [(day, each.text) for each in made.messages if "Late" in each.text]
    ((day, text),) = told
    assert entered < day < date(2026, 10, 8)
    assert "- Evento el 8 de octubre de 2026: Late <" in text


def test_a_warning_that_somebody_does_not_want_is_left_out_without_a_word(tmp_path: Path) -> None:
    """Of ana, who withdraws on the 20th: her points, her agreement and the document of October."""
    text = FILES["influencers/ana/profile.yml"]
    files = FILES | {
        "influencers/ana/profile.yml": text.replace(
            "messages: all}]", 'messages: all}, {from: "2026-09-20", version: "1", messages: none}]'
        )
    }
    program = world(tmp_path, files)
    for day, key in (
        (date(2026, 9, 21), "expiry/2026-10-17/30"),
        (date(2026, 10, 21), "nda/2026-11-20"),
        (date(2026, 10, 16), "consent/2"),
    ):
        made = plan(Snapshot(program, day), ("ana",))
        assert made.messages == ()
        assert (key, "wants-none") in [(each.key, each.why) for each in made.skips]
        owed = all_dues(Snapshot(program, day), {"consents", "expiring", "ndas"})
        assert not [each for each in owed if "ana" in each.to]


def test_what_becomes_of_a_term_is_mailed_or_not_named_as_left_to_a_person(tmp_path: Path) -> None:
    term = (
        'until: "2026-10-31"\nnominated_by: [maya]\nnominated: "2026-09-10"\n'
        'decision: {outcome: ended, by: maya, date: "2026-09-16", reason: Rest, say: Thanks}\n'
    )
    said = "told: [{of: %s, date: '2026-09-17', by: maya, channel: call, summary: So}]\n"
    path = "influencers/ana/terms/2026-09-11.yml"
    for told, left in (
        ("", {"nominated", "decided"}),
        (said % "nominated", {"decided"}),
        (said % "decided", {"nominated"}),
    ):
        program = world(tmp_path / (told[13:20] or "none"), FILES | {path: term + told})
        found = plan(Snapshot(program, date(2026, 9, 18)), ("ana",))
        assert not [each for each in found.messages if each.template == "term"]
        skips = {each.key: each.why for each in found.skips if each.template == "term"}
        assert skips == {f"term/2026-09-11/{each}": "a-term" for each in left}
