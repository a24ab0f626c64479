"""Who else than the person and staff may read a value that is kept about the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goodword.audience.sharing import AUDIENCES, Sharing, may_have, sharing
from goodword.model.claim import Claim, Judged
from goodword.model.feedback import Feedback
from goodword.model.mission import Eligibility
from goodword.model.redemption import RedemptionJudged
from goodword.source.schemas.annotations import STAFF

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer
    from goodword.model.shape import Model, Part
    from goodword.snapshot import Snapshot

_RECOGNISED = frozenset({"region", "languages", "topics", "communities"})
"""Keys of a profile that are no texts and are shown with the name."""

GROUPED = "how staff group people: segments are theirs alone"
GROUPS: dict[type[Part], tuple[str, ...]] = {
    Judged: ("within",),
    RedemptionJudged: ("segments", "within"),
    Eligibility: ("segments",),
}
"""Keys of what was judged that name segments."""


Agreed = Sequence[tuple[str, Sharing]]
"""What each audience may have of a person."""


def agreed_by(snapshot: Snapshot, person: str) -> Agreed:
    """What a person agreed to, on the day of a snapshot."""
    profile = snapshot.program.influencers[person]
    return [(each, sharing(profile, each, snapshot.as_of)) for each in AUDIENCES]


class Readers:
    """Who else may read the values of a file.

    What the schema says (`x-audience`) meets what the person agreed to and, of a record, its own
    audience. Days, codes and figures of a record are at most its audience's.

    Args:
        snapshot: the program on the day.
        person: whom the values are about.
        kind: of the file.
        model: the file.
        agreed: what the person agreed to, where that is known already.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        person: str,
        kind: str,
        model: Model,
        agreed: Agreed | None = None,
    ) -> None:
        shared = agreed_by(snapshot, person) if agreed is None else agreed
        self._profile = kind == "profile"
        if not self._profile:
            level, claim = _level(snapshot, model), isinstance(model, Claim)
            shared = [
                (each, agreed)
                for each, agreed in shared
                if level is not None and may_have(each, level) and (agreed.points or not claim)
            ]
        self._shared = shared

    def widest(self, said: str | None, way: Pointer, *, free: bool) -> str:
        """The widest audience that may read a value; `staff` where nobody else may.

        Args:
            said: what `x-audience` says of the value.
            way: to the value.
            free: whether it is a text that somebody wrote.
        """
        if said == STAFF:
            return "staff"
        if self._profile:
            shown = said == "recognition" or way[0] in _RECOGNISED
        else:
            shown = said is not None or not free
        contact = self._profile and said == "contact"
        for audience, agreed in self._shared:
            if (shown and agreed.recognition) or (contact and agreed.contact):
                return audience
        return "staff"


def _level(snapshot: Snapshot, model: Any) -> str | None:
    """The audience of a record; None where it has none."""
    if isinstance(model, Feedback):
        return model.confidentiality
    if isinstance(model, Claim):
        mission = snapshot.program.missions.get(model.mission)
        return mission.audience if mission else None
    level = getattr(model, "audience", None)
    return "nda" if level in {"public", "members"} and getattr(model, "nda", False) else level
