"""What can be done to a program: one action a module, each from requests to edits, all in ACTIONS.

A verb (`verbs`) names the action that does it; several only add entries, and share theirs. An
action writes nothing. What it proposes is judged (`judging`), shown, and written by the
command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ACTIONS = (
    "adjust",
    "amend",
    "announce",
    "answer",
    "appeal",
    "append",
    "approve",
    "ask",
    "assess",
    "close",
    "complete",
    "conclude",
    "enlist",
    "erase",
    "extend",
    "follow",
    "found",
    "hand_over",
    "import_claims",
    "import_people",
    "listen",
    "new",
    "new_part",
    "nominate",
    "onboard",
    "pack",
    "pose",
    "receive",
    "record",
    "redeem",
    "renew",
    "reverse",
    "review",
    "say",
    "settle",
    "settle_signal",
    "snooze",
    "stage",
    "take_in",
    "unpack",
)
"""All actions: each is a module of this folder, and the function in it of the same name."""


def action(name: str) -> Callable[..., Any]:
    """The action of that name; what others need is not imported for it."""
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{name}"), name)
    return found
