"""`goodword intake`: what influencers handed in becomes files, judged before they are written."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.actions.take_in import Taking, take_in
from goodword.cli import options
from goodword.cli.output import show, write_line
from goodword.cli.writing import Writing
from goodword.diagnostics import Failure
from goodword.formats import DIAGNOSTICS
from goodword.intake import event, mail, table
from goodword.intake.filled import labels_of
from goodword.intake.sheet import Refused, address_hash
from goodword.reports.new_effect import new_effect
from goodword.texts import Texts, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.intake.sheet import Sheet

_KEY = "GOODWORD_INTAKE_KEY"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WAYS = ("event", "eml", "csv", "jsonl", "address")


@click.command(
    help="Take in what influencers handed in: the EVENT of an issue that got the label "
    f"{event.ACCEPTED}, a mail, the rows of a form service, or lines of JSON. Whose it is, the "
    "account says and no field. All of it is written or nothing. Dry unless --write.",
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
    help=f"Say what stands for an address under accounts.mail ({_KEY} is its secret).",
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
    try:
        sheets, found = _sheets(run, ways[0], path)
    except Refused as why:
        return _refused(why.why)
    if found:
        show(DIAGNOSTICS["text"](found, lambda _: []))
        write_line("nothing was written", error=True)
        return 1
    taking = Taking(run.snapshot, asked["by"] or "", lambda: secrets.token_hex(4), _key())
    proposal = take_in(taking, sheets, str(path), run.session.tree)
    if proposal.problems:
        return _refused(*(each.message for each in proposal.problems))
    if not proposal.edits:
        for line in proposal.notes:
            write_line(line)
        write_line("nothing to write: all of it is there already")
        return 0
    return run.carry_out(proposal, "file", follows=new_effect)


def _key() -> str:
    return os.environ.get(_KEY, "")


def _refused(*sentences: str) -> int:
    """What the sender is told: the sentences alone, on standard output."""
    for each in sentences:
        write_line(f"refused: {each}")
    write_line("nothing was written", error=True)
    return 1


def _sheets(run: Writing, way: str, path: Path) -> tuple[Sequence[Sheet], tuple[Diagnostic, ...]]:
    settings = run.program.settings
    key = _key()
    languages = [labels_of(Texts(tag)) for tag in known(settings.languages)]
    data = _content(path)
    if way == "event":
        return [event.read_event(data, settings.intake.issues, languages)], ()
    if way == "eml":
        server = str(run.context.params["server"])
        return [mail.read_mail(data, server, settings.intake.mail, key, languages)], ()
    where = table.Where(run.program.zone, key)
    if way == "jsonl":
        return table.read_lines(data, str(path), where)
    map_file: Path = run.context.params["map_file"]
    names, found = table.read_map(_content(map_file), str(map_file), run.session.schemas)
    return table.read_table(data, str(path), names, where) if names else ([], found)


def _content(path: Path) -> bytes:
    """A file, or as much of it as is more than any of them may have."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(table.LARGEST + 1)
        with path.open("rb") as stream:
            return stream.read(table.LARGEST + 1)
    except OSError as error:
        raise Failure(f"{path}: {(error.strerror or str(error)).lower()}") from None
