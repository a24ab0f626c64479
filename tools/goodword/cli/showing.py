"""What a portal of a session shows an audience, and what it is made with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from goodword.audience.claims import Like
from goodword.audience.gate import view_of
from goodword.audience.people import gather
from goodword.audience.permissions import permitted
from goodword.audience.staff import may_show
from goodword.cli.desk_ahead import desk_ahead
from goodword.cli.later import later_states
from goodword.cli.lines_ahead import lines_ahead
from goodword.cli.own_pages import AUDIENCES as AUDIENCES_WITH_PAGES
from goodword.cli.own_pages import left_out, own_pages, secret
from goodword.cli.previewing import setting
from goodword.due import all_dues
from goodword.portal.page import Desk
from goodword.reports.desk import desk_figures, desk_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.audience.people import People
    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.cli.session import Session
    from goodword.portal.build import Setting
    from goodword.reports.report import Line
    from goodword.snapshot import Snapshot


class Shown(NamedTuple):
    """What is shown to an audience.

    Args:
        view: what it may have. setting: what its portal is made with.
        missing: whose own pages are left out and why; empty where none are.
        people: what may be shown of whom.
    """

    view: View
    setting: Setting
    missing: str
    people: People

    def like(self) -> Like | None:
        """What may be taken from it later; later states of the files are not compared."""
        return None if self.people.newer else Like(self.people, self.view.people, self.view)


def shown(
    session: Session,
    audience: str,
    release: str = "",
    before: Shown | None = None,
    *,
    whole: bool = False,
) -> Shown:
    """What an audience is shown of a session's program.

    Args:
        session: the program on a day.
        audience: for whom.
        release: a nonce by which the site is known; empty for none.
        before: what was shown of the program earlier, from which is taken what is equal.
        whole: every page is going to be made.

    Raises:
        Failure: a file is broken, or the secret for own pages is too short.
    """
    snapshot = session.sound()
    today = datetime.now(snapshot.program.zone).date()
    newer = later_states(session)
    allowed = permitted(snapshot, newer)
    people = gather(allowed, audience, today, newer)
    lines = None
    if whole and audience == "staff":
        lines = lines_ahead(session, allowed, may_show(people))
    view = view_of(people, newer, like=before.like() if before and not newer else None)
    desk: Desk | Callable[[], Desk] | None = None
    if view.staff:
        made = partial(_desk, snapshot, allowed, view.staff, session.locator.spot)
        desk = desk_ahead(session, made, lines, len(people.sharing)) if lines else made()
    settings = snapshot.program.settings
    made_with = setting(session.root, session.tree, settings, session.epoch, desk)
    missing = ""
    if audience in AUDIENCES_WITH_PAGES:
        found = secret()
        if found is None:
            missing = left_out(snapshot, today, newer)
        else:
            made_with = replace(made_with, mine=own_pages(snapshot, today, newer, found))
    return Shown(view, replace(made_with, release=release), missing, people)


def _desk(snapshot: Snapshot, allowed: Snapshot, staff: StaffView, line: Line) -> Desk:
    """What staff's pages show beside the View.

    Args:
        snapshot: the program on the day.
        allowed: the same, with what has been withdrawn since left out.
        staff: whose points may be shown.
        line: finds the line of a place.
    """
    return Desk(
        dues=all_dues(snapshot),
        jobs={each.id: each.name for each in snapshot.program.settings.staff},
        names=desk_names(allowed.program),
        **desk_figures(allowed, [each.id for each in staff.accounts], line),
    )
