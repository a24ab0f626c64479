"""A part of a program: what a question about few people or things needs, and no more.

What it says of them is what the whole program says, byte for byte. Where that cannot be known
without the whole, `BeyondPart` is raised, and who asks loads the whole.
"""

from __future__ import annotations

from goodword.part.asking import Part, Question, part_of

__all__ = ["Part", "Question", "part_of"]
