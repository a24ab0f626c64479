"""Communities as their page of the documentation tells of them, worked out slowly from the files.

Nothing of the package is used: documents are plain mappings, days are text.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Files = dict[str, dict[str, Any]]
OURS = {"member", "on-leave"}


def stage(profile: dict[str, Any], day: str) -> str | None:
    found = [each["stage"] for each in profile["history"] if each["date"] <= day]
    return found[-1] if found else None


def newest(community: dict[str, Any], day: str) -> dict[str, Any] | None:
    """The one that no other known one follows: later by day, or of that day and added later."""
    there = [each for each in community.get("assessments", []) if each["date"] <= day]
    for at, each in enumerate(there):
        days = [other["date"] for other in there]
        if max(days) == each["date"] and each["date"] not in days[at + 1 :]:
            return dict(each)
    return None


def said(community: dict[str, Any], key: str, day: str) -> list[str]:
    found = newest(community, day)
    own: list[str] = community.get(key, [])
    return own if found is None else found.get(key, own)


def ranking(
    communities: Files, people: Files, top: set[str], day: str
) -> list[tuple[str, Fraction | None]]:
    """Ids with the share of our top people who move each, the first one first."""
    left = dict(communities)
    found = []
    while left:
        best = None
        for name, community in left.items():
            moving = set(said(community, "movers", day))
            ours = {x for x in moving if x in people and stage(people[x], day) in OURS}
            place = (len(ours & top), len(ours))
            before = best is not None and (place < best[0] or (place == best[0] and name > best[1]))
            if not before:
                best = (place, name)
        assert best is not None
        share = Fraction(best[0][0], len(top)) if top else None
        found.append((best[1], share))
        del left[best[1]]
    return found


def gap(communities: Files, day: str) -> tuple[int, list[str], list[str]]:
    """How many were assessed, which of them are important, and in which of these we are not."""
    made = {name: newest(each, day) for name, each in communities.items()}
    known = {name: each for name, each in made.items() if each is not None}
    important = sorted(name for name, each in known.items() if each["relevance"] in (4, 5))
    return len(known), important, [name for name in important if known[name]["we"] == "none"]


def told(
    follows: list[dict[str, str]], communities: Files, items: Files, since: str, day: str
) -> list[tuple[str, str, str, str]]:
    """What is dated from `since` up to the day before `day` in what is followed: day, id, what."""
    found = []
    for name, community in communities.items():
        for when, what, word in events(community):
            topics = said(community, "topics", when)
            if {"community": name} in follows or any({"topic": x} in follows for x in topics):
                found.append((when, name, what, word))
    for name, item in items.items():
        topic = item.get("area", "").strip().lower().replace(" ", "-")
        if {"item": name} in follows or {"topic": topic} in follows:
            found += [(when, name, what, word) for when, what, word in stepped(item, day)]
    return sorted(each for each in found if since <= each[0] < day)


def events(community: dict[str, Any]) -> list[tuple[str, str, str]]:
    """All that is dated in a community: day, what, and the word for it."""
    looks = [each["date"] for each in community.get("assessments", [])]
    found = [(each["from"], "stance", each["stance"]) for each in community["stance"]]
    found += [(each, "assessed", "") for each in looks]
    if "reviewed" in community and community["reviewed"] not in looks:
        found.append((community["reviewed"], "looked", ""))
    return found


def stepped(item: dict[str, Any], day: str) -> list[tuple[str, str, str]]:
    """The steps of an item that nobody had taken back by a day, and those that take one back."""
    steps = [each for each in item["steps"] if each["date"] <= day]
    void = {each["of"] for each in steps if each["step"] == "void"}
    found = []
    for at, each in enumerate(item["steps"]):
        what, word = "step", each["step"]
        if word in {"void", "decided"}:
            what, word = word, each.get("outcome", "")
        if at not in void:
            found.append((each["date"], what, word))
    return found
