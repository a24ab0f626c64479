"""The commands; this table alone is read before a command is chosen.

It exists so that help and completion import no command: each row states what help says of it.
"""

from __future__ import annotations

import functools
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import click


class Row(NamedTuple):
    """A command: its name, the module that has `command`, its line in help, and its heading."""

    name: str
    module: str
    summary: str
    heading: str


DAY = "Commands of the day"
COMPUTE = "Look and compute"
WRITE = "Change files (dry unless --write)"
START = "Start and explain"

COMMANDS = (
    Row("check", "check", "Judge every file and what must hold across files.", DAY),
    Row("guard", "guard", "Whether what is on record only grew between two commits.", DAY),
    Row("points", "readings", "Points, tiers and what is pending, by person.", DAY),
    Row("loops", "readings", "Feedback items: state, who was told, what is overdue.", DAY),
    Row("agenda", "agenda", "What is owed to whom, by when, and whose job it is.", DAY),
    Row("portal", "portal", "Build the portal site for an audience.", DAY),
    Row("outbox", "outbox", "What is due to be said today, and what is not sent.", DAY),
    Row("claim", "claim", "Approve, decline, ask, reverse, appeal.", DAY),
    Row("feedback", "feedback", "Receive, triage, decide and deliver feedback; tell people.", DAY),
    Row("list", "list", "Influencers, missions or records as a table.", COMPUTE),
    Row("show", "readings", "One person, mission, item or record on one screen.", COMPUTE),
    Row("blame", "blame", "Which commit brought a value, by whom and when.", COMPUTE),
    Row("relation", "readings", "Who gave what: the two sides of each relation.", COMPUTE),
    Row("record", "readings", "All that is kept about a person, theirs to take.", COMPUTE),
    Row("candidates", "readings", "Who is worth talking to, with every term.", COMPUTE),
    Row("audit", "audit", "Brand says against influencer says; write both down.", COMPUTE),
    Row("report", "readings", "Outcomes against objectives, and a cycle's figures.", COMPUTE),
    Row("routing", "readings", "Whose each influencer is, and should be.", COMPUTE),
    Row("communities", "readings", "Where people meet, and who moves them.", COMPUTE),
    Row("events", "readings", "Meetings: invited, came, what speaks against.", COMPUTE),
    Row("incidents", "readings", "Hours to the first word, and who was not told.", COMPUTE),
    Row("signals", "readings", "What our people say in the open; hours to a word.", COMPUTE),
    Row("segments", "readings", "Saved questions over profiles, and who is in them.", COMPUTE),
    Row("rewards", "readings", "The catalogue: prices, what is left, what waits.", COMPUTE),
    Row("leaderboard", "leaderboard", "Ranks of a cycle or between two days.", COMPUTE),
    Row("export", "export", "Tables, calendars, journals and badges for others.", COMPUTE),
    Row("diff", "diff", "What a change does: points, tiers, loops, portal.", COMPUTE),
    Row("simulate", "simulate", "The program's own history under other rules.", COMPUTE),
    Row("new", "new", "A new file: person, mission, claim, event, tier ….", WRITE),
    Row("mission", "mission", "Pause, open, close; announce what it gives.", WRITE),
    Row("reward", "reward", "Redeem, approve, decline, cancel, fulfil, return.", WRITE),
    Row("influencer", "influencer", "Thank, ask, promise, consent; points by hand.", WRITE),
    Row("term", "term", "Nominate people; decide terms and tell them.", WRITE),
    Row("touchpoint", "touchpoint", "Let records about people count for nothing.", WRITE),
    Row("event", "event", "Who is invited to an event, and who came.", WRITE),
    Row("community", "community", "Look at communities; what we do there.", WRITE),
    Row("incident", "incident", "Note an incident, what was heard, its end.", WRITE),
    Row("listen", "listen", "Take in what a monitor heard of our people.", WRITE),
    Row("signal", "signal", "Say what a signal became, or why it is dismissed.", WRITE),
    Row("department", "department", "Give a department another lead.", WRITE),
    Row("staff", "staff", "What people on staff follow, and their digests.", WRITE),
    Row("strategy", "strategy", "Say what the program is for.", WRITE),
    Row("objective", "objective", "Note that a step towards an objective was taken.", WRITE),
    Row("measure", "measure", "Enter what a KPI came to in a cycle.", WRITE),
    Row("cycle", "cycle", "Close and pack a cycle; enter its measures.", WRITE),
    Row("import", "import_claims", "Bring over people, or the history of another system.", WRITE),
    Row("intake", "intake", "Take in issues, mails and rows of forms as files.", WRITE),
    Row("forms", "forms", "Issue forms, from the schemas.", WRITE),
    Row("schemas", "schemas", "The copy of the schemas that editors judge by.", WRITE),
    Row("keys", "keys", "Who has a key for addresses; seal keys to the staff.", WRITE),
    Row("upgrade", "upgrade", "Move a program to the installed version.", WRITE),
    Row("recover", "recover", "Undo what a killed command left half-written.", WRITE),
    Row("owners", "owners", "CODEOWNERS, from staff and departments.", WRITE),
    Row("doctor", "doctor", "Look at git, workflows, pins and the host.", START),
    Row("probe", "probe", "Whether a portal is private, asked as strangers do.", START),
    Row("init", "init", "Begin a program of your own in a new folder.", START),
    Row("completion", "completion", "Complete commands, options and ids in a shell.", START),
    Row("rules", "rules", "The rules that check applies, and the manual of each.", START),
    Row("example", "example", "Write an example program of any size.", START),
)
"""Every command, in the order of help."""


@functools.cache
def command(row: Row) -> click.Command:
    """The command of a row: what its module calls so, or makes for the name, once a process."""
    module = import_module(f"goodword.cli.commands.{row.module}")
    found: click.Command = module.command(row.name) if row.module == "readings" else module.command
    return found
