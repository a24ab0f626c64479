"""A packed line is not the record that base has.

Packing moves a record from a file into a line, and changes nothing of it: no figure, reason, link,
day, text or person. So every line that base does not have so is compared with what base has under
the record's path, be it a file or a line; what is added to the record is a file of its own and is
judged as ever. A record that base does not have comes as a file, is reviewed, and is packed when
its cycle is closed. Where the change erases somebody, words may go with them.

Mend it by undoing the packing (`git checkout BASE -- PATH`, or `goodword cycle unpack` and putting
back what was there), by changing the record in a change of its own, and by packing it after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.growth import core, losses
from goodword.guard.promise import Breach, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.guard.change import Change

_HINT = "packing is a change of its own: undo it, change the record, then goodword cycle pack"


def check(change: Change) -> Iterator[Breach]:
    """Lines of head that base has otherwise, or has not at all."""
    for path, stands in change.head.lines.items():
        before = change.base.lines.get(path)
        if before is not None and before.text == stands.text:
            continue
        new = change.of_line(change.head, path)
        if new is None or path not in change.head.program.packed:
            continue  # a line that cannot be read is set aside, and record-gone says so
        if before is not None:
            old = change.of_line(change.base, path)
        else:
            old = change.base.models.get(path)
        if old is None:
            message = "base has no such record; a packed line holds what was on record before"
            hint = "goodword cycle unpack makes a file of it, which is reviewed as one"
            yield Breach(Place(path), message, hint)
        elif old != new and not (change.erased and core(old) == core(new)):
            yield _unlike(path, old, new)


def _unlike(path: str, old: Any, new: Any) -> Breach:
    """The first thing that the line says otherwise, or that it says more."""
    found = next(losses(old, new), None)
    if found is None:
        return Breach(Place(path), "the packed line says more than base does of this record", _HINT)
    place = Place(path, found.pointer)
    return Breach(place, f"{found.message}; packing changes nothing of a record", _HINT)


PROMISE = Promise("packed-kept", check)
