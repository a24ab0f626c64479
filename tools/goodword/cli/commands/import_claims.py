"""`goodword import claims`: the history of another system, as people, missions and claims."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from goodword.actions.import_claims import Imported, Importing, import_claims, obstacles
from goodword.actions.judging import Proposal, judge
from goodword.cli import options
from goodword.cli.branch import branch_name, put_on_branch
from goodword.cli.output import write_line
from goodword.cli.people import KEY, people
from goodword.cli.problems import tell
from goodword.cli.published import as_published, content
from goodword.cli.root import find_root
from goodword.cli.session import Session, progress
from goodword.cli.writing import tell_beside
from goodword.diagnostics import Diagnostic, Mark, Place, arrange
from goodword.edits.disk import replace_file
from goodword.edits.revision import set_value
from goodword.edits.writing import recover, write
from goodword.intake.erased import without_erased
from goodword.intake.export import PROBLEMS, Problems, read_export, shown_lines
from goodword.intake.history.leaderboard import History, read_history
from goodword.intake.import_map import read_map
from goodword.reports.imported import assumptions, expired, overview
from goodword.reports.report import Column, Report, Table, counted
from goodword.resources import schemas_directory
from goodword.source.documents import locate
from goodword.source.home import SETTINGS
from goodword.source.schemas import Schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.actions.judging import Judgement
    from goodword.diagnostics import Pointer
    from goodword.intake.import_map import ImportMap
    from goodword.load import Loaded
    from goodword.model.program import Program


@click.group(help="Bring over what another system has.")
def command() -> None:
    """Hold the commands that import."""


command.add_command(people)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given."""

    file: Path
    map: Path
    root: Path
    expect: tuple[Path, ...]
    window: tuple[date, date] | None
    day: date | None
    on_branch: click.Context | None


_HINTS = {
    "second-person": "name a second beside by in the map",
    "statement": "leave out what was done in a closed cycle, and give its points by hand: "
    "goodword influencer adjust --reason-code opening",
}
"""What to do about an import where a rule says what to do about a file that is there."""
_OF_PEOPLE = ("owner", "department", "category")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@command.command(
    help="Turn FILE, a CSV export of events, into members, missions and decided claims. The map "
    "says what the export does not. Rows that are there already are not made again."
)
@click.argument("file", type=_FILE)
@click.option("--map", "map_file", type=_FILE, required=True, help="The map, a YAML file.")
@click.option(
    "--expect",
    type=_FILE,
    multiple=True,
    metavar="TOTALS.csv",
    help="Published totals (columns person and points) to compare with; repeat for more.",
)
@click.option("--from", "start", type=options.Day(), help="First day that the totals count.")
@click.option("--to", "end", type=options.Day(), help="Last day that they count, included.")
@click.option(
    "--until-before", "before", type=options.Day(), help="First day that they no longer count."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The program's folder, made if need be; default the one that you are in.",
)
@click.option("--write", "to_write", is_flag=True, help="Write the files; else only show.")
@options.branch
@options.as_of
@click.pass_context
def claims(
    context: click.Context,
    /,
    file: Path,
    map_file: Path,
    expect: tuple[Path, ...],
    start: date | None,
    end: date | None,
    before: date | None,
    into: Path | None,
    to_write: bool,
    branch: bool,
    as_of: date | None,
) -> int:
    """Read, judge, show, and write where asked; 1 where something is wrong or unlike."""
    if end is not None and before is not None:
        raise click.UsageError("--to and --until-before say the same; give one of them")
    if before is not None:
        end = before - timedelta(days=1)
    if (start is None) != (end is None):
        raise click.UsageError("--from belongs together with --to or --until-before")
    if start and end and end < start:
        raise click.UsageError(f"the last day, {end}, is before the first, {start}")
    window = (start, end) if start and end else None
    folder = into.absolute() if into else find_root(context.obj)
    asked = Asked(file, map_file, folder, expect, window, as_of, context if branch else None)
    if to_write and not branch:
        recover(folder)
    return _import(asked, to_write=to_write)


def _import(asked: Asked, *, to_write: bool) -> int:
    schemas = Schemas.load(schemas_directory())
    map_data = content(asked.map)
    names, found = read_map(map_data, str(asked.map), schemas)
    if names is None:
        return _refused(found, asked, None)
    session = Session(asked.root, "HEAD" if asked.on_branch else None, asked.day)
    before = _existing(session)
    program = before.program if before else None
    if in_the_way := obstacles(program, names):
        return _refused(in_the_way, asked, None)
    zone, found = _zone(program, names, map_data)
    if found:
        return _refused(found, asked, None)
    problems = Problems(str(asked.file))
    request, imported = _request(asked, names, zone, program, problems)
    if problems.count:
        return _refused(problems.all(), asked, None, problems.count)
    proposal = imported.proposal
    day = asked.day or datetime.now(zone).date()
    with progress("judging") as advance:
        judgement = judge(
            session.tree, proposal.edits, schemas, day, before=before, progress=advance
        )
    said = _where_from(judgement.problems, imported, asked, map_data)
    if judgement.refused:
        return _refused(said[:PROBLEMS], asked, judgement, len(said))
    assumed = assumptions(program, judgement.after, request)
    late = expired(program, judgement.after, request, proposal)
    _show(
        request,
        proposal,
        ("What had to be assumed:", *(f"- {each}" for each in assumed), *late),
        asked,
    )
    tell(said, _lines(asked, judgement))
    if not as_published(asked.expect, judgement.after, names, asked.window):
        return 1
    if not to_write:
        files = counted(len(proposal.edits), "file")
        write_line(f"dry run: nothing was written; --write creates {files}")
        return 0
    _write(asked, session, proposal)
    if proposal.edits:
        _keep_assumptions(asked.map, map_data, assumed)
    return 0


