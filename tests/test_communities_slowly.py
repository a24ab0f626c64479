"""Ranking, the newest on a day and what changed since a digest, against a slow model."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from goodword.relation.communities import communities
from goodword.relation.following import following
from goodword.relation.presence import presence, ranked
from tests import plain_communities as plain
from tests.community_files import one
from tests.relation_program import person, program

FIRST = date(2026, 1, 1)
NAMES = ("ana", "ben", "cid", "dee", "eve", "fay")
PLACES = ("a", "b", "c", "d", "e", "f", "g")
TOPICS = ("looms", "yarn", "dye")


def a_day(random: Random, spread: int = 40) -> str:
    return (FIRST + timedelta(days=random.randrange(spread))).isoformat()


def drawn_people(random: Random) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in NAMES:
        stages = random.sample(["candidate", "member", "on-leave", "left"], random.randint(1, 3))
        days = sorted(random.sample(range(30), len(stages)))
        history = [
            {"date": (FIRST + timedelta(days=at)).isoformat(), "stage": each}
            for at, each in zip(days, stages, strict=True)
        ]
        made |= person(name, history=history)
    return made


def drawn_community(random: Random) -> dict[str, Any]:
    made: dict[str, Any] = {"name": "C", "size": random.randrange(9)}
    days = sorted({a_day(random) for _ in range(random.randint(1, 3))})
    made["stance"] = [
        {"from": each, "stance": random.choice(["join", "monitor", "ignore"])} for each in days
    ]
    for key, among in (("movers", NAMES), ("topics", TOPICS)):
        if random.random() < 0.6:
            made[key] = random.sample(among, random.randint(0, len(among)))
    if random.random() < 0.5:
        made["reviewed"] = a_day(random)
    made["assessments"] = [
        {
            "date": a_day(random, 30),
            "by": "maya",
            "relevance": random.randint(1, 5),
            "we": random.choice(["none", "some", "ongoing"]),
            **(
                {"movers": random.sample(NAMES, random.randint(0, 5))}
                if random.random() < 0.7
                else {}
            ),
            **({"topics": random.sample(TOPICS, 1)} if random.random() < 0.4 else {}),
        }
        for _ in range(random.randint(0, 4))
    ]
    return made


def drawn_item(random: Random) -> tuple[str, dict[str, Any]]:
    begun = a_day(random, 20)
    steps: list[dict[str, Any]] = [{"step": "received", "date": begun, "from": ["ana"]}]
    for at in range(1, random.randint(2, 6)):
        step: dict[str, Any] = {"date": max(begun, a_day(random)), "by": "maya"}
        match random.choice(["acknowledged", "decided", "delivering", "void"]):
            case "decided":
                outcome = random.choice(["planned", "exploring", "deferred"])
                step |= {"step": "decided", "outcome": outcome, "rationale": "x"}
            # A void of a void is left out: which steps count then is the loop engine's to say.
            case "void" if steps[-1]["step"] != "void":
                step |= {"step": "void", "of": at - 1, "reason": "x"}
                step["date"] = max(step["date"], steps[at - 1]["date"])
            case "delivering":
                step |= {"step": "delivering"}
            case _:
                step |= {"step": "acknowledged"}
        steps.append(step)
    name = f"{begun}-{random.choice(['slow', 'torn', 'lost'])}"
    area = random.choice([None, "Looms", "yarn", " DYE", "other thing"])
    return name, {"title": "T", **({"area": area} if area else {}), "steps": steps}


def by_id(files: dict[str, Any], folder: str) -> dict[str, Any]:
    return {
        path.removeprefix(folder).removesuffix(".yml").partition("/")[0]: each
        for path, each in files.items()
        if path.startswith(folder)
    }


def test_ranking_newest_and_gap_differ_from_the_slow_model() -> None:
    differing = 0
    for seed in range(400):
        random = Random(seed)  # noqa: S311 - the same cases in every run
        files = drawn_people(random)
        for name in PLACES[: random.randint(1, 7)]:
            files[f"program/communities/{name}.yml"] = drawn_community(random)
        there, day = program(files), a_day(random, 45)
        on = date.fromisoformat(day)
        ours = {
            x
            for x, each in by_id(files, "influencers/").items()
            if plain.stage(each, day) in plain.OURS
        }
        top = {each for each in sorted(ours) if random.random() < 0.5}
        standings = communities(there, on)
        made = by_id(files, "program/communities/")
        wanted = plain.ranking(made, by_id(files, "influencers/"), top, day)
        ranks = ranked(standings, frozenset(top))
        assert [each.standing.community.id for each in ranks] == [id_ for id_, _ in wanted], seed
        for rank, (id_, share) in zip(ranks, wanted, strict=True):
            assert (share is None) == (rank.share_tenths is None), seed
            if share is not None and rank.share_tenths is not None:
                assert abs(rank.share_tenths - share * 1000) <= 1, (seed, id_)
        gap = presence(standings)
        assert (gap.assessed, sorted(gap.important), sorted(gap.absent)) == plain.gap(made, day), (
            seed
        )
        differing += [id_ for id_, _ in wanted] != [each.community.id for each in standings]
    assert differing > 200, "nearly all of them stand as their size says"


def test_what_changed_since_the_last_digest_differs_from_the_slow_model() -> None:
    told = 0
    for seed in range(400):
        random = Random(seed)  # noqa: S311 - the same cases in every run
        files = drawn_people(random)
        for name in PLACES[: random.randint(1, 5)]:
            files[f"program/communities/{name}.yml"] = drawn_community(random)
        for _ in range(random.randint(0, 4)):
            name, item = drawn_item(random)
            files[f"program/feedback/{name}.yml"] = item
        things = [{"community": each} for each in PLACES[:3]]
        things += [{"topic": each} for each in (*TOPICS, "other-thing")]
        things += [{"item": each} for each in by_id(files, "program/feedback/")]
        follows = random.sample(things, random.randint(1, 4))
        since, day = a_day(random), a_day(random, 50)
        had = {"digest": since} if random.random() < 0.7 else {}
        (each,) = following(program(files, **one(follows, **had)), date.fromisoformat(day))
        wanted = plain.told(
            follows,
            by_id(files, "program/communities/"),
            by_id(files, "program/feedback/"),
            since if had and since <= day else "1900-01-01",
            day,
        )
        seen = [(f"{x.date}", x.id, x.what, x.word) for x in each.changes]
        assert sorted(seen) == wanted, seed
        assert [x[0] for x in seen] == sorted((x[0] for x in seen), reverse=True), seed
        assert len({x.key for x in each.changes}) == len(seen), seed
        told += len(seen)
    assert told > 1000, "hardly anything was told"
