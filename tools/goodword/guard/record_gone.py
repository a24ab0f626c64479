"""A person, a mission or a record that base has is gone.

What is on record stays: a claim that was a mistake is withdrawn, a touchpoint made void, a person
who leaves gets the stage `left`. Only an erasure takes records away, and it leaves its own trace
in `program/erasures/`, one for each person who goes. A file that head has and that cannot be read
is not gone, but what it promised cannot be judged.

Mend it by bringing the file back (`git checkout BASE -- PATH`), under its old name where it was
renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.promise import Breach, Promise
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
        "touchpoint",
    }
)
"""Kinds whose files stay."""


def check(change: Change) -> Iterator[Breach]:
    """Files that went, and those that can no longer be read."""
    erased = _erased(change)
    for path in change.gone:
        row = row_of(path)
        if row is None or row.kind not in KEPT or _of(change, path) & erased:
            continue
        hint = f"git checkout {change.base.tree.commit[:12]} -- {path} brings it back"
        yield Breach(Place(path), f"base has this {row.kind}, and it is gone", hint)
    for path in sorted({*change.head.program.broken.files, *change.head.earlier}):
        # What was broken before and is as it was is not this change's doing.
        if change.base.blobs.get(path) not in (None, change.head.blobs.get(path)):
            yield Breach(
                Place(path),
                "cannot be read, so whether it still says what base says is not known",
                "goodword check says what is wrong with it",
            )


def _erased(change: Change) -> frozenset[str]:
    """Who went, if as many erasures came; nobody where fewer did."""
    before, after = change.base.program, change.head.program
    went = set(before.influencers) - set(after.influencers)
    came = set(after.erasures) - set(before.erasures)
    return frozenset(went) if went and len(came) >= len(went) else frozenset()


def _of(change: Change, path: str) -> set[str]:
    """Whose record it is, as base has it."""
    model = change.base.models.get(path)
    if path.startswith("influencers/"):
        return {path.split("/")[1]}
    return {getattr(model, "influencer", "")}


PROMISE = Promise("record-gone", check)
