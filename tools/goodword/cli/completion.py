"""Completion of ids in a shell: the names of files and folders, none of which is read."""

from __future__ import annotations

import os
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from goodword.cli.session import find_root
from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*", re.IGNORECASE)
"""Names that a shell takes as they are; what else a folder holds is not offered."""
_MOST = 1000
_PEOPLE, _MISSIONS, _ITEMS = ("influencers/",), ("missions/",), ("program/feedback/*.yml",)
_INCIDENTS, _CLAIMS = ("program/incidents/*.yml",), ("missions/*/claims/*.yml",)
_RECORDS = ("influencers/*/touchpoints/*.yml",)
_REWARDS, _EVENTS = ("program/rewards/*.yml",), ("program/events/*.yml",)
_COMMUNITIES = ("program/communities/*.yml",)
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
    "COMMUNITY": _COMMUNITIES,
    "CYCLE": _CYCLES,
}
"""By what stands for an argument in the manual, where the names lie: a folder has those of its
folders, and what `*` stands for in the middle comes before a slash."""
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
}
"""The same by the name of an option that takes an id."""


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
        found = (name for place in self.places for name in _names(root, place))
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
            found = next((p for o in each.opts if (p := OPTIONS.get(o.lstrip("-")))), None)
        elif each.name == "own_id":  # of what is new
            found = None
        else:
            found = ARGUMENTS.get("IDS" if each.name == "ids" else each.metavar.strip("[]."))
        if found:
            each.type = Names(found)
    return command


def _names(root: Path, place: str) -> Iterator[str]:
    """The names of a place, in order."""
    folder, _, last = place.rpartition("/")
    before, star, after = folder.partition("/*/")
    if star:
        for owner in _listed(root / before, folders=True):
            for name in _names(root, f"{before}/{owner}/{after}/{last}"):
                yield f"{owner}/{name}"
        return
    ending = last.removeprefix("*")
    for name in _listed(root / folder, folders=not ending):
        if name.endswith(ending):
            yield name.removesuffix(ending)


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
