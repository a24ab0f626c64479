"""`goodword influencer`: what is done for or about one person; shown before written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.actions.adjust import Adjusting, adjust
from goodword.actions.ask_influencer import Answered, Asking, ask_influencer
from goodword.actions.contact import Contacting, contact
from goodword.actions.extend import Extending, extend
from goodword.actions.promise import Kept, Promising, promise
from goodword.actions.stage import Staging, stage
from goodword.actions.thank import Thanking, thank
from goodword.cli import options
from goodword.cli.asking import needed
from goodword.cli.writing import Writing, known, records, shared
from goodword.model.profile import STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = ("opening", "goodwill", "correction")
"""Why points are given or taken by hand, as one word."""
_SECOND = click.option("--second", metavar="STAFF", help="Who else agrees to it.")
_PEOPLE = click.argument("influencers", nargs=-1, metavar="[INFLUENCER]...")


@click.group(
    help="Thank, ask, promise, move to a stage, give points by hand. Dry unless --write: the "
    "change and its effect are shown.",
)
def command() -> None:
    """Hold the commands about people."""


@command.command("adjust", help="Give points to each INFLUENCER by hand, or take them.")
@_PEOPLE
@click.option(
    "--points", type=click.IntRange(-(10**9), 10**9), help="How many; negative ones are taken."
)
@click.option("--reason-code", type=click.Choice(CODES), help="Why, as one word.")
@click.option("--no-standing", is_flag=True, help="They count for no tier and no leaderboard.")
@click.option("--expires", type=options.Day(), help="Last day to spend an opening balance.")
@click.option("--corrects", metavar="RECORD", help="The record that was wrong.")
@click.option("--summary", metavar="TEXT", help="Why, in words.")
@click.option(
    "--expect",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="TOTALS.csv",
    help="Published totals (columns person and points) that must stand afterwards; repeat.",
)
@_SECOND
@shared
def _adjust(context: click.Context, **_: Any) -> int:
    """Give or take."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "points", "reason_code")
        requests += [
            Adjusting(
                person,
                run.by(row),
                run.day(row),
                row["points"],
                row["reason_code"],
                not row["no_standing"],
                row["expires"],
                row["corrects"],
                row["summary"],
                row["second"],
                run.moment(row, "reversals"),
            )
            for person in _people(run, row)
        ]
    proposal = adjust(run.snapshot, requests, run.session.tree)
    return run.carry_out(proposal, "file", expect=context.params["expect"])


@command.command("extend", help="Let points of each INFLUENCER last longer; it never shortens.")
@_PEOPLE
@click.option("--of", "of", metavar="CLAIM", multiple=True, help="Points of this claim; repeat.")
@click.option("--all", "every", is_flag=True, help="All points.")
@click.option("--until", type=options.Day(), help="The last day on which they can be spent.")
@click.option("--reason", metavar="TEXT", help="Why, in words.")
@_SECOND
@shared
def _extend(context: click.Context, **_: Any) -> int:
    """Lengthen."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "until", "reason")
        if bool(row["of"]) == row["every"]:
            raise click.UsageError("say --of with the claims, or --all")
        claims = row["of"]
        if claims:
            claims = records("claim", "missions/{}/claims", claims, run.program.claims)
        requests += [
            Extending(
                person,
                run.by(row),
                run.day(row),
                row["until"],
                row["reason"],
                claims,
                row["second"],
                run.moment(row, "reversals"),
            )
            for person in _people(run, row)
        ]
    return run.carry_out(extend(run.snapshot, requests, run.session.tree), "file")


_CHANNEL = click.option("--channel", metavar="WORD", help="How: mail, phone, in-person …")
_SUMMARY = click.option("--summary", metavar="TEXT", help="What was said.")
_ABOUT = click.option(
    "--about",
    multiple=True,
    metavar="RECORD",
    help="A record it is about, as MISSION/DATE-INFLUENCER, INFLUENCER/DATE-KIND or an item; "
    "repeat.",
)


@command.command("thank", help="Record that each INFLUENCER was thanked for helping somebody.")
@_PEOPLE
@click.option("--helped", metavar="TEXT", help="Whom they helped, and how.")
@click.option("--surprise", is_flag=True, help="They did not expect it.")
@click.option(
    "--audience",
    type=click.Choice(["public", "members", "nda", "staff"]),
    help="Who may read of it; default staff.",
)
@_CHANNEL
@_SUMMARY
@_ABOUT
@shared
def _thank(context: click.Context, **_: Any) -> int:
    """Thank."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "helped")
        requests += [
            Thanking(
                person,
                run.day(row),
                run.by(row),
                row["helped"],
                row["surprise"],
                row["channel"],
                row["summary"],
                row["about"],
                row["audience"],
            )
            for person in _people(run, row)
        ]
    return run.carry_out(thank(run.snapshot, requests, run.session.tree), "record")


