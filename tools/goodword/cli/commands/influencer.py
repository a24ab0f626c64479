"""`goodword influencer`: what is done for or about one person; shown before written."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import INFLUENCER

command = commands(INFLUENCER)
