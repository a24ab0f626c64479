"""`goodword staff`: what people on staff follow, and their digests; dry unless --write."""

from __future__ import annotations

from goodword.cli.verbs import commands
from goodword.verbs import STAFF

command = commands(STAFF)
