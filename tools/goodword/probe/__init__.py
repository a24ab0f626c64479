"""Whether a portal is private: what strangers are told at its addresses, asked in many ways.

`RULES` is the table of what is asked, `private` goes through it. The network is an argument;
`network` is the one module that reaches it, and reaches nothing else.
"""

from goodword.probe.rules import RULES
from goodword.probe.visit import Cell, Result, private

__all__ = ["RULES", "Cell", "Result", "private"]
