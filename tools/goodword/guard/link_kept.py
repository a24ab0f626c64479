"""The link of somebody's own page goes back to a number that was cancelled.

`portal_key` only rises: each number is another code, and raising it cancels the link that was
given out before. A lower one opens the page to whoever still has that old link.

Mend it by leaving the number, or with goodword influencer link ID --renew --write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.promise import Breach, Promise
from goodword.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Links that were cancelled and would open again."""
    for old, new in change.kept:
        if isinstance(old, Profile) and new.portal_key < old.portal_key:
            yield Breach(
                new.place.at("portal_key"),
                f"portal_key is {new.portal_key}, was {old.portal_key}: an old link would open",
                f"leave it, or goodword influencer link {new.id} --renew --write",
            )


PROMISE = Promise("link-kept", check)
