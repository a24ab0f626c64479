"""`goodword claim`: claims decided, asked about, reversed, appealed; shown before written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodword.actions.appeal import Appealing, appeal
from goodword.actions.approve import Deciding, approve
from goodword.actions.ask import Asking, ask
from goodword.actions.decline import decline
from goodword.actions.reverse import Reversing, reverse
from goodword.cli import options
from goodword.cli.asking import needed
from goodword.cli.output import write_line
from goodword.cli.writing import Writing, known, records, shared
from goodword.ledger.award import Verdict
from goodword.ledger.visible import UNDECIDED, last_decision, state_on
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
REVERSALS = ("brand-error", "content-removed", "member-request", "duplicate", "fraud")
"""Why points are taken back, as one word."""


@click.group(help="Decide claims. Dry unless --write: the change and its effect are shown.")
def command() -> None:
    """Hold the commands about claims."""


_CLAIMS = click.argument("claims", nargs=-1, metavar="[CLAIM]...")


def _deciding(function: F) -> F:
    """Arguments and options of every decision."""
    found: Any = function
    for decorator in (
        shared,
        click.option("--yes", is_flag=True, help="Do not ask before --all is written."),
        click.option("--second", metavar="STAFF", help="The second person who decides."),
        click.option("--mission", metavar="MISSION", help="With --all: the mission."),
        click.option("--all", "every", is_flag=True, help="All undecided claims of --mission."),
        _CLAIMS,
    ):
        found = decorator(found)
    decorated: F = found
    return decorated


@command.command(
    "approve",
    help="Approve each CLAIM: a path, or MISSION/DATE-INFLUENCER. What it gives is computed. "
    "An open appeal is granted by the same command.",
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
def _approve(context: click.Context, **_: Any) -> int:
    """Approve."""

    def verdict(run: Writing, row: Mapping[str, Any]) -> Verdict:
        points = row["points"]
        code = "override" if points is not None else None
        return Verdict(
            run.by(row),
            run.day(row),
            "approved",
            row["quality"],
            row["second"],
            row["reason"],
            code,
            points,
        )

    return _decide(context, approve, verdict)


@command.command(
    "decline",
    help="Decline each CLAIM: a path, or MISSION/DATE-INFLUENCER. The claimant reads the reason.",
)
@click.option("--reason", metavar="TEXT", help="Why, in words for the claimant.")
@click.option("--as", "code", type=click.Choice(CODES), help="Why, as one word.")
@_deciding
def _decline(context: click.Context, **_: Any) -> int:
    """Decline."""

    def verdict(run: Writing, row: Mapping[str, Any]) -> Verdict:
        needed(row, "reason")
        return Verdict(
            run.by(row),
            run.day(row),
            "declined",
            second=row["second"],
            reason=row["reason"],
            reason_code=row["code"],
        )

    return _decide(context, decline, verdict)


@command.command(
    "ask",
    help="Ask the people of each CLAIM something before deciding; the clock waits for them.",
)
@_CLAIMS
@click.option("--text", metavar="TEXT", help="The question.")
@click.option("--answered", is_flag=True, help="The open question was answered that day.")
@shared
def _ask(context: click.Context, **_: Any) -> int:
    """Ask."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        if row["answered"] == bool(row["text"]):
            raise click.UsageError("say --text with the question, or --answered")
        who = "" if row["answered"] else run.by(row)
        paths = _named(run.program, row["claims"])
        requests += [Asking(path, who, run.day(row), row["text"]) for path in paths]
    return run.carry_out(ask(run.snapshot, _once(requests), run.session.tree), "claim")


@command.command(
    "reverse",
    help="Take back what each approved CLAIM gave. The decision stays; never by who approved.",
)
@_CLAIMS
@click.option(
    "--shares",
    metavar="ID=POINTS",
    multiple=True,
    help="How much from whom, repeated; default all that is left.",
)
@click.option("--reason-code", type=click.Choice(REVERSALS), help="Why, as one word.")
@click.option("--second", metavar="STAFF", help="The second person; needed for fraud.")
@click.option("--note", metavar="TEXT", help="The reason in words, for the person.")
@shared
def _reverse(context: click.Context, **_: Any) -> int:
    """Take back."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "reason_code")
        shares = tuple(_share(each) for each in row["shares"])
        who, day, second = run.by(row), run.day(row), row["second"]
        requests += [
            Reversing(
                path,
                who,
                day,
                row["reason_code"],
                shares,
                second,
                row["note"],
                run.moment(row, "reversals"),
            )
            for path in _named(run.program, row["claims"])
        ]
    return run.carry_out(reverse(run.snapshot, _once(requests), run.session.tree), "file")


@command.command(
    "appeal",
    help="File the appeal against a declined CLAIM, or against its reversal; claim approve or "
    "decline answers it, by somebody who had no part.",
)
@_CLAIMS
@click.option("--text", metavar="TEXT", help="What the person says.")
@shared
def _appeal(context: click.Context, **_: Any) -> int:
    """File an appeal."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "text")
        paths = _named(run.program, row["claims"])
        requests += [Appealing(path, run.day(row), row["text"]) for path in paths]
    return run.carry_out(appeal(run.snapshot, _once(requests), run.session.tree), "claim")


