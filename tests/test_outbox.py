"""What is due to be said: sixty days of six people, and that nothing is said twice or unwanted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Place
from goodword.load import load
from goodword.model.touchpoint import Touchpoint
from goodword.outbox.messages.occasion import LATE
from goodword.outbox.plan import plan
from goodword.outbox.wanted import OUTSIDE
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree
from tests.conftest import ROOT
from tests.outbox_world import FILES, FIRST, SCHEMAS, on_record, season, world

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.outbox.messages.message import Message, Plan
    from tests.conftest import Golden

DAYS = 60


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return world(tmp_path_factory.mktemp("outbox"))


@pytest.fixture(scope="module")
def days(program: Program) -> list[tuple[date, Plan]]:
    return season(program, DAYS)


def shown(day: date, each: Message) -> str:
    how = f"{each.importance}, {each.channel}, {each.language}, by {each.by}"
    return f"=== {day} {each.person} {each.key} ({how})\n{each.subject}\n\n{each.text}"


def test_a_season_reads_otherwise(days: list[tuple[date, Plan]], golden: Golden) -> None:
    said = [shown(day, each) for day, made in days for each in made.messages]
    skips: dict[str, list[date]] = {}
    for day, made in days:
        for each in made.skips:
            skips.setdefault(f"{each.person} {each.key}: {each.why}", []).append(day)
    left = [f"{what} ({found[0]} to {found[-1]})" for what, found in sorted(skips.items())]
    golden("outbox/season.txt", "\n".join([*said, "=== not sent", *left, ""]))


def test_something_is_said_twice(days: list[tuple[date, Plan]]) -> None:
    said = [(each.person, each.key) for _, made in days for each in made.messages]
    assert len(said) == len(set(said))
    assert {person for person, _ in said} == {"ana", "ben", "cleo", "dan"}


def test_who_withdrew_hears_more(days: list[tuple[date, Plan]]) -> None:
    withdrew = date(2026, 9, 21)
    heard = [day for day, made in days for each in made.messages if each.person == "cleo"]
    assert heard
    assert max(heard) < withdrew
    why = {
        s.why for day, made in days for s in made.skips if s.person == "cleo" and day >= withdrew
    }
    assert why == {"wants-none"}


def test_more_than_one_unneeded_message_a_day(days: list[tuple[date, Plan]]) -> None:
    for _, made in days:
        people = [each.person for each in made.messages if each.importance == "all"]
        assert len(people) == len(set(people))


def test_a_digest_comes_too_often_or_with_nothing_new(days: list[tuple[date, Plan]]) -> None:
    sent: dict[str, list[date]] = {}
    for day, made in days:
        for each in made.messages:
            if each.template == "digest":
                sent.setdefault(each.person, []).append(day)
                assert "- " in each.text
    assert sent["ana"]
    for found in sent.values():
        pairs = pairwise(found)
        assert all((later - before).days >= 7 for before, later in pairs)
        assert len(found) < DAYS // 7, "most weeks had no news"


def test_another_run_of_a_day_gives_other_bytes(program: Program) -> None:
    one, other = (plan(Snapshot(program, date(2026, 9, 17))) for _ in range(2))
    assert one == other
    assert one.messages


def test_a_portal_only_member_is_mailed(days: list[tuple[date, Plan]]) -> None:
    channels = {(m.person == "dan", m.channel) for _, made in days for m in made.messages}
    assert channels == {(True, "portal"), (False, "mail")}


def test_a_long_silence_floods(program: Program) -> None:
    """A program that begins to send on a day hears nothing that is old."""
    day = FIRST + timedelta(days=40)
    made = plan(Snapshot(program, day))
    assert all((day - each.due).days <= LATE for each in made.messages)
    late = {each.key for each in made.skips if each.why == "too-old" and each.person == "ana"}
    assert "decision/guide/2026-09-15-ana" in late
    assert "welcome/hello" not in late, "what is older than a month is not even named"


def test_a_record_that_somebody_wrote_counts(program: Program) -> None:
    """Without a key a step, or a template with what it is about, says which message it was."""
    day = date(2026, 9, 17)
    keys = {each.key for each in plan(Snapshot(program, day)).messages if each.person == "ana"}
    assert {"decision/guide/2026-09-15-ana", "expiry/2026-10-17/30"} <= keys
    cases: list[tuple[dict[str, object], bool]] = [
        ({"template": "decision", "refs": ["guide/2026-09-15-ana"]}, True),
        ({"template": "decision", "refs": ["guide/2026-09-16-cleo"]}, False),
        ({"template": "decision", "key": "decision/guide/2026-09-16-cleo"}, False),
        ({"template": "decision"}, True),
        ({"template": "reward"}, False),
    ]
    for number, (data, gone) in enumerate(cases):
        path = f"influencers/ana/touchpoints/2026-09-17-x-{number}.yml"
        record = Touchpoint.read({"kind": "message", **data}, Place(path), FIRST)
        later = replace(program, touchpoints={**program.touchpoints, path: record})
        left = {each.key for each in plan(Snapshot(later, day)).messages if each.person == "ana"}
        assert ("decision/guide/2026-09-15-ana" not in left) == gone, data


def test_a_void_record_counts_for_nothing(program: Program) -> None:
    made = plan(Snapshot(program, FIRST))
    path = "influencers/ana/touchpoints/2026-09-01-hello.yml"
    void = {"date": "2026-09-01", "by": "maya", "reason": "Never sent"}
    data = {"kind": "message", "key": "welcome/hello", "void": void}
    later = replace(program, touchpoints={path: Touchpoint.read(data, Place(path), FIRST)})
    assert plan(Snapshot(later, FIRST)) == made


OFF: dict[str, tuple[str, str]] = {
    "opted-out": ('- {date: "2026-09-05", stage: opted-out, by: maya}', "opted-out"),
    "dead": ('- {date: "2026-09-05", stage: deceased, by: maya}', "deceased"),
    "away": ('- {date: "2026-09-05", stage: on-leave, by: maya}', "not-now"),
    "gone": ('- {date: "2026-09-05", stage: left, by: maya}', ""),
}


@pytest.mark.parametrize("case", OFF)
def test_a_stage_is_passed_over(case: str, tmp_path: Path) -> None:
    entry, why = OFF[case]
    text = FILES["influencers/ana/profile.yml"].replace(
        'history: [{date: "2026-09-01", stage: member}]',
        f'history:\n  - {{date: "2026-09-01", stage: member}}\n  {entry}',
    )
    found = world(tmp_path, FILES | {"influencers/ana/profile.yml": text})
    made = plan(Snapshot(found, date(2026, 9, 17)), ("ana",))
    essential = {each.key for each in made.messages}
    assert ("decision/guide/2026-09-15-ana" in essential) == (case in {"away", "gone"})
    assert all(each.importance == "essential" for each in made.messages)
    if why:
        assert {each.why for each in made.skips if each.key.startswith("answer/")} <= {
            why,
            "too-old",
        }


def test_a_text_that_cannot_be_filled_is_sent(tmp_path: Path) -> None:
    broken = {
        "program/messages/en/welcome.md": "Hello {{ nam }}\n",
        "program/messages/es/welcome.md": "Hola {{ nam }}\n",
    }
    made = plan(Snapshot(world(tmp_path, FILES | broken), FIRST))
    assert made.messages == ()
    assert {each.why for each in made.skips} == {"broken-text", "no-consent"}


def test_a_program_without_texts_says_what_it_must(tmp_path: Path) -> None:
    few = {path: text for path, text in FILES.items() if not path.startswith("program/messages/")}
    found = world(tmp_path, few)
    made = plan(Snapshot(found, date(2026, 9, 17)), ("ana",))
    assert {each.template for each in made.messages} >= {"decision", "expiry"}
    assert {each.why for each in made.skips} == {"no-text", "one-a-day", "too-old"}
    first = plan(Snapshot(found, FIRST), ("ana",))
    assert [(each.why, dict(each.slots)) for each in first.skips] == [
        ("no-text", {"template": "welcome"})
    ]


def test_a_program_s_own_text_stands_for_ours(tmp_path: Path) -> None:
    own = {"program/messages/en/decision.md": "# Yes: {{ mission }}\n\nOur own, {{ points }}.\n"}
    made = plan(Snapshot(world(tmp_path, FILES | own), date(2026, 9, 17)), ("ana",))
    (decision,) = (each for each in made.messages if each.template == "decision")
    assert decision.language == "es", "ours in her language comes before theirs in another"
    own |= {"program/messages/es/decision.md": "# Sí: {{ mission }}\n\n{{ points }}.\n"}
    made = plan(Snapshot(world(tmp_path, FILES | own), date(2026, 9, 17)), ("ana",))
    (decision,) = (each for each in made.messages if each.template == "decision")
    assert decision.subject == "Sí: Escribe una guía"


@pytest.fixture(scope="module")
def example() -> Program:
    return load(DiskTree(ROOT), SCHEMAS).program


def test_the_example_says_something_twice_or_to_who_did_not_agree(example: Program) -> None:
    rng = random.Random(12)  # noqa: S311 - the same days in every run
    start = date(2025, 1, 1)
    for _ in range(30):
        day = start + timedelta(days=rng.randrange(690))
        made = plan(Snapshot(example, day))
        for each in made.messages:
            person = example.influencers[each.person]
            consent = person.consent_on(day)
            assert consent is not None
            assert consent.messages != "none"
            assert (consent.messages == "portal-only") == (each.channel == "portal")
            assert each.importance == "essential" or consent.messages != "essential"
            assert person.stage_on(day) not in {*OUTSIDE, "opted-out", "deceased", None}
        later = on_record(example, made.messages, day)
        assert plan(Snapshot(later, day)).messages == ()
        said = {(each.person, each.key) for each in made.messages}
        tomorrow = plan(Snapshot(later, day + timedelta(days=1)))
        assert not said & {(each.person, each.key) for each in tomorrow.messages}
