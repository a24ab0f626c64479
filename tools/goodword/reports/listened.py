"""What listening found: each mention by one of ours, and how many are of nobody that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.reports.report import Column, Report, Table, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.intake.mentions.reading import Mention

NEW, THERE = "new", "as it is"


def listened_table(
    outcomes: Sequence[tuple[Mention, str, bool]], passed: int, title: str
) -> Report:
    """What becomes of each mention.

    Args:
        outcomes: mentions with the path of the signal of each, and whether that is new.
        passed: how many others there are, of whom nothing is told.
        title: what was read.
    """
    columns = ("influencer", "channel", "said", "tone", "about", "what", "file")
    rows = tuple(
        (
            each.influencer,
            each.channel,
            each.when.isoformat()[:16],
            each.tone,
            each.about or None,
            NEW if new else THERE,
            path,
        )
        for each, path, new in outcomes
    )
    made = sum(new for *_, new in outcomes)
    notes = [f"{counted(made, 'new signal')}, {len(outcomes) - made} there already"]
    if passed:
        said = counted(passed, "mention")
        notes.append(f"{said} by nobody on the map, or of whom nothing more is kept: passed over")
    value = {"new": made, "there": len(outcomes) - made, "passed": passed}
    return Report(title, (Table(tuple(map(Column, columns)), rows),), tuple(notes), value)
