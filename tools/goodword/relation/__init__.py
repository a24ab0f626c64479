"""The relationship: who gave what, whom to find and thank, and whether it works."""

from __future__ import annotations

from goodword.relation.account import Relation, Relations

__all__ = ["Relation", "Relations"]
