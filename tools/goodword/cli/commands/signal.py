"""`goodword signal`: what signals became, or why nothing came of them; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import SIGNAL

command = commands(SIGNAL)
