"""`goodword influencer`: what is done for or about one person; shown before written."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from goodword.cli.erasing import erase_command
from goodword.cli.later import later_states
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
    from goodword.cli.own_pages import link  # slow, and the other verbs need none of it

    today = datetime.now(run.program.zone).date()
    newer = later_states(run.session)
    for each in asked:
        person = run.program.influencers[each.subject.split("/")[1]]
        address, code = link(run.program, person, today, newer)
        write_line(f"{person.id}: {address}")
        write_line(f"  code: {code}")
    return 0


command = commands(INFLUENCER, carry_out=_carry_out)
command.add_command(erase_command)
