"""`goodword claim approve|decline`: decisions, judged and shown before they are written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodword.actions.approve import Deciding, approve
from goodword.actions.decline import decline
from goodword.actions.judging import judge
from goodword.cli import options
from goodword.cli.session import Session, find_root, progress
from goodword.diagnostics import Diagnostic
from goodword.edits import difference
from goodword.edits.writing import recover, write
from goodword.formats import DIAGNOSTICS
from goodword.ledger.award import Verdict
from goodword.ledger.visible import UNDECIDED, state_on
from goodword.nearest import did_you_mean
from goodword.reports.effect import effect
from goodword.reports.report import Column, Report, Table
from goodword.source.author import email

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.actions.judging import Judgement, Proposal
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

F = TypeVar("F", bound="Callable[..., Any]")
CODES = (
    "too-old",
    "duplicate",
    "not-eligible",
    "outside-window",
    "no-evidence",
    "not-the-mission",
    "undisclosed",
    "paid",
)
"""Why a claim is declined, as one word."""


@click.group(help="Decide claims. Dry unless --write: the change and its effect are shown.")
def command() -> None:
    """Hold the commands that decide."""


def _deciding(function: F) -> F:
    """Arguments and options of every decision."""
    found: Any = function
    for decorator in (
        click.pass_obj,
        click.option("--yes", is_flag=True, help="Do not ask before --all is written."),
        click.option("--write", "to_write", is_flag=True, help="Write it; else only show."),
        click.option("--second", metavar="STAFF", help="The second person who decides."),
        options.as_of,
        click.option("--on", type=options.Day(), help="Day of the decision; default today."),
        click.option(
            "--by", metavar="STAFF", help="Who decides; default who has git's user.email."
        ),
        click.option("--mission", metavar="MISSION", help="With --all: the mission."),
        click.option("--all", "every", is_flag=True, help="All undecided claims of --mission."),
        click.argument("claims", nargs=-1, metavar="[CLAIM]..."),
    ):
        found = decorator(found)
    decorated: F = found
    return decorated


@command.command(
    "approve",
    help="Approve each CLAIM: a path, or MISSION/DATE-INFLUENCER. What it gives is computed.",
)
@click.option("--quality", type=click.Choice(["low", "normal", "high"]), default="normal")
@click.option(
    "--points",
    type=click.IntRange(0, 10**9),
    help="Give these points, not those computed; needs --reason and --second.",
)
@click.option("--reason", metavar="TEXT", help="Why, in words.")
@click.option("--anyway", is_flag=True, help="Do not wait for earlier claims for the last place.")
@_deciding
def _approve(
    root: str | None,
    claims: tuple[str, ...],
    quality: str,
    points: int | None,
    reason: str | None,
    anyway: bool,
    **shared: Any,
) -> int:
    """Approve."""
    run = _Run(root, claims, **shared)
    code = "override" if points is not None else None
    verdict = Verdict(run.by, run.day, "approved", quality, run.second, reason, code, points)
    return run.decide(approve, Deciding(run.paths, verdict, anyway))


@command.command(
    "decline",
    help="Decline each CLAIM: a path, or MISSION/DATE-INFLUENCER. The claimant reads the reason.",
)
@click.option("--reason", metavar="TEXT", required=True, help="Why, in words for the claimant.")
@click.option("--as", "code", type=click.Choice(CODES), help="Why, as one word.")
@_deciding
def _decline(
    root: str | None,
    claims: tuple[str, ...],
    reason: str,
    code: str | None,
    **shared: Any,
) -> int:
    """Decline."""
    run = _Run(root, claims, **shared)
    verdict = Verdict(
        run.by, run.day, "declined", second=run.second, reason=reason, reason_code=code
    )
    return run.decide(decline, Deciding(run.paths, verdict))


class _Run:
    """One run of a deciding command: the program, the day, who decides what."""

    def __init__(
        self,
        root: str | None,
        claims: tuple[str, ...],
        *,
        every: bool,
        mission: str | None,
        by: str | None,
        on: date | None,
        as_of: date | None,
        second: str | None,
        to_write: bool,
        yes: bool,
    ) -> None:
        folder = find_root(root)
        if to_write:
            recover(folder)
        self.session = Session(folder, None, as_of)
        self.snapshot: Snapshot = self.session.sound()
        self.day = on or self.session.as_of
        if self.day > self.session.as_of:
            raise click.UsageError(f"--on {self.day} lies in the future")
        self.second = second
        self.every = every
        self.to_write = to_write
        self.yes = yes
        program = self.snapshot.program
        self.by = by or _staff(self.session, program)
        self.paths = _all(program, mission, self.day) if every else _named(program, claims)
        if every and claims:
            raise click.UsageError("--all takes no claims besides")
        if mission is not None and not every:
            raise click.UsageError("--mission belongs to --all")

    def decide(
        self, action: Callable[[Snapshot, Deciding, Tree], Proposal], request: Deciding
    ) -> int:
        """Propose, judge, show, and write where asked."""
        session = self.session
        if not self.paths:
            click.echo("nothing to decide")
            return 0
        proposal = action(self.snapshot, request, session.tree)
        if proposal.problems:
            return self._refused(proposal.problems, None)
        with progress("judging") as advance:
            judgement = judge(
                session.tree,
                proposal.edits,
                session.schemas,
                session.as_of,
                before=session.loaded,
                progress=advance,
            )
        if judgement.refused:
            return self._refused(judgement.problems, judgement)
        self._show(proposal, judgement)
        if not self.to_write:
            click.echo("dry run: nothing was written; --write writes it")
            return 0
        if self.every and not self.yes:
            _confirm(len(self.paths))
        write(session.root, proposal.edits)
        count = len(proposal.edits)
        click.echo(f"{count} claim{'s' if count != 1 else ''} written")
        return 0

    def _show(self, proposal: Proposal, judgement: Judgement) -> None:
        if self.every:
            options.show_report(self._table(judgement.after.program), "table")
        else:
            for edit in proposal.edits:
                old = self.session.tree.read(edit.path)
                data = None if isinstance(old, Diagnostic) else old
                options.show(difference(edit.path, data, edit.new))
        for line in effect(self.snapshot, judgement.after, proposal.people):
            click.echo(line)
        text = DIAGNOSTICS["text"](judgement.problems, judgement.locator.text)
        options.show(text)

    def _table(self, program: Program) -> Report:
        rows = []
        for path in self.paths:
            claim = program.claims[path]
            answer = claim.appeal.decision if claim.appeal else None
            decision = answer or claim.decision
            rows.append(
                (
                    claim.influencer,
                    claim.occurred,
                    decision.outcome if decision else "",
                    decision.points if decision else 0,
                    path,
                )
            )
        columns = (
            Column("influencer"),
            Column("occurred", "date"),
            Column("outcome"),
            Column("points", "number"),
            Column("path"),
        )
        return Report(f"{len(rows)} claims", (Table(columns, tuple(rows)),))

    def _refused(self, found: Sequence[Diagnostic], judgement: Judgement | None) -> int:
        lines = (judgement or self.session).locator.text
        options.show(DIAGNOSTICS["text"](found, lines))
        click.echo("nothing was written", err=True)
        return 1


def _staff(session: Session, program: Program) -> str:
    """The member of staff whose addresses have git's user.email."""
    address = email(session.root)
    for staff in program.settings.staff:
        if address is not None and address.lower() in map(str.lower, staff.emails):
            return staff.id
    known = ", ".join(program.staff)
    reason = f"nobody on staff has {address}" if address else "git has no user.email"
    raise click.UsageError(f"who decides? {reason}; say --by with one of {known}")


def _named(program: Program, names: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of claims named by path or as `mission/date-influencer`."""
    if not names:
        raise click.UsageError("name a claim, or --all with --mission")
    found = []
    for name in names:
        path = name.removeprefix("./")
        if path.count("/") == 1:
            mission, _, record = path.partition("/")
            path = f"missions/{mission}/claims/{record.removesuffix('.yml')}.yml"
        if path not in program.claims:
            near = did_you_mean(path, program.claims)
            raise click.UsageError(f'there is no claim "{name}"{near}')
        found.append(path)
    return tuple(dict.fromkeys(found))


def _all(program: Program, mission: str | None, day: date) -> tuple[str, ...]:
    """The paths of all undecided claims of a mission, in the order of submitting."""
    if mission is None:
        raise click.UsageError("--all needs --mission")
    if mission not in program.missions:
        near = did_you_mean(mission, program.missions)
        raise click.UsageError(f'there is no mission "{mission}"{near}')
    return tuple(
        claim.place.path
        for claim in program.claims_in_order
        if claim.mission == mission and state_on(claim, day) in UNDECIDED
    )


def _confirm(count: int) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; --yes writes without asking")
    click.confirm(f"Write {count} decisions?", abort=True)
