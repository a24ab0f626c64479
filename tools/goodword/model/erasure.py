"""erasures/<date>-<new id>.yml: the trace that an erasure leaves, without the person."""

from __future__ import annotations

import datetime as dt

from goodword.model.plain import Data, record_name
from goodword.model.shape import Model, Part


class StatementDigests(Part, frozen=True, kw_only=True):
    """The digest of a statement before and after."""

    statement: str
    old: str
    new: str


class Erasure(Model, frozen=True, kw_only=True):
    """An erasure; `hashes` are keyed hashes by which the person is recognised."""

    id: str
    date: dt.date
    by: str
    digests: tuple[StatementDigests, ...] = ()
    hashes: tuple[str, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The name says the day and the new id."""
        name = record_name(path)
        return {"id": name.slug, "date": data.get("date") or name.date}
