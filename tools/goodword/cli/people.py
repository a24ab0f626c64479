"""`goodword import people`: a list of people becomes candidates on the map."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.actions.import_people import (
    ImportedPeople,
    ImportingPeople,
    import_people,
    obstacles,
)
from goodword.cli import options, problems
from goodword.cli.output import write_line
from goodword.cli.published import content
from goodword.cli.session import progress
from goodword.cli.writing import Writing
from goodword.diagnostics import Place, arrange
from goodword.edits.naming import identifier
from goodword.intake.export import PROBLEMS, Problems
from goodword.intake.people.cells import Known
from goodword.intake.people.countries import country_names
from goodword.intake.people.list_map import read_people_map
from goodword.intake.people.lists import DOCUMENTS, SHEETS, ListFile, read_list
from goodword.intake.people.profiles import read_people
from goodword.intake.people.rooms import rooms
from goodword.reports.imported_people import people_table
from goodword.source.documents import locate
from goodword.source.places import Locator
from goodword.source.trees import Overlay
from goodword.texts.codes import country_codes, language_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.intake.people.list_map import PeopleMap

KEY = "GOODWORD_INTAKE_KEY"
"""The variable that has the secret of hashes."""
_LIST = click.Path(exists=True, path_type=Path)
_MAP = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help="Put the people of FILE on the map, as candidates unless the list or the map says more. "
    f"FILE is a table, JSON or YAML ({', '.join((*SHEETS, *DOCUMENTS))}), or a folder of JSON and "
    "YAML. The map says which columns are what. Of who is there already only what is missing is "
    "added. All of it is written or nothing. Dry unless --write.",
)
@click.argument("file", type=_LIST)
@click.option("--map", "map_file", type=_MAP, required=True, help="The map, a YAML file.")
@click.option("--write", is_flag=True, help="Write it; else only show.")
@options.branch
@options.as_of
@click.pass_context
def people(context: click.Context, /, file: Path, map_file: Path, **given: object) -> int:
    """Read, judge, show, and write where asked; 1 where something is wrong."""
    del given
    run = Writing(context)
    telling = _Telling(run, ListFile(str(map_file), content(map_file)))
    names, found = read_people_map(telling.map.data, str(map_file), run.session.schemas)
    found = found or (obstacles(run.program, names) if names else ())
    if names is None or found:
        return telling.refused(found, len(found))
    told = Problems(str(file))
    imported = _import(run, telling, names, file, told)
    if told.count:
        return telling.refused(told.all(), told.count)
    telling.imported = imported
    report = people_table(imported, f"{file} into {run.session.root}")
    if not imported.proposal.edits:
        options.show_report(report)
        write_line("nothing to write: all of it is there already")
        return 0
    return run.carry_out(
        imported.proposal, "file", shown=lambda _: options.show_report(report), tell=telling.tell
    )


def _import(
    run: Writing, telling: _Telling, names: PeopleMap, file: Path, told: Problems
) -> ImportedPeople:
    """What would become of everybody; what is wrong with the list is in `told`."""
    program, schemas, key = run.program, run.session.schemas, os.environ.get(KEY, "")
    files = [ListFile(str(path), content(path)) for path in _files(file)]
    telling.take(files, names)
    entries = read_list(files, names, told)
    tags = program.settings.languages
    known = Known(
        program.zone,
        run.session.as_of,
        country_names(country_codes(tags), identifier) if "region" in names.columns else {},
        language_codes(tags) if "languages" in names.columns else {},
        rooms(program),
        identifier,
        key,
    )
    read, left_out = read_people(entries, names, known, told)
    opaque = lambda: secrets.token_hex(4)  # noqa: E731 - an argument with a name
    request = ImportingPeople(names, read, left_out, told, schemas, key, opaque)
    with progress("comparing") as advance:
        return import_people(run.snapshot, request, run.session.tree, advance)


def _files(file: Path) -> Iterator[Path]:
    """The file, or all files of a folder that can say something; no link is followed."""
    if not file.is_dir():
        yield file
        return
    for path in sorted(file.rglob("*"), key=Path.as_posix):
        hidden = any(part.startswith(".") for part in path.relative_to(file).parts)
        plain = path.is_file() and not path.is_symlink()
        if path.suffix.lower() in DOCUMENTS and plain and not hidden:
            yield path


class _Telling:
    """How problems are told: on the line of the list, or of the map, that says so."""

    def __init__(self, run: Writing, map_file: ListFile) -> None:
        self.run = run
        self.map = map_file
        self.imported = ImportedPeople()
        self._files = {map_file.path: map_file}
        self._names: PeopleMap | None = None

    def take(self, files: Sequence[ListFile], names: PeopleMap) -> None:
        """These are the files of the list, and that is the map."""
        self._files |= {each.path: each for each in files}
        self._names = names

    def refused(self, found: Sequence[Diagnostic], count: int) -> int:
        """Tell what is wrong with list or map; the exit code."""
        self._tell([self._in_map(each) for each in found])
        number = f"{count} problem{'s' if count != 1 else ''}"
        write_line(f"nothing was written: {number}", error=True)
        return 1

    def tell(self, found: Sequence[Diagnostic], _: Locator) -> None:
        """Tell what is wrong with files that would be written, where the list says it."""
        told = arrange(map(self._in_list, found))
        self._tell(told[:PROBLEMS])
        if len(told) > PROBLEMS:
            write_line(f"{len(told) - PROBLEMS} more problems", error=True)

    def _in_map(self, each: Diagnostic) -> Diagnostic:
        """A problem of the map, where it says so."""
        if each.mark is not None or each.place.path != self.map.path:
            return each
        return replace(each, mark=locate(self.map.data, each.place.pointer))

    def _in_list(self, each: Diagnostic) -> Diagnostic:
        """A problem of a file that would be written, at the cell that it comes from."""
        entry = self.imported.entries.get(each.place.path)
        if entry is None or self._names is None:
            return each
        mark = entry.mark(self._names.column(each.place.pointer))
        message = f"{each.message} (as {each.place.path})"
        return replace(each, place=Place(entry.file.path), message=message, mark=mark)

    def _tell(self, found: Sequence[Diagnostic]) -> None:
        files = [self._files[each.place.path] for each in found if each.place.path in self._files]
        texts = {each.path: "\n".join(each.lines).encode() for each in files}
        session = self.run.session
        locator = Locator(Overlay(session.tree, texts))
        problems.tell(arrange(found), locator.text)
