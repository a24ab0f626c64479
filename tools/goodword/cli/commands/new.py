"""`goodword new`: a new person, mission, claim or reward; shown before written."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.reports.new_effect import new_effect
from goodword.verbs import NEW

command = commands(NEW, follows=new_effect)
