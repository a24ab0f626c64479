"""What the schema of a kind says of a value beyond its type: what it names, if it is a code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goodword.source.schemas.annotations import Marks, marks
from goodword.source.schemas.fields import document, keys

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = frozenset(
    f"#/$defs/{name}"
    for name in (
        *("audience", "band", "cycle", "day", "direction", "every", "id", "language", "milestone"),
        *("moment", "pillar", "record", "region", "severity", "sharing", "stage", "status"),
        *("time", "version", "condition", "relationship", "limits"),
        *("computed_limit", "tier_name"),
    )
)
"""Shapes of a schema whose texts are ids, days and words of a list: nobody wrote them freely."""
NONE = Marks()


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one is in the schema of a kind, in the tree of each annotation."""

    names: Marks = NONE
    enum: Marks = NONE
    const: Marks = NONE
    shape: Marks = NONE

    @property
    def named(self) -> str:
        """What the value names (`x-names`); empty for nothing, or where it depends."""
        return self.names.own if isinstance(self.names.own, str) else ""

    @property
    def keyed(self) -> str:
        """What the keys of the mapping name."""
        return self.names.names if isinstance(self.names.names, str) else ""

    @property
    def coded(self) -> bool:
        """Whether the text is an id, a day or a word of a list."""
        return bool(self.named or self.enum.own or self.const.own) or self.shape.own in CODES

    def below(self, key: str, kind: str) -> Ways:
        """Below a key of the mapping; the root says itself what a field of the path names."""
        found = Ways(
            self.names.keys.get(key, NONE),
            self.enum.keys.get(key, NONE),
            self.const.keys.get(key, NONE),
            self.shape.keys.get(key, NONE),
        )
        of_path = self.names.own.get(key) if isinstance(self.names.own, dict) else None
        if of_path and not found.named:
            return Ways(Marks(of_path), found.enum, found.const, found.shape)
        if key == "influencer" and not found.named:
            return Ways(Marks("influencer"), found.enum, found.const, found.shape)
        if (kind, key) in STATED:
            return Ways(found.names, Marks(own=True), found.const, found.shape)
        return found

    @property
    def entries(self) -> Ways:
        """What the items of the list, or the values of the mapping, are."""
        return Ways(
            self.names.each or (Marks(self.named) if self.named else NONE),
            self.enum.each or NONE,
            self.const.each or NONE,
            self.shape.each or NONE,
        )


STATED = frozenset(
    {
        *(("claim", "kind"), ("claim", "version"), ("audit", "cycle"), ("measures", "cycle")),
        *(("event", "starts"), ("event", "ends"), ("touchpoint", "name"), ("touchpoint", "moment")),
        *(
            ("incident", "began"),
            ("incident", "ended"),
            ("signal", "date"),
            ("profile", "stated_stage"),
        ),
    }
)
"""Keys of models, by kind, that are days or words of a list and stand otherwise in a file."""


_WORDS = ("x-names", "enum", "const", "$ref")


@lru_cache
def ways_of(kind: str) -> Ways:
    """The root of a kind's schema."""
    schema = document(kind)
    return Ways(*(marks(schema, word) for word in _WORDS))


@lru_cache
def ways_of_form(kind: str, forms: tuple[str, ...]) -> Ways:
    """The root of some forms of a thing alone: of touchpoints of a kind, of a step of feedback.

    The same key of another form may be of another shape.
    """
    schema = document(kind)
    only = {
        "$defs": schema.get("$defs", {}),
        "anyOf": [{"properties": _unresolved(schema, kind, form)} for form in forms],
    }
    return Ways(*(marks(only, word) for word in _WORDS))


def _unresolved(schema: Mapping[str, Any], kind: str, form: str) -> dict[str, Any]:
    """The keys of a form as its branch of the schema has them, shapes by name."""
    for each in (schema, *schema.get("$defs", {}).values()):
        for branch in each.get("oneOf", ()):
            own = branch.get("properties", {})
            if form in {own.get(word, {}).get("const") for word in ("step", "kind")}:
                return {**each.get("properties", {}), **own}
    return dict(keys(kind, form))
