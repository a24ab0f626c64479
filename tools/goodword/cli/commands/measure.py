"""`goodword measure`: `goodword cycle measure` under a name of its own."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.reports.new_effect import new_effect
from goodword.verbs import CYCLE

command = commands(CYCLE, follows=new_effect).commands["measure"]
