"""`goodword event`: who is invited to events, and who came; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.reports.new_effect import new_effect
from goodword.verbs import EVENT

command = commands(EVENT, follows=new_effect)
