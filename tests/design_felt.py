"""What an audience feels of a field that it may not have: where its figures come from.

The design lets states, clocks, points and released figures follow from fields that are not shown
themselves: an item closes when the last telling is recorded. Whatever has no row here, and is not
shown, must not change one byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests import design_oracle as oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.design_oracle import Case

    May = Callable[[Case], bool]


def _always(_: Case) -> bool:
    return True


def _named(case: Case) -> bool:
    return case.shares(case.person, "recognition")


def _pointed(case: Case) -> bool:
    """Points of one who shows them; without a name they are on no page."""
    return _named(case) and case.shares(case.person, "points")


def _claim(case: Case) -> bool:
    """A claim of anybody who shows what they did, of a mission that is shown."""
    shown = [
        each
        for each in case.makers
        if case.shares(each, "recognition") and case.shares(each, "points")
    ]
    return bool(shown) and case.mission(case.person)


def _answer(case: Case) -> bool:
    """An answer of an item that is shown: the loop closes with it."""
    document = case.document
    if document["kind"] != "answer":
        return False
    items = [case.documents.get(f"program/feedback/{each}.yml") for each in document["refs"]]
    return any(each and case.reaches(each.get("confidentiality", "staff")) for each in items)


def _by_hand(case: Case) -> bool:
    return case.document["kind"] in {"adjustment", "extension"} and _pointed(case)


def _thanks(case: Case) -> bool:
    document = case.document
    shown = document["kind"] == "thanks" and case.reaches(document.get("audience", "staff"))
    return bool(shown and _named(case))


def _touch(case: Case) -> bool:
    return _answer(case) or _by_hand(case) or _thanks(case)


def _item(case: Case) -> bool:
    """An item for the audience, whatever became of it."""
    return case.reaches(case.document.get("confidentiality", "staff"))


def _raised(case: Case) -> bool:
    """Somebody with a page, or whose answer closes an item that is shown."""
    steps = [
        each
        for path, document in case.documents.items()
        if path.startswith("program/feedback/")
        and case.reaches(document.get("confidentiality", "staff"))
        for each in document["steps"]
    ]
    return _named(case) or any(case.person in each.get("from", ()) for each in steps)


def _grouped(case: Case) -> bool:
    """A group of a mission that is shown, with what counts together there."""
    group = case.document["groups"][case.mark.way[1]]
    return any(map(case.mission, group["missions"]))


ROWS: tuple[tuple[str, str, May], ...] = (
    # What decides who may have a record.
    ("mission", r"audience|status", _always),
    ("event", r"audience|nda", _always),
    ("feedback", r"confidentiality", _always),
    ("community", r"stance.*", _always),
    ("reward", r"visible.*", _always),
    ("touchpoint", r"audience", _always),
    # Whether somebody is there, and what of them: permissions, and the number of members.
    ("profile", r"consent\.\*\.(from|recognition|contact|points)", _always),
    ("profile", r"history\.\*\.(date|stage)|stage|since", _always),
    # What is owed to whom closes loops: an agreement and the wish for no messages decide it.
    ("profile", r"consent\.\*\.messages|nda\.\*\.(signed|expires)", _always),
    ("profile", r"languages.*|region|communities.*", _named),
    ("profile", r"accounts\..*", lambda case: _named(case) and case.shares(case.person, "contact")),
    ("profile", r"tier_floor.*", _pointed),
    ("touchpoint", r"date|kind|audience|void.*|by|helped", _thanks),
    ("touchpoint", r".*", _by_hand),
    ("touchpoint", r"(?!summary|by|audience).*", _answer),
    ("claim", r"(?!summary|helped|questions.*|source.*|effort_hours|disclosure.*).*", _claim),
    (
        "feedback",
        r"pillar|steps\.\*\.(step|date|from.*|outcome|department|of|revisit|public|scope|link)",
        _item,
    ),
    ("event", r"(?!invited|attended|capacity).*", oracle.event),
    ("community", r"where|stance.*|movers.*|members.*|hosts.*", oracle.community),
    ("incident", r"began", oracle.notice),
    ("mission", r"(?!proposed_by|department|eligibility\.categories).*", oracle.mission),
    ("groups", r"groups\.\*\..*", _grouped),
    ("reward", r"(?!fulfil|gift).*", oracle.reward),
    ("redemption", r".*", lambda case: case.reaches("members")),
    ("policies", r"versions.*\.clocks.*|versions.*\.exit_window_days|versions.*\.from", _always),
    ("policies", r"consents\.\*\..*", _always),
    ("calendar", r".*", _always),
    ("strategy", r"pillars.*|objectives\.\*\.(id|pillar)", _always),
    ("tiers", r".*", _always),
    ("milestones", r".*", _always),
    ("departments", r"departments\.\*\.id", _always),
    (
        "program",
        r"(?!staff\.\*\.(emails|github|department|follows|digest)|ids|schema_version).*",
        _always,
    ),
    # Points that lapse, and places that one gives back, follow from the rules in force.
    ("policies", r"versions\.\*\.arrears_forgiven_after_cycles", _always),
)
"""Kind, fields by their ways, and when an audience outside staff feels a change of one."""

WHOLE: Mapping[str, May] = {
    "touchpoint": _touch,
    "event": oracle.event,
    "incident": oracle.notice,
    "feedback": _item,
    "claim": _claim,
    "redemption": lambda case: case.reaches("members"),
    "signal": lambda _: False,
    "audit": lambda _: False,
    "measures": lambda _: False,
    "erasure": lambda _: False,
    "community": oracle.community,
    "mission": oracle.mission,
    "reward": oracle.reward,
    "profile": _raised,
}
"""Kinds of which a whole record may come or go, and when the audience feels it."""


def felt(case: Case) -> bool:
    """Whether an audience outside staff has a field, or feels it."""
    kind, way = case.mark.kind, case.mark.field
    rows = [may for of, pattern, may in ROWS if of == kind and re.fullmatch(pattern, way)]
    return oracle.may_have(case) or any(may(case) for may in rows)


def felt_whole(case: Case) -> bool:
    """Whether an audience feels that a record is there."""
    may: Any = WHOLE.get(case.mark.kind)
    return may is None or bool(may(case))
