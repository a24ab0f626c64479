"""The command line: arguments in, the core called, exit codes out.

Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 the run itself could not go on.
"""

from goodword.cli.main import main, run

__all__ = ["main", "run"]
