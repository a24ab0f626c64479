"""The calendar: the days on which nobody works."""

from __future__ import annotations

from goodword.verbs.verb import Field, verb

CALENDAR = verb(
    "calendar",
    "",
    "The days on which nobody works: a country's holidays, and days of your own.",
    Field("country", "Country, such as PT.", "CODE"),
    Field("closed", "A day on which you are closed; repeat for more.", "DAY", "closed", many=True),
    needs=("country",),
    subject="none",
    action="found",
    kind="calendar",
)
