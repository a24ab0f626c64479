"""`goodword portal`: the site that influencers browse, for an audience."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.audience.sharing import AUDIENCES
from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.root import find_root
from goodword.cli.session import Session, progress
from goodword.cli.showing import shown
from goodword.cli.uncollected import uncollected
from goodword.portal.build import build_portal, build_skeleton
from goodword.probe.samples import nonce_of
from goodword.reports.report import counted

if TYPE_CHECKING:
    from datetime import date

AUDIENCE = "members"
"""Who it is for unless another audience is named."""
PORT = 8000
"""Where a portal is served unless another port is named."""
BESIDE = ("audience", "as_of", "port", "serving")
"""Options that mean something beside --serve."""
_COUNTED = {
    "profile": "influencer",
    "mission": "mission",
    "claim": "claim",
    "feedback": "feedback item",
}


@click.command(help="Build the portal site. What people did not agree to show is not in it.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default=AUDIENCE,
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
@click.option(
    "--serve",
    "serving",
    is_flag=False,
    flag_value="",
    metavar="[ARTIFACT]",
    help="Show it in a browser of this computer, and follow the files as they change. With "
    "ARTIFACT (a .zip or .tar as it was downloaded, or its folder) that is shown instead.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"Where it is served; 0 takes any that is free. Default {PORT}.",
)
@options.as_of
@options.revision
@click.pass_context
def command(
    ctx: click.Context,
    audience: str,
    into: str | None,
    every: bool,
    newest_good: bool,
    nonce: str | None,
    skeleton: bool,
    planned: bool,
    serving: str | None,
    port: int | None,
    as_of: date | None,
    rev: str | None,
) -> int:
    """Build it and say where it lies."""
    from goodword.cli import publishing

    root: str | None = ctx.obj
    if serving is not None:
        return _serve(ctx, serving, audience, as_of, PORT if port is None else port)
    if port is not None:
        raise click.UsageError("--port is where --serve serves")
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


def _serve(ctx: click.Context, artifact: str, audience: str, day: date | None, port: int) -> int:
    """Show it to the browsers of this computer until it is interrupted."""
    from goodword.cli import serving

    default = click.core.ParameterSource.DEFAULT
    stated = {each for each in ctx.params if ctx.get_parameter_source(each) is not default}
    others = [each for each in ctx.command.params if each.name in stated.difference(BESIDE)]
    if others:
        raise click.UsageError(
            f"--serve shows the files as they are: no {others[0].opts[0]} beside it"
        )
    if artifact:
        if day:
            raise click.UsageError("an artifact was built for a day: no --as-of beside it")
        return serving.artifact(Path(artifact), audience if "audience" in stated else None, port)
    return serving.program(find_root(ctx.obj), audience, day, port)


def _skeleton(release: str, into: str | None) -> int:
    if not release or not into:
        raise click.UsageError("a skeleton needs --nonce and --into")
    files = build_skeleton(Path(into), release)
    write_line(f"built {files} files with nothing in them but {release}: {Path(into).resolve()}")
    return 0


def _build(session: Session, audience: str, destination: Path, release: str) -> int:
    """Build the portal of one audience."""
    with uncollected():
        view, made_with, missing, _ = shown(session, audience, release, whole=True)
        session.pass_over()
        snapshot, settings = session.snapshot, session.loaded.program.settings
        with progress("building") as advance:
            tell = (lambda _, done: advance(done, 0)) if advance else None
            summary = build_portal(view, destination, made_with, tell)
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
    other = "" if audience == AUDIENCE else f" --audience {audience}"
    write_line(f"to read it: goodword portal --serve{other} (search and own pages need a server)")
    return 0
