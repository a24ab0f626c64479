"""What a command that changes files has to load: little, where it is about few people or items.

A large program is then read in part, and only rules that need no more are judged; which were not
is said. A small one is read and judged whole, which takes no time.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from goodword.part import Question
from goodword.rules import RULES, Scope
from goodword.verbs.influencer import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.rules import Rule
    from goodword.verbs import Verb

_MOST = 20
"""Of more things than these the whole is read."""


def few(verb: Verb, asked: Mapping[str, Any]) -> Question | None:
    """What a verb needs of a program; None where that is the whole.

    Args:
        verb: what is done. What is ordered by the time of day needs everybody's of that day.
        asked: the command's arguments and options.
    """
    if asked.get("from_file") is not None or asked.get("branch") or verb.moment:
        return None
    if verb.subject == "influencers" and verb.action == "record":
        closed = asked.get(verb.closes) if verb.closes else None
        people = _owner(closed) if closed else asked["influencers"]
        if people and len(people) <= _MOST and verb.part(asked) != ADDRESS:
            return Question(people, loops=True, named=True, staff=True)
    if verb.subject == "items" and verb.action == "append":
        return _about(asked["items"], ())
    if verb.subject == "claims" and not asked.get("all") and len(asked["claims"]) <= _MOST:
        claims = tuple(named_path("missions/{}/claims", each) for each in asked["claims"])
        return Question(claims=claims, named=True, staff=True) if claims else None
    if verb.subject == "requests":
        owners = [_owner(each) for each in asked["requests"]]
        if owners and all(owners) and len(owners) <= _MOST:
            people = tuple(dict.fromkeys(chain.from_iterable(owners)))
            return Question(people, named=True, staff=True)
    if verb.subject == "answer":
        return _about((asked["item"],), asked["people"])
    return None


def _about(items: tuple[str | None, ...], people: tuple[str, ...]) -> Question | None:
    ids = tuple(each.rpartition("/")[2].removesuffix(".yml") for each in items if each)
    if not ids or len({*ids, *people}) > _MOST:
        return None
    return Question(people, loops=True, named=True, items=ids, staff=True)


def named_path(folder: str, name: str) -> str:
    """The path of a record that is named by it or as `owner/date-slug`.

    Args:
        folder: its path with `{}` for the owner, such as `missions/{}/claims`.
        name: as it was given.
    """
    path = name.removeprefix("./")
    owner, _, record = path.partition("/")
    if not owner or not record or "/" in record:
        return path
    return f"{folder.replace('{}', owner)}/{record.removesuffix('.yml')}.yml"


def _owner(record: str) -> tuple[str, ...]:
    """Whose a record is, named by its path or as `person/date-slug`."""
    parts = record.removeprefix("./").removeprefix("influencers/").split("/")
    return (parts[0],) if len(parts) > 1 else ()


def rules_of(question: Question) -> tuple[Rule, ...]:
    """The rules that find in a part all that they would find in the whole."""
    of_people = question.people or question.claims
    scopes = {Scope.FILE, Scope.ITEM} | ({Scope.PERSON} if of_people else set())
    return tuple(each for each in RULES if each.scope in scopes)


def left_out(rules: tuple[Rule, ...]) -> str:
    """A line that says which rules were not judged."""
    names = [each.name for each in RULES if each not in rules]
    shown = ", ".join(names)
    return (
        f"judged by {len(rules)} of {len(RULES)} rules; goodword check judges by the rest: {shown}"
    )
