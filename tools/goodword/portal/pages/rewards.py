"""Rewards: the catalogue with prices, what is left, whom each is for, and announced changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.portal.handing_in import link
from goodword.portal.page import Page, Rows, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import RewardView, View
    from goodword.portal.page import Reader


@dataclass(frozen=True, slots=True)
class Offer:
    """A reward as a card: `terms` are sentences, `ask` the address where it is asked for."""

    reward: RewardView
    terms: tuple[str, ...]
    changes: tuple[str, ...]
    ask: str | None


def _terms(reward: RewardView, view: View, reader: Reader) -> tuple[str, ...]:
    texts = reader.texts
    terms = []
    if reward.tiers:
        names = ", ".join(reader.text(name) for name in reward.tiers)
        terms.append(texts("reward_tiers", list=names))
    if reward.regions:
        names = ", ".join(texts.territory(code) for code in reward.regions)
        terms.append(texts("reward_regions", list=names))
    if reward.nda:
        terms.append(texts("eligible.nda"))
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


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page: what can be had, then what cannot be had today."""
    texts = reader.texts
    offers = [_offer(reward, view, reader) for reward in view.rewards]
    yield Page(
        path="rewards/",
        fills="rewards/",
        template="rewards.html",
        title=texts("page.rewards"),
        values={
            "offers": [offer for offer in offers if offer.reward.redeemable],
            "later": [offer for offer in offers if not offer.reward.redeemable],
        },
        trail=(Step("", texts("page.home")),),
        lists=(Rows("offers"), Rows("later")),
        more="rewards/more/",
        search=" ".join(reader.text(reward.name) for reward in view.rewards),
    )
