"""`goodword incident`: noting incidents, what was heard of them, their end; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import INCIDENT

command = commands(INCIDENT)
