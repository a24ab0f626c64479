"""How results and diagnostics are written: one format a module, all of them in FORMATS."""

from __future__ import annotations

from goodword.formats import csv, github, json, table, text

FORMATS = {
    "text": text,
    "github": github,
    "json": json,
    "table": table,
    "csv": csv,
}
"""Every format by name; each module says which of `report` and `diagnostics` it writes."""
