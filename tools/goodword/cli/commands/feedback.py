"""`goodword feedback`: what the brand did about feedback, and who was told; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.reports.loop_effect import loop_effect
from goodword.verbs import FEEDBACK

command = commands(FEEDBACK, follows=loop_effect)