def _request(
    asked: Asked, names: ImportMap, zone: ZoneInfo, program: Program | None, problems: Problems
) -> tuple[Importing, Imported]:
    """What the export asks for, and what would become of it; problems end in `problems`."""
    export = read_export(content(asked.file), problems)
    history = History() if problems.count else read_history(export, names, zone, problems)
    if program is not None and names.account is not None:
        key = os.environ.get(KEY, "")
        history = without_erased(history, program, names.account, key)
    request = Importing(names, history, Schemas.load(schemas_directory()))
    if problems.count:
        return request, Imported(Proposal())
    imported = import_claims(program, request)
    for each in imported.elsewhere:
        problems.add(*each)
    return request, imported


def _where_from(
    found: Sequence[Diagnostic], imported: Imported, asked: Asked, map_data: bytes
) -> tuple[Diagnostic, ...]:
    """What is said of files that are not written, on the line of the export or the map."""
    said = []
    for each in found:
        path = each.place.path
        line, part = imported.lines.get(path), imported.parts.get(path)
        message = f"{each.message} (as {path})"
        mark: Mark | None
        if line is not None and (stated := _stated(each)):
            place, mark, message = Place(str(asked.map), stated), None, each.message
            mark = locate(map_data, stated)
        elif line is not None:
            place, mark = Place(str(asked.file)), Mark(line, 1, line, 1)
        elif part is not None:
            pointer = (*part, *each.place.pointer)
            place, mark = Place(str(asked.map), pointer), locate(map_data, pointer)
        else:
            said.append(each)
            continue
        hint = _HINTS.get(each.rule, each.hint)
        said.append(Diagnostic(place, each.rule, message, hint, mark, each.severity))
    return arrange(said)


def _stated(each: Diagnostic) -> Pointer:
    """The part of the map from which a value of every profile or claim is taken; else nothing."""
    pointer = each.place.pointer
    if each.rule == "second-person":
        return ("by",)
    if pointer and pointer[0] in _OF_PEOPLE:
        return ("people", pointer[0])
    if each.rule == "unknown-reference" and pointer[:1] == ("decision",):
        return ("second",) if "second" in pointer else ("by",)
    return ()


def _existing(session: Session) -> Loaded | None:
    """The program that is there, which must be readable; None where there is none."""
    if isinstance(session.tree.read(SETTINGS, 0), Diagnostic):
        return None
    session.sound()
    return session.loaded


def _zone(
    program: Program | None, names: ImportMap, data: bytes
) -> tuple[ZoneInfo, tuple[Diagnostic, ...]]:
    if program is not None:
        return program.zone, ()
    utc = ZoneInfo("Etc/UTC")
    try:
        return ZoneInfo(names.timezone or ""), ()
    except (KeyError, ValueError, OSError):
        pointer = ("program", "timezone")
        message = f'there is no time zone "{names.timezone}"'
        hint = "write one such as Europe/Berlin"
        place = Place(names.path, pointer)
        return utc, (Diagnostic(place, "import", message, hint, locate(data, pointer)),)


def _show(request: Importing, proposal: Proposal, notes: tuple[str, ...], asked: Asked) -> None:
    columns = (
        Column("what"),
        Column("new", "number"),
        Column("not made", "number"),
        Column("why"),
    )
    lines = overview(request, proposal)
    rows = tuple((each.what, each.created, each.kept, each.why) for each in lines)
    report = Report(f"{asked.file} into {asked.root}", (Table(columns, rows),), notes)
    options.show_report(report)


def _refused(
    found: Sequence[Diagnostic], asked: Asked, judgement: Judgement | None, whole: int | None = None
) -> int:
    """Show what is wrong, and how much of it there is in all, shown or not."""
    tell(found, _lines(asked, judgement))
    number = len(found) if whole is None else whole
    count = counted(number, "problem")
    write_line(f"nothing was written: {count}", error=True)
    return 1


def _lines(asked: Asked, judgement: Judgement | None) -> Callable[[str], list[str]]:
    """What gives the lines of a file: of those that were given, and of the program's."""
    kept: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        given = [each for each in (asked.file, asked.map, *asked.expect) if str(each) == path]
        if given:
            if path not in kept:
                kept[path] = shown_lines(content(given[0]))
            return kept[path]
        return judgement.locator.text(path) if judgement else []

    return lines


def _write(asked: Asked, session: Session, proposal: Proposal) -> None:
    if not proposal.edits:
        write_line("nothing to write: all of it is there already")
        return
    if asked.on_branch is not None:
        name = branch_name(asked.on_branch, asked.root, ())
        put_on_branch(asked.on_branch, asked.root, session.base, name, proposal.edits)
        return
    with progress("writing") as advance:
        write(asked.root, proposal.edits, advance)
    tell_beside(asked.root, begun=any(edit.path == SETTINGS for edit in proposal.edits))
    write_line(f"{counted(len(proposal.edits), 'file')} written; goodword check judges them")


def _keep_assumptions(path: Path, data: bytes, assumed: Sequence[str]) -> None:
    """Write into the map what had to be assumed, where that is not there yet."""
    changed = set_value(data, ("assumed",), list(assumed))
    if changed == data:
        return
    try:
        replace_file(path, changed)
    except OSError as error:
        reason = (error.strerror or "").lower()
        write_line(f"{path} does not keep what was assumed: {reason}", error=True)
