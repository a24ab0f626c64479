"""Random histories, judged by guard and by a small model that compares dicts of what files say.

The model is written from the design alone and shares no code with guard. Of each rule and file it
says whether guard must speak, may speak, or must be silent.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import arrange
from goodword.guard import judge
from goodword.guard.change import Change
from goodword.source.repository import Repository
from tests.guard_history import git, schemas
from tests.guard_worlds import AUDIT, DAY, POLICIES, TORN, ago, person_of, stream, world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.guard_worlds import World

Found = set[tuple[str, str, str]]
"""Rule, severity and file."""
Said = tuple[str, tuple[str, ...], str]
"""A decision: its kind, whom it is about, and what counts of it as a text."""

SEEDS = range(165, 206)
RULES = frozenset(
    {
        *("base-read", "judged-then", "many-leave", "record-dated", "record-gone", "record-kept"),
        *("recorded-by", "same-id", "version-kept", "views-first"),
    }
)
"""What the model knows of."""
FREE = {"summary", "text", "title"}
AWAY = {"left", "opted-out"}
LISTS = ("consent", "history", "tier_floor")


def text(value: Any) -> str:
    return json.dumps(core(value), sort_keys=True)


def core(value: Any) -> Any:
    """What counts of it."""
    if isinstance(value, dict):
        return {key: core(each) for key, each in value.items() if key not in FREE}
    return [core(each) for each in value] if isinstance(value, list) else value


def lost(old: Any, new: Any) -> bool:
    """Whether what counts of the one is not in the other."""
    if isinstance(old, dict) and isinstance(new, dict):
        return any(key not in new or lost(old[key], new[key]) for key in core(old))
    if isinstance(old, list) and isinstance(new, list):
        return len(new) < len(old) or any(map(lost, old, new))
    return bool(old != new)


def said_in(path: str, said: Any) -> Iterator[Said]:
    """The decisions of a file."""
    if not isinstance(said, dict):
        return
    who = (person_of(path),)
    if "decision" in said:
        yield "decision", who, text(said["decision"])
    for each in said.get("reversals", []):
        yield "reversal", who, text(each)
    if said.get("kind") == "adjustment":
        yield "hand", who, text({key: each for key, each in said.items() if key != "void"})
        if "void" in said:
            yield "void", who, text(said["void"])
    for each in said.get("tier_floor", []):
        yield "floor", who, text(each)
    for each in said.get("steps", []):
        if each["step"] == "decided":
            yield "step", (), text(each)


class Model:
    """What guard must and may say of a history."""

    def __init__(self, one: World) -> None:
        self.one, self.must, self.may = one, set[Any](), set[Any]()
        raw, self.head = one.steps[one.base].files, dict(one.steps[-1].files)
        self.base, self.raw, self.never = dict(raw), raw, set[str]()
        for path in [each for each in raw if raw[each] == TORN]:
            versions = [each.files.get(path, TORN) for each in one.steps[: one.base]]
            whole = [each for each in versions if each != TORN]
            if whole:
                self.base[path] = whole[-1]
            else:
                del self.base[path]
                self.never.add(path)
            self.say("base-read", path, "note" if whole else "warning")
            if whole and self.head.get(path) == TORN:
                self.head[path] = whole[-1]
        for judged in (self.grown, self.gone, self.decided, self.dated, self.rest):
            judged()

    def say(self, rule: str, path: str, severity: str = "error") -> None:
        self.must.add((rule, severity, path))

    def pairs(self) -> Iterator[tuple[str, Any, Any]]:
        """Files that differ: what base says, if anything, and what head says."""
        for path, new in self.head.items():
            if new != TORN and self.raw.get(path) != new and self.base.get(path) != new:
                yield path, self.base.get(path), new

    def grown(self) -> None:
        for path, old, new in self.pairs():
            open_claim = "/claims/" in path and "decision" not in (old or {})
            if old is None or open_claim or path == POLICIES or path.endswith("/mission.yml"):
                continue
            if path.endswith("/profile.yml"):
                bad = any(lost(old.get(key, []), new.get(key, [])) for key in LISTS)
            else:
                bad = lost(old, new)
            if bad:
                self.say("record-kept", path)
            if old.get("summary") != new.get("summary"):
                self.say("record-kept", path, "note")

    def gone(self) -> None:
        for path, old in self.raw.items():
            went = path not in self.head and path != POLICIES
            if went or (self.head.get(path) == TORN and old != TORN):
                self.say("record-gone", path)

    def wanted(self) -> str:
        """Who may write decisions down, by base."""
        held = self.base.get(POLICIES, {"versions": [{}]})["versions"][0]
        asked = str(held.get("decisions_recorded_by", "staff"))
        return "nobody" if POLICIES in self.never else asked

    def may_decide(self, author: str, who: tuple[str, ...]) -> bool:
        """Whether somebody may; no commit of these is signed."""
        paths = [f"influencers/{each}/profile.yml" for each in who]
        known = [files.get(path) for path in paths for files in (self.base, self.head)]
        said = [each for each in known if isinstance(each, dict)]
        close = any(
            each.get("staff") == author
            or author in [one["staff"] for one in each.get("relations", [])]
            for each in said
        )
        staff = author in ("maya", "jon") and self.wanted() == "staff"
        return staff and not close and self.never.isdisjoint(paths)

    def first(self, path: str, holds: Callable[[Any], bool]) -> Iterator[tuple[int, str, bool]]:
        """Which steps brought what head says, who made each, and whether it is torn there."""
        steps = self.one.steps
        for number in range(self.one.base + 1, len(steps)):
            old, new = (steps[each].files.get(path) for each in (number - 1, number))
            held = isinstance(old, dict) and holds(old)
            if not held and (new == TORN != old or (isinstance(new, dict) and holds(new))):
                yield number, steps[number].author, new == TORN

    def decided(self) -> None:
        if self.wanted() == "anyone":
            self.judged()
            return
        for path, old, new in self.pairs():
            matter = new.get("evidence")
            for act, times in Counter(said_in(path, new)).items():
                if times <= list(said_in(path, old)).count(act):
                    continue

                def says(said: Any, act: Said = act, times: int = times, path: str = path) -> bool:
                    return list(said_in(path, said)).count(act) >= times

                def of_this(said: Any, says: Any = says, matter: Any = matter) -> bool:
                    return bool(says(said) and said.get("evidence") == matter)

                for holds in (says, of_this):
                    bad = [
                        torn
                        for _, who, torn in self.first(path, holds)
                        if not self.may_decide(who, act[1])
                    ]
                    if bad and not all(bad):
                        self.say("recorded-by", path)
                    elif bad:
                        self.may.add(("recorded-by", "error", path))
        self.judged()

    def judged(self) -> None:
        for path, old, new in self.pairs():
            if "/claims/" not in path or "decision" not in new or "decision" in (old or {}):
                continue
            place = "/".join(path.split("/")[:2]) + "/mission.yml"
            for files in (self.base, self.head):
                profile = files.get(f"influencers/{person_of(path)}/profile.yml")
                mission, judged = files.get(place), new["decision"].get("judged")
                if not isinstance(profile, dict) or not isinstance(mission, dict):
                    continue
                terms = mission.get("eligibility")
                if judged is None:
                    if terms:
                        self.say("judged-then", path)
                elif judged["status"] != "open" or (
                    terms and judged["topics"] != profile["topics"]
                ):
                    self.say("judged-then", path)

    def dated(self) -> None:
        for path, old, _ in self.pairs():
            day = path.rpartition("/")[2][:10]
            if "/claims/" in path and old is None and day < ago(3):
                writers = [who for _, who, torn in self.first(path, lambda _: True) if not torn]
                fine = all(each in ("maya", "jon") for each in writers)
                self.say("record-dated", path, "warning" if fine else "error")
        taken = list(movements(self.base))
        for path, _, new in self.pairs():
            known = [(who, day) for at, who, day in taken if at == path]
            for _, who, day in movements({path: new}):
                if (who, day) in known:
                    known.remove((who, day))
                elif any(who == other and day < then for _, other, then in taken):
                    self.say("record-dated", path)

    def rest(self) -> None:
        stages = [
            {
                path: each["history"][-1]["stage"] in AWAY if isinstance(each, dict) else False
                for path, each in files.items()
                if path.endswith("/profile.yml")
            }
            for files in (self.base, self.head)
        ]
        there = [path for path, away in stages[0].items() if not away]
        left = [path for path in there if stages[1].get(path, True)]
        if len(left) >= 3 and 4 * len(left) > len(there):
            self.say("many-leave", "influencers")
        for path, old, new in self.pairs():
            if path.endswith("/profile.yml") and old:
                same = old["name"] == new["name"] or old["accounts"] == new["accounts"]
                if not same:
                    self.say("same-id", path, "warning")
        self.versions()
        new, old = self.head.get(AUDIT), self.base.get(AUDIT, {"brand": []})
        if not isinstance(new, dict) or "answer" not in new:
            return
        answered = [each for each, *_ in self.first(AUDIT, lambda said: "answer" in said)]
        for view in new["brand"]:

            def views(said: Any, view: Any = view) -> bool:
                return view in said["brand"]

            viewed = [each for each, *_ in self.first(AUDIT, views)]
            first = "answer" not in old and viewed and max(viewed) < min(answered)
            if view not in old["brand"] and not first:
                self.say("views-first", AUDIT)

    def versions(self) -> None:
        for path in (POLICIES, "missions/write/mission.yml"):
            old, new = self.base.get(path), self.head.get(path)
            if old is None or new in (old, TORN):
                continue
            before, after = listed(old), listed(new)
            if any(each not in after for each in before if each["from"] <= DAY.isoformat()):
                self.say("version-kept", path)
            for each in after:
                if each["from"] not in [one["from"] for one in before] and (
                    each["from"] < DAY.isoformat() or each["announced"] < ago(3)
                ):
                    self.say("version-kept", path)


def listed(said: Any) -> list[Any]:
    """The versions of policies or of a mission's points."""
    held = (said or {}).get("versions", (said or {}).get("points", []))
    return held if isinstance(held, list) else [{"from": "2026-01-01", "value": held}]


