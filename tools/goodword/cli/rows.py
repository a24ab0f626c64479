"""The rows of `--from FILE.csv` as what a command was asked: a column for each of its flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.diagnostics import Failure
from goodword.intake.export import LIMIT, Problems, read_export
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from goodword.intake.export import Row

_RUN = ("write", "branch", "from_file", "as_of", "own_id", "expect")
"""Options of the run as a whole, which no row may have."""
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}


def table_rows(context: click.Context, file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a table: where each stands, and what it says as parameters.

    What a row leaves out is as on the command line.
    """
    problems = Problems(str(file))
    try:
        with file.open("rb") as stream:
            export = read_export(stream.read(LIMIT + 1), problems)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}") from None
    if problems.found:
        first = problems.found[0]
        line = first.mark.line if first.mark else 1
        raise click.UsageError(f"{file}:{line}: {first.message}")
    columns: dict[str, click.Parameter] = {}
    for heading in export.headings:
        found = _parameter(context, heading, file)
        if same := next((other for other, each in columns.items() if each is found), None):
            message = f'{file}:1: "{same}" and "{heading}" are the same flag'
            raise click.UsageError(f"{message}; leave one of the columns out")
        columns[heading] = found
    for row in export.rows:
        yield f"{file}:{row.line}", _row(context, row, columns, file)
    if not export.rows:
        raise click.UsageError(f"{file}: there are no rows below the headings")


def _parameter(context: click.Context, heading: str, file: Path) -> click.Parameter:
    """The parameter that a column gives."""
    names: dict[str, click.Parameter] = {}
    for each in context.command.params:
        if each.name in _RUN:
            continue
        words = each.opts if isinstance(each, click.Option) else [(each.metavar or "").strip("[].")]
        for word in words:
            names[word.lstrip("-").rstrip("].").lower()] = each
    wanted = heading.lower().replace("_", "-")
    if wanted not in names:
        near = did_you_mean(wanted, names)
        message = f'{file}:1: no flag is called "{heading}"{near}'
        raise click.UsageError(f"{message}; columns are {', '.join(names)}")
    return names[wanted]


def _row(
    context: click.Context, row: Row, columns: Mapping[str, click.Parameter], file: Path
) -> dict[str, Any]:
    """A row as parameters; one cell of an argument is one value, blanks and all.

    An empty cell is no value: where a later argument is given, nobody could tell which is missing.
    """
    headings = {parameter.name: heading for heading, parameter in columns.items()}
    flags: list[str] = []
    values: list[str] = []
    empty = ""
    for parameter in context.command.params:
        heading = headings.get(parameter.name)
        if heading is None:
            continue
        cell = row.cells[heading]
        if not isinstance(parameter, click.Option):
            if cell.strip() and empty:
                raise click.UsageError(f"{file}:{row.line}: {empty} is empty")
            empty = empty if cell.strip() else empty or heading
            values += [cell.strip()] if cell.strip() else []
        elif parameter.is_flag:
            if cell.lower() not in _YES:
                raise click.UsageError(f'{file}:{row.line}: {heading} is "{cell}", yes or no')
            flags += [parameter.opts[0]] * _YES[cell.lower()]
        elif cell:
            cells = cell.split(";") if parameter.multiple else [cell]
            flags += [f"{parameter.opts[0]}={each.strip()}" for each in cells]
    try:
        made = context.command.make_context(
            context.info_name, [*flags, "--", *values], parent=context.parent
        )
    except click.UsageError as error:
        raise click.UsageError(f"{file}:{row.line}: {error.format_message()}") from None
    stated = click.core.ParameterSource.COMMANDLINE
    return {
        name: value
        if made.get_parameter_source(name) is stated and value != ()
        else context.params[name]
        for name, value in made.params.items()
    }
