"""Random histories of a program: what several authors do to its files, commit by commit."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.guard_history import AUTHORS

Files = dict[str, Any]
"""What each file says, by path; a text where it cannot be read."""

DAY = date(2026, 8, 10)
"""Of base."""
TORN = "a: [\n"
"""What cannot be read."""
POLICIES, SETTINGS = "program/policies.yml", "program/program.yml"
FEEDBACK, AUDIT = "program/feedback/2026-07-11-dark.yml", "program/audits/2026-Q2/ana.yml"


@dataclass
class Step:
    """A commit: parents by number, who made it on which day, and all files after it."""

    parents: list[int]
    author: str
    day: date
    files: Files


@dataclass
class World:
    """A history, and which of its steps is base; the last is head."""

    steps: list[Step]
    base: int


def ago(days: int, day: date = DAY) -> str:
    return (day - timedelta(days=days)).isoformat()


def person_of(path: str) -> str:
    return path[:-4].rpartition("/")[2][11:] if "/claims/" in path else path.split("/")[1]


def begun(rng: random.Random) -> Files:
    """The files of the first commit."""
    sun = {"id": "sun", "name": "Sun Li", "emails": ["sun@acme.example"], "until": "2026-06-30"}
    staff = [
        {"id": "maya", "name": "Maya Weber", "emails": ["maya@acme.example"]},
        {"id": "jon", "name": "Jon Dahl", "github": {"login": "jon-d", "id": 815}},
    ]
    settings = {"name": "Acme", "timezone": "Europe/Berlin", "started": "2026-01-01"}
    files: Files = {SETTINGS: {**settings, "staff": [*staff, sun]}}
    who = rng.choice(["", "", "staff", "anyone", "named", "torn"])
    if who:
        held = {"versions": [{"from": "2026-01-01", "decisions_recorded_by": who}]}
        files[POLICIES] = TORN if who == "torn" else held
    for number, name in enumerate(["ana", "bo", "cy", "dee"]):
        person: dict[str, Any] = {
            "name": name.title(),
            "accounts": {"github": {"login": name, "id": 70 + number}},
        }
        person["history"] = [{"date": "2026-01-05", "stage": "member", "by": "maya"}]
        person["topics"] = rng.choice([["backup"], ["maps"]])
        person["consent"] = [{"from": "2026-01-05", "points": "members"}]
        files[f"influencers/{name}/profile.yml"] = person
    if rng.random() < 0.5:
        related = [{"staff": "jon", "kind": "friend"}]
        files["influencers/bo/profile.yml"]["relations"] = related
        files["influencers/cy/profile.yml"]["staff"] = "maya"
    mission = {"title": "Write", "instructions": "Do it.", "points": 100}
    files["missions/write/mission.yml"] = mission
    files["missions/speak/mission.yml"] = {**mission, "eligibility": {"topics": ["backup"]}}
    for name in ("ana", "bo", "cy", "dee"):
        kind = rng.choice(["write", "speak"])
        path = f"missions/{kind}/claims/{ago(rng.randint(20, 80))}-{name}.yml"
        files[path] = {"evidence": [f"https://example.org/{name}/1"], "summary": "A text."}
        if rng.random() < 0.5:
            files[path]["decision"] = decision(rng, files, path, ago(9), honest=True)
    files["influencers/ana/touchpoints/2026-07-11-t.yml"] = by_hand(rng)
    heard = {"step": "received", "date": "2026-07-11", "from": ["ana"], "channel": "call"}
    files[FEEDBACK] = {"title": "Dark", "steps": [{**heard, "summary": "Too bright."}]}
    view = {"department": "pr", "by": "maya", "recorded": "2026-06-20", "relationship": "working"}
    said = {"collected_by": "jon", "date": "2026-07-01", "relationship": "aware"}
    files[AUDIT] = {"brand": [view], **({"answer": said} if rng.random() < 0.4 else {})}
    return files


def by_hand(rng: random.Random) -> dict[str, Any]:
    given = {"points": rng.choice([-5, 5]), "reason_code": "correction", "summary": "Counted so."}
    return {"kind": "adjustment", "by": rng.choice(["maya", "jon"]), **given}


def decision(
    rng: random.Random, files: Files, path: str, day: str, *, honest: bool = False
) -> dict[str, Any]:
    """An approval, sometimes by other terms than the files have."""
    mission, who = files["/".join(path.split("/")[:2]) + "/mission.yml"], person_of(path)
    given = {"points": 100, "computed": 100, "shares": {who: 100}, "quality": "normal"}
    found = {"outcome": "approved", "by": rng.choice(["maya", "jon"]), "date": day, **given}
    judged: dict[str, Any] = {"status": "open"}
    if "eligibility" in mission:
        topics = list(files[f"influencers/{who}/profile.yml"]["topics"])
        judged |= {"languages": ["en"], "topics": topics}
        judged |= {"eligibility": deepcopy(mission["eligibility"])}
    wrong = 0 if honest else rng.random()
    if wrong > 0.9:
        judged["status"] = "closed"
    elif wrong > 0.8 and "topics" in judged:
        judged["topics"] = ["other"]
    return {**found, "version": "2026-01-01", **({} if 0.7 < wrong < 0.8 else {"judged": judged})}


def picked(rng: random.Random, files: Files, part: str, key: str = "", *, has: bool = True) -> str:
    """A readable file whose path has a part in it, and that has a key or has it not."""
    found = [p for p, v in sorted(files.items()) if part in p and isinstance(v, dict)]
    return rng.choice([p for p in found if not key or (key in files[p]) is has])


def claims(rng: random.Random, f: Files, day: date) -> None:
    """Hand in, decide, and change what was handed in or decided."""
    what = rng.choice(
        ["new", "decide", "decide", "decide", "text", "evidence", "by", "out", "back"]
    )
    if what == "new":
        kind, who = rng.choice(["write", "speak"]), rng.choice(["ana", "bo", "cy", "dee"])
        path = f"missions/{kind}/claims/{ago(rng.choice([0, 2, 3, 4, 30]), day)}-{who}.yml"
        f.setdefault(path, {"evidence": [f"https://example.org/{who}/{rng.random()}"]})
    elif what == "decide":
        path = picked(rng, f, "/claims/", "decision", has=False)
        f[path]["decision"] = decision(rng, f, path, day.isoformat())
    elif what in ("text", "evidence"):
        path = picked(rng, f, "/claims/")
        f[path] |= {"summary": "B."} if what == "text" else {"evidence": ["https://example.org/b"]}
    else:
        path = picked(rng, f, "/claims/", "decision")
        if what == "by":
            f[path]["decision"]["by"] = "sun"
        elif what == "out":
            del f[path]["decision"]
        else:
            back = {"date": day.isoformat(), "by": "jon", "shares": {person_of(path): 10}}
            f[path].setdefault("reversals", []).append({**back, "reason_code": "duplicate"})


def people(rng: random.Random, f: Files, day: date) -> None:
    """Change profiles, and give or take points by hand."""
    path = picked(rng, f, "/profile.yml")
    person = f[path]
    what = rng.choice(
        ["consent", "drop", "floor", "name", "leave", "topics", "hand", "hand", "void"]
    )
    if what == "drop":
        person["consent"] = person["consent"][1:] or [{"from": "2026-03-03"}]
    elif what == "floor":
        floor = {"from": day.isoformat(), "tier": "guide", "by": "maya", "reason": "Won a prize."}
        person.setdefault("tier_floor", []).append(floor)
    elif what == "name":
        person |= {
            "name": "Other",
            "accounts": {"github": {"login": "z", "id": rng.randint(90, 99)}},
        }
    elif what == "topics":
        person["topics"] = ["maps"]
    elif what == "consent":
        person["consent"] = [*person["consent"], {"from": day.isoformat()}]
    elif what == "leave":
        for each in rng.sample(["ana", "bo", "cy", "dee"], rng.choice([1, 3, 4])):
            entry = {"date": day.isoformat(), "stage": "left", "by": "maya"}
            f[f"influencers/{each}/profile.yml"]["history"].append(entry)
    elif what == "hand":
        made = f"influencers/{person_of(path)}/touchpoints/{ago(rng.choice([0, 40]), day)}-n.yml"
        f.setdefault(made, by_hand(rng))
    else:
        void = {"date": day.isoformat(), "by": "jon", "reason": "By mistake."}
        f[picked(rng, f, "/touchpoints/")]["void"] = void


def rules(rng: random.Random, f: Files, day: date) -> None:
    """Change what decides, and what is told and asked."""
    what = rng.choice(
        ["value", "version", "policies", "anyone", "step", "unstep", "answer", "view", "view"]
    )
    mission = f["missions/write/mission.yml"]
    if what == "value":
        mission["points"] = 900
    elif what == "version":
        begins = (day + timedelta(days=rng.choice([-30, 0, 40]))).isoformat()
        told = ago(rng.choice([0, 20]), day)
        old = {"from": "2026-01-01", "value": 100}
        mission["points"] = [old, {"from": begins, "announced": told, "value": 90}]
    elif what == "policies":
        f.pop(POLICIES)
    elif what == "anyone":
        f[POLICIES]["versions"][0]["decisions_recorded_by"] = "anyone"
    elif what == "step":
        step = {"step": "decided", "date": day.isoformat(), "by": "jon", "outcome": "planned"}
        f[FEEDBACK]["steps"].append({**step, "rationale": "Many people want it."})
    elif what == "unstep":
        f[FEEDBACK]["steps"][0]["from"] = ["bo"]
    elif what == "answer":
        said = {"collected_by": "jon", "date": day.isoformat(), "relationship": "aware"}
        f[AUDIT].setdefault("answer", said)
    else:
        view = {"department": "product", "by": "jon", "recorded": day.isoformat()}
        f[AUDIT]["brand"].append({**view, "relationship": "aware"})


def tear(rng: random.Random, f: Files, day: date) -> None:
    """Take files out, or break them."""
    found = [each for each in sorted(f) if "mission.yml" not in each]
    if day > DAY:
        found.remove(SETTINGS)
    path = rng.choice(found)
    if day > DAY and rng.random() < 0.4:
        del f[path]
    else:
        f[path] = TORN


def world(seed: int) -> World:
    rng = random.Random(seed)  # noqa: S311 - the same histories in every run
    steps = [Step([], "maya", DAY, begun(rng))]
    last = deepcopy({path: each for path, each in steps[0].files.items() if each != TORN})

    def step(parent: int, author: str, day: date) -> None:
        files = deepcopy(steps[parent].files)
        for _ in range(rng.choice([1, 1, 2, 3])):
            torn = [each for each in sorted(files) if files[each] == TORN and each in last]
            if torn and rng.random() < 0.5:
                files[torn[0]] = deepcopy(last[torn[0]])
            before = deepcopy(files)
            try:
                rng.choices([claims, people, rules, tear], [6, 4, 4, 2])[0](rng, files, day)
            except (AttributeError, IndexError, KeyError, TypeError):  # it met a broken file
                files = before
        last.update(deepcopy({path: each for path, each in files.items() if each != TORN}))
        steps.append(Step([parent], author, day, files))

    for _ in range(rng.choice([0, 0, 1, 2])):
        step(len(steps) - 1, rng.choice(["maya", "ana"]), DAY)
    base = len(steps) - 1
    honest = rng.choice([["maya", "jon"], ["maya", "jon", "sun", "ana", "bo"]])
    for _ in range(rng.choice([1, 2, 3])):
        step(len(steps) - 1, rng.choice(honest), DAY + timedelta(days=rng.choice([0, 1, 4])))
    return World(steps, base)


def stream(worlds: dict[int, World]) -> bytes:
    """All of them for `git fast-import`: each commit is the branch `w<seed>-<number>`."""
    out, mark = [], 0
    for seed, one in worlds.items():
        marks = {}
        for number, step in enumerate(one.steps):
            mark += 1
            marks[number] = mark
            noon = datetime(step.day.year, step.day.month, step.day.day, 10, tzinfo=UTC)
            when = f"{AUTHORS[step.author]} {int(noon.timestamp()) + 60 * number} +0200"
            head = f"commit refs/heads/w{seed}-{number}\nmark :{mark}\nauthor {when}\n"
            out.append(f"{head}committer {when}\ndata 1\nx\n".encode())
            out += [f"from :{marks[parent]}\n".encode() for parent in step.parents]
            out.append(b"deleteall\n")
            for path, said in sorted(step.files.items()):
                data = (said if isinstance(said, str) else json.dumps(said, indent=1)).encode()
                out.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    return b"".join(out)
