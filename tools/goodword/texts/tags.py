"""The language of a tag."""

from __future__ import annotations


def primary(tag: str) -> str:
    """The language itself of a BCP 47 tag: `pt` of `pt-BR`."""
    return tag.replace("_", "-").split("-", 1)[0].lower()
