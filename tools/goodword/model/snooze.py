"""Putting off: from when until when a line of the agenda about a file is not shown."""

from __future__ import annotations

import datetime as dt

from goodword.model.shape import Part

LONGEST = 30
"""Days for which something may be put off."""


class Snooze(Part, frozen=True):
    """A line put off: `what` is the word for what is due, `until` the last day included."""

    what: str
    date: dt.date
    by: str
    until: dt.date
    because: str

    def on(self, day: dt.date) -> bool:
        """Whether it is put off on a day; never for longer than `LONGEST` days."""
        return self.date <= day <= min(self.until, self.date + dt.timedelta(days=LONGEST))
