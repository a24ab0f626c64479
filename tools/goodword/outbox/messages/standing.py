"""What changes for a person: points that expire, a tier, a document, an agreement, a term."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.audience.view.how import with_ladder
from goodword.due.onboarding import WORTH_SENDING
from goodword.outbox.messages.occasion import ALL, LATE, Occasion, later
from goodword.rendering.letters import Lines, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View, Words
    from goodword.outbox.messages.occasion import About
    from goodword.rendering.letters import Value

BEFORE, AFTER = 30, 30
"""Days around the last one of an agreement in which it is spoken of."""


def expiry(about: About) -> Iterator[Occasion]:
    """Points that are about to expire, as long as they can be spent."""
    template, expiring = "expiry", dict(about.lately.expiring)
    for due in about.dues:
        if due.template == template:
            last = date.fromisoformat(due.about.partition("/")[0])
            texts = about.texts(template)
            values = {
                "points": texts.count("points", expiring.get(last, 0)),
                "last": texts.day(last),
            }
            yield Occasion(f"{template}/{due.about}", template, due.date, last, values, by=due.who)


def promotions(about: About) -> Iterator[Occasion]:
    """Tiers they rose to and have still, with what each brings."""
    template, lately = "promotion", about.lately
    for day, tier in lately.promoted:
        if not about.recent(day) or tier not in lately.tiers:
            continue
        view, texts = about.view(), about.texts(template)
        found = _tier(view, tier)
        if found is None:
            continue
        comes = [(about.words(template, each), "") for each in found.entitlements]
        comes += [
            (texts("letter.promotion.reward", reward=about.words(template, each.name, each.id)), "")
            for each in view.rewards
            if found.listed in each.tiers and each.redeemable
        ]
        values: dict[str, Value] = {
            "tier": about.words(template, found.name, tier),
            "comes_with": Lines(tuple(comes)),
        }
        yield Occasion(f"{template}/{tier}/{day}", template, day, later(day, LATE), values, ALL)


class _Tier(NamedTuple):
    """A tier that somebody rose to.

    Args:
        name: what it is called, with its ladder where there is more than one.
        listed: what rewards call it that ask for it.
        entitlements: what comes with it.
    """

    name: Words
    listed: Words
    entitlements: tuple[Words, ...]


def _tier(view: View, tier: str) -> _Tier | None:
    """A tier in force as files name it: `tier` of the first ladder, `ladder/tier` of another."""
    before, _, own = tier.rpartition("/")
    ladders = view.how.ladders
    ladder = (
        next((each for each in ladders if each.id == before), *ladders[:1]) if ladders else None
    )
    tiers = ladder.tiers if before and ladder is not None else view.how.tiers
    found = next((each for each in tiers if each.id == own), None)
    if found is None:
        return None
    name = found.name
    if ladder is not None and len(ladders) > 1:
        name = with_ladder(name, ladder.name)
    return _Tier(name, name if before else found.name, found.entitlements)


def consents(about: About) -> Iterator[Occasion]:
    """A document that is another than the one they agreed to."""
    template = "consent"
    for due in about.dues:
        if due.template == template and due.since is not None:
            consent, texts = about.view().how.consent, about.texts(template)
            said = texts.of(consent.text) if consent else texts.of({})
            values: dict[str, Value] = {
                "version": due.about,
                "document": Prose(said.text, said.language),
            }
            yield Occasion(f"{template}/{due.about}", template, due.since, due.date, values)


def ndas(about: About) -> Iterator[Occasion]:
    """An agreement that is about to lapse, or just has."""
    template = "nda"
    for due in about.dues:
        if due.template == template:
            texts, over = about.texts(template), due.date < about.lately.as_of
            values = {"last": texts.day(due.date), "over": texts("yes") if over else ""}
            yield Occasion(
                f"{template}/{due.about}",
                template,
                later(due.date, -BEFORE),
                later(due.date, AFTER),
                values,
                by=due.who,
            )


def terms(about: About) -> Iterator[Occasion]:
    """What becomes of their term, and that they were nominated for one: a person says both."""
    for due in about.dues:
        if due.what == "terms" and due.about and due.begun is not None:
            until = later(max(due.begun, due.date), LATE)
            key = f"term/{due.about}"
            yield Occasion(key, "term", due.begun, until, by=due.who, withheld="a-term")


def onboarding(about: About) -> Iterator[Occasion]:
    """Steps of sequences that are messages."""
    for due in about.dues:
        if due.what == "onboarding" and due.template is not None and about.recent(due.date):
            sequence, step = due.about.split("/")
            until = later(due.date, WORTH_SENDING)
            yield Occasion(due.about, due.template, due.date, until, {}, ALL, step=(sequence, step))
