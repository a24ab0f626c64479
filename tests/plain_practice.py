"""Signals, lifts, results, warnings and years as the design has them: slow, from documents alone.

Clocks are walked minute by minute, intervals are found by halving, sums are made of fractions.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from tests.plain_terms import DAY, said

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from tests.plain_terms import Terms

MINUTE = timedelta(minutes=1)
SPREAD = Fraction("1.959963984540054")


def wall(text: str, zone: ZoneInfo) -> datetime:
    """The minute of the world at which the clock of a zone first shows this, or the offset says."""
    shown = datetime.fromisoformat(text)
    if shown.tzinfo is not None:
        return shown.astimezone(UTC)
    at = shown.replace(tzinfo=UTC) - timedelta(hours=15)
    while at.astimezone(zone).replace(tzinfo=None) != shown:
        at += timedelta(minutes=15)
    return at


def night(day: date, zone: ZoneInfo) -> datetime:
    """The first minute of the world that a zone no longer counts to a day."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    while at.astimezone(zone).date() <= day:
        at += timedelta(minutes=15)
    return at


def said_at(text: str, zone: ZoneInfo) -> datetime:
    """When something was said: at a minute, or by the end of a day."""
    return wall(text, zone) if "T" in text else night(said(text), zone)


def begun_hours(since: datetime, until: datetime) -> int:
    return max(0, ceil(Fraction(int((until - since).total_seconds()), 3600)))


def signal(
    each: Any, words: list[Any], person: Terms, day: date, zone: ZoneInfo, allowed: int
) -> dict[str, Any]:
    """Where a signal stands on a day.

    Args:
        each: the document, with `id`.
        words: touchpoints of its author.
        person: what they asked for.
        day: the day.
        zone: the program's.
        allowed: hours within which it is to be settled.
    """
    state, name = "open", {each["id"]}
    for end in ("became", "dismissed"):
        if end in each and said(each[end]["date"]) <= day:
            state = end
    if state == "became":
        name |= {v for k, v in each["became"].items() if k not in {"date", "by"}}
    since = said_at(each["date"], zone)
    first = None
    for one in words:
        if said(one["on"]) > day or ("void" in one and said(one["void"]["date"]) <= day):
            continue
        if one.get("direction") == "from-them" or not spoke(one, person):
            continue
        if not name & {*one.get("refs", ()), one["name"]}:
            continue
        when = said_at(f"{one['on']}T{one['at']}" if "at" in one else one["on"], zone)
        start = wall(f"{each['date'][:10]}T00:00", zone) if "T" not in each["date"] else since
        if when >= start and (first is None or when < first):
            first = when
    age = begun_hours(since, night(day, zone))
    close = since + timedelta(hours=allowed) - MINUTE
    return {
        "state": state,
        "due": close.astimezone(zone).date(),
        "over": max(0, age - allowed) if state == "open" else 0,
        "hours": None if first is None else begun_hours(since, first),
    }


def spoke(one: Any, person: Terms) -> bool:
    """Whether a touchpoint is a word to its person."""
    if one["kind"] in {"thanks", "contact"}:
        return True
    told = one["kind"] == "answer" and one["step"] == "told"
    return told and person.reached({**one, "date": one["on"]})


def bounds(did: int, people: int) -> tuple[Fraction, Fraction]:
    """Wilson's interval: the shares from which what was seen is just so many spreads away."""
    share = Fraction(did, people)

    def beyond(at: Fraction) -> bool:
        return (share - at) ** 2 > SPREAD**2 * at * (1 - at) / people

    found = []
    for far in (Fraction(0), Fraction(1)):
        out, inside = far, share
        if not beyond(far):
            found.append(far)
            continue
        for _ in range(60):
            middle = (out + inside) / 2
            if beyond(middle):
                out = middle
            else:
                inside = middle
        found.append(inside)
    return found[0], found[1]


def root(square: Fraction) -> Fraction:
    low, high = Fraction(0), Fraction(2)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle**2 <= square else (low, middle)
    return low