def _decide(
    context: click.Context,
    action: Callable[[Snapshot, Deciding, Tree], Proposal],
    verdict: Callable[[Writing, Mapping[str, Any]], Verdict],
) -> int:
    """Decide the claims that were named, or all of a mission."""
    run = Writing(context)
    every = context.params["every"]
    verdicts = _verdicts(run, verdict, every=every)
    if not verdicts:
        write_line("nothing to decide")
        return 0
    first = next(iter(verdicts.values()))
    request = Deciding(
        tuple(verdicts), first, context.params.get("anyway", False), tuple(verdicts.items())
    )
    proposal = action(run.snapshot, request, run.session.tree)
    if not every:
        return run.carry_out(proposal, "claim")

    def table(judgement: Judgement) -> None:
        options.show_report(_table(judgement.after.program, tuple(verdicts)), "table")

    def confirm() -> None:
        if not context.params["yes"]:
            _confirm(len(verdicts))

    return run.carry_out(proposal, "claim", shown=table, confirm=confirm)


def _verdicts(
    run: Writing, verdict: Callable[[Writing, Mapping[str, Any]], Verdict], *, every: bool
) -> dict[str, Verdict]:
    """What is said of each claim, by path."""
    mission = run.context.params["mission"]
    if mission is not None and not every:
        raise click.UsageError("--mission belongs to --all")
    found: dict[str, Verdict] = {}
    for row in run.rows():
        said = verdict(run, row)
        if every and (row["claims"] or row is not run.context.params):
            raise click.UsageError("--all takes no claims besides")
        program = run.program
        paths = _all(program, mission, said.date) if every else _named(program, row["claims"])
        for path in paths:
            if path in found:
                raise click.UsageError(f"{path} is named twice")
            found[path] = said
    return found


def _table(program: Program, paths: Sequence[str]) -> Report:
    rows = []
    for path in paths:
        claim = program.claims[path]
        decision = last_decision(claim)
        outcome, points = (decision.outcome, decision.points) if decision else ("", 0)
        rows.append((claim.influencer, claim.occurred, outcome, points, path))
    columns = (
        Column("influencer"),
        Column("occurred", "date"),
        Column("outcome"),
        Column("points", "number"),
        Column("path"),
    )
    return Report(f"{len(rows)} claims", (Table(columns, tuple(rows)),))


def _named(program: Program, names: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of claims named by path or as `mission/date-influencer`."""
    if not names:
        raise click.UsageError("name a claim, or --all with --mission")
    return records("claim", "missions/{}/claims", names, program.claims)


R = TypeVar("R", Asking, Appealing, Reversing)


def _once(requests: list[R]) -> list[R]:
    """The requests, where no claim is among them twice."""
    paths = [each.claim for each in requests]
    for path in paths:
        if paths.count(path) > 1:
            raise click.UsageError(f"{path} is named twice")
    return requests


def _share(text: str) -> tuple[str, int]:
    who, equals, points = text.partition("=")
    if not equals or not points.isascii() or not points.isdecimal() or not 0 < len(points) < 10:
        raise click.UsageError(f'--shares is "{text}", expected such as ana=50')
    if int(points) == 0:
        raise click.UsageError(f'--shares is "{text}", expected at least one point')
    return who, int(points)


def _all(program: Program, mission: str | None, day: date) -> tuple[str, ...]:
    """The paths of all undecided claims of a mission, in the order of submitting."""
    if mission is None:
        raise click.UsageError("--all needs --mission")
    known("mission", mission, program.missions)
    return tuple(
        claim.place.path
        for claim in program.claims_in_order
        if claim.mission == mission and state_on(claim, day) in UNDECIDED
    )


def _confirm(count: int) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; --yes writes without asking")
    click.confirm(f"Write {count} decisions?", abort=True)
