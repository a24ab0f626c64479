"""`goodword rules`: what check and guard apply, and the manual of each rule and promise."""

from __future__ import annotations

import click

from goodword.cli.output import write_line
from goodword.diagnostics import Severity
from goodword.guard import GUARDS
from goodword.nearest import did_you_mean
from goodword.rules import RULES
from goodword.rules.reading import MANUALS, severity


@click.command(
    help="List the rules of check and the promises of guard, or show the manual of the RULE named."
)
@click.argument("rule", required=False)
def command(rule: str | None) -> int:
    """List all, or print one manual."""
    manuals = {each.name: (each.severity, each.manual) for each in RULES}
    manuals |= {name: (severity(name), manual) for name, manual in MANUALS.items()}
    manuals |= {each.name: (Severity.ERROR, each.manual) for each in GUARDS}
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
