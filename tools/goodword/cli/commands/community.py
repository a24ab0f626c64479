"""`goodword community`: looking at communities, and what we do there; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import COMMUNITY

command = commands(COMMUNITY)
