"""Ladders in the reader's words: what counts, when people move, what is asked for and short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.texts import Said, apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.audience.record import OwnLadder
    from goodword.audience.view import LadderView, TiersVersion, TierView, View
    from goodword.portal.page import Reader
    from goodword.texts import Named


UNNAMED = "tiers"
"""What the one ladder of `versions` is called in files, and goes on to be where none names it."""


def ladder_name(ladder: LadderView | OwnLadder, reader: Reader) -> str:
    """What a ladder is called; the first one, where it has no name, as where it is the only one."""
    name = reader.text(ladder.name)
    return reader.texts("how.tiers") if name == UNNAMED else name


def asked(said: Iterable[Said], view: View, reader: Reader) -> str:
    """Conditions in a row; a mission or group that the reader may not know is not named."""
    return apart(reader.texts.say(_known(each, view), _called(view, reader)) for each in said)


def _known(said: Said, view: View) -> Said:
    of = said.values.get("of")
    missions = {each.id for each in view.missions}
    if of is None or (getattr(of, "kind", "") == "mission" and getattr(of, "id", "") in missions):
        return said
    return Said("condition.claims", {}, said.number)


def _called(view: View, reader: Reader) -> Callable[[Named], str]:
    names = {
        "mission": {each.id: each.title for each in view.missions},
        "tier": {each.id: each.name for each in view.how.tiers},
    }
    for ladder in view.how.ladders[1:]:
        names["tier"] |= {f"{ladder.id}/{each.id}": each.name for each in ladder.tiers}

    def name(thing: Named) -> str:
        return reader.plain(reader.text(names.get(thing.kind, {}).get(thing.id))) or thing.id

    return name


def rules(ladder: LadderView, view: View, reader: Reader) -> Iterator[str]:
    """What counts on a ladder, and when people move.

    Missions that are not theirs stay unnamed, and so do topics that none of theirs is about.
    """
    texts, over = reader.texts, reader.texts.say(ladder.over)
    titles = {each.id: each.title for each in view.missions}
    found = [*ladder.counts, *(titles[each] for each in ladder.missions if each in titles)]
    about = {topic for each in view.missions for topic in each.eligibility.topics}
    topics = [each for each in ladder.topics if each in about]
    counts = [*(reader.text(each) for each in found), *topics]
    if not set(ladder.missions) <= titles.keys() or not about.issuperset(ladder.topics):
        counts.append(texts("how.ladder.others" if counts else "how.ladder.some"))
    if counts:
        yield texts("how.ladder.counts", over=over, list=apart(counts))
    else:
        yield texts("how.ladder.all", over=over)
    yield texts(f"how.ladder.{ladder.moves}")
    if ladder.moves != "never-down":
        yield texts("how.tiers.never")


def needs(tier: TierView, view: View, reader: Reader) -> tuple[str, ...]:
    """What a tier asks for beyond a number of points, and at what share of it it is kept."""
    texts, found = reader.texts, []
    if tier.asks:
        found.append(texts("how.ladder.needs", list=asked(tier.asks, view, reader)))
    if tier.keep_percent is not None:
        found.append(texts("how.ladder.kept", percent=texts.number(tier.keep_percent)))
    return tuple(found)


def change(version: TiersVersion, view: View, reader: Reader) -> str:
    """What is announced of a ladder."""
    texts = reader.texts
    tiers = (
        f"{reader.text(each.name)} "
        + (asked(each.asks, view, reader) if each.asks else texts.number(each.standing_at_least))
        for each in version.tiers
    )
    return texts("how.tiers.change", day=texts.day(version.from_), list=apart(tiers))


def lacking(own: Iterable[OwnLadder], view: View, reader: Reader) -> Iterator[str]:
    """What somebody lacks for the next tier of each ladder, and to keep the one they have."""
    texts = reader.texts
    for each in own:
        for key, short, tier in (
            ("me.to_rise", each.to_rise, each.rises_to),
            ("me.to_stay", each.to_stay, each.tier),
        ):
            if short and tier is not None:
                yield texts(key, points=asked(short, view, reader), tier=reader.text(tier))
