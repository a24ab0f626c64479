"""The `goodword` command as a process: its arguments in, its exit code out.

A shell that asks what could follow is answered apart (`completing`): whoever pressed a key waits
for it, so nothing else is imported by then.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY_OBJECTS = 200_000
"""Garbage is looked for once in so many new objects: hardly anything made here is garbage."""
ASKED_BY_SHELL = "_GOODWORD_COMPLETE"
"""What the script of a shell sets to what it wants, as `bash_complete`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and say how it ended.

    Args:
        arguments: those of the process where None.

    Returns:
        The exit code.
    """
    from goodword.cli.group import called

    return called(sys.argv[1:] if arguments is None else arguments)


def run() -> NoReturn:
    """The command as a process of its own, which ends as soon as all is said.

    A large program is a few million objects; to take them apart one by one before the end, as
    Python would, takes a second.
    """
    gc.set_threshold(MANY_OBJECTS)
    if wanted := os.environ.get(ASKED_BY_SHELL):
        from goodword.cli.completing import answer

        code = answer(wanted)
    else:
        code = main()
    try:
        if sys.stdout is not None:  # None: closed before the start
            sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        pass  # the reader has gone (`| head`)
    except OSError as error:
        from goodword.cli.output import write_line

        write_line(f"goodword: cannot write: {error.strerror}", error=True)
        code = 3
    os._exit(code)
