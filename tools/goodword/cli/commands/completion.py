"""`goodword completion`: the lines by which a shell completes commands, options and ids."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from goodword.cli.output import show

SHELLS = ("bash", "zsh", "fish")


@click.command(
    help="Print what completes commands, options and ids in a shell. In bash put "
    'eval "$(goodword completion bash)" into ~/.bashrc, in zsh the same with zsh into ~/.zshrc '
    "after compinit; in fish put goodword completion fish | source into config.fish.",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, /, shell: str) -> None:
    """Print the script of a shell."""
    made = get_completion_class(shell)
    if made is not None:
        top = context.find_root().command
        # What every shell does: bash would start another bash to ask how old it is.
        show(ShellComplete.source(made(top, {}, "goodword", "_GOODWORD_COMPLETE")))
