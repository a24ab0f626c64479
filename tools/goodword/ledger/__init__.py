"""Points: what everybody has been given, where each point is, and why; a function of the day."""

from __future__ import annotations

from goodword.ledger.account import Account
from goodword.ledger.entries import Entry
from goodword.ledger.ledger import Ledger, compute

__all__ = ["Account", "Entry", "Ledger", "compute"]
