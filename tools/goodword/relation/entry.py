"""What must be true before a person enters a stage: conditions of identification.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.program import Program

NOBODY = "nobody"
"""The level of sharing that allows nothing."""
_FIELDS = ("recognition", "contact", "points")


def unmet(program: Program, person: Profile, stage: str, day: date) -> tuple[str, ...]:
    """Conditions of a stage that a person does not meet on a day, in the order of the file.

    What has a day (consent, agreement, contact) is judged on it; what has none (topics, region,
    category, accounts, who brought them in) as it stands in the profile.
    """
    sought = program.identification
    asked = dict(sought.entry).get(stage, ()) if sought else ()
    return tuple(each for each in asked if not _MET[each](program, person, day))


def _topic(program: Program, person: Profile, _day: date) -> bool:
    """A topic of those sought; where none is listed, any."""
    sought = program.identification.topics if program.identification else ()
    return bool(set(person.topics) & set(sought)) if sought else bool(person.topics)


def _region(program: Program, person: Profile, _day: date) -> bool:
    """A region of those listed, or a part of it; where none is listed, any."""
    listed = program.identification.regions if program.identification else ()
    if person.region is None:
        return not listed
    return not listed or person.region in listed or person.region[:2] in listed


def _contact(program: Program, person: Profile, day: date) -> bool:
    """A personal word in either direction; what a machine sent is none."""
    if program.broken.lacks("touchpoint"):
        return True
    return any(
        each.kind != "message" and stands(each, day)
        for each in program.touchpoints_of.get(person.id, ())
    )


def _consent(_program: Program, person: Profile, day: date) -> bool:
    """A consent that allows anything at all: a withdrawal is an entry too."""
    given = person.consent_on(day)
    return given is not None and (
        given.messages != "none" or any(getattr(given, each) != NOBODY for each in _FIELDS)
    )


_MET: Mapping[str, Callable[[Program, Profile, date], bool]] = {
    "topic": _topic,
    "region": _region,
    "contact": _contact,
    "referral": lambda _program, person, _day: person.referred_by is not None,
    "category": lambda _program, person, _day: person.category is not None,
    "account": lambda _program, person, _day: bool(person.accounts),
    "consent": _consent,
    "nda": lambda _program, person, day: person.nda_on(day),
}
"""How each condition is judged, by its name in the schema."""
