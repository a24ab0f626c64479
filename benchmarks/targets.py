"""What is good enough: the one table of all targets, each a greatest ratio.

A target is of time until the end, for that is what somebody waits; a row whose time keeps to it
while its processors work more than that says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The greatest ratio that is good enough.

    Args:
        most: that ratio.
        ambition: a lower one that is hoped for; None where there is none.
    """

    most: float
    ambition: float | None = None

    def __str__(self) -> str:
        hoped = "" if self.ambition is None else f" ({self.ambition:.2f} hoped for)"
        return f"{self.most:.2f} at most{hoped}"


TARGETS = {
    "check": Target(1.5),
    "check, packed": Target(1.0),
    "check, nothing changed": Target(0.15),
    "check, one file changed": Target(0.4, 0.25),
    "one record": Target(0.35),
    "small": Target(1.0),
    "report of a pull request": Target(1.3),
    "unknown ids": Target(1.1),
    "batch": Target(1.1),
    "validating": Target(0.1),
    "starting": Target(1.5),
    "filling": Target(1.0),
    "portal": Target(0.33),
    "staff portal": Target(1.5),
    "serving": Target(1.0),
    "memory": Target(1.0),
    "growth": Target(1.25),
}
"""By what is measured."""
