"""What is added to a packed record as a file of its old name, whose comments and lines stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits import revision
from goodword.edits.edit import Edit, digest
from goodword.edits.scaffold import scaffold
from goodword.source.added import addition
from goodword.source.documents import read_document
from goodword.source.schemas import ADDED
from goodword.source.schemas.fields import keys

if TYPE_CHECKING:
    from goodword.source.packs import Record


ADDS = "Adds to"
"""Begins the comment of such a file."""


def added_file(path: str, record: Record, new: bytes | None) -> Edit:
    """The edit of the file that adds to a packed record.

    Args:
        path: of the record.
        record: as it is.
        new: the file that it would be if it were not packed.

    Raises:
        Failure: something of the line would be otherwise, or may not be added to it.
    """
    says = None if new is None else read_document(new, path)[0]
    found = None if says is None else addition(record.kind, record.line.says, says)
    if found is None:
        where = f"{record.stands.pack}:{record.stands.number}"
        raise Failure(
            f"{path} is packed ({where}), and this is nothing that may be added to it",
            "goodword cycle unpack makes files of the cycle again; then do this",
        )
    if record.added is None:
        about = (f"{ADDS} {record.stands.pack}, where this record is packed.",)
        return Edit(path, None, scaffold(path, f"{record.kind}{ADDED}", found, about))
    data = record.added
    before, _ = read_document(data, path)
    for key, value in found.items():
        if not isinstance(before, dict) or before.get(key) != value:
            data = revision.set_value(data, (key,), value, tuple(keys(record.kind)))
    return Edit(path, digest(record.added), data)
