"""The `goodword` command: finds the command, runs it, and turns what happens into an exit code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import click

from goodword import __version__
from goodword.cli.commands import COMMANDS, command
from goodword.cli.output import leave, show, show_failure, write_line
from goodword.diagnostics import Failure
from goodword.formats.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = {row.name: row for row in COMMANDS}


class Commands(click.Group):
    """A group that imports a command when it is called and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of help."""
        return list(_ROWS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name."""
        row = _ROWS.get(cmd_name)
        return command(row) if row else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a near miss is told the right name."""
        if args and args[0] not in _ROWS:
            from goodword.nearest import did_you_mean

            ctx.fail(f'there is no command "{args[0]}"{did_you_mean(args[0], _ROWS)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Commands under their headings."""
        for heading in dict.fromkeys(row.heading for row in COMMANDS):
            with formatter.section(heading):
                formatter.write_dl(
                    [(row.name, row.summary) for row in COMMANDS if row.heading == heading]
                )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Run an influencer program out of a git repository: YAML in, points, loops and a portal "
    "out. Reading commands are single words; those that change files are dry unless --write.",
    epilog="Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 could not run.",
)
@click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True),
    help="Folder of the program; default the nearest one above that has program/program.yml.",
)
@click.version_option(__version__, prog_name="goodword", message="%(prog)s %(version)s")
@click.pass_context
def goodword(ctx: click.Context, root: str | None) -> None:
    """Keep what all commands share for when one asks for it."""
    ctx.obj = root


def called(given: Sequence[str]) -> int:
    """Run the command line with these arguments.

    Returns:
        The exit code.
    """
    try:
        return _run(given)
    except BrokenPipeError:
        # The reader has gone (`| head`): end without a word, and without a second complaint.
        leave()
        return 0


def _run(given: Sequence[str]) -> int:
    try:
        if any("…" in each for each in given):  # a printed command, run as it stands
            from goodword.cli.asking import filled

            given = filled(given)
        result: Any = goodword.main(list(given), standalone_mode=False)
    except click.exceptions.Abort:
        write_line("interrupted; nothing was left half-done", error=True)
        return 130
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        show(shown.getvalue(), error=True)
        return error.exit_code
    except Failure as failure:
        show_failure(failure)
        return 3
    except BrokenPipeError:
        raise
    except OSError as error:
        where = harmless(str(error.filename or "output"))
        write_line(f"goodword: {where}: {error.strerror or error}", error=True)
        return 3
    return result if isinstance(result, int) else 0
