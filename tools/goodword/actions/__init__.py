"""What can be done to a program: one verb a module, each from a request to edits, all in ACTIONS.

An action writes nothing. What it proposes is judged (`judging`), shown, and written by the
command line.
"""

from __future__ import annotations

from goodword.actions.approve import approve
from goodword.actions.decline import decline
from goodword.actions.import_claims import import_claims

ACTIONS = (approve, decline, import_claims)
"""All actions."""
