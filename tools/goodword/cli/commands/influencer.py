"""`goodword influencer`: what is done for or about one person; shown before written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.actions.adjust import Adjusting, adjust
from goodword.actions.extend import Extending, extend
from goodword.cli import options
from goodword.cli.writing import Writing, known, needed, records, shared

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = ("opening", "goodwill", "correction")
"""Why points are given or taken by hand, as one word."""
_PEOPLE = click.argument("influencers", nargs=-1, metavar="[INFLUENCER]...")


@click.group(help="Points by hand. Dry unless --write: the change and its effect are shown.")
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
            )
            for person in _people(run, row)
        ]
    return run.carry_out(adjust(run.snapshot, requests, run.session.tree), "file")


@command.command("extend", help="Let points of each INFLUENCER last longer; it never shortens.")
@_PEOPLE
@click.option("--of", "of", metavar="CLAIM", multiple=True, help="Points of this claim; repeat.")
@click.option("--all", "every", is_flag=True, help="All points.")
@click.option("--until", type=options.Day(), help="The last day on which they can be spent.")
@click.option("--reason", metavar="TEXT", help="Why, in words.")
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
            Extending(person, run.by(row), run.day(row), row["until"], row["reason"], claims)
            for person in _people(run, row)
        ]
    return run.carry_out(extend(run.snapshot, requests, run.session.tree), "file")


def _people(run: Writing, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids, each of somebody on the map."""
    if not row["influencers"]:
        raise click.UsageError("name an influencer")
    return tuple(known("influencer", each, run.program.influencers) for each in row["influencers"])
