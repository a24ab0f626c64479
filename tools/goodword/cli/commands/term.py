"""`goodword term`: nominating, deciding and telling; `review` shows the sheet of a term."""

from __future__ import annotations

import click

from goodword.cli.commands.readings import Reading, shown
from goodword.cli.verbs import commands
from goodword.verbs import TERM

command = commands(TERM)
command.add_command(
    shown(
        Reading(
            "term.term_report",
            "Show what the person ID did, gave and got in a term, leave taken out: by lane, by "
            "mission, the loops that they opened and what became of them, and what is still to be "
            "done before it ends. It has no score: somebody decides.",
            (
                click.argument("person", metavar="ID"),
                click.option(
                    "--term",
                    metavar="DAY",
                    help="The first day of the term; default the one that runs on the day.",
                ),
            ),
        )
    ),
    "review",
)
