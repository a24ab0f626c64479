"""The strict YAML reader: one document as plain values, or every reason why it is none."""

from goodword.source.documents.at_margin import first_line, line_at_margin
from goodword.source.documents.marks import lines_of, locate, places
from goodword.source.documents.nodes import composed
from goodword.source.documents.reader import LIMIT, LIST, Bounds, Value, read_document

__all__ = [
    "LIMIT",
    "LIST",
    "Bounds",
    "Value",
    "composed",
    "first_line",
    "line_at_margin",
    "lines_of",
    "locate",
    "places",
    "read_document",
]
