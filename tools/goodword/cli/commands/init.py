"""`goodword init`: a program of one's own, in a new folder."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from goodword import __version__
from goodword.cli.asking import can_ask, needed
from goodword.cli.beginning import PILLARS, Questions
from goodword.cli.interview import PLACEHOLDER, handbook, said, wrong
from goodword.cli.options import Day, as_of
from goodword.cli.output import write_line
from goodword.cli.pinning import pinned
from goodword.cli.problems import tell
from goodword.diagnostics import Failure, Severity
from goodword.due import foundations
from goodword.edits import Edit
from goodword.edits.edit import digest
from goodword.edits.writing import recover, write
from goodword.model.paths import FOLDERS
from goodword.reports.report import counted
from goodword.resources import schemas_directory, starter_files
from goodword.source.first_commit import first_commit, inside
from goodword.source.home import SETTINGS
from goodword.source.laid import RECORD, record
from goodword.source.schemas import Schemas
from goodword.source.schemas.fields import key
from goodword.source.trees import DiskTree
from goodword.starter.answers import Handbook, person
from goodword.starter.begin import begin, judged, laid
from goodword.starter.owners import PATH, code_owners
from goodword.starter.pinned import FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.cli.beginning import Wrong
    from goodword.starter.answers import Answers, Staff
    from goodword.starter.pinned import Pin

_MAY_BE_THERE = frozenset({".git", ".venv", ".goodword"})
"""What is no part of a program and may lie in its folder before it."""
_SHOWN = 5
"""So many names of what is in the way."""


def _choices(kind: str, *path: str) -> click.Choice[str]:
    return click.Choice(key(kind, "", path)["enum"])


@click.command(
    help="Begin a program of your own in DIR, a folder that is new or empty (default: this one). "
    "What is not said by flags is asked for on a terminal. All files are written, or none; then "
    "they are committed in a new git repository.",
)
@click.argument(
    "directory", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(), required=False
)
@click.option("--name", metavar="TEXT", help="What the program is called.")
@click.option("--timezone", metavar="ZONE", help="Its time zone, such as Europe/Berlin.")
@click.option(
    "--languages", metavar="TAGS", help="Its languages, the default first: en,es. Default en."
)
@click.option("--cycle", type=_choices("program", "cycle"), help="Default quarter.")
@click.option(
    "--mode",
    type=_choices("program", "mode"),
    help="Who reads the repository: staff, members, anyone. Default closed.",
)
@click.option(
    "--staff",
    metavar="[ID=]NAME[ <MAIL>]",
    multiple=True,
    help="Who works for it; repeat for more. The id is made of the name unless it is said.",
)
@click.option("--started", type=Day(), metavar="DAY", help="Its first day; default today.")
@click.option("--minimal", is_flag=True, help="Three files, and what these cannot do without.")
@click.option("--interview", is_flag=True, help="Ask the handbook's questions too.")
@click.option("--problem", metavar="TEXT", help="Handbook: what problem it is to solve.")
@click.option(
    "--pillar",
    "pillars",
    type=click.Choice(PILLARS),
    multiple=True,
    help="Handbook: a pillar, the most important first; repeat for more.",
)
@click.option(
    "--goal",
    "goals",
    metavar="PILLAR=TEXT",
    multiple=True,
    help="Handbook: what a pillar is to bring.",
)
@click.option("--marketplace", metavar="TEXT", help="Handbook: whom those people talk to.")
@click.option(
    "--influence", metavar="TEXT", help="Handbook: what greater than average reach is here."
)
@click.option(
    "--found",
    metavar="TEXT",
    multiple=True,
    help="Handbook: what people do by which they are found; repeat for more.",
)
@click.option(
    "--outcome",
    "outcomes",
    metavar="PILLAR=TEXT",
    multiple=True,
    help="Handbook: the outcome by which a pillar's objective is measured, its figure first: "
    "40 % of questions answered by members.",
)
@click.option(
    "--goodword",
    metavar="PLACE",
    help="Which goodword it is run with: a wheel, the address of one with #sha256=…, or a git "
    "commit. Default where this one was installed from.",
)
@as_of
@click.option("--no-git", is_flag=True, help="Leave git alone: no repository and no commit.")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Ask, judge, write, commit."""
    target: Path = given["directory"].absolute()
    if context.obj is not None:
        raise click.UsageError("--root names a program that is there; goodword init DIR begins one")
    schemas = Schemas.load(schemas_directory())
    if (target / ".goodword").is_dir():
        recover(target)
    _refuse_unless_empty(target)
    _refuse_inside(target, git=not given["no_git"])
    if given["minimal"] and (given["interview"] or said(given)):
        raise click.UsageError("--minimal has no strategy in which the handbook's answers could be")
    pin = pinned(given["goodword"])
    if pin is None:
        raise click.UsageError(f'--goodword "{given["goodword"]}": expected {FORMS}')
    answers = _answers(context, target, wrong(schemas))
    if given["as_of"] is None:
        answers = replace(answers, today=_today(answers.timezone))
    if answers.first_day > answers.today:
        raise click.UsageError(f"--started {answers.first_day} lies in the future")
    schema_files = {each.name: each.read_bytes() for each in _schemas()}
    edits = begin(answers, pin, schema_files, starter_files())
    judgement = judged(DiskTree(target), edits, schemas, answers.today)
    tell(judgement.problems, judgement.locator.text)
    if any(each.severity is not Severity.NOTE for each in judgement.problems):
        write_line("nothing was written", error=True)
        return 1
    if not answers.minimal:
        owners = code_owners(judgement.after.program, answers.today)
        files = {**laid(answers, schema_files, starter_files()), PATH: owners.text.encode()}
        kept = record(__version__, {path: digest(data) for path, data in files.items()})
        edits = (*edits, Edit(PATH, None, files[PATH]), Edit(RECORD, None, kept))
    _write(target, edits)
    paths = [each.path for each in edits]
    open_ = sum(1 for _ in foundations.find(judgement.after))
    _tell(given["directory"], answers, paths, pin, open_, git=not given["no_git"])
    return 0


