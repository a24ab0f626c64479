"""What an action does to loops, in sentences: the difference of two snapshots of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.sharing import may_have
from goodword.loops.item import UNTOLD
from goodword.loops.sentences import judged, nexts, owner_of
from goodword.model.feedback import Decided, Delivered
from goodword.model.shape import stated
from goodword.texts import Texts
from goodword.verbs import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.loops.item import Item
    from goodword.snapshot import Snapshot

_TEXTS = Texts("en")
_READERS = {"staff": "staff", "nda": "those under an agreement", "members": "members"}
"""Who is shown an item of a confidentiality, where that is not everybody."""


def loop_effect(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """A sentence on each item that changed, and what is next for it.

    Such as `2026-08-03-slow-export: loop closed, closed-declined` or `…: open-declined, 2 people
    still untold, the first due by 3 December 2026`.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
    """
    for name, item in after.loops.items.items():
        old = before.loops.items.get(name)
        if item == old:
            continue
        yield from _unseen(before, after, name)
        for verdict in item.verdicts:
            if old is None or verdict not in old.verdicts:
                what = judged(verdict, item, after.program, after.as_of)
                yield f"{name}: {verdict.by} says that it {what}"
        if item.closed:
            again = old is not None and old.state == item.state
            yield f"{name}: {'stays' if again else 'loop closed,'} {item.state}"
            yield from _reopening(before, after, name)
            continue
        yield f"{name}: {item.state}{_untold(item)}"
        for each in nexts(item, after.loops, after.program)[:1]:
            who = f"{each.who} must {each.what}" if each.who else each.what
            when = f" by {_TEXTS.day(each.by)}" if each.by else ""
            command = f": {each.command}" if each.command else ""
            yield f"next: {who}{when}{command}"


def _unseen(before: Snapshot, after: Snapshot, name: str) -> Iterator[str]:
    """For whom a new step has words, and to whom no page shows the item all the same.

    That is no fault: whoever raised it is told with these words. But they show nothing to others.
    """
    old, source = before.program.feedback.get(name), after.program.feedback[name]
    for step in source.steps[len(old.steps) if old else 0 :]:
        said = stated(step.say) if isinstance(step, Decided | Delivered) else {}
        if not all(may_have(audience, source.confidentiality) for audience in said):
            yield (
                f"{name}: no page shows it to anybody but {_READERS[source.confidentiality]} "
                "(confidentiality); the words are for those who raised it"
            )


def _reopening(before: Snapshot, after: Snapshot, name: str) -> Iterator[str]:
    """What is next for a closed item of which somebody says now that it is not solved."""
    old, item = before.loops.items.get(name), after.loops.items[name]
    known = old.verdicts if old else ()
    if any(each.verdict == "no" for each in item.verdicts if each not in known):
        who = owner_of(item, after.program, after.as_of)
        command = whole(f"goodword feedback reopen {name}")
        yield f"next: {who} must reopen it, or talk with them: {command}"


def _untold(item: Item) -> str:
    """How many people are untold, and the first day by which one of them must be told."""
    owed = [told for told in item.told if told.status in UNTOLD]
    people = {told.to for told in owed}
    if not people:
        return ""
    days = [told.due for told in owed if told.due is not None]
    count = "1 person" if len(people) == 1 else f"{len(people)} people"
    first = "" if len(people) == 1 else "the first "
    when = f", {first}due by {_TEXTS.day(min(days))}" if days else ""
    return f", {count} still untold{when}"
