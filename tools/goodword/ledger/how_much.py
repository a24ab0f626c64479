"""How much was done, as a reviewer says it, and what that is worth by a version of the mission.

`points = value * min(quantity, at_most) * quality // 100`, once, or what the reviewer states within
the mission's scale; then each bonus once, together no more than `bonus_at_most`.
"""

from __future__ import annotations

import sys
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodword.days import from_day
from goodword.nearest import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.model.mission import PointsVersion


ALL = sys.maxsize
"""How many of a claim count where nothing bounds it."""


class Said(Protocol):
    """What a reviewer says of a claim: a verdict, or the decision that was made of one."""

    @property
    def outcome(self) -> str:
        """`approved` or `declined`."""

    @property
    def quality(self) -> str:
        """The name of a quality."""

    @property
    def quantity(self) -> int | None:
        """Another one than the claim's; None for that."""

    @property
    def stated(self) -> int | None:
        """Points within the mission's scale; None where none were stated."""

    @property
    def bonus(self) -> tuple[str, ...]:
        """Ids of what is added."""

    @property
    def reason(self) -> str | None:
        """In words; None for none."""


class Misfit(NamedTuple):
    """What a version does not know: under which key of the decision, what, and what to do."""

    key: str
    message: str
    hint: str


def amount(version: PointsVersion, claim: Claim, said: Said) -> int:
    """Points of a claim without limits; what the version does not know gives none."""
    if said.stated is None and counted(version, claim, said) == 0:
        return 0  # nothing was done, so nothing is added either
    return _done(version, claim, said) + added(version, said.bonus)


def counted(version: PointsVersion, claim: Claim, said: Said) -> int:
    """How many count: what the reviewer says, else the claim, up to `at_most`; 1 without unit."""
    many = claim.many if said.quantity is None else said.quantity
    return min(many, most_counted(version))


def most_counted(version: PointsVersion) -> int:
    """How many of a claim count at most: 1 without unit, `ALL` without a bound."""
    if version.unit is None:
        return 1
    return ALL if version.unit.at_most is None else version.unit.at_most


PAID = "paid"
"""The connection of a claim for which money was given."""
_connection = attrgetter("connection")


def worth_of(version: PointsVersion, quality: str, many: int = 1) -> int:
    """Points of so many of a quality: its own value, else a percent of the mission's."""
    rating = version.quality.rating(quality)
    if rating.value is not None:
        return rating.value * many
    return version.value * many * rating.percent // 100


def added(version: PointsVersion, bonus: tuple[str, ...]) -> int:
    """Points of bonuses, each once and up to what they may come to together."""
    points = sum(each.points for each in version.bonus if each.id in bonus)
    return points if version.bonus_at_most is None else min(points, version.bonus_at_most)


def is_paid(claim: Claim) -> bool:
    """Whether money was given for it: then it gives no points."""
    return bool(claim.disclosure) and PAID in map(_connection, claim.disclosure)


def most(version: PointsVersion, claim: Claim) -> int:
    """The most that a claim can come to with the quantity that it states; nothing if paid for."""
    many = min(claim.many, most_counted(version))
    if is_paid(claim):
        return 0
    best = max(worth_of(version, each, many) for each in version.quality.names) if many else 0
    stated = version.scale.most if version.scale is not None else 0
    more = added(version, tuple(each.id for each in version.bonus)) if many or stated else 0
    return max(best, stated) + more


def in_scale(version: PointsVersion | None, points: int | None) -> bool:
    """Whether a reviewer may state so many points."""
    scale = version.scale if version else None
    return scale is not None and points is not None and scale.least <= points <= scale.most


def _done(version: PointsVersion, claim: Claim, said: Said) -> int:
    if said.stated is not None:
        return said.stated if in_scale(version, said.stated) else 0
    name = version.quality.rated(said.quality)
    return worth_of(version, name, counted(version, claim, said)) if name is not None else 0


def misfits(version: PointsVersion, claim: Claim, said: Said) -> Iterator[Misfit]:
    """What is said of a claim and its mission's version does not know, or wants a reason for."""
    since = f"the version{from_day(version.from_)}"
    if version.quality.rated(said.quality) is None:
        yield Misfit(
            "quality",
            f'{since} has no quality "{said.quality}"{one_of(said.quality, version.quality.names)}',
            "name a quality that the mission has",
        )
    if said.quantity is not None and version.unit is None:
        yield Misfit("quantity", f"{since} has no unit, so nothing is counted", "leave it out")
    elif said.quantity not in (None, claim.many) and not said.reason:
        yield Misfit(
            "quantity",
            f"quantity {said.quantity} is not the {claim.many} of the claim",
            "say why, for the claimant",
        )
    if said.stated is not None:
        yield from _stated(version, said, since)
    known = [each.id for each in version.bonus]
    for each in dict.fromkeys(said.bonus):
        if each not in known:
            yield Misfit(
                "bonus",
                f'{since} has no bonus "{each}"{one_of(each, known)}',
                "name a bonus that the mission has" if known else "leave it out",
            )
        elif said.bonus.count(each) > 1:
            yield Misfit("bonus", f'bonus "{each}" is given twice', "each is added once")


def _stated(version: PointsVersion, said: Said, since: str) -> Iterator[Misfit]:
    scale = version.scale
    if scale is None:
        yield Misfit("stated", f"{since} has no scale, so no points can be stated", "leave it out")
    elif not in_scale(version, said.stated):
        yield Misfit(
            "stated",
            f"{said.stated} points are not within {scale.least} and {scale.most}",
            "state points within the scale of the mission",
        )
    elif not said.reason:
        yield Misfit("stated", f"{said.stated} points are stated", "say why, for the claimant")


def worth_in_words(version: PointsVersion) -> int | str:
    """What a version gives, as one says it: the value alone where that is all."""
    unit, scale = version.unit, version.scale
    words = [f"{version.value} for each {unit.one.first}" if unit else f"{version.value}"]
    if unit and unit.at_most is not None:
        words.append(f"at most {unit.at_most} count")
    for name, each in version.quality.own.items():
        gives = f"{each.percent} %" if each.value is None else f"{each.value}"
        words.append(f"{name} {gives}")
    if scale:
        words.append(f"{scale.least} to {scale.most} can be stated")
    words += [f"+{each.points} {each.id}" for each in version.bonus]
    if version.bonus_at_most is not None:
        words.append(f"bonuses {version.bonus_at_most} at most")
    if version.per is not None:
        words.append(f"{version.per.claims} of one {version.per.key.first}")
    return ", ".join(words) if len(words) > 1 or unit else version.value
