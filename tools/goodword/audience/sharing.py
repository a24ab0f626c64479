"""What an audience may have of a person: consent and stage, in force on the day of building.

Sharing levels and audiences are both ladders. A person who agreed to `members` is shown to
members and to everyone above them; without a consent entry `staff` holds. A later entry that
allows less holds at once, and one that allows more holds from its day: a withdrawal never
waits, a permission does. Outside staff only members, people on leave and emeriti exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from datetime import date

    from goodword.model.profile import Profile

AUDIENCES: tuple[str, ...] = tuple(key("mission", "", ("audience",))["enum"])
"""Each sees what the one before sees, and more."""
_LEVELS: tuple[str, ...] = tuple(key("profile", "consent", ("recognition",))["enum"])
_NEEDED = {"public": "public", "members": "members", "nda": "members", "staff": "staff"}
SHOWN_STAGES = frozenset({"member", "on-leave", "emeritus"})


def may_have(audience: str, confidentiality: str) -> bool:
    """Whether an audience may have a record of that confidentiality (or own audience)."""
    return AUDIENCES.index(audience) >= AUDIENCES.index(confidentiality)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What of one person an audience may have.

    Args:
        recognition: name, pronouns, bio, links, languages, topics, region, communities, thanks.
        contact: accounts.
        points: points, tier, rank, claims.
    """

    recognition: bool
    contact: bool
    points: bool

    @property
    def ranked(self) -> bool:
        """Whether the person stands on the leaderboard: named, and with points."""
        return self.recognition and self.points


NOTHING = Sharing(recognition=False, contact=False, points=False)


def sharing(person: Profile, audience: str, today: date) -> Sharing:
    """What the audience may have of the person on the day of building."""
    if audience != "staff" and person.stage_on(today) not in SHOWN_STAGES:
        return NOTHING
    needed = _LEVELS.index(_NEEDED[audience])
    current = person.consent_on(today)
    later = [entry for entry in person.consent if entry.from_ > today]

    def allowed(field: str) -> bool:
        levels = [getattr(current, field) if current else "staff"]
        levels += [getattr(entry, field) for entry in later]
        return min(_LEVELS.index(level) for level in levels) >= needed

    return Sharing(allowed("recognition"), allowed("contact"), allowed("points"))


def shown_stage(person: Profile, audience: str, today: date) -> str:
    """The stage as an audience sees it: outside staff somebody on leave is a member."""
    stage = person.stage_on(today) or "candidate"
    return "member" if stage == "on-leave" and audience != "staff" else stage
