"""Ways through the schema of a kind, each with what the schema says of the value at its end."""

from __future__ import annotations

from functools import cache, cached_property

from goodword.source.schemas.annotations import Marks, marks
from goodword.source.schemas.fields import document

NONE = Marks()
"""Of what a schema says nothing."""


class Ways:
    """Where one is in a schema, by what it says there; what is below is looked up once.

    Args:
        names: what a value names.
        days: which values are days.
        readers: who else may read a value.
    """

    def __init__(self, names: Marks, days: Marks, readers: Marks) -> None:
        self.names, self.days, self.readers = self._all = names, days, readers
        self._below: dict[str, Ways] = {}

    def below(self, key: str) -> Ways:
        """Where a key of a mapping leads."""
        found = self._below.get(key)
        if found is None:
            found = self._below[key] = Ways(*(each.keys.get(key, NONE) for each in self._all))
        return found

    @cached_property
    def entries(self) -> Ways:
        """Where the items of a list, or the values of a mapping with free keys, are."""
        return Ways(*(each.each or (Marks(each.own) if each.own else NONE) for each in self._all))


STEP = Ways(Marks("step"), NONE, NONE)
"""Where the name of a step is, which its model has for its class."""


@cache
def root(kind: str) -> Ways:
    """Where a document of a kind begins."""
    words = ("x-names", "x-day", "x-audience")
    return Ways(*(marks(document(kind), word) for word in words))
