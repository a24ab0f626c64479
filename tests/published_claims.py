"""What `claims.txt` of a published table says, as files of claims that are decided."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Row(NamedTuple):
    """Who did what on a day, how much of it, and what came of it."""

    day: date
    who: str
    mission: str
    said: dict[str, Any]
    decided: dict[str, Any]


def rows(text: str) -> Iterator[Row]:
    """The rows of a text; `2026-03-01+9` is that day and the nine that follow.

    Each is `day who mission words = points`, where words are `x6` (so many), `+id` (a bonus),
    `key:K`, `with:ben:40`, `points:7` (stated) and `by:ben,cleo` (who decided), and behind the
    points may stand `ben:6` (a share) and `of 12 by per` (what it was before that limit).
    """
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        left, right = line.split(" = ")
        days, who, mission, *words = left.split()
        first, _, more = days.partition("+")
        start = date.fromisoformat(first)
        for day in (start + timedelta(days=n) for n in range(int(more or 0) + 1)):
            said, decided = _said(words), _decided(right.split(), who)
            yield Row(day, who, mission, said["claim"], {**decided, **said["decision"]})


def _said(words: list[str]) -> dict[str, dict[str, Any]]:
    claim: dict[str, Any] = {}
    decision: dict[str, Any] = {"by": "maya"}
    for word in words:
        name, _, value = word.partition(":")
        if name == "key":
            claim["key"] = value
        elif name == "with":
            who, _, percent = value.partition(":")
            claim["with"] = [{"id": who, "percent": int(percent)}]
        elif name == "points":
            decision |= {"stated": int(value), "reason": "As good as that"}
        elif name == "by":
            by = value.split(",")
            decision["by"] = by if len(by) > 1 else by[0]
        elif word.startswith("+"):
            decision.setdefault("bonus", []).append(word[1:])
        else:
            claim["quantity"] = int(word.removeprefix("x"))
    return {"claim": claim, "decision": decision}


def _decided(words: list[str], who: str) -> dict[str, Any]:
    points, *more = words
    decided: dict[str, Any] = {"outcome": "approved", "points": int(points)}
    while more:
        word, *more = more
        if word == "of":
            computed, _, limit, *more = more
            decided |= {"computed": int(computed), "capped_by": {who: limit}}
        else:
            name, _, share = word.partition(":")
            decided.setdefault("shares", {})[name] = int(share)
    return decided


def files(text: str) -> dict[str, dict[str, Any]]:
    """The files of claims that a text says, by path."""
    found: dict[str, dict[str, Any]] = {}
    numbers: Counter[str] = Counter()
    for row in rows(text):
        path = f"missions/{row.mission}/claims/{row.day}-{row.who}"
        numbers[path] += 1
        suffix = f".{numbers[path]}" if numbers[path] > 1 else ""
        link = f"https://example.org/{row.mission}/{row.day}/{row.who}/{numbers[path]}"
        decision = {**row.decided, "date": str(row.day)}
        claim = {"evidence": link, **row.said}
        if isinstance(decision["by"], list):
            said = {"date": str(row.day), "outcome": "approved"}
            claim["reviews"] = [{"by": each, **said} for each in decision["by"]]
        found[f"{path}{suffix}.yml"] = {**claim, "decision": decision}
    return found


class Statement(NamedTuple):
    """What somebody has on a day: points, what can be spent, or the figure and tier of a ladder."""

    day: str
    who: str
    what: str
    figure: int
    tier: str | None


def statements(text: str) -> Iterator[Statement]:
    """The rows of `expected.txt`: `day who points 5`, `day who ladder 74 level-2`."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            day, who, what, figure, *tier = line.split()
            yield Statement(day, who, what, int(figure), tier[0] if tier else None)
