"""`goodword rules`: what check applies, and the manual of each rule."""

from __future__ import annotations

import click

from goodword.cli.output import write_line
from goodword.nearest import did_you_mean
from goodword.rules import RULES
from goodword.rules.reading import MANUALS, severity


@click.command(help="List the rules, or show the manual of the RULE named.")
@click.argument("rule", required=False)
def command(rule: str | None) -> int:
    """List all, or print one manual."""
    manuals = {each.name: (each.severity, each.manual) for each in RULES}
    manuals |= {name: (severity(name), manual) for name, manual in MANUALS.items()}
    if rule is None:
        width = max(len(name) for name in manuals)
        for name, (weight, manual) in sorted(manuals.items()):
            write_line(f"{name:<{width}}  {weight:<7}  {manual.partition(chr(10))[0]}")
        return 0
    if rule not in manuals:
        raise click.UsageError(f'there is no rule "{rule}"{did_you_mean(rule, manuals)}')
    weight, manual = manuals[rule]
    write_line(f"{rule} ({weight})\n\n{manual.rstrip()}")
    return 0
