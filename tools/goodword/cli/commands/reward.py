"""`goodword reward`: requests for rewards, from asking to giving; shown before written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.actions.redeem import Redeeming, redeem
from goodword.actions.settle import REFUSED, Settling, settle
from goodword.cli.asking import needed
from goodword.cli.writing import Writing, known, records, shared

if TYPE_CHECKING:
    from collections.abc import Mapping

_REQUESTS = click.argument("requests", nargs=-1, metavar="[REQUEST]...")


@click.group(help="Requests for rewards. Dry unless --write: the change and its effect are shown.")
def command() -> None:
    """Hold the commands about requests."""


@command.command(
    "redeem",
    help="Ask for a reward for each INFLUENCER. The price is that of the day; what points, "
    "stock, limits, tier, region, agreement or window do not allow is refused.",
)
@click.argument("influencers", nargs=-1, metavar="[INFLUENCER]...")
@click.option("--reward", metavar="REWARD", help="Its id.")
@click.option(
    "--quantity", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many."
)
@shared
def _redeem(context: click.Context, **_: Any) -> int:
    """Ask for a reward."""
    run = Writing(context)
    requests = []
    for row in run.rows():
        needed(row, "reward")
        reward = known("reward", row["reward"], run.program.rewards)
        if not row["influencers"]:
            raise click.UsageError("name an influencer")
        for person in row["influencers"]:
            known("influencer", person, run.program.influencers)
            day = run.day(row)
            requests.append(
                Redeeming(person, reward, day, row["quantity"], run.moment(row, "redemptions"))
            )
    return run.carry_out(redeem(run.snapshot, requests, run.session.tree), "request")


@command.command("approve", help="Grant each REQUEST: a path, or INFLUENCER/DATE-REWARD.")
@_REQUESTS
@shared
def _approve(context: click.Context, **_: Any) -> int:
    """Grant."""
    return _settle(context, "approved")


@command.command("decline", help="Refuse each REQUEST; its points are free again.")
@_REQUESTS
@click.option(
    "--as",
    "code",
    type=click.Choice(REFUSED[1:]),
    help="Not our choice: stock or points did not cover it.",
)
@shared
def _decline(context: click.Context, **_: Any) -> int:
    """Refuse."""
    return _settle(context, "declined")


@command.command("cancel", help="The person takes each REQUEST back; its points are free again.")
@_REQUESTS
@shared
def _cancel(context: click.Context, **_: Any) -> int:
    """Take back."""
    return _settle(context, "cancelled")


@command.command("fulfil", help="The person of each REQUEST, which was approved, has it.")
@_REQUESTS
@shared
def _fulfil(context: click.Context, **_: Any) -> int:
    """Give."""
    return _settle(context, "fulfilled")


@command.command("return", help="What each fulfilled REQUEST gave came back; so do the points.")
@_REQUESTS
@click.option("--restocked", is_flag=True, help="It went back on the shelf.")
@shared
def _return(context: click.Context, **_: Any) -> int:
    """Take in what came back."""
    return _settle(context, "returned")


def _settle(context: click.Context, step: str) -> int:
    run = Writing(context)
    requests: dict[str, Settling] = {}
    for row in run.rows():
        for path in _named(run, row):
            if path in requests:
                raise click.UsageError(f"{path} is named twice")
            requests[path] = Settling(
                path,
                row.get("code") or step,
                run.by(row),
                run.day(row),
                row.get("restocked", False),
            )
    proposal = settle(run.snapshot, tuple(requests.values()), run.session.tree)
    return run.carry_out(proposal, "request")


def _named(run: Writing, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths of requests named by path or as `influencer/date-reward`."""
    folder = "influencers/{}/redemptions"
    return records("request", folder, row["requests"], run.program.redemptions)
