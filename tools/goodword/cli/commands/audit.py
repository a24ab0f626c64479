"""`goodword audit`: brand says against influencer says; `view` and `answer` write them down."""

from __future__ import annotations

from goodword.cli.commands.readings import command as reading
from goodword.cli.verbs import commands
from goodword.verbs import AUDIT

command = commands(AUDIT, alone=reading("audit"))
