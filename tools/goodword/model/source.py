"""What something is known by where it came from: another system, an issue, a mail, a form."""

from __future__ import annotations

from goodword.model.shape import Part


class Source(Part, frozen=True):
    """What something came from, and what it is called there, where it had a name."""

    system: str
    event: str | None = None

    def __str__(self) -> str:
        """System and event, as people read them."""
        return f"{self.system} {self.event}" if self.event else self.system
