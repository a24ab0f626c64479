"""`goodword reward`: requests for rewards, from asking to giving; shown before written."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import REWARD

command = commands(REWARD)
