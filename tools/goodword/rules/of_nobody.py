"""Topics, regions and categories that are named somewhere and that nobody on the map has.

Not a rule of its own: rules about alert lists, segments and what staff follow ask it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.regions import COUNTRIES, country
from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodword.diagnostics import Place
    from goodword.model.incident import Alert
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.segments import Where

    Had = Mapping[str, Mapping[str, Sequence[Profile]]]

_ONE = {"topics": "topic", "regions": "region", "categories": "category"}


def had(program: Program) -> Had:
    """Who has which topic, region (also the country of a part of one) and category."""
    found: dict[str, dict[str, list[Profile]]] = {"topics": {}, "regions": {}, "categories": {}}
    for person in program.influencers.values():
        for topic in person.topics:
            found["topics"].setdefault(topic, []).append(person)
        for region in {person.region, person.region[:2]} if person.region else ():
            found["regions"].setdefault(region, []).append(person)
        if person.category:
            found["categories"].setdefault(person.category, []).append(person)
    return found


def named(program: Program, asks: Alert | Where) -> Mapping[str, tuple[str, ...]]:
    """What is named, by key; what no such country or category is, other rules say."""
    defined = program.departments.categories if program.departments else ()
    categories = {each.id for each in defined}
    return {
        "topics": asks.topics,
        "regions": tuple(each for each in asks.regions if country(each) in COUNTRIES),
        "categories": tuple(each for each in asks.categories if each in categories),
    }


def of_nobody(
    asks: Alert | Where, names: Mapping[str, tuple[str, ...]], there: Had, place: Place, hint: str
) -> Iterator[Finding]:
    """Each name that nobody has, with the nearest that somebody has.

    Args:
        asks: the list or segment.
        names: what it names, as `named` gives it.
        there: who has what.
        place: of the list or segment.
        hint: what to do.
    """
    for key, each in names.items():
        written: Sequence[str] = getattr(asks, key)
        for name in each:
            if name not in there[key]:
                where = place.at(key, written.index(name))
                yield lacking("nobody", _ONE[key], name, there[key], Finding(where, "", hint))


def lacking(who: str, what: str, name: str, there: Iterable[str], found: Finding) -> Finding:
    """What is said of a name that is nowhere, with the nearest that is somewhere.

    Args:
        who: the word for who or what has none, `nobody` or `nothing`.
        what: `topic`, `region` or `category`.
        name: that one.
        there: those that are there.
        found: where it stands and what to do.
    """
    near = did_you_mean(name, sorted(there))
    return found._replace(message=f'{who} has the {what} "{name}"{near}')
