"""`goodword check`: every file and every rule, all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Severity, arrange
from goodword.formats import DIAGNOSTICS
from goodword.rules import RULES, judge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic


@click.command(
    help="Judge every file by its schema and by the rules that span files. PATHS show only what "
    "is wrong in these files and folders; everything is judged all the same.",
)
@click.argument("paths", nargs=-1)
@options.revision
@options.as_of
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How problems are written.",
)
@click.pass_obj
def command(
    root: str | None,
    paths: tuple[str, ...],
    rev: str | None,
    as_of: date | None,
    strict: bool,
    form: str,
) -> int:
    """Run the check; 1 where an error (with --strict a warning) was found."""
    session = Session(find_root(root), rev, as_of)
    found = arrange((*session.loaded.diagnostics, *judge(session.snapshot, session.locator.mark)))
    shown = _within(found, paths)
    click.echo(DIAGNOSTICS[form](shown, session.locator.text), nl=False)
    if form == "text":
        click.echo(_summary(session, shown), err=bool(shown))
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(each.severity in counted for each in shown))


def _within(found: Sequence[Diagnostic], paths: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    wanted = tuple(path.removeprefix("./").rstrip("/") for path in paths)
    if not wanted or "." in wanted:
        return tuple(found)
    return tuple(
        each
        for each in found
        if any(each.place.path == path or each.place.path.startswith(f"{path}/") for path in wanted)
    )


def _summary(session: Session, shown: Sequence[Diagnostic]) -> str:
    counts = {severity: sum(each.severity is severity for each in shown) for severity in Severity}
    files = sum(session.loaded.counts.values())
    unjudged = [rule.name for rule in RULES if rule.history]
    parts = [
        f"{count} {name}{'s' if count != 1 else ''}" for name, count in counts.items() if count
    ]
    text = f"{files} files, {len(RULES)} rules: {', '.join(parts) or 'nothing to mend'}"
    if unjudged:
        text += f"\nnot judged without history: {', '.join(unjudged)}"
    return text