def lift(exposed: tuple[int, int], control: tuple[int, int]) -> tuple[Fraction, ...] | None:
    """Points and interval of (did, people) against (did, people), in percent and exact."""
    if exposed[1] < 30 or control[1] < 30:
        return None
    (low1, high1), (low2, high2) = bounds(*exposed), bounds(*control)
    p1, p2 = Fraction(*exposed), Fraction(*control)
    down = root((p1 - low1) ** 2 + (high2 - p2) ** 2)
    up = root((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return tuple(100 * each for each in (p1 - p2, p1 - p2 - down, p1 - p2 + up))


def tenth(number: Fraction) -> Fraction:
    """To one decimal, halves away from zero."""
    ten = floor(abs(number) * 10 + Fraction(1, 2))
    return Fraction(ten if number >= 0 else -ten, 10)


def reached(
    claims: list[Any], kind_of: dict[str, str | None], start: date, end: date, day: date
) -> dict[str | None, tuple[int, int, int, dict[str, int], int | None]]:
    """By category: claims, those counted, hours, people by what they did, tenths an hour."""
    found: dict[str | None, tuple[int, int, int, dict[str, int], int | None]] = {}
    for category in {kind_of[who] for each in claims for who in each["people"]}:
        done = counted = hours = 0
        people: dict[str, int] = {}
        for each in claims:
            mine = [who for who in each["people"] if kind_of[who] == category]
            approved = each["decided"] is not None and said(each["decided"]) <= day
            if not mine or not approved or not start <= said(each["on"]) <= end:
                continue
            done += 1
            hours += len(mine) * each["hours"]
            results = [x for x in each["results"] if said(x["date"]) <= day]
            counted += bool(results)
            for x in results:
                people[x["kind"]] = people.get(x["kind"], 0) + x["count"]
        if done:
            all_ = sum(people.values())
            an_hour = (
                floor(Fraction(10 * all_, hours) + Fraction(1, 2)) if hours and counted else None
            )
            found[category] = (done, counted, hours, people, an_hour)
    return found


def raised(steps: list[Any], by: date) -> dict[str, date]:
    """Who raised an item by a day and stands by it, each with the first day of it."""
    found: dict[str, date] = {}
    for step in steps:
        if said(step["date"]) > by:
            continue
        for who in step["from"]:
            if step["step"] == "withdrawn":
                found.pop(who, None)
            else:
                found.setdefault(who, said(step["date"]))
    return found


def warned(
    items: dict[str, Any], incidents: dict[str, Any], day: date
) -> list[tuple[tuple[str, ...], str | None, str | None, int | None]]:
    """Who warned, with which item, of which incident, how many days before."""
    found: list[tuple[tuple[str, ...], str | None, str | None, int | None]] = []
    true = set()
    for name, incident in incidents.items():
        began = said(incident["began"][:10])
        if began > day:
            continue
        for each in incident["warned_by"]:
            item = each.get("feedback")
            if item is None:
                who, on = [each["influencer"]], said(each["date"])
            else:
                true.add(item)
                steps = items[item]["steps"]
                who = sorted(raised(steps, began))
                on = said(each["date"]) if "date" in each else said(steps[0]["date"])
            if on <= day:
                found.append((tuple(who), item, name, max(0, (began - on).days)))
    for name, each in items.items():
        who = sorted(raised(each["steps"], day))
        if each.get("warning") and who and name not in true:
            found.append((tuple(who), name, None, None))
    return sorted(found, key=repr)


def silence(days: list[date], day: date) -> tuple[int, date, date] | None:
    """The longest time without a word: how many days, after which, until which."""
    best = None
    words = sorted({each for each in days if each <= day})
    for number, after in enumerate(words):
        until = words[number + 1] if number + 1 < len(words) else day
        count, at = 0, after
        while at < until:
            at += DAY
            count += 1
        if best is None or count > best[0]:
            best = (count, after, until)
    return best
