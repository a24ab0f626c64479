"""Forty mistakes that people make in the files of a program.

Thirteen are of syntax, thirteen of shape, fourteen against rules that span files; each changes
the example program in one place. The test that plants them is test_forty_mistakes.py.
"""

from __future__ import annotations

from tests.mistakes_against_rules import RULES
from tests.mistakes_of_shape import SHAPE
from tests.mistakes_of_syntax import SYNTAX

MISTAKES = (*SYNTAX, *SHAPE, *RULES)
"""All forty."""
