"""Terms, signals, lifts, results, warnings and years are what a second, slow model says of them."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from goodword.due import terms as due_terms
from goodword.model.measures import Compared, Group
from goodword.relation.came_of import came_of
from goodword.relation.lift import lift
from goodword.relation.signals import signals
from goodword.relation.term_years import term_years
from goodword.relation.terms import term_on
from goodword.relation.warned import warnings
from goodword.relation.years import years
from tests import plain_practice as plain
from tests import practice_worlds as worlds
from tests.plain_terms import Counts, Terms
from tests.relation_program import DEPARTMENTS, snapshot

WORLDS = int(os.environ.get("GOODWORD_SECOND_MODEL", "64"))
"""How many random programs of each kind are compared."""


def days(random: Random, many: int) -> list[Any]:
    return [worlds.START + timedelta(random.randint(0, 1700)) for _ in range(many)]


def differences_of_terms(seed: int) -> list[Any]:
    random = Random(seed)  # noqa: S311 - no secret
    files, people = worlds.terms(random)
    settings = files["program/terms.yml"]["versions"]
    plain = {who: Terms(x["history"], x["consent"], x["terms"]) for who, x in people.items()}
    found: list[Any] = []
    for day in days(random, 6):
        today = snapshot(files, str(day))
        owed: set[tuple[str, str, str]] = set()
        for who, mine in plain.items():
            for each, term in zip(mine.terms, today.program.terms_of[who], strict=True):
                is_, should = term_on(today.program, term, day), mine.on(each, day)
                if mine.known(each, day) and (is_.state, is_.over) != should:
                    found.append((seed, day, term.place.path, (is_.state, is_.over), should))
                owed |= {(who, *one) for one in mine.owed(each, day, settings)}
        due = {
            (
                each.place.path.split("/")[1],
                each.said.key.removeprefix("owed.terms."),
                str(each.date),
            )
            for each in due_terms.find(today)
            if each.since is None or each.since <= day
        }
        if due != owed:
            found.append((seed, day, "due", sorted(due - owed), sorted(owed - due)))
        found += [(seed, day, *each) for each in differing_counts(today, list(plain.values()))]
    return found


def differing_counts(today: Any, people: list[Terms]) -> list[Any]:
    said, counts = term_years(today.program, today.as_of), Counts(people, today.as_of)
    found: list[Any] = []
    for name, mine in (("years", counts.years), ("cohorts", counts.cohorts)):
        code = {
            each.of: {k: v for k, v in each._asdict().items() if k != "of" and v}
            for each in getattr(said, name)
        }
        if code != mine:
            found.append((name, code, mine))
    stayed = {(x.joined, x.years): (x.of, x.stayed, x.tenths) for x in said.stayed}
    plain = {
        key: (of, held, int(held * 1000 / of + 0.5)) for key, (of, held) in counts.stayed.items()
    }
    if stayed != plain:
        found.append(("stayed", stayed, plain))
    return found


def test_terms_stand_or_are_owed_or_counted_otherwise() -> None:
    found = [each for seed in range(WORLDS) for each in differences_of_terms(seed)]
    assert found == []


def differences_of_signals(seed: int) -> list[Any]:
    random = Random(seed)  # noqa: S311 - no secret
    world, consent = worlds.heard(random), worlds.messages(random)
    tier, allowed = random.choice((None, "gold")), random.choice((1, 23, 24, 48, 72))
    clocks: dict[str, Any] = {
        "clocks": {"signal_hours": allowed},
        "clocks_by_tier": {"gold": {"signal_hours": 6}},
    }
    if random.random() < 0.3:
        clocks["clocks_by_tier"]["gold"] = {"review": 3}  # what it leaves out is that of clocks
    hours = clocks["clocks_by_tier"]["gold"].get("signal_hours", allowed) if tier else allowed
    files, zone = worlds.signal_files(world, consent, clocks), random.choice(worlds.ZONES)
    ana = Terms([{"date": "2025-01-01", "stage": "member"}], consent, [])
    found = []
    first = date.fromisoformat(world["signal"]["id"][:10])
    for day in (first + timedelta(n) for n in range(6)):
        today = snapshot(files, str(day), timezone=zone)
        (on,) = signals(today.program, day, lambda *_: tier)
        said = {"state": on.state, "due": on.due, "over": on.over, "hours": on.hours}
        mine = plain.signal(world["signal"], world["words"], ana, day, ZoneInfo(zone), hours)
        if said != mine:
            found.append((seed, zone, day, said, mine))
    return found


def test_hours_of_signals_are_others() -> None:
    assert [x for seed in range(WORLDS) for x in differences_of_signals(seed)] == []


def of(group: tuple[int, int]) -> Group:
    return Group(did=group[0], people=group[1])


def test_a_lift_or_its_interval_is_another() -> None:
    random, found = Random(4), []  # noqa: S311 - no secret
    for _ in range(WORLDS):
        sizes = [random.choice((1, 29, 30, 31, 60, 212, 4000)) for _ in range(2)]
        groups = [(random.choice((0, n, random.randint(0, n))), n) for n in sizes]
        said = lift(Compared(exposed=of(groups[0]), control=of(groups[1])))
        mine = plain.lift(*groups)
        one = said and tuple(map(Fraction, said))
        if one != (mine and tuple(map(plain.tenth, mine))):
            found.append((groups, said, mine and [float(x) for x in mine]))
    assert found == []


def test_people_reached_are_others() -> None:
    found: list[Any] = []
    for seed in range(WORLDS):
        files, claims, kinds = worlds.missions(Random(seed))  # noqa: S311 - no secret
        files |= DEPARTMENTS
        for day in (date(2026, 1, 20), date(2026, 3, 1), date(2026, 6, 30)):
            today = snapshot(files, str(day))
            cycle = today.program.cycles.of(date(2026, 2, 1))
            rows = came_of(today.program, cycle, day, ("adopted", "cited", "attended"))
            said = {
                x.category: (x.claims, x.counted, x.hours, dict(x.people), x.per_hour) for x in rows
            }
            mine = plain.reached(claims, kinds, cycle.start, cycle.last, day)
            if said != mine:
                found.append((seed, day, said, mine))
    assert found == []


def test_warnings_that_came_true_are_others() -> None:
    found: list[Any] = []
    for seed in range(WORLDS):
        files, items, incidents = worlds.forewarned(Random(seed))  # noqa: S311 - no secret
        for day in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 12, 1)):
            today = snapshot(files, str(day))
            all_ = warnings(today.program, day)
            said = sorted(((x.people, x.item, x.incident, x.lead) for x in all_), key=repr)
            mine = plain.warned(items, incidents, day)
            if said != mine:
                found.append((seed, day, said, mine))
    assert found == []


def test_years_or_the_longest_silence_are_others() -> None:
    found: list[Any] = []
    for seed in range(WORLDS):
        random = Random(seed)  # noqa: S311 - no secret
        files, words, lanes = worlds.spoken(random)
        for day in (date(2025, 3, 1), date(2026, 2, 28), date(2026, 9, 1)):
            all_ = years(snapshot(files, str(day)).relation, "ana")
            silent = all_.silence and (
                *(all_.silence.days, all_.silence.after, all_.silence.until),
            )
            if silent != plain.silence(words, day):
                found.append((seed, day, silent, plain.silence(words, day)))
            said = {
                (x.of, lane): much for x in all_.years for lane, much in x.lanes.items() if much
            }
            mine: Counter[tuple[int, str]] = Counter()
            for lane, on, much in lanes:
                if on <= day:
                    mine[on.year, lane] += much
            if said != {key: much for key, much in mine.items() if much}:
                found.append((seed, day, said, mine))
    assert found == []
