"""`goodword intake`: what influencers handed in becomes files, judged before they are written."""

from __future__ import annotations

import os
import secrets
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.actions.handed_in.taking import Taking
from goodword.actions.judging import Whole, judge
from goodword.actions.take_in import take_in
from goodword.cli import options
from goodword.cli.checked import said_before
from goodword.cli.output import write_line
from goodword.cli.people import KEY
from goodword.cli.problems import tell
from goodword.cli.session import progress
from goodword.cli.writing import Writing
from goodword.diagnostics import Diagnostic, Failure, Mark, Place
from goodword.intake.handed import event, mail
from goodword.intake.handed.filled import labels_of
from goodword.intake.handed.lines import read_lines
from goodword.intake.handed.rows import LARGEST, Handed, Where
from goodword.intake.handed.table import read_table
from goodword.intake.handed.table_map import read_map
from goodword.intake.sheet import Refused, address_hash
from goodword.reports.new_effect import new_effect
from goodword.texts import Texts, known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.actions.judging import Judgement, Proposal
    from goodword.edits import Edit
    from goodword.intake.sheet import Say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WAYS = ("event", "eml", "csv", "jsonl", "address")


@click.command(
    help="Take in what influencers handed in: the EVENT of an issue that got the label "
    f"{event.ACCEPTED}, a mail, the rows of a form service, or lines of JSON. Whose it is, the "
    "account says and no field. Rows that are refused are named, and the others written; what came "
    "in before is not made again. Dry unless --write.",
)
@click.argument("event", type=_FILE, required=False)
@click.option("--eml", type=_FILE, help="A mail as the server stored it; needs --server.")
@click.option(
    "--server", metavar="NAME", help="The mail server whose Authentication-Results are believed."
)
@click.option("--csv", type=_FILE, help="Rows of a form service, CSV or JSON; needs --map.")
@click.option("--map", "map_file", type=_FILE, help="What the rows do not say, a YAML file.")
@click.option(
    "--jsonl",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="A mapping a line, from a program; - reads standard input.",
)
@click.option(
    "--address",
    metavar="MAIL",
    help=f"Say what stands for an address under accounts.mail ({KEY} is its secret).",
)
@click.option("--by", metavar="STAFF", help="Who takes it in; noted where a step says who.")
@click.option("--write", is_flag=True, help="Write it; else only show.")
@options.branch
@options.as_of
@click.pass_context
def command(context: click.Context, /, **given: object) -> int:
    """Read, judge, show, and write where asked; 1 where something is refused."""
    del given
    asked = context.params
    run = Writing(context)  # where there is no program, that comes before what is wrong here
    ways = [each for each in _WAYS if asked[each]]
    if len(ways) != 1:
        raise click.UsageError("say one of EVENT, --eml, --csv, --jsonl and --address")
    if bool(asked["eml"]) != bool(asked["server"]) or bool(asked["csv"]) != bool(asked["map_file"]):
        raise click.UsageError("--eml belongs together with --server, --csv with --map")
    if asked["address"]:
        write_line(address_hash(asked["address"], _key()))
        return 0
    path: Path = asked[ways[0]]
    context.params["event"] = None  # a file of the host's, which no branch is named by
    tellers = _Tellers(run.program.settings.languages[0])
    alone = ways[0] in ("event", "eml")
    try:
        handed = _handed(run, ways[0], path)
    except Refused as why:
        return _refused([tellers.whole(why.why, why.language)])
    if not handed.whole:
        tell(handed.problems, lambda _: [])
        write_line("nothing was written", error=True)
        return 1
    taking = Taking(run.snapshot, asked["by"] or "", lambda: secrets.token_hex(4), _key())
    with progress("judging") as advance:
        judged = partial(_judged, run, advance)
        taken = take_in(taking, handed.sheets, run.session.tree, judged)
    if alone and taken.refused:
        return _refused([tellers.whole(why, sheet.language) for sheet, why in taken.refused])
    wrong = [
        *handed.problems,
        *(_wrong(path, line, tellers.says(why.why, why.language)) for line, why in handed.refused),
        *(_wrong(path, at.line, tellers.says(why, at.language)) for at, why in taken.refused),
    ]
    tell(sorted(wrong, key=_line), lambda _: [])
    for line, first in handed.again:
        write_line(f"{path}:{line}: says the same as line {first}")
    code = _taken(run, taken.proposal, sound=not wrong)
    if wrong and not code:
        rows = len({_line(each) for each in wrong})
        write_line(f"{rows} row{'s' * (rows > 1)} refused", error=True)
    return code or int(bool(wrong))


def _taken(run: Writing, proposal: Proposal, *, sound: bool) -> int:
    """Show what is taken in, and write it where asked."""
    if proposal.edits:
        return run.carry_out(proposal, "file", follows=new_effect)
    for line in proposal.notes:
        write_line(line)
    if sound:
        write_line("nothing to write: all of it is there already")
    else:
        write_line("nothing was written", error=True)
    return 0


def _judged(
    run: Writing, advance: Callable[[int, int], None] | None, edits: tuple[Edit, ...]
) -> Judgement:
    session = run.session
    return judge(
        session.tree,
        edits,
        session.schemas,
        session.as_of,
        before=session.loaded,
        whole=Whole(partial(said_before, session)),
        progress=advance,
    )


class _Tellers:
    """Sentences for who handed something in, in the language that they wrote.

    Args:
        first: the program's first language, for whose is not known.
    """

    def __init__(self, first: str) -> None:
        self._first = first

    def says(self, why: Say, language: str) -> str:
        """Why something is not taken, in a language; empty for the first."""
        return why.text(Texts(language or self._first))

    def whole(self, why: Say, language: str) -> str:
        """That it is not taken, and why."""
        return Texts(language or self._first)("refused.says", why=self.says(why, language))


def _wrong(path: Path, line: int, sentence: str) -> Diagnostic:
    return Diagnostic(Place(str(path)), "intake", sentence, "", Mark(line, 1, line, 1))


def _line(each: Diagnostic) -> int:
    return each.mark.line if each.mark else 0


def _key() -> str:
    return os.environ.get(KEY, "")


def _refused(sentences: Sequence[str]) -> int:
    """What the sender is told: the sentences alone, on standard output."""
    for each in sentences:
        write_line(each)
    write_line("nothing was written", error=True)
    return 1


def _handed(run: Writing, way: str, path: Path) -> Handed:
    settings = run.program.settings
    key = _key()
    languages = [labels_of(Texts(tag), tag) for tag in known(settings.languages)]
    data = _content(path)
    if way == "event":
        return Handed((event.read_event(data, settings.intake.issues, languages),))
    if way == "eml":
        server = str(run.context.params["server"])
        return Handed((mail.read_mail(data, server, settings.intake.mail, key, languages),))
    where = Where(run.program.zone, key)
    if way == "jsonl":
        return read_lines(data, str(path), where)
    map_file: Path = run.context.params["map_file"]
    names, found = read_map(_content(map_file), str(map_file), run.session.schemas)
    return (
        read_table(data, str(path), names, where) if names else Handed(problems=found, whole=False)
    )


def _content(path: Path) -> bytes:
    """A file, or as much of it as is more than any of them may have."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise Failure(f"{path}: {(error.strerror or str(error)).lower()}") from None
