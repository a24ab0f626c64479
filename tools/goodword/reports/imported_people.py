"""What an import of people makes of everybody in a list, line by line, and how many of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from goodword.actions.import_people import CHANGED, CREATED, SAME, SKIPPED
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from goodword.actions.import_people import ImportedPeople

_COLUMNS = (Column("what"), Column("id"), Column("name"), Column("where"), Column("which and why"))


def people_table(imported: ImportedPeople, title: str) -> Report:
    """Everybody in the list: created, changed and in which fields, as it is, or skipped and why.

    Args:
        imported: what `import_people` would do.
        title: of the table.
    """
    rows = tuple(
        (each.what, each.id, each.name, each.entry.where, _which(each.fields, each.why))
        for each in imported.outcomes
    )
    return Report(title, (Table(_COLUMNS, rows),) if rows else (), (counts(imported),))


def _which(fields: tuple[str, ...], why: str) -> str:
    return "; ".join(filter(None, (", ".join(fields), why)))


def counts(imported: ImportedPeople) -> str:
    """How many are created, changed, as they are, and skipped."""
    of = Counter(each.what for each in imported.outcomes)
    return ", ".join(f"{of[word]} {word}" for word in (CREATED, CHANGED, SAME, SKIPPED))
