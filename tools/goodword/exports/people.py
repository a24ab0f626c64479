"""People who agreed to be shown, as JSON: what the gate lets an audience have, and nothing else."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodword.audience.view import View

VERSION = 1
"""Version of the form, docs/people.schema.json."""
AUDIENCES = ("public", "members")
"""For whom it can be made: whoever reads it may be anybody of these."""
_LEFT_OUT = frozenset({"staff", "mission_page"})
"""Fields of a view that are not for others, or that are about pages."""


def people_json(view: View) -> str:
    """The people of a view, by name; what somebody does not share is not there.

    Args:
        view: what the audience may have.
    """
    found = {
        "version": VERSION,
        "program": view.program.name,
        "audience": view.audience,
        "as_of": view.as_of.isoformat(),
        "people": [_plain(each) for each in view.people],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        known = {each.name: getattr(value, each.name) for each in fields(value)}
        return {
            name: _plain(what)
            for name, what in known.items()
            if name not in _LEFT_OUT and what is not None and what not in ((), "")
        }
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
