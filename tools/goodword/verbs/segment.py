"""Segments: saved questions over profiles."""

from __future__ import annotations

from goodword.verbs.verb import Field, verb

ASKED = ("stage", "category", "topic", "region", "tier", "stance", "want")
"""What a segment may ask for, by the names of its options."""
_FLAGS = ", ".join(f"--{each}" for each in ASKED)


def _many(name: str, text: str, key: str, shows: str = "") -> Field:
    return Field(name, f"{text}; repeat for more.", shows, f"where.{key}", many=True)


SEGMENT = verb(
    "segment",
    "segments",
    "A saved question over profiles: whoever has one of the values of each that is given.",
    Field("name", "What staff call it.", "TEXT"),
    Field("id", "Default made of the name.", "ID", ""),
    _many("stage", "Who is at this stage", "stages"),
    _many("category", "Who is of this category", "categories", "ID"),
    _many("topic", "Who talks about it", "topics", "TOPIC"),
    _many("region", "Who is there", "regions", "CODE"),
    _many("tier", "Who had it when the day began", "tiers", "ID"),
    _many("stance", "Who speaks so of the brand; it then decides nothing", "stances"),
    _many("want", "Who would like it; it then decides nothing", "wants"),
    needs=("name",),
    action="new_part",
    word="file",
    kind="segments",
    unless=lambda row: "" if any(map(row.get, ASKED)) else f"say one of {_FLAGS}",
)
