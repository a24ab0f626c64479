"""Verbs: what can be done to a program, as rows; GROUPS has one row a command.

Nothing here does anything: the command line makes commands of the rows, `actions` carries them
out, and what is due is printed with what the verb that does it still needs.
"""

from __future__ import annotations

import re
import shlex
from functools import cache
from typing import TYPE_CHECKING

from goodword.verbs.audit import AUDIT
from goodword.verbs.claim import CLAIM
from goodword.verbs.community import COMMUNITY
from goodword.verbs.cycle import CYCLE
from goodword.verbs.event import EVENT
from goodword.verbs.feedback import FEEDBACK
from goodword.verbs.incident import INCIDENT
from goodword.verbs.influencer import INFLUENCER
from goodword.verbs.mission import MISSION
from goodword.verbs.new import NEW
from goodword.verbs.reward import REWARD
from goodword.verbs.signal import SIGNAL
from goodword.verbs.staff import STAFF
from goodword.verbs.strategy import DEPARTMENT, OBJECTIVE, STRATEGY
from goodword.verbs.term import TERM
from goodword.verbs.touchpoint import TOUCHPOINT
from goodword.verbs.verb import Field, Group, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AUDIT",
    "CLAIM",
    "COMMUNITY",
    "CYCLE",
    "DEPARTMENT",
    "EVENT",
    "FEEDBACK",
    "GROUPS",
    "INCIDENT",
    "INFLUENCER",
    "LEFT_OPEN",
    "MISSION",
    "NEW",
    "OBJECTIVE",
    "REWARD",
    "SIGNAL",
    "STAFF",
    "STRATEGY",
    "TERM",
    "TOUCHPOINT",
    "Field",
    "Group",
    "Verb",
    "whole",
]

GROUPS = (
    *(CLAIM, FEEDBACK, NEW, MISSION, REWARD, INFLUENCER, TOUCHPOINT),
    *(EVENT, COMMUNITY, INCIDENT, SIGNAL, AUDIT, TERM, CYCLE),
    *(DEPARTMENT, STAFF, STRATEGY, OBJECTIVE),
)
_QUIET = re.compile(r"[\w./:@=+,…-]+(?: [\w./:@=+,…-]+)*")
"""A command whose words need no quotes, with a blank between them."""
LEFT_OPEN = "…"
"""Stands for what only the person who runs the command knows."""


_NAMES = frozenset(each.name for each in GROUPS)


@cache
def _verb(group: str, name: str) -> tuple[Verb, Mapping[str, str]]:
    """A verb of a group, whole, and the names of its fields in a row by their options."""
    verb = next(each for each in GROUPS if each.name == group).verb(name)
    return verb, {f"--{each.name}": each.parameter for each in verb.fields}


def whole(command: str) -> str:
    """A command with all that it needs, `…` where words go; what is stated already stays."""
    # What has no quotes is parted by blanks alone; shlex looks at each letter of it.
    words = command.split(" ") if _QUIET.fullmatch(command) else shlex.split(command)
    if words[1:2] == ["--root"]:
        del words[1:3]
    if not words[1:2] or words[1] not in _NAMES:
        return command
    verb, flags = _verb(words[1], words[2])
    row: dict[str, str | None] = dict.fromkeys(flags.values())
    following = [*words[1:], ""]
    row |= {
        flags[word]: value or word
        for word, value in zip(words, following, strict=True)
        if word in flags
    }
    wanted = (each.split("|") for stage in verb.stages(row) for each in stage)
    open_ = [
        f"--{names[-1].replace('_', '-')} {LEFT_OPEN}"
        for names in wanted
        if names[-1] in row and not any(row[name] for name in names)
    ]
    return " ".join([command, *open_])
