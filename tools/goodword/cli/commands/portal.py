"""`goodword portal`: the site that influencers browse, for an audience."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.audience.gate import audience_view
from goodword.audience.permissions import permitted
from goodword.audience.sharing import AUDIENCES
from goodword.cli import options
from goodword.cli.later import later_states
from goodword.cli.output import write_line
from goodword.cli.own_pages import AUDIENCES as AUDIENCES_WITH_PAGES
from goodword.cli.own_pages import left_out, own_pages, secret
from goodword.cli.previewing import setting
from goodword.cli.session import Session, find_root, progress
from goodword.due import all_dues
from goodword.portal.build import build_portal, build_skeleton
from goodword.portal.page import Desk
from goodword.probe.samples import nonce_of
from goodword.reports.desk import desk_figures, desk_names
from goodword.reports.report import counted

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.staff import StaffView
    from goodword.reports.report import Line
    from goodword.snapshot import Snapshot


@click.command(help="Build the portal site. What people did not agree to show is not in it.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="members",
    show_default=True,
    help="Who it is for; each sees what the one before sees, and more.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False),
    help="Folder to write; default .goodword/portal/AUDIENCE in the program's folder.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="For all audiences of portal.audiences but staff, each into a folder of its name.",
)
@click.option(
    "--newest-good",
    is_flag=True,
    help="Of the newest commit whose check finds no error; consents, stages, confidentiality and "
    "erasures are those of HEAD all the same.",
)
@click.option("--nonce", help="The release that the pages say, which goodword probe looks for.")
@click.option(
    "--skeleton",
    is_flag=True,
    help="Only what goodword probe asks for, with the nonce in every file and nothing else.",
)
@click.option(
    "--plan",
    "planned",
    is_flag=True,
    help="Say what would be published, as lines of a workflow's output, and build nothing.",
)
@options.as_of
@options.revision
@click.pass_obj
def command(
    root: str | None,
    audience: str,
    into: str | None,
    every: bool,
    newest_good: bool,
    nonce: str | None,
    skeleton: bool,
    planned: bool,
    as_of: date | None,
    rev: str | None,
) -> int:
    """Build it and say where it lies."""
    from goodword.cli import publishing

    release = nonce_of(nonce) if nonce else ""
    if skeleton:
        return _skeleton(release, into)
    if newest_good and rev:
        raise click.UsageError("--newest-good chooses the revision, so there is no --rev beside it")
    session = Session(find_root(root), rev, as_of)
    if newest_good:
        session = publishing.newest_good(session.root, as_of)
        write_line(f"of commit {session.base}", error=planned)
    plan = publishing.plan(session) if planned or every else None
    if plan and planned:
        for line in plan.lines():
            write_line(line)
        return 0
    folder = Path(into) if into else session.root / ".goodword" / "portal"
    if plan is None:
        return _build(session, audience, folder if into else folder / audience, release)
    for each in plan.audiences:
        _build(session, each, folder / each, release)
    return 0


_COUNTED = {
    "profile": "influencer",
    "mission": "mission",
    "claim": "claim",
    "feedback": "feedback item",
}


def _skeleton(release: str, into: str | None) -> int:
    if not release or not into:
        raise click.UsageError("a skeleton needs --nonce and --into")
    files = build_skeleton(Path(into), release)
    write_line(f"built {files} files with nothing in them but {release}: {Path(into).resolve()}")
    return 0


def _build(session: Session, audience: str, destination: Path, release: str) -> int:
    """Build the portal of one audience."""
    snapshot = session.sound()
    today = datetime.now(snapshot.program.zone).date()
    newer = later_states(session)
    view = audience_view(snapshot, audience, today, newer)
    settings = snapshot.program.settings
    desk = None
    if view.staff:
        desk = _desk(snapshot, permitted(snapshot, newer), view.staff, session.locator.line)
    made_with = setting(session.root, session.tree, settings, session.epoch, desk)
    missing = ""
    found = secret() if audience in AUDIENCES_WITH_PAGES else None
    if found is not None:
        made_with = replace(made_with, mine=own_pages(snapshot, today, newer, found))
    elif audience in AUDIENCES_WITH_PAGES:
        missing = left_out(snapshot, today, newer)
    made_with = replace(made_with, release=release)
    with progress("building") as advance:
        summary = build_portal(
            view, destination, made_with, (lambda _, done: advance(done, 0)) if advance else None
        )
    counts = session.loaded.counts
    write_line(
        f"read {counted(sum(counts.values()), 'file')}: "
        + ", ".join(counted(counts[kind], word) for kind, word in _COUNTED.items())
    )
    figures = snapshot.loops.summary
    standing = sum(account.standing for account in snapshot.ledger.members.values())
    write_line(
        f"computed for {snapshot.as_of}, cycle {snapshot.cycle.name}: "
        f"{counted(standing, 'point')} standing, {figures.closed} of {figures.items} loops closed"
    )
    write_line(
        f"built {counted(summary.pages, 'page')} for {audience} in {', '.join(summary.languages)}: "
        f"{counted(summary.people, 'person', 'people')}, "
        f"{counted(summary.missions, 'mission')}, {counted(summary.items, 'item')}"
    )
    if made_with.mine:
        write_line(
            f"sealed the own pages of {counted(len(made_with.mine.people), 'person', 'people')}"
        )
    elif missing:
        write_line(missing)
    others = [tag for tag in settings.languages if tag not in summary.languages]
    if others:
        lacking = ", ".join(others)
        write_line(f"there are no interface texts in {lacking}: no pages in that language")
    write_line(f"portal: {destination.resolve() / 'index.html'}")
    write_line(
        f"to read it: python3 -m http.server --directory {destination} (links need a server)"
    )
    return 0


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