@command.command("contact", help="Record a contact with each INFLUENCER.")
@_PEOPLE
@click.option("--theirs", is_flag=True, help="They came to us.")
@_CHANNEL
@_SUMMARY
@_ABOUT
@shared
def _contact(context: click.Context, **_: Any) -> int:
    """Talk."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "summary")
        said = (row["channel"], row["summary"], row["about"], row["theirs"])
        requests += [
            Contacting(person, run.day(row), run.by(row), *said) for person in _people(run, row)
        ]
    return run.carry_out(contact(run.snapshot, requests, run.session.tree), "record")


@command.command("ask", help="Record what was asked of each INFLUENCER, or what they answered.")
@_PEOPLE
@click.option("--for", "for_", metavar="TEXT", help="What is asked.")
@click.option("--department", metavar="ID", help="Which department asks.")
@_CHANNEL
@_SUMMARY
@click.option("--answered", metavar="RECORD", help="The ask that was answered; with --outcome.")
@click.option(
    "--outcome", type=click.Choice(["accepted", "declined", "no-answer"]), help="The answer."
)
@shared
def _ask(context: click.Context, **_: Any) -> int:
    """Ask."""
    run = Writing(context)
    requests: list[Asking | Answered] = []
    for row in run.rows():
        if row["answered"]:
            needed(row, "outcome")
            requests.append(
                Answered(_touchpoint(run, row["answered"]), run.day(row), row["outcome"])
            )
            continue
        needed(row, "for_")
        said = (row["for_"], row["department"], row["channel"], row["summary"])
        requests += [
            Asking(person, run.day(row), run.by(row), *said) for person in _people(run, row)
        ]
    return run.carry_out(ask_influencer(run.snapshot, requests, run.session.tree), "record")


@command.command(
    "promise", help="Record what was promised to each INFLUENCER, or that it was kept."
)
@_PEOPLE
@click.option("--due", type=options.Day(), help="The last day to keep it.")
@_SUMMARY
@_CHANNEL
@_ABOUT
@click.option("--kept", metavar="RECORD", help="The promise that was kept.")
@shared
def _promise(context: click.Context, **_: Any) -> int:
    """Promise."""
    run = Writing(context)
    requests: list[Promising | Kept] = []
    for row in run.rows():
        if row["kept"]:
            requests.append(Kept(_touchpoint(run, row["kept"]), run.day(row)))
            continue
        needed(row, "due", "summary")
        said = (row["due"], row["summary"], row["channel"], row["about"])
        requests += [
            Promising(person, run.day(row), run.by(row), *said) for person in _people(run, row)
        ]
    return run.carry_out(promise(run.snapshot, requests, run.session.tree), "record")


@command.command("stage", help="Move each INFLUENCER to another stage; their history keeps all.")
@_PEOPLE
@click.option("--to", type=click.Choice(STAGES), help="The stage.")
@click.option("--reason", metavar="TEXT", help="Why, in words.")
@shared
def _stage(context: click.Context, **_: Any) -> int:
    """Move."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "to")
        requests += [
            Staging(person, run.day(row), run.by(row), row["to"], row["reason"])
            for person in _people(run, row)
        ]
    return run.carry_out(stage(run.snapshot, requests, run.session.tree), "profile")


def _touchpoint(run: Writing, name: str) -> str:
    """The path of a touchpoint."""
    return records("record", "influencers/{}/touchpoints", [name], run.program.touchpoints)[0]


def _people(run: Writing, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids, each of somebody on the map."""
    if not row["influencers"]:
        raise click.UsageError("name an influencer")
    return tuple(known("influencer", each, run.program.influencers) for each in row["influencers"])
