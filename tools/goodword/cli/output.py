"""The one way out: everything that a command says, to a terminal, a pipe or the log of a machine.

Nothing else in the package writes to a stream, so that what a text from a file could do there is
looked at once: move the cursor, pass for another text, or begin a workflow command.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from goodword.formats.plain import harmless, harmless_lines

if TYPE_CHECKING:
    from goodword.diagnostics import Failure


def show(text: str, *, error: bool = False, annotations: bool = False) -> None:
    """Write a text of whole lines; letters that the stream's encoding lacks become escapes.

    Args:
        text: ends with a line end, or is empty.
        error: to standard error, where what is no result belongs.
        annotations: its lines are meant as workflow commands, and their texts are escaped.

    Raises:
        OSError: the stream cannot be written.
    """
    stream: TextIO | None = sys.stderr if error else sys.stdout
    if stream is None:  # closed before the start (`>&-`): nobody is there to read
        return
    quiet = text if annotations else harmless_lines(text)
    encoding = stream.encoding or "utf-8"
    try:
        click.echo(quiet.encode(encoding, "backslashreplace").decode(encoding), nl=False, err=error)
    except ValueError as closed:  # of a stream that was closed since
        raise BrokenPipeError from closed


def write_line(sentence: str, *, error: bool = False) -> None:
    """Write a sentence, or a few lines, and a line end."""
    show(f"{sentence}\n", error=error)


def show_failure(failure: Failure) -> None:
    """Say why the run could not go on, and what to do; one line each, whatever it quotes."""
    write_line(f"goodword: {harmless(failure.message)}", error=True)
    if failure.hint:
        write_line(f"  = {harmless(failure.hint)}", error=True)


def is_terminal(*, error: bool = False) -> bool:
    """Whether a person reads what is written."""
    stream: TextIO | None = sys.stderr if error else sys.stdout
    return stream is not None and not stream.closed and stream.isatty()


def leave() -> None:
    """Let go of the streams, so that nothing more is said when the process ends."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - devnull is no file
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                try:
                    os.dup2(nowhere.fileno(), stream.fileno())
                except (OSError, ValueError):
                    continue
