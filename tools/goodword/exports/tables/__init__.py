"""The program as tables: one description, which the writers of SQLite, CSV and Parquet share.

A table for each kind of file comes from the kind's model by itself; a computed one is a row in
one of the lists beside this file.
"""

from __future__ import annotations

from functools import cache

from goodword.exports.tables.kinds import kind_tables
from goodword.exports.tables.loops import LOOPS
from goodword.exports.tables.people import PEOPLE
from goodword.exports.tables.points import POINTS
from goodword.exports.tables.records import RECORDS
from goodword.exports.tables.relation import RELATION
from goodword.exports.tables.statements import STATEMENTS
from goodword.exports.tables.table import Column, Table

__all__ = ["Column", "Table", "tables"]


@cache
def tables() -> tuple[Table, ...]:
    """Every table, each after those that it refers to as far as that can be."""
    return (*PEOPLE, *kind_tables(), *POINTS, *RECORDS, *STATEMENTS, *LOOPS, *RELATION)
