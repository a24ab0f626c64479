"""Claims, feedback and requests for rewards, as somebody handed them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import Asked
from goodword.actions.handed_in.taking import days_of, known, member, named, there
from goodword.actions.judging import Proposal
from goodword.actions.new import new
from goodword.actions.receive import receive
from goodword.actions.redeem import redeem
from goodword.edits.naming import identifier
from goodword.intake.sheet import Refused
from goodword.intake.sources import ISSUES
from goodword.verbs import FEEDBACK, NEW, REWARD

if TYPE_CHECKING:
    from datetime import date

    from goodword.actions.handed_in.taking import Days, Taking
    from goodword.intake.sheet import Sheet
    from goodword.source.trees import Tree

_NEW_ITEM = {"joins": None}
_CHANNELS = {ISSUES: "issue"}


def claim(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """A claim that waits for its decision."""
    program, days, values = taking.program, days_of(taking, sheet), sheet.values
    person = member(taking, sheet)
    if path := there(taking, sheet, person):
        return is_there(sheet, path)
    mission = known("mission", values["mission"], program.missions)
    as_said = ("summary", "helped", "quantity", "key")
    said: dict[str, Any] = {key: values[key] for key in as_said if key in values}
    if "effort" in values:
        said["effort_hours"] = values["effort"]
    others = _others(taking, sheet, person) if "with" in values else {}
    if others:
        said["with"] = [
            {"id": who, "percent": percent} if percent else who for who, percent in others.items()
        ]
    evidence: dict[str, Any] = {}
    if "evidence" in values:
        evidence["link"] = values["evidence"]
    if "witnesses" in values:
        asked = [named(taking, sheet.sender, each, staff=True) for each in values["witnesses"]]
        evidence["witness"] = list(dict.fromkeys(asked))
        if {person, *others} & {*evidence["witness"]}:
            raise Refused("witness-part")
    if evidence:
        said["evidence"] = evidence
    if "disclosure" in values:
        said["disclosure"] = values["disclosure"]
    said["received"] = f"{days.received}"
    said["source"] = {"system": sheet.system, "event": sheet.event}
    occurred = _past(values.get("occurred"), days)
    steer = {"mission": mission, "influencer": person, "occurred": occurred}
    asked_for = Asked(NEW.verb("claim"), "", days.dated, taking.by, said, at=days.at, steer=steer)
    return new(taking.snapshot, [asked_for], tree)


def _others(taking: Taking, sheet: Sheet, person: str) -> dict[str, int | None]:
    """Who else had a part, each once, and their percent; the agenda has them asked."""
    said: list[tuple[str, int | None]] = sheet.values["with"]
    found: dict[str, int | None] = {}
    for account, percent in said:
        found.setdefault(named(taking, sheet.sender, account, staff=False), percent)
    if person in found:
        raise Refused("oneself")
    stated = [percent for percent in found.values() if percent is not None]
    if stated and (len(stated) < len(found) or sum(stated) > 99):
        raise Refused("percents")
    return found


def _past(text: str | None, days: Days) -> date:
    if text is None:
        return days.received
    day = type(days.received).fromisoformat(text)
    if day > days.received:
        raise Refused("after-handed-in", day=day)
    return day


def feedback(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """An item with its first step."""
    days, values, person = days_of(taking, sheet), sheet.values, member(taking, sheet)
    if path := there(taking, sheet, person):
        return is_there(sheet, path)
    if not identifier(values["title"]):
        raise Refused("no-name-of-title")
    said: dict[str, Any] = {
        "channel": _CHANNELS.get(sheet.system, sheet.system),
        "source": sheet.source,
        "summary": values["title"],
        "verbatim": values["said"],
        "from": [person],
    }
    if "area" in values:
        said["area"] = values["area"]
    verb = FEEDBACK.verb("receive")
    asked = Asked(verb, values["title"], days.received, taking.by, said, (person,), None, _NEW_ITEM)
    return receive(taking.snapshot, [asked], tree)


def reward(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """A request that waits for its approval."""
    program, days, values = taking.program, days_of(taking, sheet), sheet.values
    person = member(taking, sheet)
    if path := there(taking, sheet, person):
        return is_there(sheet, path)
    wanted = known("reward", values["reward"], program.rewards)
    theirs = [each for each in program.redemptions.values() if each.influencer == person]
    day, at = days.dated, days.at
    if any(each.requested > day for each in theirs):
        day, at = taking.snapshot.as_of, ""  # a later request was judged without this one
    said = {
        "quantity": values.get("quantity", 1),
        "source": {"system": sheet.system, "event": sheet.event},
    }
    verb = REWARD.verb("redeem")
    asked = Asked(verb, person, day, taking.by, said, at=at or None, steer={"reward": wanted})
    found = redeem(taking.snapshot, [asked], tree)
    if found.problems:
        raise Refused("no-price", name=wanted)
    return found


def is_there(sheet: Sheet, path: str) -> Proposal:
    """Nothing, since it came in before."""
    return Proposal(notes=(f"{sheet.source}: is there as {path}",))
