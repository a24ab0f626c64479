"""`goodword objective`: steps towards objectives; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import OBJECTIVE

command = commands(OBJECTIVE)
