"""How commands that judge tell what they found: the options, the lines, the exit code."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from goodword.cli.output import show
from goodword.diagnostics import Severity
from goodword.formats import DIAGNOSTICS
from goodword.reports.report import counted
from goodword.source.repository import prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from goodword.diagnostics import Diagnostic

strict = click.option("--strict", is_flag=True, help="Warnings count as errors.")
form = click.option(
    "--format",
    "form",
    type=click.Choice(tuple(DIAGNOSTICS)),
    default=next(iter(DIAGNOSTICS)),
    show_default=True,
    help="How problems are written.",
)


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that judges: `--strict` and `--format`."""
    return strict(form(command))


TEXT = next(iter(DIAGNOSTICS))
"""The form for a terminal."""


def tell(
    found: Sequence[Diagnostic],
    lines: Callable[[str], list[str]],
    form: str = TEXT,
    root: Path | None = None,
) -> None:
    """Write what was found in a form: the one way in which a command tells problems.

    Args:
        found: sorted.
        lines: gives those of a file, by its path.
        form: a name in DIAGNOSTICS; annotations have paths from the top of the repository.
        root: the program's folder, which annotations need.
    """
    told = _from_the_top(root, found) if form == "github" and root is not None else found
    show(DIAGNOSTICS[form](told, lines), annotations=form == "github")


def _from_the_top(root: Path, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those with paths from the top of the repository, which annotations need."""
    above = prefix(root)
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if not above and workspace and root.is_relative_to(workspace):
        above = f"{root.relative_to(workspace).as_posix()}/".removeprefix("./")
    return [replace(each, place=each.place.below(above)) for each in found]


def counts(found: Sequence[Diagnostic]) -> str:
    """How many of each weight, as in `2 errors, 1 warning`; empty where there is none."""
    of = {severity: sum(each.severity is severity for each in found) for severity in Severity}
    return ", ".join(counted(count, name) for name, count in of.items() if count)


def code(found: Sequence[Diagnostic], *, strict: bool) -> int:
    """The exit code: 1 where an error (with `--strict` a warning) was found, else 0."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(each.severity in counted for each in found))
