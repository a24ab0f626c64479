"""Of whom nothing more is gathered, whatever a list or a monitor says of them."""

from __future__ import annotations

GONE = frozenset({"left", "declined", "opted-out", "deceased"})
"""Stages from which on nothing more is gathered about a person."""
