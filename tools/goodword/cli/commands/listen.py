"""`goodword listen`: what a monitor heard of people on the map becomes signals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.actions.listen import listen
from goodword.cli import options, problems
from goodword.cli.output import write_line
from goodword.cli.published import content
from goodword.cli.writing import Writing
from goodword.edits.naming import identifier
from goodword.intake.export import PROBLEMS, Problems
from goodword.intake.mentions.feed import FEEDS
from goodword.intake.mentions.reading import Reader
from goodword.intake.mentions.signal_map import read_signal_map
from goodword.intake.people.lists import DOCUMENTS, SHEETS, ListFile
from goodword.reports.listened import listened_table
from goodword.reports.report import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.diagnostics import Diagnostic

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help="Take in FILE, the export of any monitor: mentions by people on the map become signals. "
    f"FILE is a table, JSON, YAML or a feed ({', '.join((*SHEETS, *DOCUMENTS, *FEEDS))}). The map "
    "says which columns are what. People are known by the accounts in their profiles; of nobody "
    "else anything is kept. What is there already is not taken in again. Dry unless --write.",
)
@click.argument("file", type=_FILE)
@click.option("--map", "map_file", type=_FILE, required=True, help="The map, a YAML file.")
@click.option("--write", is_flag=True, help="Write it; else only show.")
@options.branch
@options.as_of
@click.pass_context
def command(context: click.Context, /, file: Path, map_file: Path, **given: object) -> int:
    """Read, judge, show, and write where asked; 1 where something is wrong."""
    del given
    run = Writing(context)
    data = content(map_file)
    names, found = read_signal_map(data, str(map_file), run.session.schemas)
    if names is None:
        return _refused(found, len(found), {str(map_file): data})
    told = Problems(str(file))
    reader = Reader(run.program, names, run.session.as_of, identifier, told)
    heard = reader.read(ListFile(str(file), content(file)))
    if told.count:
        return _refused(told.all(), told.count, {})
    listened = listen(run.snapshot, heard.mentions, run.session.tree)
    report = listened_table(listened.outcomes, heard.passed, f"{file} into {run.session.root}")
    if not listened.proposal.edits:
        options.show_report(report)
        write_line("nothing to write: all of it is there already")
        return 0
    return run.carry_out(listened.proposal, "signal", shown=lambda _: options.show_report(report))


def _refused(found: Sequence[Diagnostic], count: int, texts: dict[str, bytes]) -> int:
    """Tell what is wrong with map or export; no line of an export is shown, be it a stranger's."""
    lines = {path: data.decode("utf-8", "replace").split("\n") for path, data in texts.items()}
    problems.tell(found[:PROBLEMS], lambda path: lines.get(path, []))
    write_line(f"nothing was written: {counted(count, 'problem')}", error=True)
    return 1
