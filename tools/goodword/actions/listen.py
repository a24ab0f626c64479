"""Taking in what a monitor found: each mention by somebody on the map becomes a signal, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal
from goodword.edits.draft import Draft
from goodword.edits.scaffold import in_schema_order
from goodword.model.link import canonical
from goodword.relation.moments import changed
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from goodword.intake.mentions.reading import Mention
    from goodword.intake.people.lists import Entry
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Listened:
    """What listening would do.

    Args:
        proposal: the edits.
        outcomes: each mention with the path of its signal, and whether that is new, by day.
        entries: where the export says what a file is to hold, by path.
    """

    proposal: Proposal = field(default_factory=Proposal)
    outcomes: tuple[tuple[Mention, str, bool], ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)


def listen(snapshot: Snapshot, mentions: Iterable[Mention], tree: Tree) -> Listened:
    """The edits that keep mentions as signals; what is there already is not made again.

    A mention is known by its address, as evidence is, and by who said it. Files of a day and
    channel are numbered by the moment, in whatever order an export has them.
    """
    program = snapshot.program
    there = {
        (each.influencer, canonical(each.url)): each.place.path
        for each in program.signals.values()
        if each.url is not None
    }
    draft = Draft(tree)
    outcomes, entries = [], {}
    for each in sorted(mentions, key=_order):
        key = each.influencer, canonical(each.url)
        new = key not in there
        if new:
            when = _written(each.when, program.zone)
            path = f"program/signals/{when[:10]}-{each.channel}.yml"
            value = in_schema_order(_value(each, when), document("signal"))
            there[key] = draft.create(path, "signal", value)
            entries[there[key]] = each.entry
        outcomes.append((each, there[key], new))
    return Listened(Proposal(tuple(draft.edits)), tuple(outcomes), entries)


def _order(each: Mention) -> tuple[str, str, str, str]:
    """By moment, then by who and where; a day stands before its moments."""
    at = each.when.isoformat()
    return at[:10], at[10:], each.influencer, canonical(each.url)


def _written(when: Any, zone: ZoneInfo) -> str:
    """A day, or a minute in the zone, with its offset where the zone skips or repeats it."""
    if not isinstance(when, datetime):
        return str(when.isoformat())
    text = when.isoformat(timespec="minutes")
    return text if changed(text[:16], zone) else text[:16]


def _value(each: Mention, when: str) -> dict[str, Any]:
    said = {
        "influencer": each.influencer,
        "channel": each.channel,
        "url": each.url,
        "date": when if len(when) > 10 else "",  # the name says the day
        "tone": each.tone if each.tone != "neutral" else "",
        "summary": each.summary,
        "about": each.about,
    }
    return {key: value for key, value in said.items() if value}
