"""Verbs: what can be done to a program, as rows; GROUPS has one row a command.

Nothing here does anything: the command line makes commands of the rows, `actions` carries them
out, and what is due is printed with what the verb that does it still needs.
"""

from __future__ import annotations

import re
import shlex

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
_QUIET = re.compile(r"[\w./:@=+,-]+(?: [\w./:@=+,-]+)*")
"""A command whose words need no quotes, with a blank between them."""
LEFT_OPEN = "…"
"""Stands for what only the person who runs the command knows."""


def whole(command: str) -> str:
    """A command with all that it needs, `…` where words go; what is stated already stays."""
    # What has no quotes is parted by blanks alone; shlex looks at each letter of it.
    words = command.split(" ") if _QUIET.fullmatch(command) else shlex.split(command)
    if words[1:2] == ["--root"]:
        del words[1:3]
    group = next((each for each in GROUPS if words[1:2] == [each.name]), None)
    if group is None:
        return command
    verb = group.verb(words[2])
    flags = {f"--{each.name}": each.parameter for each in verb.fields}
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
