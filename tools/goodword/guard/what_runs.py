"""What runs, judges or says who reviews is another than base has.

The report tells what a change does to people and points. A workflow, the pins of the tool, the
owners of paths, settings of git and templates of the portal do nothing to these, and everything to
who judges the next change: a host takes the workflow of a pull request out of the pull request
itself. So each such file is named, as a warning, for whoever reviews to read it line by line.

Mend it by leaving it out, or let those who own it look at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.guard.promise import Breach, Promise
from goodword.source.trees.listing import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change

_NAMES = frozenset(
    {
        *(".gitattributes", ".gitlab-ci.yml", ".gitmodules", ".lfsconfig", ".mailmap"),
        *(".pre-commit-config.yaml", "action.yml", "CODEOWNERS", "goodword.txt"),
        *("requirements.txt", "Makefile", "setup.py", "pyproject.toml"),
    }
)
"""Files that act wherever they lie."""
_FOLDERS = (".github/", ".gitlab/", ".vscode/", "docs/CODEOWNERS", "site/templates/", "wheels/")
"""Folders, or files in them, that act from the top of the repository or of the program."""


def check(change: Change) -> Iterator[Breach]:
    """Each such file that head has otherwise, has new or has no more."""
    for path in change.history.differing(change.base.tree.commit, change.head.tree.commit):
        inside = path.removeprefix(change.history.repository.prefix)
        if (
            path.rpartition("/")[2] in _NAMES
            or path.startswith(_FOLDERS)
            or inside.startswith(_FOLDERS)
        ):
            place = refuse(inside, "").place
            message = "runs, judges or says who reviews, and is another than base has"
            yield Breach(place, message, "read it line by line", Severity.WARNING)


PROMISE = Promise("what-runs", check)
