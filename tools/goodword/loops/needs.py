"""What a printed command still lacks: each thing it asks for, with `…` where words go."""

from __future__ import annotations

LEFT_OPEN = "…"
"""Stands for what only the person who runs the command knows."""
_NEEDS = {
    "feedback decide": ("--outcome", "--rationale"),
    "feedback deliver": ("--what", "--where"),
    "feedback tell": ("--channel", "--summary"),
    "feedback triage": ("--owner",),
    "influencer ask": ("--for",),
    "influencer contact": ("--summary",),
    "influencer thank": ("--helped",),
}
"""By command, the flags without which it does nothing."""
_OTHERWISE = {("influencer ask", "--answered"): ("--outcome",)}
"""What it needs instead where a flag is there."""


def whole(command: str) -> str:
    """A command with all that it needs; what is stated already stays."""
    words = command.split()
    verb = " ".join(words[1:3])
    flags = _NEEDS.get(verb, ())
    for (name, flag), others in _OTHERWISE.items():
        if name == verb and flag in words:
            flags = others
    return " ".join([command, *(f"{flag} {LEFT_OPEN}" for flag in flags if flag not in words)])
