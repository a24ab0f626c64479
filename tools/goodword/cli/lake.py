"""`goodword export parquet`: a program's tables into a folder that several programs share."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from goodword.cli.output import write_line
from goodword.diagnostics import Failure
from goodword.edits.naming import identifier
from goodword.edits.partitions import Partitions
from goodword.exports.parquet import PART, VARIABLE, checked, pieces, shared_tables
from goodword.nearest import one_of
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from goodword.snapshot import Snapshot


def write_lake(
    snapshot: Snapshot, into: Path, program: str | None, only: Sequence[str] = ()
) -> int:
    """Replace what the lake has of the program.

    Args:
        snapshot: the program on a day.
        into: the folder of the lake.
        program: what it is called there; None for an id made of its name.
        only: names of tables; empty for all. The others are no longer there for the program.

    Raises:
        Failure: there is no such table, the lake cannot be written, or its part of that id is
            another program's and nobody chose the name.
    """
    known = [each.name for each in shared_tables()]
    for each in only:
        if each not in known:
            raise Failure(
                f'a lake has no table "{each}"{one_of(each, known)}', f"it has {', '.join(known)}"
            )
    key = checked(os.environ.get(VARIABLE, ""))
    settings = snapshot.program.settings
    name = program or identifier(settings.name)
    begun = f", begun {settings.started}" if settings.started else ""
    whose = f'"{" ".join(settings.name.split())}"{begun}'
    tables = set()
    made = pieces(snapshot, key, only or None)
    first = next(made)  # before anything is written: what they are made with may be missing
    with Partitions(into, name, whose, stated=program is not None) as lake:
        for piece in chain((first,), made):
            below = PART if piece.cycle is None else f"cycle={piece.cycle}/{PART}"
            lake.file(piece.table, below, piece.data)
            tables.add(piece.table)
        lake.finish()
    files, of = counted(lake.files, "file"), counted(len(tables), "table")
    write_line(f"{into}: {of} of program {name}, as of {snapshot.as_of}, in {files}")
    if key is None:
        write_line(
            f"people are not known again in other programs: {VARIABLE} is not set", error=True
        )
    return 0
