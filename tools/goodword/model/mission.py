"""missions/<id>/mission.yml: something worth doing, what it gives, and who may do it."""

from __future__ import annotations

from datetime import date

from msgspec import field

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions

PER = "per"
"""The limit of claims that have the same key."""
NORMAL = "normal"
"""The quality that counts where none is said."""


class Rating(Part, frozen=True, kw_only=True):
    """What a quality gives: that percent of the value, or a value of its own."""

    percent: int = 100
    value: int | None = None
    name: Words | None = None


class Quality(Part, frozen=True, kw_only=True):
    """What each quality gives: percents, or what `own` has, in the order of the file.

    Where a mission has names of its own, there are no others than those that it names.
    """

    low: int = 50
    normal: int = 100
    high: int = 150
    own: dict[str, Rating] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """All qualities there are."""
        return tuple(self.own) or USUAL

    def rated(self, name: str) -> str | None:
        """The quality that a name means: `normal` is the first one where none is called so.

        Returns:
            None where no quality has that name.
        """
        names = self.names
        if name in names:
            return name
        return names[0] if name == NORMAL else None

    def rating(self, name: str) -> Rating:
        """What a quality gives, which there is."""
        return self.own[name] if self.own else Rating(percent=getattr(self, name))


USUAL = tuple(each for each in Quality.__struct_fields__ if each != "own")
"""The qualities of a mission that names none of its own."""


class Unit(Part, frozen=True, kw_only=True):
    """What is counted where a claim says how much; beyond `at_most` nothing more is given."""

    one: Words
    many: Words
    at_most: int | None = None


class Scale(Part, frozen=True):
    """The least and the most points that a reviewer may state."""

    least: int = 0
    most: int = 0


class Bonus(Part, frozen=True, kw_only=True):
    """What a reviewer may add once to a claim, and when."""

    id: str
    points: int
    when: Words


class Per(Part, frozen=True):
    """What a claim's `key` names, and how many claims of one key count."""

    key: Words
    claims: int


class PointsVersion(Part, frozen=True, kw_only=True):
    """What a mission gives from a day on; `maturation_days` None follows the program.

    `limits` says how many claims may count, by the name that the schema and `LIMITS` of the ledger
    have for each; what is not named has no limit. What `per` says stands among them as well.
    """

    from_: date
    announced: date | None = None
    value: int
    unit: Unit | None = None
    quality: Quality = Quality()
    scale: Scale | None = None
    bonus: tuple[Bonus, ...] = ()
    bonus_at_most: int | None = None
    limits: dict[str, int] = field(default_factory=dict)
    per: Per | None = None
    maturation_days: int | None = None


class Eligibility(Part, frozen=True):
    """Who may do a mission; what is empty or None asks for nothing."""

    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    nda: bool = False
    since_days: int | None = None
    segments: tuple[str, ...] = ()


class EvidenceRule(Part, frozen=True, kw_only=True):
    """What evidence a claim must show; empty kinds and hosts allow all."""

    at_least: int = 1
    kinds: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    reuse: str = "other-missions"


class Reviewers(Part, frozen=True, kw_only=True):
    """How many decide on a claim: so many of staff, or so many members; None for no members."""

    staff: int = 1
    members: int | None = None


class Mission(Model, frozen=True, kw_only=True):
    """A mission; `opens` and `closes` are the first and the last day of its window.

    `reviewers` are those of staff who decide, anybody of them where nobody is named; `quorum` says
    how many decide, where the file does so.
    """

    id: str
    title: Words
    summary: Words | None = None
    instructions: Words
    objective: str | None = None
    conversation: str | None = None
    conversations: tuple[str, ...] = ()
    status: str = "open"
    opens: date | None = None
    closes: date | None = None
    points: tuple[PointsVersion, ...]
    eligibility: Eligibility = Eligibility()
    evidence: EvidenceRule = EvidenceRule()
    public_facing: bool = False
    disclosure: Words | None = None
    department: str | None = None
    reviewers: tuple[str, ...] = ()
    quorum: Reviewers | None = None
    effort_hours: int | None = None
    suits: tuple[str, ...] = ()
    campaign: bool = False
    audience: str = "members"
    proposed_by: str | None = None

    def open_on(self, day: date) -> bool:
        """Whether the day lies in the mission's window."""
        return (self.opens is None or self.opens <= day) and (
            self.closes is None or day <= self.closes
        )

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Points may be a number, and hold from the window's first day, else the program's."""
        opens, reviewers = data.get("opens", started), data.get("reviewers", ())
        several = isinstance(reviewers, dict)
        return {
            "id": path.split("/", 2)[1],
            "reviewers": () if several else reviewers,
            "quorum": reviewers if several else None,
            "points": [_limited(_rated(each)) for each in versions(data["points"], "value", opens)],
            "disclosure": data.get("disclosure", {}).get("text"),
        }


def _rated(version: Data) -> Data:
    """A version with all qualities under `own`, where one of them has a name of the mission's."""
    said = version.get("quality")
    if not said or said.keys() <= {*USUAL}:
        return version
    own = {
        name: {"percent": given} if isinstance(given, int) else given
        for name, given in said.items()
    }
    usual = {name: said[name] for name in USUAL if name in said}
    return {**version, "quality": {**usual, "own": own}}


def _limited(version: Data) -> Data:
    """A version with the limit of `per` among its limits."""
    if "per" not in version:
        return version
    return {**version, "limits": {**version.get("limits", {}), PER: version["per"]["claims"]}}
