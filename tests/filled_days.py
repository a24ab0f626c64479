"""Days, levels and prices that all files of the program of `filled_world` have in common."""

from __future__ import annotations

from typing import Any

from tests.filled import Part

AUDIENCES = ("public", "members", "nda", "staff")
LEVELS = ("public", "members", "staff", "nobody")
PAST, NOW, LATER, LAST = "2025-01-01", "2025-03-03", "2190-01-01", "2191-01-01"
AS_OF = "2025-11-15"
"""The day of the figures; nothing happens between the days above and any day of building."""
PRICE: dict[str, Any] = {
    "cost": [
        Part(
            {
                "from": PAST,
            }
        ),
        Part({"from": LATER, "announced": NOW}),
        Part({"from": LAST, "announced": LATER}),
    ]
}
