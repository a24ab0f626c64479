"""Tags: the topics, countries, languages and pillars of what is shown, each with a page of its own.

A tag is made from the View alone, so that there is none that nothing shown carries, and every chip
leads to a page that is there.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from goodword.model.feedback import topic_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.audience.view import (
        CommunityView,
        EventView,
        ItemView,
        MissionView,
        PersonView,
        RewardView,
        View,
    )
    from goodword.portal.page import Reader
    from goodword.texts import Texts

    Thing = MissionView | RewardView | EventView | CommunityView | ItemView | PersonView

KINDS = ("topic", "region", "language", "pillar")
"""What a tag can be, in the order in which they are shown."""
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: `kind` is one of `KINDS`, `value` what files have, `label` the reader's word."""

    kind: str
    value: str
    label: str

    @property
    def path(self) -> str:
        """Where its page lies. Ids hold no underscore, so no two kinds meet."""
        return f"tags/{self.kind}_{_slug(self.value)}/"


@lru_cache(maxsize=1 << 12)
def _slug(value: str) -> str:
    name = value.lower()
    if _PLAIN.fullmatch(name) and len(name) <= 40:
        return name
    return f"x_{hashlib.sha256(value.encode(errors='replace')).hexdigest()[:16]}"


def _values(thing: Thing) -> Iterator[tuple[str, Iterable[str | None]]]:
    """What files say of a thing, by kind of tag."""
    terms = getattr(thing, "eligibility", thing)
    area = getattr(thing, "area", None)
    yield "topic", getattr(terms, "topics", ()) or ((topic_of(area),) if area else ())
    places = getattr(terms, "regions", None) or (getattr(thing, "region", None),)
    yield "region", (each.partition("-")[0] for each in places if each)
    yield "language", getattr(terms, "languages", ())
    yield "pillar", (getattr(thing, "pillar", None),)


def tags_of(thing: Thing, reader: Reader) -> list[Tag]:
    """The tags of something that is shown, by kind and then as its file has them."""
    every = ((kind, value) for kind, values in _values(thing) for value in values if value)
    return [_tag(*each, reader.texts) for each in dict.fromkeys(every)]


@lru_cache(maxsize=1 << 12)
def _tag(kind: str, value: str, texts: Texts) -> Tag:
    """A tag in a reader's words; thousands carry it."""
    return Tag(kind, value, _label(kind, value, texts))


def _label(kind: str, value: str, texts: Texts) -> str:
    if kind == "region":
        return texts.territory(value)
    if kind == "language":
        return texts.language(value)
    return texts.named("pillar", value) if kind == "pillar" else value


def things(view: View) -> dict[str, tuple[Thing, ...]]:
    """Everything that can carry a tag, by the room of its page."""
    return {
        "missions": view.missions,
        "rewards": view.rewards,
        "events": view.events,
        "communities": view.communities,
        "feedback": view.items,
        "people": view.people,
    }


def index(view: View, reader: Reader) -> dict[Tag, dict[str, list[Thing]]]:
    """What carries each tag, by room; tags by kind, then as the reader's language sorts them."""
    found: dict[Tag, dict[str, list[Thing]]] = {}
    for room, all_of in things(view).items():
        for thing in all_of:
            for tag in tags_of(thing, reader):
                found.setdefault(tag, {}).setdefault(room, []).append(thing)

    def place(tag: Tag) -> tuple[int, tuple[str, str, str], str]:
        return KINDS.index(tag.kind), reader.texts.order(tag.label), tag.value

    return {tag: found[tag] for tag in sorted(found, key=place)}
