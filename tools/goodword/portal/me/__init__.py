"""A member's own page: what is on it, sealed for whoever has the code; it sees no other's."""

from __future__ import annotations