def movements(files: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Where, of whom and on which day points are taken."""
    for path, said in files.items():
        if isinstance(said, dict):
            for each in said.get("reversals", []):
                yield path, person_of(path), each["date"]
            if said.get("points", 0) == -5 and "void" not in said:
                yield path, person_of(path), path.rpartition("/")[2][:10]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One repository that has all the histories."""
    root = tmp_path_factory.mktemp("worlds")
    git(root, "init", "--quiet", "-b", "main")
    told = stream({seed: world(seed) for seed in SEEDS})
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=told, check=True)
    return root


@pytest.mark.parametrize("seed", SEEDS)
def test_guard_judges_otherwise_than_the_model(seed: int, repository: Path) -> None:
    one = world(seed)
    base, head = f"w{seed}-{one.base}", f"w{seed}-{len(one.steps) - 1}"
    change = Change(Repository(repository), base, head, schemas())
    found = arrange(judge(change, lambda _: None))
    said = {
        (each.rule, each.severity.name.lower(), each.place.path)
        for each in found
        if each.rule in RULES
    }
    model = Model(one)
    assert said - model.may <= model.must, [each.message for each in found]
    assert model.must - said == set()


def test_a_rule_is_broken_in_no_history() -> None:
    said = {rule for seed in SEEDS for rule, _, _ in Model(world(seed)).must}
    assert said == RULES
