"""What is published: the newest commit that passes, for whom, and whether a host may keep it.

When main fails its check, the portal is built from the newest commit before it that passes, and
what main permits is laid over it (`later_states`): who has withdrawn, left or been erased in main
is not shown, whatever else is broken there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from goodword.audience.sharing import AUDIENCES
from goodword.cli.checked import checked
from goodword.cli.session import Session
from goodword.diagnostics import Failure, Severity
from goodword.source.home import SETTINGS
from goodword.source.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

FARTHEST = 200
"""So many commits back one that passes is looked for."""


def newest_good(root: Path, stated_day: date | None) -> Session:
    """The newest commit on the way back from HEAD whose check finds no error.

    The first parents are gone along: a merge is what was judged, not each step of its branch.

    Raises:
        Failure: there is none, or HEAD is no program, so that nobody knows what it permits.
    """
    here = Session(root, "HEAD", stated_day)
    if passes(here):
        return here
    _ = here.loaded  # says why where there is no program
    for commit in _before(Repository(root)):
        session = Session(root, commit, stated_day)
        if passes(session):
            return session
    raise Failure(
        f"none of the last {FARTHEST} commits passes its check",
        "goodword check shows what is wrong",
    )


def passes(session: Session) -> bool:
    """Whether check finds no error in a session's program; warnings do not keep a site back."""
    try:
        found, _ = checked(session.root, session.revision, session.stated_day, session)
    except Failure:
        return False
    return not any(each.severity is Severity.ERROR for each in found.found)


def _before(repository: Repository) -> Iterator[str]:
    """Commits before HEAD, the newest first."""
    if repository.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise Failure(
            "HEAD fails, and the commits before it are not here",
            "fetch all of them: fetch-depth: 0",
        )
    found = repository.run("rev-list", "--first-parent", "--skip=1", f"-{FARTHEST}", "HEAD")
    yield from found.decode().split()


class Plan(NamedTuple):
    """What is to be published.

    Args:
        commit: from which; empty for the files on disk.
        good: whether that is HEAD.
        audiences: for whom, the smallest circle last.
        artifact: whether the host may keep it where all who read the repository find it.
        url: where the portal is; empty where the program does not say.
    """

    commit: str
    good: bool
    audiences: tuple[str, ...]
    artifact: bool
    url: str

    def lines(self) -> list[str]:
        """As a host's workflow takes values from a step."""
        return [
            f"commit={self.commit}",
            f"head={json.dumps(self.good)}",
            f"audiences={json.dumps(self.audiences)}",
            f"artifact={json.dumps(self.artifact)}",
            f"url={self.url}",
        ]


def plan(session: Session) -> Plan:
    """What is to be published of a session: no more than HEAD would, where HEAD says."""
    settings = [session.loaded.program.settings]
    good = True
    if session.base:
        head = Session(session.root, "HEAD", session.stated_day)
        good = head.base == session.base
        if not good and SETTINGS not in head.loaded.program.broken.files:
            settings.append(head.loaded.program.settings)
    audiences = [
        each
        for each in AUDIENCES
        if each != "staff" and all(each in one.portal.audiences for one in settings)
    ]
    return Plan(
        session.base,
        good,
        tuple(audiences),
        all(one.mode == "closed" for one in settings),
        settings[-1].portal.url or "",
    )
