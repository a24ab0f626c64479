"""What a command that changes files has to load: little, where it is about few people or items.

A large program is then read in part, and only rules that need no more are judged; which were not
is said. A small one is read and judged whole, which takes no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from goodword.ledger.how_much import PAID
from goodword.part import Question
from goodword.rules import RULES, Scope, evidence_reused, quantity_later, set_aside
from goodword.verbs.influencer import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.rules import Rule
    from goodword.verbs import Verb

Asked = Mapping[str, Any]
"""A command's arguments and options."""
OFFER = "offer"
"""The kind of touchpoint that sets something aside."""
_MOST = 20
"""Of more things than these the whole is read."""
_TIMED = frozenset({"new", "redeem", "reverse"})
"""Actions that the time of day orders and of which a part knows everybody's of that day."""
_NAMING: Mapping[str, tuple[str, ...]] = {
    "profile": ("referred_by",),
    "mission": ("proposed_by",),
    "reward": (),
    "community": ("host", "mover", "member"),
    "event": ("invite", "host"),
    "incident": ("alert",),
}
"""By kind of what is new, the options that name people."""


def few(verb: Verb, asked: Asked) -> Question | None:
    """What a verb needs of a program; None where that is the whole.

    Args:
        verb: what is done.
        asked: the command's arguments and options.
    """
    if asked.get("from_file") is not None or asked.get("branch"):
        return None
    if verb.moment and verb.action not in _TIMED:
        return None
    needs = _BY_ACTION.get(verb.action) or _BY_SUBJECT.get(verb.subject)
    return needs(verb, asked) if needs else None


def _recorded(verb: Verb, asked: Asked) -> Question | None:
    if verb.step == OFFER:
        return None  # what is set aside for others is known to the whole alone
    closed = asked.get(verb.closes) if verb.closes else None
    people = _owner(closed) if closed else asked["influencers"]
    if verb.subject != "influencers" or verb.part(asked) == ADDRESS or asked.get("segment"):
        return None
    if not people or len(people) > _MOST:
        return None
    return Question(people, loops=True, named=True, staff=True)


def _appended(verb: Verb, asked: Asked) -> Question | None:
    if asked.get("connection") == PAID:
        return None  # it makes frozen points wrong, which a rule about all says
    if verb.subject == "items":
        return _about(asked["items"], ())
    return _claimed(verb, asked) if verb.subject == "claims" else None


def _claimed(verb: Verb, asked: Asked) -> Question | None:
    if not asked["claims"] or asked.get("all") or len(asked["claims"]) > _MOST:
        return None
    claims = tuple(named_path("missions/{}/claims", each) for each in asked["claims"])
    question = Question(claims=claims, named=True, staff=True, approving=verb.name == "approve")
    on = asked["on"] if verb.moment else None
    return question._replace(times=verb.moment, on=on, moves=True)


def _asked_for(_: Verb, asked: Asked) -> Question | None:
    owners = [_owner(each) for each in asked["requests"]]
    if not owners or not all(owners) or len(owners) > _MOST:
        return None
    people = tuple(dict.fromkeys(chain.from_iterable(owners)))
    return Question(people, named=True, staff=True, moves=True)


def _new(verb: Verb, asked: Asked) -> Question | None:
    """What something new needs: those who did it, or the profiles of those whom it names.

    Somebody on staff changes who may decide about whom, in everything that was decided.
    """
    if verb.kind == "claim":
        others = (each.partition(":")[0] for each in asked["with"])
        people = tuple(dict.fromkeys((asked["influencer"] or "", *others)))
        if not asked["mission"] or not all(people) or len(people) > _MOST:
            return None
        claim = Question(people, named=True, staff=True, missions=(asked["mission"],))
        return claim._replace(links=asked["link"], times=verb.moment, on=asked["on"], moves=True)
    if verb.kind not in _NAMING or asked.get("staff"):
        return None
    named = [asked[each] or () for each in _NAMING[verb.kind]]
    people = tuple(
        chain.from_iterable((each,) if isinstance(each, str) else each for each in named)
    )
    items = tuple(map(_item, asked.get("warned_by") or ()))
    if len(people) + len(items) > _MOST:
        return None
    question = Question(profiles=people, loops=True, named=True, items=items, staff=True)
    return question._replace(registered=verb.kind == "profile")


def _received(_: Verb, asked: Asked) -> Question | None:
    """What feedback needs, of which those who raised it are asked for."""
    people, joins = asked["raised_by"], asked["joins"]
    items = (_item(joins),) if joins else ()
    if not people or len(people) > _MOST:
        return None
    return Question(people, loops=True, named=True, items=items, staff=True)


def _redeemed(_: Verb, asked: Asked) -> Question | None:
    """What a request for a reward needs: all requests for that, if there are only so many."""
    people, reward = asked["influencers"], asked["reward"]
    if not people or not reward or len(people) > _MOST:
        return None
    question = Question(people, named=True, staff=True, rewards=(reward,))
    return question._replace(times="redemptions", on=asked["on"], moves=True)


def _item(name: str) -> str:
    """The id of an item, which may be given as its path."""
    return name.rpartition("/")[2].removesuffix(".yml")


def _about(items: tuple[str | None, ...], people: tuple[str, ...]) -> Question | None:
    ids = tuple(_item(each) for each in items if each)
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


_BY_ACTION: dict[str, Callable[[Verb, Asked], Question | None]] = {
    "append": _appended,
    "new": _new,
    "receive": _received,
    "record": _recorded,
    "redeem": _redeemed,
}
"""What is needed, by the action that does it."""
_BY_SUBJECT: dict[str, Callable[[Verb, Asked], Question | None]] = {
    "answer": lambda _, asked: _about((asked["item"],), asked["people"]),
    "claims": _claimed,
    "requests": _asked_for,
}
"""The same of other actions, by what it is done to."""


def _owner(record: str) -> tuple[str, ...]:
    """Whose a record is, named by its path or as `person/date-slug`."""
    parts = record.removeprefix("./").removeprefix("influencers/").split("/")
    return (parts[0],) if len(parts) > 1 else ()


def rules_of(question: Question) -> tuple[Rule, ...]:
    """The rules that find in a part all that they would find in the whole."""
    of_people = question.people or question.claims
    scopes = {Scope.FILE, Scope.ITEM} | ({Scope.PERSON} if of_people else set())
    more = {evidence_reused.RULE} if question.missions or question.approving else set()
    more |= {set_aside.RULE} if question.rewards else set()
    more |= {quantity_later.RULE} if question.claims else set()
    return tuple(each for each in RULES if each.scope in scopes or each in more)


def refuses_alike(verb: Verb) -> bool:
    """Whether what the verb's action refuses of a part it refuses of the whole, in the same words.

    It does where all that its action looks at is in the part: tests compare these. What rules
    refuse is another thing, for a part is judged by some of them alone.
    """
    if verb.action in {"new", "receive", "redeem"}:
        return True
    return verb.subject in {"claims", "requests"} and verb.action != "append"


def left_out(rules: tuple[Rule, ...]) -> str:
    """A line that says which rules were not judged."""
    names = [each.name for each in RULES if each not in rules]
    shown = ", ".join(names)
    return (
        f"judged by {len(rules)} of {len(RULES)} rules; goodword check judges by the rest: {shown}"
    )
