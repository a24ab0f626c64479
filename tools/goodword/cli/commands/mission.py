"""`goodword mission`: what becomes of missions, and what they give later; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import MISSION

command = commands(MISSION)
