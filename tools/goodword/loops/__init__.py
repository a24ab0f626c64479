"""Feedback loops: what became of what people told us, and who was told, with proof."""

from __future__ import annotations

from goodword.loops.engine import compute, states
from goodword.loops.item import Brief, Clock, Item, Loops, Summary, Told, Verdict

__all__ = ["Brief", "Clock", "Item", "Loops", "Summary", "Told", "Verdict", "compute", "states"]
