"""`goodword influencer`: what is done for or about one person; shown before written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.verbs import commands
from goodword.verbs import INFLUENCER
from goodword.verbs.influencer import ADDRESS

if TYPE_CHECKING:
    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.cli.writing import Writing
    from goodword.verbs import Verb


def _carry_out(run: Writing, verb: Verb, asked: list[Asked], proposal: Proposal) -> int:
    """As ever; a link that is not to be another one is printed, and addresses are sealed."""
    if any(each.part == ADDRESS for each in asked):
        from goodword.cli.addresses import keep

        return keep(run, asked, proposal)
    if verb.name != "link" or proposal.edits:
        expect = run.context.params.get("expect", ())
        return run.carry_out(proposal, verb.word, expect=expect)
    if run.to_write or run.branch:
        raise click.UsageError("nothing to write: say --renew to cancel the present link")
    # Slow, and the other verbs need none of it.
    from goodword.cli.later import later_states
    from goodword.cli.own_pages import link

    today = datetime.now(run.program.zone).date()
    newer = later_states(run.session)
    for each in asked:
        person = run.program.influencers[each.subject.split("/")[1]]
        address, code = link(run.program, person, today, newer)
        write_line(f"{person.id}: {address}")
        write_line(f"  code: {code}")
    return 0


@click.command(
    "erase",
    help="Take a person out of every file, and out of all of history in a mirror that is made "
    "beside. Dry unless --write: everything that holds the person is shown.",
)
@click.argument("person", metavar="ID")
@click.option("--by", metavar="STAFF", help="Who does it; default who has git's email.")
@click.option("--new-id", metavar="ID", help="What the person is called afterwards; default drawn.")
@click.option(
    "--also", metavar="WORD", multiple=True, help="Take this word out wherever it stands; repeat."
)
@click.option(
    "--drop", metavar="PATH", multiple=True, help="Take this file out, in history too; repeat."
)
@click.option(
    "--mirror",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the rewritten repository is put; default beside the program.",
)
@options.as_of
@click.option("--write", is_flag=True, help="Write it; else only show.")
@click.pass_context
def _erase(context: click.Context, /, **_: Any) -> int:
    """Show where the person is, judge, and write where asked; 1 where something is refused."""
    from goodword.cli.erasing import erased  # slow: it goes through all of history

    return erased(context)


command = commands(INFLUENCER, carry_out=_carry_out)
command.add_command(_erase)
