"""The table of one row that says of what program and of which day the other tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword import __version__
from goodword.exports.tables.table import Column, computed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Row, Table
    from goodword.snapshot import Snapshot

VERSION = 1
"""Version of the tables that are computed; those of files follow the schemas."""


def about(key: str | None = None) -> Table:
    """The table.

    Args:
        key: by which one sees whether programs hashed accounts with the same key.
    """

    def make(snapshot: Snapshot) -> Iterator[Row]:
        settings = snapshot.program.settings
        yield (
            settings.name,
            snapshot.as_of,
            snapshot.cycle.name,
            settings.timezone,
            snapshot.revision,
            VERSION,
            __version__,
            key,
        )

    return computed(
        "meta",
        "of what program and of which day the other tables are, and what wrote them",
        "name",
        (
            Column("name", needed=True),
            Column("as_of", "day", needed=True),
            Column("cycle", needed=True),
            Column("timezone", needed=True),
            Column("revision"),
            Column("version", "integer", needed=True),
            Column("goodword", needed=True),
            Column("account_key"),
        ),
        make,
    )
