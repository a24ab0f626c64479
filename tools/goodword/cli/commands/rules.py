"""`goodword rules`: what check applies, and the manual of each rule."""

from __future__ import annotations

import click

from goodword.nearest import did_you_mean
from goodword.rules import BY_NAME, RULES


@click.command(help="List the rules, or show the manual of the RULE named.")
@click.argument("rule", required=False)
def command(rule: str | None) -> int:
    """List all, or print one manual."""
    if rule is None:
        width = max((len(each.name) for each in RULES), default=0)
        for each in RULES:
            click.echo(f"{each.name:<{width}}  {each.severity:<7}  {each.summary}")
        return 0
    if rule not in BY_NAME:
        raise click.UsageError(f'there is no rule "{rule}"{did_you_mean(rule, BY_NAME)}')
    found = BY_NAME[rule]
    click.echo(f"{found.name} ({found.severity})\n\n{found.manual}")
    return 0
