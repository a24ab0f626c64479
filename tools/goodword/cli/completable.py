"""What a shell can be offered, of every command: its words, options and choices, and whose ids.

It is on record in `completion.json`, since a shell asks for it at a key and to import the commands
takes longer than a person waits; a test holds the record to the commands.
"""

from __future__ import annotations

import json
from typing import Any

import click

from goodword.cli.commands import COMMANDS, command

_PEOPLE, _MISSIONS, _ITEMS = ("influencers/",), ("missions/",), ("program/feedback/*.yml",)
_INCIDENTS, _CLAIMS = ("program/incidents/*.yml",), ("missions/*/claims/*.yml",)
_SIGNALS = ("program/signals/*.yml",)
_RECORDS = ("influencers/*/touchpoints/*.yml",)
_REWARDS, _EVENTS = ("program/rewards/*.yml",), ("program/events/*.yml",)
_COMMUNITIES = ("program/communities/*.yml",)
_STAFF, _DEPARTMENTS = ("program/program.yml#staff",), ("program/departments.yml#departments",)
_CATEGORIES, _TIERS = ("program/departments.yml#categories",), ("program/tiers.yml#tiers",)
_OBJECTIVES, _KPIS = ("program/strategy.yml#objectives",), ("program/strategy.yml#kpis",)
_CONVERSATIONS = ("program/conversations.yml#conversations",)
_SEGMENTS = ("program/segments.yml#segments",)
_QUALITIES = ("=low normal high",)
_CYCLES = ("program/measures/*.yml", "program/statements/*.csv", "program/audits/")
ARGUMENTS = {
    "INFLUENCER": _PEOPLE,
    "PERSON": _PEOPLE,
    "IDS": _PEOPLE,
    "ID": (*_PEOPLE, *_MISSIONS, *_ITEMS, *_INCIDENTS, *_EVENTS, *_REWARDS, *_COMMUNITIES),
    "MISSION": _MISSIONS,
    "CLAIM": _CLAIMS,
    "REQUEST": ("influencers/*/redemptions/*.yml",),
    "RECORD": _RECORDS,
    "ITEM": (*_ITEMS, *_INCIDENTS),
    "EVENT": _EVENTS,
    "REWARD": _REWARDS,
    "INCIDENT": _INCIDENTS,
    "SIGNAL": _SIGNALS,
    "COMMUNITY": _COMMUNITIES,
    "CYCLE": _CYCLES,
    "STAFF": _STAFF,
    "DEPARTMENT": _DEPARTMENTS,
    "OBJECTIVE": _OBJECTIVES,
    "SEGMENT": _SEGMENTS,
}
"""By what stands for it in the manual, where the names lie: a folder has those of its folders,
what `*` stands for in the middle comes before a slash, `#` is before a key of a file whose
entries have ids, and `=` before words as they are."""
OPTIONS = {
    **dict.fromkeys(
        ("influencer", "raised-by", "with", "alert", "mover", "member", "invite"), _PEOPLE
    ),
    **dict.fromkeys(("referred-by", "proposed-by"), _PEOPLE),
    "mission": _MISSIONS,
    "reward": _REWARDS,
    "joins": _ITEMS,
    "cycle": _CYCLES,
    **dict.fromkeys(("about", "corrects"), (*_RECORDS, *_CLAIMS, *_ITEMS)),
    **dict.fromkeys(("answered", "kept"), _RECORDS),
    **dict.fromkeys(("owner", "reviewer", "host", "lead", "fulfiller", "staff"), _STAFF),
    "witness": (*_PEOPLE, *_STAFF),
    "department": _DEPARTMENTS,
    "category": _CATEGORIES,
    "tier": _TIERS,
    "objective": _OBJECTIVES,
    "kpi": _KPIS,
    "event": _EVENTS,
    "community": _COMMUNITIES,
    "in-conversation": _CONVERSATIONS,
    "cornerstone": _PEOPLE,
    "segment": _SEGMENTS,
    "quality": _QUALITIES,
}
"""The same by the name of an option that takes an id."""
_TEXTS = frozenset({"TEXT", "[ID=]NAME[ <MAIL>]"})
"""What such an option takes where it takes no id."""


def record(top: click.Command) -> str:
    """What is on record of the whole command line, in JSON: a line for each command of it."""
    lines = [("", _of(top)), *((row.name, _of(command(row))) for row in COMMANDS)]
    said = (f"{json.dumps(name)}:{json.dumps(each, ensure_ascii=False)}" for name, each in lines)
    return "{\n" + ",\n".join(said) + "\n}\n"


def _of(made: click.Command) -> dict[str, Any]:
    """What `completing` needs to make a command that takes the same words."""
    found: dict[str, Any] = {"help": made.get_short_help_str()}
    found["parameters"] = [_parameter(each) for each in made.params]
    if isinstance(made, click.Group) and made.commands:
        found["commands"] = {name: _of(each) for name, each in made.commands.items()}
    return found


def _parameter(each: click.Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {"names": [each.name]}
    if isinstance(each, click.Option):
        found = {"names": [each.name, *each.opts], "help": each.help}
        found |= {key: True for key in ("is_flag", "multiple", "hidden") if getattr(each, key)}
        if not each.is_flag and isinstance(each.flag_value, str):  # may be given without a value
            found |= {"is_flag": False, "flag_value": each.flag_value}
    if each.nargs != 1:
        found["nargs"] = each.nargs
    if isinstance(each.type, click.Choice):
        found["choices"] = list(each.type.choices)
    elif isinstance(each.type, click.Path):
        found["path"] = "file" if each.type.file_okay else "folder"
    elif places := _places(each):
        found["places"] = places
    return found


def _places(each: click.Parameter) -> tuple[str, ...] | None:
    """Where the ids lie that a parameter takes; None where it takes none that are there."""
    if each.metavar is None:
        return None
    if isinstance(each, click.Option):
        named = next((p for o in each.opts if (p := OPTIONS.get(o.lstrip("-")))), None)
        return None if each.metavar in _TEXTS else named or _by_word(each.metavar)
    if each.name == "own_id":  # of what is new
        return None
    people = each.name == "ids" and each.metavar == "[ID]..."
    return ARGUMENTS["IDS"] if people else _by_word(each.metavar, "ID")


def _by_word(metavar: str, *also: str) -> tuple[str, ...] | None:
    """Where the names lie for which a word of the manual stands; `ID` stands for many things."""
    word = metavar.strip("[].")
    return ARGUMENTS.get(word) if word != "ID" or word in also else None
