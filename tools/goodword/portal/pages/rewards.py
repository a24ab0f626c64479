"""Rewards: the catalogue with prices, what is left, whom each is for, and announced changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.portal.handing_in import link
from goodword.portal.page import Page, Rows, Step
from goodword.portal.tags import tags_of
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import MissionView, RewardView, View
    from goodword.portal.page import Reader

WAYS = 5
"""Missions that the page of a reward names as a way to it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A reward as a card: `terms` are sentences, `ask` the address where it is asked for."""

    reward: RewardView
    terms: tuple[str, ...]
    changes: tuple[str, ...]
    ask: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A mission, and how many times it has to be done for the price of a reward."""

    mission: MissionView
    times: int


def _terms(reward: RewardView, view: View, reader: Reader) -> tuple[str, ...]:
    texts = reader.texts
    terms = []
    if reward.tiers:
        names = apart(reader.text(name) for name in reward.tiers)
        terms.append(texts("reward_tiers", list=names))
    if reward.regions:
        names = apart(texts.territory(code) for code in reward.regions)
        terms.append(texts("reward_regions", list=names))
    if reward.nda:
        terms.append(texts("eligible.nda"))
    if reward.some:
        terms.append(texts("for_some"))
    if not terms:
        terms.append(texts("for_everyone"))
    if reward.limit is not None:
        terms.append(texts.count(f"reward_limit.{reward.every}", reward.limit))
    if reward.opens and reward.opens > view.as_of:
        terms.append(texts("reward_opens", day=texts.day(reward.opens)))
    if reward.closes:
        terms.append(texts("reward_closes", day=texts.day(reward.closes)))
    return tuple(terms)


def _offer(reward: RewardView, view: View, reader: Reader) -> Offer:
    texts = reader.texts
    changes = tuple(
        texts(
            "reward_change",
            day=texts.day(change.from_),
            points=texts.count("points", change.points),
        )
        for change in reward.changes
    )
    subject = texts("ask_for_subject", reward=reader.text(reward.name))
    intake, known = view.program.intake, {"reward": reward.id}
    ask = link(intake, "reward", texts, known, subject) if reward.redeemable else None
    return Offer(reward, _terms(reward, view, reader), changes, ask)


def _ways(reward: RewardView, view: View) -> list[Way]:
    """Open missions with how many times each brings the price, the fewest times first.

    Where one claim may bring more than another, by what it counts or what is stated, nobody knows.
    """
    price = reward.points or 0
    ways = [
        Way(mission, -(-price // mission.points))
        for mission in view.missions
        if price and mission.status == "open" and mission.points and mission.gives
        if mission.unit is None and mission.scale is None
    ]
    return sorted(ways, key=lambda way: way.times)[:WAYS]


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The catalogue: what can be had, then what cannot be had today; a page for each."""
    texts = reader.texts
    home, title = Step("", texts("page.home")), texts("page.rewards")
    offers = [_offer(reward, view, reader) for reward in view.rewards]
    yield Page(
        path="rewards/",
        fills="rewards/",
        template="rewards.html",
        title=title,
        values={
            "offers": [offer for offer in offers if offer.reward.redeemable],
            "later": [offer for offer in offers if not offer.reward.redeemable],
        },
        trail=(home,),
        lists=(Rows("offers"), Rows("later")),
        more="rewards/more/",
        search=" ".join(reader.text(reward.name) for reward in view.rewards),
    )
    trail = (home, Step("rewards/", title))
    for offer in offers:
        reward = offer.reward
        summary = reader.plain(reader.text(reward.summary))
        yield Page(
            path=f"rewards/{reward.id}/",
            fills="rewards/reward/",
            template="reward.html",
            title=reader.text(reward.name),
            language=texts.of(reward.name).language,
            description=summary or texts.named("reward_kind", reward.kind),
            values={
                "offer": offer,
                "reward": reward,
                "ways": _ways(reward, view),
                "tags": tags_of(reward, reader),
            },
            trail=trail,
            search=f"{summary} {' '.join(offer.terms)}".strip(),
            names=reward.id.replace("-", " "),
        )
