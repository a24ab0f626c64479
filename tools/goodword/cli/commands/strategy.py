"""`goodword strategy`: questions of the beginning, answered in their files; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import STRATEGY

command = commands(STRATEGY)
