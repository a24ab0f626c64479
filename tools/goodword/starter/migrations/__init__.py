"""From one form of data to the next: `MIGRATIONS`, a module for each.

A form is what `schema_version` of program.yml counts. Each migration leads from one to the next,
by edits that keep comments, order and quoting; one that moves figures says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Failure
from goodword.edits.draft import Draft
from goodword.source.form import KEY, stated
from goodword.source.home import SETTINGS
from goodword.source.schemas.fields import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.edits import Edit
    from goodword.source.trees import Tree


class Migration(NamedTuple):
    """One step between two forms.

    Args:
        since: the form that it is done to; it leads to the next.
        what: what it does, a sentence for whoever reads the change.
        change: does it to a draft, given the paths of all data files.
        figures: why points, ranks or loops change by it; empty where they may not.
    """

    since: int
    what: str
    change: Callable[[Draft, Sequence[str]], None]
    figures: str = ""


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step, the oldest first; the form that schemas judge by is one more than they are."""


class Migrated(NamedTuple):
    """What becomes of the data.

    Attributes:
        edits: the changes of files.
        done: the migrations, in their order.
    """

    edits: tuple[Edit, ...] = ()
    done: tuple[Migration, ...] = ()


def migrate(tree: Tree, migrations: Sequence[Migration] = MIGRATIONS) -> Migrated:
    """The data of a program in the newest form; no edits where it has that already.

    Args:
        tree: the files.
        migrations: the steps.

    Raises:
        Failure: a file is written in a way that cannot be changed by a tool.
    """
    draft = Draft(tree)
    here = stated(draft.says(SETTINGS))
    done = [each for each in migrations if each.since >= here]
    if not done:
        return Migrated()
    for each in done:
        there = {entry.path for entry in tree.listing().files}
        there |= {edit.path for edit in draft.edits}
        paths = sorted(path for path in there if path in draft)
        try:
            each.change(draft, paths)
        except Failure as failure:
            raise Failure(f"{each.what}: {failure.message}", failure.hint) from None
    draft.set_value(SETTINGS, (KEY,), done[-1].since + 1, list(keys("program")))
    return Migrated(draft.edits, tuple(done))
