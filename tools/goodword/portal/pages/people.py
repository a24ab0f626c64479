"""People: the directory with its filters, and a page for each who agreed to have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from goodword.portal.handing_in import open_form
from goodword.portal.page import Page, Rows, Step
from goodword.portal.tags import tags_of
from goodword.texts import apart, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodword.audience.view import PersonView, View, Words
    from goodword.portal.page import Reader
    from goodword.portal.tags import Tag

DATA = "people/people.json"
"""Everybody in the directory, for filters of lists that are in pieces."""
HUES = 8
SEPARATOR = "|"
"""Between the values of one filter in a card's attribute; ids and tags hold none."""


@dataclass(frozen=True, slots=True)
class Card:
    """A person in the directory: `filters` are attribute names with their values.

    `words` are those of the id, by which a name in other letters is known.
    """

    path: str
    name: str
    initials: str
    hue: int
    tier: Words | None
    about: str
    words: str
    filters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a filter offers."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the directory."""

    id: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about a person: a text, or tags that lead to their pages."""

    label: str
    text: str = ""
    tags: tuple[Tag, ...] = ()


def initials(name: str) -> str:
    """First letters of the first and the last word, or the first letter where there is one."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


def spoken(person: PersonView) -> tuple[str, ...]:
    """Languages of a person, each without its region too: who speaks `de-AT` speaks `de`."""
    return tuple(dict.fromkeys((*person.languages, *map(primary, person.languages))))


def card_of(person: PersonView, tiers: Mapping[str, Words], reader: Reader) -> Card:
    """A person as the directory shows them.

    Args:
        person: who.
        tiers: names of tiers by id.
        reader: for whom.
    """
    texts = reader.texts
    name = person.name or person.id
    region = person.region.partition("-")[0] if person.region else ""
    about = [texts.territory(region)] if region else []
    about += person.topics[:4]
    filters = {
        "region": region,
        "language": _joined(spoken(person)),
        "topic": _joined(person.topics),
        "tier": person.tier or "",
    }
    return Card(
        path=f"people/{person.id}/",
        name=name,
        initials=initials(name),
        hue=crc32(person.id.encode()) % HUES,
        tier=tiers.get(person.tier or ""),
        about=" · ".join(about),
        words=person.id.replace("-", " "),
        filters=tuple((key, value) for key, value in filters.items() if value),
    )


def _choices(view: View, tiers: dict[str, Words], reader: Reader) -> list[Choice]:
    texts, people = reader.texts, view.people
    regions = {p.region.partition("-")[0] for p in people if p.region}
    found = {
        "region": {code: texts.territory(code) for code in regions},
        "language": {tag: texts.language(tag) for p in people for tag in spoken(p)},
        "topic": {topic: topic for p in people for topic in p.topics},
    }
    choices = []
    for key, labels in found.items():
        by_label = sorted(labels.items(), key=lambda pair: (texts.order(pair[1]), pair[0]))
        options = tuple(Option(value, label) for value, label in by_label)
        choices.append(Choice(key, texts(f"filter.{key}"), options))
    used = {person.tier for person in people}
    steps = tuple(Option(id_, reader.text(name)) for id_, name in tiers.items() if id_ in used)
    choices.append(Choice("tier", texts("filter.tier"), steps))
    return [choice for choice in choices if len(choice.options) > 1]


def _others(person: PersonView, view: View, reader: Reader) -> list[Fact]:
    """The tiers of other ladders than the first, each under what its ladder is called."""
    has = dict(person.others)
    return [
        Fact(reader.text(ladder.name), reader.text(tier.name))
        for ladder in view.how.ladders
        for tier in ladder.tiers
        if has.get(ladder.id) == f"{ladder.id}/{tier.id}"
    ]


def _facts(person: PersonView, reader: Reader) -> list[Fact]:
    texts, tags = reader.texts, tags_of(person, reader)
    facts = [
        Fact(texts(f"filter.{kind}"), tags=tuple(tag for tag in tags if tag.kind == kind))
        for kind in ("region", "language", "topic")
    ]
    facts.append(Fact(texts("communities"), apart(person.communities)))
    return [fact for fact in facts if fact.text or fact.tags]


def _staff(person: PersonView, reader: Reader) -> list[Fact]:
    texts, notes = reader.texts, person.staff
    if notes is None:
        return []
    lines = {
        "staff.stage": texts.named("stage", notes.stage),
        "staff.since": texts.day(notes.since) if notes.since else "",
        "staff.owner": notes.owner or "",
        "department": reader.text(notes.department),
        "staff.category": reader.text(notes.category),
        "staff.stance": texts.named("stance", notes.stance) if notes.stance else "",
        "staff.reachable": "" if notes.reachable else texts("staff.not_reachable"),
    }
    return [Fact(texts(key), text) for key, text in lines.items() if text]


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The directory, then a page for each person."""
    texts = reader.texts
    home = Step("", texts("page.home"))
    tiers = {tier.id: tier.name for tier in view.how.tiers}
    cards = [card_of(person, tiers, reader) for person in view.people]
    yield Page(
        path="people/",
        fills="people/",
        template="people.html",
        title=texts("page.people"),
        values={
            "cards": cards,
            "choices": _choices(view, tiers, reader),
            "data": DATA,
            # A stranger has no profile here, and staff change one otherwise.
            "change": view.audience in {"members", "nda"}
            and open_form(view.program.intake, "profile", texts),
        },
        trail=(home,),
        lists=(Rows("cards", name="name"),),
        more="people/person/",
    )
    placed = {each.who.id for each in view.leaderboard.cycle}
    trail = (home, Step("people/", texts("page.people")))
    for person, card in zip(view.people, cards, strict=True):
        bio = reader.plain(reader.text(person.bio))
        yield Page(
            path=card.path,
            fills="people/person/",
            template="person.html",
            title=card.name,
            description=bio or card.about,
            values={
                "person": person,
                "card": card,
                "placed": person.id in placed,
                "claims": person.claims,
                "thanks": person.thanks,
                "accounts": person.accounts,
                "links": person.links,
                "facts": [*_others(person, view, reader), *_facts(person, reader)],
                "staff": _staff(person, reader),
            },
            trail=trail,
            search=" ".join(filter(None, (card.about, *person.communities, bio))),
            names=card.words,
            lists=tuple(Rows(key) for key in ("claims", "thanks", "accounts", "links")),
            more="people/person/more/",
        )
