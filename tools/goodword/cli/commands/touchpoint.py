"""`goodword touchpoint`: what is done to records that are there; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import TOUCHPOINT

command = commands(TOUCHPOINT)
