"""Every place for a text in every schema: free and judged in pages, or closed to what acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.hostile_build import FORMS, field_of
from tests.hostile_draw import fields
from tests.hostile_texts import OWN, as_host, public
from tests.test_schema_model import WALKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Require, Tell
    from tests.test_schema_model import Walker

QUIET = re.compile(r"[\w#./:@+-]*")
"""Letters that no page, address, sheet or calendar reads as anything else."""


def texts_of(walker: Walker, part: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Every part of a schema that takes a text of no list, and the way to it."""
    part = walker.target(part)
    if part.get("type") == "string" and "enum" not in part and "const" not in part:
        yield way, part
    for word in ("anyOf", "oneOf", "allOf"):
        for each in part.get(word, ()):
            yield from texts_of(walker, each, way)
    for name, each in part.get("properties", {}).items():
        yield from texts_of(walker, each, (*way, name))
    if isinstance(part.get("items"), dict):
        yield from texts_of(walker, part["items"], (*way, "*"))
    more = part.get("additionalProperties")
    if isinstance(more, dict):
        assert "propertyNames" in part, way
        yield from texts_of(walker, part["propertyNames"], (*way, "key"))
        yield from texts_of(walker, more, (*way, "@"))


def test_a_place_for_a_text_is_neither_judged_in_pages_nor_closed(
    require: Require, tell: Tell
) -> None:
    texts = [*OWN.values(), *public(require("corpora"))]
    forms = [*FORMS.values(), as_host]
    # One version of a thing and a list of them are read as the same.
    judged = fields() | {
        (kind, each.replace(f"{key}.", f"{key}.*.", 1))
        for kind, each in fields()
        for key in ("versions", "points")
    }
    # What a ladder states is read as what stands in a file of versions alone.
    judged |= {(kind, each.removeprefix("ladders.*.")) for kind, each in judged}
    closed = 0
    for kind, walker in WALKERS.items():
        for way, part in texts_of(walker, walker.schema):
            field = field_of(way)
            if {(kind, field), (kind, field.removesuffix(".@"))} & judged:
                continue
            for text in texts:
                for form in forms:
                    made = form(text)
                    if walker.fits(part, made):
                        assert QUIET.fullmatch(made), (kind, field, made)
            closed += 1
    tell(
        f"hostile texts: {closed} other places for a text take nothing that "
        f"could act of {len(texts)} texts"
    )
    assert closed > 300
