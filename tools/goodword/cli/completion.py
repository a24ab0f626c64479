"""Completion of ids in a shell: names of files and folders, and ids that stand in one file.

No file is read as YAML, for that would take longer than a person waits for a key.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from goodword.cli.root import find_root
from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*", re.IGNORECASE)
"""Names that a shell takes as they are; what else a folder holds is not offered."""
_MOST = 1000
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
_ID = re.compile(r"""(?<![^\s{,])id: *["']?([a-z0-9][a-z0-9-]*)""")
_LARGEST = 64 * 1024


class Names(click.ParamType[Any]):
    """An id, which a shell completes.

    Args:
        places: where its names lie.
    """

    name = "id"

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin so, as they are given on the command line."""
        try:
            root = find_root(ctx.find_root().params.get("root"))
        except Failure:
            return []
        found = (name for place in self.places for name in _names(root, place, incomplete))
        own = (name for name in found if name.startswith(incomplete))
        return [CompletionItem(name) for name in islice(own, _MOST)]


def with_names(command: click.Command) -> click.Command:
    """The command, and those in it, with their ids completed."""
    for each in getattr(command, "commands", {}).values():
        with_names(each)
    for each in command.params:
        if each.metavar is None or isinstance(each.type, (click.Choice, click.Path)):
            continue
        if isinstance(each, click.Option):
            named = next((p for o in each.opts if (p := OPTIONS.get(o.lstrip("-")))), None)
            found = None if each.metavar in _TEXTS else named or _by_word(each.metavar)
        elif each.name == "own_id":  # of what is new
            found = None
        else:
            people = each.name == "ids" and each.metavar == "[ID]..."
            found = ARGUMENTS["IDS"] if people else _by_word(each.metavar, "ID")
        if found:
            each.type = Names(found)
    return command


def _by_word(metavar: str, *also: str) -> tuple[str, ...] | None:
    """Where the names lie for which a word of the manual stands; `ID` stands for many things."""
    word = metavar.strip("[].")
    return ARGUMENTS.get(word) if word != "ID" or word in also else None


def _names(root: Path, place: str, begun: str) -> Iterator[str]:
    """The names of a place that may begin so, in order."""
    if place.startswith("="):
        yield from place[1:].split()
        return
    file, inside, key = place.partition("#")
    if inside:
        yield from _ids(root / file, key)
        return
    folder, _, last = place.rpartition("/")
    before, star, after = folder.partition("/*/")
    if star:
        whose, slash, _ = begun.partition("/")
        for owner in _listed(root / before, folders=True):
            if owner != whose if slash else not owner.startswith(whose):
                continue
            own = {*_names(root, f"{before}/{owner}/{after}/{last}", "")}
            # Packed files are large, so that they are read for one owner alone.
            own |= _packed(root, f"{before}/{owner}/{after}") if slash else set()
            yield from (f"{owner}/{name}" for name in sorted(own))
        return
    ending = last.removeprefix("*")
    for name in _listed(root / folder, folders=not ending):
        if name.endswith(ending):
            yield name.removesuffix(ending)


def _packed(root: Path, folder: str) -> set[str]:
    """The names of the records that lay in a folder and are packed."""
    kind = folder.rpartition("/")[2]
    above = folder if kind == "claims" else f"program/{kind}"
    begins = re.compile(rb'^\{"file":"%s/([^"/]+)\.yml"' % folder.encode(), re.MULTILINE)
    found: set[str] = set()
    for name in _listed(root / above, folders=False):
        if name.endswith(".jsonl"):
            with suppress(OSError):
                found |= {
                    each.decode() for each in begins.findall((root / above / name).read_bytes())
                }
    return found


def _ids(file: Path, key: str) -> list[str]:
    """The ids of the entries under a key, wherever it stands in the file, as lines have them."""
    try:
        with file.open("rb") as stream:
            lines = stream.read(_LARGEST).decode("utf-8", "replace").split("\n")
    except OSError:
        return []
    begins = re.compile(rf"( *(?:- )?){key}:")
    found: list[str] = []
    for at, line in enumerate(lines):
        if begun := begins.match(line):
            found += _first_level(_below(lines[at:], len(begun[1]), begun.end()))
    return sorted(set(found))


def _below(lines: list[str], indent: int, after: int) -> Iterator[str]:
    """What belongs to a key: the rest of its line, and those further in or that begin an entry."""
    yield " " * after + lines[0][after:]
    for line in lines[1:]:
        text = line.lstrip(" ")
        inner = len(line) - len(text)
        entry = inner == indent and text.startswith("- ")
        if text and not text.startswith("#") and inner <= indent and not entry:
            return
        yield line


def _first_level(lines: Iterator[str]) -> list[str]:
    """The ids furthest out: what lies deeper has ids of its own."""
    found: dict[int, list[str]] = {}
    for line in lines:
        code = line.partition(" #")[0]
        for each in _ID.finditer(code):
            flow = code.find("{")
            found.setdefault(flow if flow >= 0 else each.start(), []).append(each[1])
    return found[min(found)] if found else []


def _listed(folder: Path, *, folders: bool) -> list[str]:
    """The plain names in a folder, of its folders or of its files."""
    try:
        with os.scandir(folder) as entries:
            found = [
                each.name
                for each in entries
                if _PLAIN.fullmatch(each.name)
                and (each.is_dir if folders else each.is_file)(follow_symlinks=False)
            ]
    except OSError:
        return []
    return sorted(found)