def _schemas() -> list[Path]:
    return sorted(schemas_directory().glob("*.schema.json"))


def _refuse_unless_empty(target: Path) -> None:
    """A folder that holds anything is somebody's; what it holds is named."""
    if os.path.lexists(target) and not target.is_dir():
        raise click.UsageError(f"{target} is no folder")
    try:
        held = sorted(each.name for each in target.iterdir()) if target.is_dir() else []
    except OSError as error:
        raise Failure(f"{target}: {error.strerror or error}") from error
    held = [each for each in held if each not in _MAY_BE_THERE]
    if held:
        more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
        verb = "is" if len(held) == 1 else "are"
        do = "name a new folder"
        if (target / SETTINGS).is_file():
            do = "it is a program already: goodword agenda says what is still open in it"
        raise click.UsageError(
            f"{target} is not empty: {', '.join(held[:_SHOWN])}{more} {verb} in the way; {do}"
        )


def _refuse_inside(target: Path, *, git: bool) -> None:
    """In the data folders of a program there is no room for another, nor in a repository.

    A host reads workflows, owners and forms at the top of a repository only.
    """
    for above in target.parents:
        if (above / SETTINGS).is_file() and target.relative_to(above).parts[0] in FOLDERS:
            raise click.UsageError(f"{target} lies among the files of the program in {above}")
    top = _repository(target) if git else None
    if top is not None:
        raise click.UsageError(
            f"{target} lies in the repository of {top}, and a program has its own: hosts read"
            " workflows and owners at the top alone. Name a folder outside, or run git init in it"
            " first; --no-git writes the files and leaves the repository to you"
        )


def _repository(target: Path) -> Path | None:
    with suppress(Failure):  # no git: said when it comes to committing
        return inside(target)
    return None


def _answers(context: click.Context, target: Path, judge: Wrong) -> Answers:
    """What flags say and, on a terminal, what is asked for."""
    given = context.params
    known = {name: given[name] for name in ("name", "timezone", "cycle", "mode") if given[name]}
    if given["languages"]:
        known["languages"] = tuple(given["languages"].replace(",", " ").split())
    if given["staff"]:
        known["staff"] = _staff(given["staff"])
    book = handbook(given) if given["interview"] or said(given) else None
    answers = replace(
        PLACEHOLDER,
        today=given["as_of"] or datetime.now(UTC).date(),
        started=given["started"],
        minimal=given["minimal"],
        handbook=book,
        **known,
    )
    if not can_ask():
        needed(given, "name", "timezone", "staff")
        return answers
    folder = next(each for each in (target, *target.parents) if each.is_dir())
    questions = Questions(replace(answers, handbook=None), judge)
    questions.six(frozenset(_SIX - known.keys()), folder)
    if given["interview"]:
        questions.handbook(book or Handbook())
        return questions.answers
    return replace(questions.answers, handbook=book)


_SIX = frozenset({"name", "timezone", "languages", "cycle", "mode", "staff"})


def _staff(texts: Sequence[str]) -> tuple[Staff, ...]:
    found: list[Staff] = []
    for text in texts:
        each = person(text, [one.id for one in found])
        if each is None:
            raise click.UsageError(
                f'--staff "{text}": expected a name, with an address behind it where there is one: '
                '"Maya Weber <maya@acme.example>"; "maya=Maya Weber" says the id too'
            )
        found.append(each)
    return tuple(found)


def _today(timezone: str) -> date:
    try:
        return datetime.now(ZoneInfo(timezone)).date()
    except (KeyError, ValueError, OSError):  # refused below, with the nearest name
        return datetime.now(UTC).date()


def _write(target: Path, edits: Any) -> None:
    """Write all files; a folder that was made for them goes with them where that fails."""
    there = target.is_dir()
    try:
        write(target, edits, begun=True)
    except BaseException:
        if not there:
            shutil.rmtree(target / ".goodword", ignore_errors=True)
            with suppress(OSError):
                target.rmdir()
        raise


def _tell(
    directory: Path, answers: Answers, paths: Sequence[str], pin: Pin, open_: int, *, git: bool
) -> None:
    """What was done, what was not, and what to do next."""
    message = f"Begin {answers.name}"
    left = first_commit(directory.absolute(), paths, message) if git else "--no-git"
    write_line(f"{counted(len(paths), 'file')} in {directory}")
    if not left:
        write_line(f'committed as "{message}"')
    elif git:
        write_line(f"not committed: {left}")
    if answers.minimal:
        write_line("nothing pins goodword, nothing checks proposals: init without --minimal does")
    elif not pin.whole:
        write_line(f"goodword itself is not pinned: --goodword takes {FORMS}")
    if open_:
        what = "question of the handbook is" if open_ == 1 else "questions of the handbook are"
        write_line(f"{open_} {what} left open: goodword agenda has them")
    if directory != Path():
        write_line(f"next: cd {directory}, then goodword check and goodword portal")
    else:
        write_line("next: goodword check and goodword portal")
