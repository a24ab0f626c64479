"""`goodword department`: who leads a department; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import DEPARTMENT

command = commands(DEPARTMENT)
