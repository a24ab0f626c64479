"""A person, a mission or a record that base has is gone.

What is on record stays: a claim that was a mistake is withdrawn, a touchpoint made void, a person
who leaves gets the stage `left`. Only an erasure takes a person away, and it leaves its own trace
in `program/erasures/`, one for each person who goes. Their records stay under the name in that
file, without texts, for points and places of others hang on them; who had none may go whole. An
erasure with which nobody goes is refused. A file that head has and that cannot be read is not
gone, but what it promised cannot be judged.

Mend it by bringing the file back (`git checkout BASE -- PATH`), under its old name where it was
renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.erasing.files import of_person
from goodword.guard.promise import Breach, Promise
from goodword.model.erasure import Erasure
from goodword.model.paths import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change

KEPT = frozenset(
    {
        "audit",
        "claim",
        "erasure",
        "feedback",
        "incident",
        "mission",
        "profile",
        "redemption",
        "reward",
        "signal",
        "term",
        "touchpoint",
    }
)
"""Kinds whose files stay."""


def check(change: Change) -> Iterator[Breach]:
    """Files that went, and those that can no longer be read."""
    yield from _of_nobody(change)
    nameless = _without_records(change)
    for path in change.gone:
        row = row_of(path)
        if row is None or row.kind not in KEPT or path in nameless:
            continue
        hint = f"git checkout {change.base.tree.commit[:12]} -- {path} brings it back"
        if path in change.base.laid:
            hint = "goodword influencer erase keeps it under the new name"
        yield Breach(Place(path), f"base has this {row.kind}, and it is gone", hint)
    for path in sorted({*change.head.program.broken.files, *change.head.earlier}):
        # What was broken before and is as it was is not this change's doing.
        if change.base.blobs.get(path) not in (None, change.head.blobs.get(path)):
            yield Breach(
                Place(path),
                "cannot be read, so whether it still says what base says is not known",
                "goodword check says what is wrong with it",
            )


def _of_nobody(change: Change) -> Iterator[Breach]:
    """Erasures that came, and nobody went: what is done in their name would be somebody else's."""
    known = {each.new for each in change.erased}
    for path, each in change.new.items():
        if isinstance(each, Erasure) and each.id not in known:
            yield Breach(
                Place(path),
                "an erasure of nobody: no person of base goes with this change",
                "goodword influencer erase writes it together with all that it erases",
            )


def _without_records(change: Change) -> frozenset[str]:
    """Profiles of those who are erased and had nothing beside: they may go whole."""
    return frozenset(
        f"influencers/{each.new}/profile.yml"
        for each in change.erased
        if sum(of_person(path, each.new) for path in change.base.blobs) == 1
    )


PROMISE = Promise("record-gone", check)
